// Makes the site folder that the server embeds: pkg/kvitok.<hash>.{js,wasm,css}, pkg/kvitok.<hash>.<part>.wasm for the
// lazy parts, the files of public/, a .br and a .gz beside whatever shrinks, hash.txt with the hash, and parts.txt with
// the files that each part needs.
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
// Small functions stand where they are called: as many bytes, and a seventh fewer functions to compile at waking up.
const SHRINK = ['-Oz', '--always-inline-max-function-size=8'];
// What several parts need comes in one file for each of these sets of parts, the first that has them all; what belongs to
// none of them is in the main part. Sets and not every combination: a page should not ask for thirty files.
// `node scripts/web-sets.mjs` has found them and looks for better ones.
const SHARED = {
  person: ['auth', 'notices', 'own_contacts', 'settings', 'ways_in'],
  wizard: ['addresses', 'asking', 'connect', 'switch'],
  lists: ['addresses', 'giving', 'payments', 'receipts', 'relatives', 'switch'],
  notes: ['auth', 'connect', 'giving', 'notices', 'own_contacts', 'public', 'switch', 'ways_in'],
  links: ['addresses', 'check', 'dev', 'giving', 'pay', 'payments', 'public', 'relatives', 'settings', 'ways_in'],
  forms: [
    'addresses', 'asking', 'auth', 'check', 'connect', 'giving', 'notices', 'own_contacts', 'pay', 'relatives', 'settings',
    'switch', 'ways_in',
  ],
  tables: [
    'addresses', 'asking', 'auth', 'check', 'connect', 'dev', 'giving', 'notices', 'own_contacts', 'pay', 'payments',
    'public', 'receipts', 'relatives', 'settings', 'switch', 'ways_in',
  ],
  texts: [
    'addresses', 'asking', 'auth', 'check', 'connect', 'giving', 'notices', 'own_contacts', 'pay', 'public', 'receipt',
    'relatives', 'settings', 'switch', 'ways_in', 'year',
  ],
};
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

/** Compiles, cuts into parts, binds and shrinks; all but the first only if the compiler's output is new. */
function buildWasm() {
  const locked = process.env.CI === 'true' ? ['--locked'] : [];
  // Where a function is called from: the cut needs to know. Only for the last step, so that no dependency is built anew.
  run('cargo', 'rustc', '-p', 'frontend', '--lib', '--crate-type', 'cdylib', '--target', 'wasm32-unknown-unknown',
    '--profile', 'wasm-release', '--target-dir', FRONT, ...locked, '--', '-Clink-args=--emit-relocs');
  const compiled = path.join(FRONT, 'wasm32-unknown-unknown', 'wasm-release', 'frontend.wasm');
  const key = sha256(fs.readFileSync(compiled), BINDGEN, WEB_TOOLS_DIR, WASM_FEATURES.join(), SHRINK.join(), JSON.stringify(SHARED)).slice(0, 16);
  const bound = path.join(FRONT, 'bound');
  const keyFile = path.join(bound, 'key');
  if (!fs.existsSync(keyFile) || fs.readFileSync(keyFile, 'utf8') !== key) {
    fs.rmSync(bound, { recursive: true, force: true });
    fs.mkdirSync(bound, { recursive: true });
    run(BINDGEN, compiled, bound, NAME);
    joinShared(bound);
    for (const file of filesBelow(bound).filter((file) => file.endsWith('.wasm'))) {
      binaryen('wasm-opt', file, '-o', file, ...SHRINK);
    }
    fs.writeFileSync(keyFile, key);
  }
  return bound;
}

function binaryen(program, ...args) {
  run(path.join(WEB_TOOLS_DIR, 'node_modules/.bin', program), ...args, ...WASM_FEATURES.map((feature) => `--enable-${feature}`));
}

/** Bytes of code and data in a WASM file: sections 10 and 11 (WebAssembly core specification, 5.5). */
function content(file) {
  const bytes = fs.readFileSync(file);
  let sum = 0;
  for (let at = 8; at < bytes.length; ) {
    const section = bytes[at];
    let [size, shift] = [0, 0];
    do {
      at += 1;
      size |= (bytes[at] & 127) << shift;
      shift += 7;
    } while (bytes[at] & 128);
    at += 1 + size;
    if (section === 10 || section === 11) sum += size;
  }
  return sum;
}

/**
 * The cut gives a file to every combination of parts that share something. They become the files of SHARED and a piece of
 * the main part. `parts.json` then says which files a part needs, its own last.
 */
function joinShared(bound) {
  const list = path.join(bound, 'parts.json');
  const needs = JSON.parse(fs.readFileSync(list, 'utf8'));
  const at = (name) => path.join(bound, `${name}.wasm`);
  const groups = { [`${NAME}_bg`]: [], ...Object.fromEntries(Object.keys(SHARED).map((set) => [set, []])) };
  const pieces = [...new Set(Object.values(needs).flat())].filter((piece) => piece.startsWith('chunk_')).sort()
    .map((piece) => ({ piece, users: Object.keys(needs).filter((part) => needs[part].includes(piece)) }));
  fs.writeFileSync(path.join(bound, 'pieces.json'), JSON.stringify(pieces.map(({ piece, users }) => ({ users, bytes: content(at(piece)) }))));
  for (const { piece, users } of pieces) {
    const set = Object.keys(SHARED).find((set) => users.every((part) => SHARED[set].includes(part)));
    groups[set ?? `${NAME}_bg`].push(piece);
  }
  for (const [group, pieces] of Object.entries(groups).filter(([, pieces]) => pieces.length > 0)) {
    const first = group in SHARED ? 'door' : group;
    const named = pieces.flatMap((piece) => [at(piece), piece]);
    binaryen('wasm-merge', at(first), '__wasm_split', ...named, '-o', `${at(group)}.joined`);
    fs.renameSync(`${at(group)}.joined`, at(group));
    pieces.forEach((piece) => fs.rmSync(at(piece)));
  }
  fs.rmSync(at('door'));
  const short = Object.fromEntries(Object.keys(needs).sort().map((part) => {
    if (fs.existsSync(at(`split_${part}`))) fs.renameSync(at(`split_${part}`), at(part));
    const sets = Object.keys(SHARED).filter((set) => SHARED[set].includes(part) && groups[set].length > 0);
    return [part, [...sets, part]];
  }));
  fs.writeFileSync(list, JSON.stringify(short));
  fs.writeFileSync(path.join(bound, 'parts.js'), loader(fs.readFileSync(path.join(bound, 'parts.js'), 'utf8'), short));
}

/** The script that loads parts: the cut's own head of it, and loads of our files in place of its own. */
function loader(script, needs) {
  const head = script.slice(0, script.search(/^(\/\*|const __chunk_|export const )/m))
    .replace('return sharedImports;', 'sharedImports.outside = sharedImports.__wasm_split;\n    return sharedImports;');
  const file = (name) => `() => {
    const source = fetch(new URL("./${name}.wasm", import.meta.url));
    source.catch(() => {});
    return (imports) => WebAssembly.instantiateStreaming(source, imports);
}`;
  const sets = [...new Set(Object.values(needs).flat())].filter((name) => name in SHARED);
  return [
    head,
    ...sets.map((set) => `const __set_${set} = makeLoad(${file(set)}, []);`),
    ...Object.entries(needs).map(([part, files]) =>
      `export const __wasm_split_load_${part} = wrapAsyncCb(makeLoad(${file(part)}, [${files.slice(0, -1).map((set) => `__set_${set}`)}]));`),
  ].join('\n');
}

const tool = createRequire(path.join(WEB_TOOLS_DIR, 'package.json'));

/** One file of the main part's script and the loader of the lazy parts, which ask for each other. */
function bundleJs(bound) {
  const { outputFiles } = tool('esbuild').buildSync({
    entryPoints: [path.join(bound, `${NAME}.js`)], bundle: true, minify: true, format: 'esm', write: false, target: 'es2022',
    logOverride: { 'duplicate-object-key': 'silent' }, // the loader is imported once for each part
  });
  return outputFiles[0].text;
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
const needs = JSON.parse(fs.readFileSync(path.join(bound, 'parts.json'), 'utf8'));
const wasm = (name) => fs.readFileSync(path.join(bound, `${name}.wasm`));
const parts = [...new Set(Object.values(needs).flat())].sort();
const files = {
  js: bundleJs(bound), wasm: wasm(`${NAME}_bg`), css: buildCss(),
  ...Object.fromEntries(parts.map((part) => [`${part}.wasm`, wasm(part)])),
};
// One hash for all: Leptos then needs no list at run time, only `kvitok.<hash>` as its output name.
const hash = sha256(...Object.values(files)).slice(0, 12);
files.js = parts.reduce((js, part) => js.replaceAll(`./${part}.wasm`, `./${NAME}.${hash}.${part}.wasm`), files.js);

// Built beside and then put in place, so that the server never embeds half of it.
const fresh = `${SITE_DIR}.new`;
fs.rmSync(fresh, { recursive: true, force: true });
fs.mkdirSync(path.join(fresh, 'pkg'), { recursive: true });
fs.cpSync('public', fresh, { recursive: true });
for (const [ending, body] of Object.entries(files)) fs.writeFileSync(path.join(fresh, 'pkg', `${NAME}.${hash}.${ending}`), body);
const snippets = path.join(bound, 'snippets');
if (fs.existsSync(snippets)) fs.cpSync(snippets, path.join(fresh, 'pkg', 'snippets'), { recursive: true });

const sizes = await Promise.all(filesBelow(fresh).map(async (file) => [file, await compress(file)]));
fs.writeFileSync(path.join(fresh, 'hash.txt'), ['js', 'wasm', 'css'].map((part) => `${part}: ${hash}\n`).join(''));
fs.writeFileSync(path.join(fresh, 'parts.txt'), Object.entries(needs).map(([part, needed]) => `${part}: ${needed.join(' ')}\n`).sort().join(''));
fs.rmSync(SITE_DIR, { recursive: true, force: true });
fs.renameSync(fresh, SITE_DIR);
fs.writeFileSync(STAMP, inputs);

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
for (const [file, { raw, br }] of sizes) {
  if (file.includes(`${path.sep}pkg${path.sep}`)) {
    console.log(`${path.relative(fresh, file).padEnd(34)}${kb(raw)}  brotli${kb(br)}`);
  }
}
