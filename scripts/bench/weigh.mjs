// The bytes (brotli) of the main WASM of the almost empty workspace. `ordinary`: as anyone builds it, with the profile of ours,
// wasm-bindgen and `wasm-opt -Oz`. `ours`: by all steps of build-web.mjs, with erased types and emptied functions.
// Not here: the workspace (see `empty-web`).
// Usage: node weigh.mjs FOLDER-OF-THE-WORKSPACE TARGET-DIR ordinary|ours

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const [folder, target, steps] = process.argv.slice(2);
const { BINDGEN, WEB_TOOLS_DIR } = process.env;
// The flags of .cargo/config.toml, which is not above that folder.
const env = { ...process.env, RUSTFLAGS: steps === 'ours' ? '--cfg erase_components' : '' };
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, env, stdio: ['ignore', 2, 2] });

run('cargo', 'rustc', '--lib', '--target', 'wasm32-unknown-unknown', '--profile', 'wasm-release', '--target-dir', target,
  '--', '-Clink-args=--emit-relocs');
const bound = path.join(target, 'bound');
fs.rmSync(bound, { recursive: true, force: true });
fs.mkdirSync(bound, { recursive: true });
run(BINDGEN, path.join(target, 'wasm32-unknown-unknown/wasm-release/empty_web.wasm'), bound, 'empty', ...(steps === 'ours' ? [] : ['whole']));
const file = path.join(bound, 'empty_bg.wasm');
const build = fs.readFileSync(new URL('../build-web.mjs', import.meta.url), 'utf8');
const listed = (name) => new RegExp(`const ${name} = \\[([^\\]]+)\\]`).exec(build)[1].match(/[\w=-]+/g);
const shrink = steps === 'ours' ? listed('SHRINK') : ['-Oz'];
run(path.join(WEB_TOOLS_DIR, 'node_modules/.bin/wasm-opt'), file, '-o', file, ...shrink,
  ...listed('WASM_FEATURES').map((feature) => `--enable-${feature}`));
const { BROTLI_PARAM_LGWIN } = zlib.constants;
console.log(zlib.brotliCompressSync(fs.readFileSync(file), { params: { [BROTLI_PARAM_LGWIN]: 24 } }).length);
