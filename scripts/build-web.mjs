// Makes the site folder that the server embeds: pkg/kvitok.<hash>.{js,wasm,css}, the files of public/,
// a .br and a .gz beside whatever shrinks, and hash.txt with the hash.
// Not here: finding the compiler and the tools (env.sh names them, setup.sh installs them).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const NAME = 'kvitok';
const { TARGET_DIR, SITE_DIR, WEB_TOOLS_DIR, BINDGEN } = process.env;
const STAMP = path.join(TARGET_DIR, 'site.stamp');
const FRONT = path.join(TARGET_DIR, 'front');

// What the compiler may use in its output, and every browser since 2023 understands.
const WASM_FEATURES = [
  'bulk-memory', 'bulk-memory-opt', 'call-indirect-overlong', 'multivalue', 'mutable-globals',
  'nontrapping-float-to-int', 'reference-types', 'sign-ext',
];
const BROWSERS = { chrome: 109 << 16, firefox: 115 << 16, safari: (15 << 16) | (6 << 8) };
const COMPRESSIBLE = /\.(js|wasm|css|svg|json|txt|html|webmanifest)$/;

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};
function run(command, ...args) {
  try {
    execFileSync(command, args, { stdio: 'inherit' });
  } catch (error) {
    if (error.code) console.error(error.message); // it did not even start; else it has said why itself
    process.exit(1);
  }
}

/** Every file below `folder`, sorted, as paths that start with it. */
function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One hash over all that the result depends on. */
function inputsHash() {
  const files = [
    ...['app', 'frontend', 'style', 'public', 'scripts/web'].flatMap(filesBelow),
    'Cargo.toml', 'Cargo.lock', '.cargo/config.toml', 'scripts/build-web.mjs',
  ].filter((file) => !file.includes('node_modules'));
  const compiler = execFileSync('rustc', ['--version']);
  return sha256(compiler, ...files.flatMap((file) => [file, fs.readFileSync(file)]));
}

/** Compiles, binds and shrinks; the last two only if the compiler's output is new. */
function buildWasm() {
  const locked = process.env.CI === 'true' ? ['--locked'] : [];
  run('cargo', 'build', '-p', 'frontend', '--lib', '--target', 'wasm32-unknown-unknown',
    '--profile', 'wasm-release', '--target-dir', FRONT, ...locked);
  const compiled = path.join(FRONT, 'wasm32-unknown-unknown', 'wasm-release', 'frontend.wasm');
  const key = sha256(fs.readFileSync(compiled), BINDGEN, WEB_TOOLS_DIR, WASM_FEATURES.join()).slice(0, 16);
  const bound = path.join(FRONT, 'bound');
  const keyFile = path.join(bound, 'key');
  if (!fs.existsSync(keyFile) || fs.readFileSync(keyFile, 'utf8') !== key) {
    fs.rmSync(bound, { recursive: true, force: true });
    run(BINDGEN, compiled, bound, NAME);
    const raw = path.join(bound, `${NAME}_bg.wasm`);
    run(path.join(WEB_TOOLS_DIR, 'node_modules/.bin/wasm-opt'), raw, '-o', path.join(bound, `${NAME}.wasm`),
      '-Oz', ...WASM_FEATURES.map((feature) => `--enable-${feature}`));
    fs.writeFileSync(keyFile, key);
  }
  return bound;
}

const tool = createRequire(path.join(WEB_TOOLS_DIR, 'package.json'));

function minifyJs(file) {
  return tool('esbuild').transformSync(fs.readFileSync(file, 'utf8'), { minify: true, format: 'esm' }).code;
}

function buildCss() {
  const { code, warnings } = tool('lightningcss').bundle({ filename: 'style/main.css', minify: true, targets: BROWSERS });
  for (const { message, loc } of warnings) console.warn(`style: ${message} (${loc.filename}:${loc.line})`);
  return code;
}

/** Writes .br and .gz beside `file` where that saves bytes; gives the sizes for the account. */
async function compress(file) {
  const body = fs.readFileSync(file);
  if (body.length <= 1024 || !COMPRESSIBLE.test(file)) return { raw: body.length, br: body.length };
  const [br, gz] = await Promise.all([
    promisify(zlib.brotliCompress)(body, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
        [zlib.constants.BROTLI_PARAM_LGWIN]: 24,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
    promisify(zlib.gzip)(body, { level: 9 }),
  ]);
  if (br.length < body.length) fs.writeFileSync(`${file}.br`, br);
  if (gz.length < body.length) fs.writeFileSync(`${file}.gz`, gz);
  return { raw: body.length, br: br.length };
}

const inputs = inputsHash();
if (fs.existsSync(STAMP) && fs.existsSync(SITE_DIR) && fs.readFileSync(STAMP, 'utf8') === inputs) {
  console.log('web build is up to date');
  process.exit(0);
}

const bound = buildWasm();
const parts = {
  js: minifyJs(path.join(bound, `${NAME}.js`)),
  wasm: fs.readFileSync(path.join(bound, `${NAME}.wasm`)),
  css: buildCss(),
};
// One hash for the three: Leptos then needs no list at run time, only `kvitok.<hash>` as its output name.
const hash = sha256(parts.js, parts.wasm, parts.css).slice(0, 12);

// Built beside and then put in place, so that the server never embeds half of it.
const fresh = `${SITE_DIR}.new`;
fs.rmSync(fresh, { recursive: true, force: true });
fs.mkdirSync(path.join(fresh, 'pkg'), { recursive: true });
fs.cpSync('public', fresh, { recursive: true });
for (const [extension, body] of Object.entries(parts)) {
  fs.writeFileSync(path.join(fresh, 'pkg', `${NAME}.${hash}.${extension}`), body);
}
const snippets = path.join(bound, 'snippets');
if (fs.existsSync(snippets)) fs.cpSync(snippets, path.join(fresh, 'pkg', 'snippets'), { recursive: true });

const sizes = await Promise.all(filesBelow(fresh).map(async (file) => [file, await compress(file)]));
fs.writeFileSync(path.join(fresh, 'hash.txt'), Object.keys(parts).map((part) => `${part}: ${hash}\n`).join(''));
fs.rmSync(SITE_DIR, { recursive: true, force: true });
fs.renameSync(fresh, SITE_DIR);
fs.writeFileSync(STAMP, inputs);

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
for (const [file, { raw, br }] of sizes) {
  if (file.includes(`${path.sep}pkg${path.sep}`)) {
    console.log(`${path.relative(fresh, file).padEnd(34)}${kb(raw)}  brotli${kb(br)}`);
  }
}
