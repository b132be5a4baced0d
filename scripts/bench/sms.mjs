// A worker against a stand-in gateway that halves its limit: how much of the limit is used, and how soon the new one is kept.
// Prints one line of figures, `-` where the pace was below the half before. Usage: node sms.mjs KVITOK DATABASE ALLOWED SET
// REFUSAL THINK, rates a second, THINK in ms.
// Not here: the gateway (see sms_gateway.mjs), the town with its queued SMS (see sms.sh).
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { startGateway } from './sms_gateway.mjs';

const [, , kvitok, database, allowed, set, refusal, think] = process.argv;
const LIMIT = Number(allowed);
/** How long is measured before the limit is halved and after it, in ms; the pace believes a lowered rate for ten seconds. */
const STEADY = 12000;
const HALVED = 10000;
/** What the pace catches up with when timers are late, in seconds: so much more goes within one second. */
const CATCH_UP = 0.1;
/** The pace must have found its rate by then. */
const PATIENCE = 10000;

function fail(text) {
  console.error(`error: ${text}`);
  process.exit(1);
}

const within = (times, from, to) => times.filter((time) => time > from && time <= to).length;

/** After which moment no second has more than so many requests, in seconds since `from`; `times` are in order. */
function keptAfter(times, most, from, to) {
  let broken = from;
  let first = 0;
  times.forEach((time, at) => {
    while (times[first] <= time - 1000) first++;
    if (time > from && time <= to && at - first + 1 > most) broken = time;
  });
  return (broken - from) / 1000;
}

/** Every SMS that counts as sent was taken, once, with the sum of its receipt; every SMS that was taken counts as sent. */
function check(gateway) {
  const rows = execFileSync('sqlite3', ['-cmd', '.timeout 20000', database,
    "select lower(hex(m.id)), m.recipient, m.state, r.total from message m join receipt r on r.id = m.receipt_id where m.channel = 'sms'"]);
  const taken = new Map([...gateway.messages].map(([id, message]) => [id.replaceAll('-', ''), message]));
  const all = taken.size;
  for (const line of rows.toString().trim().split('\n')) {
    const [id, recipient, state, total] = line.split('|');
    const message = taken.get(id);
    taken.delete(id);
    if (['sent', 'delivered'].includes(state) !== (message !== undefined)) fail(`an SMS is ${state}, the gateway ${message ? 'has' : 'has not'} taken it`);
    if (['claimed', 'sending'].includes(state)) fail(`an SMS was left ${state}`);
    if (message === undefined) continue;
    if (`+${message.phone}` !== recipient) fail('an SMS went to another phone');
    const sum = / к оплате (.*) до /.exec(message.text)?.[1].replace(/\D/g, '');
    if (Number(total) > 0 && sum !== total) fail(`an SMS names ${sum} kopecks, its receipt ${total}`);
  }
  if (taken.size > 0) fail(`${taken.size} SMS are not of this town`);
  const phones = new Set([...gateway.messages.values()].map((message) => message.phone));
  if (gateway.twice > 0 || phones.size !== all || gateway.taken.length !== all) fail('an SMS was taken twice');
}

const gateway = await startGateway({ refusal, think: Number(think) });
gateway.allow(LIMIT);
const url = `smsc://town:key@smsc.ru?rate=${set}&base=${gateway.base}`;
const worker = spawn(kvitok, ['worker'], { env: { ...process.env, KVITOK_SMS_URL: url }, stdio: ['ignore', 'ignore', 'inherit'] });
const end = new Promise((done) => worker.on('exit', done));
process.on('exit', () => worker.kill());
end.then(() => gateway.stopping || fail('the worker ended by itself'));

const started = performance.now();
while (gateway.asked.length === 0) {
  if (performance.now() - started > PATIENCE) fail('the worker asks for nothing');
  await wait(20);
}
// One refusal a second is chance: the gateway's seconds are not ours.
const [begun] = gateway.asked;
let found;
do {
  await wait(20);
  found = performance.now();
  if (found - begun > PATIENCE) fail('the pace finds no rate');
} while (found - begun < 1000 || within(gateway.refused, found - 1000, found) > 1);
await wait(STEADY);
const halved = performance.now();
gateway.allow(LIMIT / 2);
await wait(HALVED);
const over = performance.now();
gateway.stopping = true;
worker.kill('SIGTERM');
await end;
gateway.stop();

if (within(gateway.asked, over - 1000, over) === 0) fail('the SMS were used up before the end: a larger town is needed');
check(gateway);
const half = LIMIT / 2;
const used = within(gateway.taken, found, halved) / (LIMIT * (halved - found)) * 1000;
const late = within(gateway.taken, halved + 5000, over) / (half * (over - halved - 5000)) * 1000;
const [asked, refused] = [gateway.asked.length, gateway.refused.length];
const kept = [half * (1 + CATCH_UP) + 1, half].map((most) => keptAfter(gateway.asked, most, halved, over).toFixed(1));
const [met, strictly] = within(gateway.asked, halved - 1000, halved) > half ? kept : ['-', '-'];
console.log(((found - begun) / 1000).toFixed(1), (used * LIMIT).toFixed(1), used.toFixed(3), met, strictly, late.toFixed(3), asked, refused);
process.exit();
