// Within the second frame the first one has been painted.
requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const href of wasm) {
    const link = Object.assign(document.createElement('link'), {
      rel: 'preload', as: 'fetch', type: 'application/wasm', crossOrigin: 'anonymous', href,
    });
    document.head.append(link);
  }
  import(js).then((main) => main.default({ module_or_path: wasm[0] }).then(() => main.hydrate()));
}));
