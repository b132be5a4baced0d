// What a first visit loads, as really sent (brotli), page by page, with the limits.
// Not here: time.
// Usage: node bytes.mjs URL ORDINARY OURS, the bytes of an almost empty workspace as anyone builds it and by our steps

import { PUBLIC, fail, head, mark, residentPages, row, signIn } from './browser.mjs';

const url = process.argv[2];
const [ordinary, ours] = process.argv.slice(3).map(Number);
const LIMIT = { html: 20_000, part: 30_000, js: 8_000 };

/** Bytes on the wire: node's own `fetch` would unpack them. */
async function sent(path, headers = {}) {
  const http = await import('node:http');
  return new Promise((resolve) => {
    http.get(url + path, { headers: { 'accept-encoding': 'br', ...headers } }, (answer) => {
      if (answer.statusCode !== 200) fail(`${path} answers ${answer.statusCode}`);
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length)).on('end', () => resolve(bytes));
    });
  });
}

const cookie = await signIn(url);
const pages = [...PUBLIC.map((page) => [page, {}]), ...(await residentPages(url, cookie)).map((page) => [page, { cookie }])];
head(`First-load bytes, brotli, as sent (limits: HTML + CSS ${LIMIT.html}, main WASM 1.0 × ${ordinary} of an almost empty Leptos workspace of the same versions and profile, a lazy file ${LIMIT.part}, JS ${LIMIT.js})`,
  'page', 'HTML', 'CSS', 'HTML + CSS', 'JS', 'main WASM', '÷ empty', '÷ empty by our steps', 'lazy files', 'lazy WASM', 'all WASM');
let missed = 0;
const limited = (value, limit) => {
  if (value > limit) missed += 1;
  return `${value} ${mark(value <= limit)}`;
};
for (const [page, headers] of pages) {
  const text = await (await fetch(url + page, { headers })).text();
  const found = [...new Set(text.match(/\/pkg\/[^"]+\.(css|js|wasm)/g))];
  const [css] = found.filter((file) => file.endsWith('.css'));
  const [js] = found.filter((file) => file.endsWith('.js'));
  const main = found.find((file) => /kvitok\.[0-9a-f]+\.wasm$/.test(file));
  const lazy = found.filter((file) => file.endsWith('.wasm') && file !== main);
  if (!css || !js || !main || !text.includes('<h1')) fail(`${page} is not whole`);
  const [htmlBytes, cssBytes, jsBytes, mainBytes] = [await sent(page, headers), await sent(css), await sent(js), await sent(main)];
  const lazyBytes = [];
  for (const file of lazy) lazyBytes.push(await sent(file));
  const lazySum = lazyBytes.reduce((sum, bytes) => sum + bytes, 0);
  row(page.replace(/[0-9a-f-]{36}/, '{id}'), htmlBytes, cssBytes, limited(htmlBytes + cssBytes, LIMIT.html), limited(jsBytes, LIMIT.js),
    limited(mainBytes, ordinary), (mainBytes / ordinary).toFixed(2), (mainBytes / ours).toFixed(2), lazyBytes.length,
    `${lazySum} (greatest ${limited(Math.max(0, ...lazyBytes), LIMIT.part)})`, mainBytes + lazySum);
}
console.log(`\n${missed} limits missed.`);
