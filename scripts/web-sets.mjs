// Looks for the sets of parts that make the web build's WASM smallest (SHARED of build-web.mjs), and prints them:
// `node scripts/web-sets.mjs FOLDER [SETS]`, where FOLDER has the pieces.json of a web build (the target folder's
// front/bound). Not here: the build itself.

import fs from 'node:fs';
import path from 'node:path';

// How often a page of each part is somebody's first one, by what residents come for; only the ratios matter.
const VISITS = {
  receipt: 12, receipts: 10, public: 8, auth: 8, addresses: 5, pay: 5, connect: 4, switch: 3, year: 3, relatives: 2,
  settings: 2, check: 2, payments: 2, giving: 1.5, asking: 1.5, notices: 1, own_contacts: 1, ways_in: 1, dev: 0.2,
};
// Everybody waits for the main part: a byte of it counts for a third more.
const MAIN = 1.35;
// Bytes of brotli for a byte of code, and what one more file costs.
const [PACKED, FILE] = [0.305, 150];
// No file of more bytes.
const MOST = 24_000;
const [STARTS, ROUNDS] = [12, 150_000];

const [folder, count = '8'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node scripts/web-sets.mjs FOLDER [SETS]');
  process.exit(2);
}
const parts = Object.keys(VISITS);
const visits = Object.values(VISITS);
const all = visits.reduce((sum, one) => sum + one, 0);
const bits = (users) => users.reduce((set, part) => set | (1 << parts.indexOf(part)), 0);

// Pieces of the same parts count as one.
const pieces = new Map();
for (const { users, bytes } of JSON.parse(fs.readFileSync(path.join(folder, 'pieces.json'), 'utf8'))) {
  const unknown = users.find((part) => !parts.includes(part));
  if (unknown) throw new Error(`VISITS says nothing of the part ${unknown}`);
  pieces.set(bits(users), (pieces.get(bits(users)) ?? 0) + bytes * PACKED);
}

const weights = new Map();
const weight = (set) => {
  if (!weights.has(set)) weights.set(set, visits.reduce((sum, one, part) => sum + ((set >> part) & 1 ? one : 0), 0));
  return weights.get(set);
};

/** What all visits load, a piece in the set that fewest need. */
function weigh(sets) {
  const order = sets.toSorted((a, b) => weight(a) - weight(b));
  const sizes = order.map(() => 0);
  let main = 0;
  for (const [users, bytes] of pieces) {
    const at = order.findIndex((set) => (users & ~set) === 0);
    if (at < 0) main += bytes;
    else sizes[at] += bytes;
  }
  const cost = (size, at) => (size + FILE) * weight(order[at]) + Math.max(0, size - MOST) * all * 3;
  return { order, sizes, main, cost: main * all * MAIN + sizes.reduce((sum, size, at) => sum + cost(size, at), 0) };
}

// The same numbers in each run (xorshift).
let seed = 1;
const random = () => {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) / 2 ** 32;
};
const one = (of) => Math.floor(random() * of);

/** Simulated annealing: a part comes or goes, or a set takes in the parts of a piece. */
function search() {
  let now = Array.from({ length: Number(count) }, () => one(2 ** parts.length));
  let cost = weigh(now).cost;
  let best = { sets: now, cost };
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = [...now];
    const at = one(next.length);
    if (random() < 0.9) next[at] ^= 1 << one(parts.length);
    else next[at] |= users[one(users.length)];
    const heat = cost * 0.004 * (1 - round / ROUNDS) ** 2 + 1e-9;
    const there = weigh(next).cost;
    if (there < cost || random() < Math.exp((cost - there) / heat)) [now, cost] = [next, there];
    if (cost < best.cost) best = { sets: now, cost };
  }
  return best;
}

const users = [...pieces.keys()];
const best = Array.from({ length: STARTS }, search).reduce((one, other) => (other.cost < one.cost ? other : one));
const { order, sizes, main } = weigh(best.sets);
console.log(`a visit loads ${Math.round(best.cost / all)} bytes of pieces, ${Math.round(main)} of them in the main part`);
order.forEach((set, at) => {
  console.log(`${String(Math.round(sizes[at])).padStart(6)} ${parts.filter((_, part) => (set >> part) & 1).sort().join(' ')}`);
});
