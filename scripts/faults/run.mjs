// Bad weather: kills, refusals, silence, a database that goes away, a full disk. After each, nothing may be lost or doubled.
// Usage: node run.mjs KVITOK WORK ENGINE URL FAULT…   (see faults.sh). Not here: rates (see bench).
import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { seeded, startSink } from './sink.mjs';

const [, , kvitok, work, engine, url, ...faults] = process.argv;
const ACCOUNTS = Number(process.env.FAULT_ACCOUNTS ?? 20000);
const KILLS = Number(process.env.FAULT_KILLS ?? 200);
const CONNECTIONS = 16;
/** How long a silent server keeps its connections open, in seconds; then it closes them. */
const HANG = Number(process.env.FAULT_HANG ?? 2);
/** Where it falls silent, and whether it takes the commands of a letter at once. */
const SILENCES = [['connect', true], ['ehlo', true], ['mail', true], ['rcpt', true], ['data', true], ['body', true], ['last', true],
  ['rcpt', false], ['data', false]];
const random = seeded(2026);
const sqlite = url.startsWith('sqlite');
const file = url.slice('sqlite://'.length);
const rows = [];

const settings = (sink) => ({
  ...process.env,
  KVITOK_DATABASE_URL: url,
  KVITOK_DATA_DIR: `${work}/data`,
  KVITOK_SMTP_URL: `smtp://127.0.0.1:${sink.port}?connections=${CONNECTIONS}`,
  KVITOK_MAIL_FROM: 'info@kvitok.test',
  KVITOK_QUIET_HOURS: 'off',
  KVITOK_LETTER_PDF: 'link',
  KVITOK_LOG: 'off',
});

function sql(text) {
  const out = sqlite
    ? execFileSync('sqlite3', ['-cmd', '.timeout 20000', file, text])
    : execFileSync('psql', ['-qtAX', url, '-c', text]);
  return out.toString().trim();
}

/** Runs a command to its end. Not synchronously: the mail server lives in this process. */
async function run(sink, ...args) {
  return (await promisify(execFile)(kvitok, args, { env: settings(sink), maxBuffer: 1 << 26 })).stdout;
}

/** Starts a command; answers it, its end, and whether it had ended by itself. */
function start(sink, ...args) {
  const child = spawn(kvitok, args, { env: settings(sink), stdio: 'ignore' });
  const end = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
  return { child, end };
}

/** Waits until it is so, that many seconds at most, and answers whether it is. */
async function until(so, seconds) {
  const end = performance.now() + seconds * 1000;
  while (!so() && performance.now() < end) await wait(20);
  return so();
}

/** An empty database with a published, or only imported, month. */
async function town(sink, { publish, accounts = ACCOUNTS }) {
  rmSync(`${work}/data`, { recursive: true, force: true });
  mkdirSync(`${work}/data`);
  if (sqlite) {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  } else {
    execFileSync('psql', ['-qX', url, '-c', 'drop schema public cascade', '-c', 'create schema public'], { stdio: 'ignore' });
  }
  const register = `${work}/register.csv`;
  await run(sink, 'generate-register', '--accounts', accounts, '--period', '2026-09', '--seed', 7, '--output', register,
    '--suppliers-output', `${work}/suppliers.csv`, '--electronic-from', '2026-09');
  await run(sink, 'import', 'suppliers', `${work}/suppliers.csv`);
  await run(sink, 'import', 'register', register);
  await run(sink, 'generate-residents', '--count', accounts, '--seed', 3);
  if (publish) await run(sink, 'publish', '--period', '2026-09');
}

/** Sends what is left, however often it is put off, and holds the books against the mail server's. */
/** `told.note` may be a function: what is known only at the end. */
async function settle(sink, name, told) {
  for (let round = 0; round < 60; round++) {
    await run(sink, 'deliver', '--until-idle');
    if (sql("select count(*) from message where state in ('held', 'queued', 'claimed', 'sending', 'deferred')") === '0') break;
    // The hours between attempts.
    sql("update message set not_before = 0 where state = 'deferred'");
  }
  const count = (where) => Number(sql(`select count(*) from message where channel = 'email' and ${where}`));
  const messages = count('true');
  const sent = count("state = 'sent'");
  const failed = count("state = 'failed'");
  const open = messages - sent - failed;
  const ids = new Set([...sink.letters.keys()].map((id) => id.split('@')[0]));
  const known = new Set(sql("select " + (sqlite ? 'lower(hex(id))' : "replace(id::text, '-', '')") + " from message where channel = 'email' and state = 'sent'").split('\n').filter(Boolean));
  const arrived = new Set([...ids].map((id) => id.replaceAll('-', '')));
  const lost = [...known].filter((id) => !arrived.has(id)).length;
  const receipts = Number(sql("select count(*) from receipt where electronic > 0"));
  const doubled = messages - Number(sql("select count(distinct receipt_id) from message where channel = 'email'"));
  const note = typeof told.note === 'function' ? told.note() : told.note;
  const row = { fault: name, engine, letters: messages, receipts, lost, doubled, again: sink.extra(), failed, open, note };
  rows.push(row);
  const bad = lost > 0 || doubled > 0 || open > 0 || sent === 0 || messages < receipts;
  console.log(`| ${name} | ${engine} | ${messages} | ${lost} | ${doubled} | ${row.again} | ${failed} | ${note} |`);
  if (bad) {
    console.error(row);
    process.exitCode = 1;
  }
}

/** Writes until there is no room for one more page. */
function fill(path) {
  const out = openSync(path, 'w');
  for (const size of [1 << 20, 4096]) {
    try {
      for (;;) writeSync(out, Buffer.alloc(size));
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
    }
  }
  closeSync(out);
}

const weather = {
  /** kill -9 at random moments of publish and of deliver. */
  async kills() {
    const sink = await startSink();
    await town(sink, { publish: false });
    let publishing = 0;
    let sending = 0;
    let doubts = 0;
    let mostDoubts = 0;
    const seen = new Set();
    const id = sqlite ? 'hex(id)' : 'id::text';
    const began = performance.now();
    await run(sink, 'migrate');
    const startup = performance.now() - began;
    for (let kill = 0; kill < KILLS; kill++) {
      const published = sql("select count(*) from publication where state = 'done'") === '1';
      if (!published && kill >= KILLS / 4) {
        await run(sink, 'publish', '--period', '2026-09');
        continue;
      }
      const command = published ? ['deliver', '--until-idle'] : ['publish', '--period', '2026-09'];
      const { child, end } = start(sink, ...command);
      const early = await Promise.race([end, wait(startup + random() * (published ? 240 : 150))]);
      child.kill('SIGKILL');
      await end;
      if (early?.signal === undefined && early?.code === undefined) published ? sending++ : publishing++;
      // What another process would have to wait for: the lease of a publication ends after fifteen seconds.
      if (!published) sql('update publication set lease_until = 0');
      const now = sql(`select ${id} from message where state = 'sending'`).split('\n').filter(Boolean);
      const fresh = now.filter((one) => !seen.has(one));
      fresh.forEach((one) => seen.add(one));
      doubts += fresh.length;
      mostDoubts = Math.max(mostDoubts, fresh.length);
      if (published && sql("select count(*) from message where state in ('queued', 'claimed')") === '0') break;
    }
    if (mostDoubts > CONNECTIONS) process.exitCode = 1;
    const note = `${publishing + sending} kills (${publishing} in publish, ${sending} in deliver); in doubt ${doubts}, at most ${mostDoubts} a kill with ${CONNECTIONS} connections`;
    await settle(sink, 'kill -9', { note });
    sink.stop();
  },

  /** A mail server in a bad mood. */
  async refusals() {
    const moods = seeded(7);
    const sink = await startSink((phase) => {
      const chance = moods();
      if (phase === 'rcpt') return chance < 0.3 ? '450 4.2.0 later' : chance < 0.31 ? '550 5.1.1 no such user' : undefined;
      if (phase === 'mail') return chance < 0.05 ? 'close' : chance < 0.06 ? '421 4.3.2 closing' : undefined;
      if (phase === 'data') return chance < 0.03 ? '451 4.3.0 later' : undefined;
      return chance < 0.01 ? 'close' : chance < 0.02 ? '452 4.3.1 full' : undefined;
    });
    await town(sink, { publish: true });
    await settle(sink, '450, 550, 421, 451, 452, closed connections', { note: () => `closed after the last byte ${sink.unanswered} times` });
    if (sink.extra() > sink.unanswered) process.exitCode = 1;
    sink.stop();
  },

  /**
   * A mail server that falls silent on every connection, before its greeting, after each command, in the letter and behind
   * it. It closes what is silent after a while: the worker's own limits are minutes and no setting (FAULT_HANG=130 lets
   * them come to pass). A letter fits into the buffers of a connection: in the letter is like behind it, but for the server.
   */
  async hang() {
    const mood = { at: '', left: 0 };
    const sink = await startSink(undefined, (phase) => phase === mood.at && mood.left-- > 0);
    await town(sink, { publish: true, accounts: Math.min(ACCOUNTS, 3000) });
    let [doubts, left, longest] = [0, 0, 0];
    const stuck = [];
    for (const [at, pipelining] of SILENCES) {
      Object.assign(mood, { at, left: CONNECTIONS });
      sink.pipelining = pipelining;
      const { child, end } = start(sink, 'worker');
      const all = await until(() => sink.silent.size === CONNECTIONS, 30);
      const before = sink.letters.size;
      // What a crash would leave in doubt now.
      doubts = Math.max(doubts, Number(sql("select count(*) from message where state = 'sending'")));
      const began = performance.now();
      await until(() => sink.silent.size === 0, HANG);
      for (const socket of sink.silent) socket.destroy();
      const resumed = await until(() => sink.letters.size > before, 30);
      longest = Math.max(longest, (performance.now() - began) / 1000);
      if (!all || !resumed) stuck.push(at);
      child.kill('SIGTERM');
      await end;
      left += Number(sql("select count(*) from message where state in ('claimed', 'sending')"));
    }
    const went = stuck.length ? `it did not go on after ${stuck.join(', ')}` : `the same worker went on by itself, within ${longest.toFixed(1)} s`;
    const note = `${SILENCES.length} times on ${CONNECTIONS} connections, closed after ${HANG} s; in doubt at most ${doubts}; `
      + `silent behind the last byte ${sink.unanswered} times; ${went}`;
    await settle(sink, 'silent at each point of the conversation', { note });
    const { failed } = rows.at(-1);
    if (stuck.length || doubts > CONNECTIONS || left > 0 || failed > 0 || sink.extra() > sink.unanswered) process.exitCode = 1;
    sink.stop();
  },

  /** Two workers and a third process at one queue. */
  async workers() {
    if (sqlite) return;
    const sink = await startSink();
    await town(sink, { publish: true });
    const all = [1, 2, 3].map(() => start(sink, 'deliver', '--until-idle'));
    await Promise.all(all.map(({ end }) => end));
    await settle(sink, 'three workers at once', { note: () => `at most ${sink.most} connections` });
    if (sink.extra() > 0) process.exitCode = 1;
    sink.stop();
  },

  /** SIGTERM in the middle: what is under way ends, the rest goes back, nothing is in doubt. */
  async stops() {
    const sink = await startSink();
    await town(sink, { publish: true });
    let doubts = 0;
    let times = 0;
    for (; times < 20; times++) {
      const { child, end } = start(sink, 'worker');
      await wait(150 + random() * 200);
      child.kill('SIGTERM');
      await end;
      doubts += Number(sql("select count(*) from message where state in ('claimed', 'sending')"));
    }
    await settle(sink, 'SIGTERM', { note: `${times} times; left claimed or in doubt: ${doubts}` });
    if (doubts > 0 || sink.extra() > 0) process.exitCode = 1;
    sink.stop();
  },

  /** The database goes away for half a minute, and comes back. */
  async database() {
    if (sqlite) return;
    const sink = await startSink();
    await town(sink, { publish: true });
    const { child, end } = start(sink, 'worker');
    await wait(1500);
    execFileSync(process.env.FAULT_POSTGRES, ['stop'], { stdio: 'ignore' });
    await wait(30000);
    const before = sink.letters.size;
    execFileSync(process.env.FAULT_POSTGRES, ['start'], { stdio: 'ignore' });
    for (let tries = 0; tries < 300 && sink.letters.size <= before; tries++) await wait(100);
    const resumed = sink.letters.size > before;
    child.kill('SIGTERM');
    await end;
    await settle(sink, 'PostgreSQL gone for 30 s', { note: resumed ? 'the same worker went on by itself' : 'it did not go on' });
    if (!resumed) process.exitCode = 1;
    sink.stop();
  },

  /** No room on the disk, and room again. */
  async disk() {
    if (!sqlite) return;
    const sink = await startSink();
    const small = `${work}/small`;
    mkdirSync(small, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', small]);
    try {
      await town(sink, { publish: true });
      const { child, end } = start(sink, 'worker');
      await wait(700);
      fill(`${small}/filler`);
      await wait(3000);
      const before = sink.letters.size;
      rmSync(`${small}/filler`);
      for (let tries = 0; tries < 300 && sink.letters.size <= before; tries++) await wait(100);
      const resumed = sink.letters.size > before;
      child.kill('SIGTERM');
      await end;
      await settle(sink, 'disk full, then not', { note: resumed ? 'the same worker went on by itself' : 'it did not go on' });
      if (!resumed) process.exitCode = 1;
    } finally {
      execFileSync('umount', [small]);
      sink.stop();
    }
  },
};

for (const fault of faults) await weather[fault]();
process.exit();
