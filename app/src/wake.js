// What is painted can be read: the WASM is asked for only then. Where the browser does not say that it has painted, within
// the second frame it has, or after a second.
let awake = false;
const wake = () => {
  if (awake) return;
  awake = true;
  for (const href of wasm) {
    const link = Object.assign(document.createElement('link'), {
      rel: 'preload', as: 'fetch', type: 'application/wasm', crossOrigin: 'anonymous', href,
    });
    document.head.append(link);
  }
  import(js).then((main) => main.default({ module_or_path: wasm[0] }).then(() => main.hydrate()));
};
if (window.PerformanceObserver?.supportedEntryTypes?.includes('paint')) {
  new PerformanceObserver(wake).observe({ type: 'paint', buffered: true });
  setTimeout(wake, 1000);
} else {
  requestAnimationFrame(() => requestAnimationFrame(wake));
}
