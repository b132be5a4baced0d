// Asks for one address at a steady pace and prints the 50th and 99th percentile in milliseconds.
// Usage: node paced.mjs URL COOKIE PER_SECOND SECONDS. Not here: as much as a server can (that is wrk).
import { Agent, get } from 'node:http';

const [, , url, cookie, pace, seconds] = process.argv;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const took = [];
let failed = 0;
const ask = () => {
  const began = performance.now();
  get(url, { agent, headers: { cookie, accept: 'text/html' } }, (answer) => {
    if (answer.statusCode !== 200) failed++;
    answer.on('data', () => {}).on('end', () => took.push(performance.now() - began));
  }).on('error', () => failed++);
};
const all = Number(pace) * Number(seconds);
const began = performance.now();
let asked = 0;
const timer = setInterval(() => {
  const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * Number(pace)));
  for (; asked < due; asked++) ask();
  if (asked < all || took.length + failed < all) return;
  clearInterval(timer);
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(1);
  if (failed > 0) throw new Error(`${failed} of ${all} requests failed`);
  console.log(at(0.5), at(0.99));
}, 2);
