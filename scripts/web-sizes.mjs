// Refuses a web build that has grown: what a first visit loads, in bytes of brotli.
// Not here: the same page by page (see `bench-web.sh`).

import fs from 'node:fs';
import path from 'node:path';

// What was reached, and a little. Whoever raises a limit says why in its line of the log.
const LIMITS = { main: 138_000, part: 30_000, js: 8_000, css: 8_000 };

const folder = path.join(process.env.SITE_DIR, 'pkg');
let refused = false;
for (const file of fs.readdirSync(folder).filter((file) => /^kvitok\..*\.(js|css|wasm)$/.test(file))) {
  const packed = path.join(folder, `${file}.br`);
  const { size } = fs.statSync(fs.existsSync(packed) ? packed : path.join(folder, file));
  const kind = /^kvitok\.[0-9a-f]+\.wasm$/.test(file) ? 'main' : file.endsWith('.wasm') ? 'part' : file.split('.').at(-1);
  const limit = LIMITS[kind];
  if (size > limit) {
    console.error(`${file}: ${size} bytes, at most ${limit}`);
    refused = true;
  }
}
process.exit(refused ? 1 : 0);
