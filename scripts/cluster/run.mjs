// Two servers and two workers on one PostgreSQL behind one proxy, asked for everything that one alone would do; the proxy's
// log says who answered. Usage: node run.mjs KVITOK WORK URL HOST PROXY-PORT SERVER-PORT… MONITOR-PORT… (see ../cluster.sh).
// Not here: crashes in the middle of letters (see ../faults).
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asked, Browser } from './browser.mjs';
import { AccessLog, Program } from './programs.mjs';

const [, , kvitok, work, url, host, port, ...ports] = process.argv;
const LETTERS = Number(process.env.CLUSTER_LETTERS ?? 2000);
/** Accounts that nobody of the trial has: those of the people below. */
const SPARE = 40;
/** Requests a second while servers go and come. */
const PACE = 40;
const PASSWORD = 'чайник на плите';

const proxy = { port, host, ca: readFileSync(`${work}/fullchain.pem`) };
const common = { kvitok, work, url, host, key: randomBytes(32).toString('hex') };
const a = new Program(common, 'server-a', 'serve', ports[0], ports[2]);
const b = new Program(common, 'server-b', 'serve', ports[1], ports[3]);
const first = new Program(common, 'worker-1', 'worker', undefined, ports[4]);
const second = new Program(common, 'worker-2', 'worker', undefined, ports[5]);
const all = [a, b, first, second];
const log = new AccessLog(`${work}/kvitok.log`, asked);
const nameOf = (server) => all.find((program) => server === `127.0.0.1:${program.port}`)?.name ?? server;
process.on('exit', () => all.forEach((program) => program.child?.kill('SIGKILL')));

// --- Saying and counting -------------------------------------------------------------------------------------

function say(text) {
  console.log(`\x1b[1m${text}\x1b[0m`);
}

function line(what, found) {
  console.log(`  ${what.padEnd(76)} ${found}`);
}

/** Prints what is so; ends the trial where it is not. */
function is(what, right, found) {
  if (String(right) !== String(found)) throw new Error(`${what}: should be '${right}', is '${found}'`);
  line(what, found);
}

function holds(what, condition, found) {
  if (!condition) throw new Error(`${what}: ${found}`);
  line(what, found);
}

async function sql(text) {
  return (await promisify(execFile)('psql', ['-qtAX', url, '-c', text])).stdout.trim();
}

async function until(what, condition, seconds = 30) {
  for (let tries = 0; tries < seconds * 20; tries++) {
    const found = await condition();
    if (found) return found;
    await wait(50);
  }
  throw new Error(`waited ${seconds} seconds for ${what}`);
}

/** How often each server is among the lines. */
function shares(lines) {
  return [a, b].map((server) => lines.filter((one) => nameOf(one.server) === server.name).length);
}

// --- People ------------------------------------------------------------------------------------------------------

const accounts = [];
const letters = [];
let people = 0;

/** SMS codes to a phone, from whichever process sent them. */
const codes = (phone) => all.flatMap((program) => program.texts(phone)).flatMap((text) => /^(\d{6}) /.exec(text)?.[1] ?? []);

/** The one code that comes, however often it was asked for. */
async function code(phone) {
  await until(`a code to ${phone}`, () => codes(phone).length > 0);
  return codes(phone)[0];
}

/** The path of a link in a letter to somebody. */
function link(email, page) {
  for (const letter of letters.filter((text) => text.includes(`To: <${email}>`))) {
    const parts = letter.split(/\r\n\r\n/).map((part) => Buffer.from(part.split(/\r\n--/)[0], 'base64').toString() + part);
    const found = parts.join('\n').replaceAll('=\r\n', '').match(new RegExp(`https://${host}(${page}[\\w-]+)`))?.[1];
    if (found) return found;
  }
  return undefined;
}

async function resident() {
  const number = ++people;
  const person = Object.assign(new Browser(proxy), { email: `person${number}@cluster.example`, phone: `+7913${1_000_000 + number}` });
  await person.open('/sign-up');
  const to = await person.send('sign-up', { email: person.email, phone: person.phone, password: PASSWORD, personal_data: 'yes' });
  if (to !== '/addresses') throw new Error(`a sign-up leads to ${to}`);
  return person;
}

/** Binds a free account and answers its page. */
async function binds(person) {
  const [id, number, total] = accounts.shift();
  await person.open('/addresses/add');
  const to = await person.send('bind-account', { account: number, total: (total / 100).toFixed(2) });
  if (to !== `/addresses/${id}`) throw new Error(`an account is bound at ${to}`);
  return { id, page: to };
}

/** Has the next request go to another server than the last post of this form did: the proxy takes turns. */
async function fromTheOtherOne(person, form, page) {
  for (let tries = 0; tries < 4; tries++) {
    const lines = await log.since();
    const posted = lines.findLast((one) => one.path === `/api/${form}`).server;
    if (lines.at(-1).server === posted) return;
    await person.open(page);
  }
  throw new Error('the proxy does not take turns');
}

/** One form at the same moment at both servers; answers where both lead. */
async function atBoth(person, form, fields) {
  const mark = log.mark;
  const to = await Promise.all([person.post(form, fields), person.post(form, fields)]);
  const servers = new Set((await log.since(mark)).map((one) => one.server));
  if (servers.size !== 2) throw new Error(`the two posts of ${form} went to one server`);
  return to;
}

// --- The trial ---------------------------------------------------------------------------------------------------

async function start() {
  say('Two servers and two workers, started at once on an empty database');
  await Promise.all(all.map((program) => program.start()));
  for (const program of all) program.sink.taken = (text) => letters.push(text);
  is('ready', 'server-a server-b worker-1 worker-2', all.map((program) => program.name).join(' '));
  await month('2026-08');
  await a.run('generate-residents', '--count', LETTERS, '--seed', 3);
  const free = await sql(`select a.id, a.number, r.total from utility_account a join receipt r on r.account_id = a.id
    where r.total > 0 and not exists (select 1 from holder h where h.account_id = a.id) order by a.id`);
  accounts.push(...free.split('\n').map((row) => row.split('|')));
}

async function month(period) {
  const [register, suppliers] = [`${work}/register.csv`, `${work}/suppliers.csv`];
  await a.run('generate-register', '--accounts', LETTERS + SPARE, '--period', period, '--seed', 7, '--output', register,
    '--suppliers-output', suppliers, '--electronic-from', '2026-08');
  await a.run('import', 'suppliers', suppliers);
  await a.run('import', 'register', register);
  await b.run('publish', '--period', period);
}

async function walk() {
  say('A person walks through the cabinet');
  const mark = log.mark;
  const anna = await resident();
  await anna.open('/settings');
  is('signed out', '/', await anna.send('sign-out'));
  await anna.open('/sign-in');
  const wrong = await anna.send('sign-in', { login: anna.email, password: 'другой пароль' });
  is('a wrong password leads back to the form', true, wrong.startsWith('/sign-in?form='));
  is('which says so, with what was typed', true, anna.page.includes('не подошли') && anna.page.includes(`value="${anna.email}"`));
  is('signed in', '/addresses', await anna.send('sign-in', { login: anna.email, password: PASSWORD }));
  const pages = ['/addresses', '/receipts', '/payments', '/relatives', '/settings', '/settings/devices', '/settings/notices', '/check'];
  let known = 0;
  for (const page of pages) known += (await anna.open(page)).includes('/api/sign-out') ? 1 : 0;
  is('pages one after the other that know who it is', pages.length, known);
  const there = await anna.ask('GET', '/language/en?back=/settings');
  await anna.open(there.to);
  is('English, once chosen', 'en', /<html lang="(\w+)"/.exec(anna.page)?.[1]);
  await anna.open((await anna.ask('GET', '/language/ru?back=/settings/notices')).to);
  const saved = [];
  for (const remind of ['yes', null, 'yes', null]) {
    await anna.open('/settings/notices');
    saved.push(await anna.send('set-notices', { remind }));
  }
  is('a setting saved four times', '/settings?done=notices', [...new Set(saved)].join());
  const fields = [['remind', 'yes']];
  const foreign = [];
  const strangers = log.mark;
  for (let n = 0; n < 2; n++) foreign.push((await anna.ask('POST', '/api/set-notices', { fields, origin: 'https://evil.example' })).status);
  is('the same from another site, at each server', '403 403 by 2', `${foreign.join(' ')} by ${new Set((await log.since(strangers)).map((one) => one.server)).size}`);
  const confirm = await until('the letter with a link', () => link(anna.email, '/confirm-email/'));
  await anna.open(confirm);
  is('the e-mail confirmed by the link of a letter', '/confirm-email/done', await anna.send('confirm-email'));

  const lines = await log.since(mark);
  const pairs = lines.slice(1).map((now, at) => [lines[at], now]);
  holds('requests that server A and server B answered', Math.min(...shares(lines)) >= 10, shares(lines).join(' and '));
  const prg = pairs.filter(([post, get]) => post.method === 'POST' && post.status === '302' && get.method === 'GET');
  const apart = prg.filter(([post, get]) => post.server !== get.server).length;
  holds('forms whose next page the other server showed', apart > 3, `${apart} of ${prg.length}`);
  return anna;
}

async function switches(anna) {
  say('The change to the electronic receipt');
  const { id, page } = await binds(anna);
  await anna.open(`${page}/electronic`);
  is('the button', `${page}/code`, await anna.send('start-switch'));
  const right = await code(anna.phone);
  await fromTheOtherOne(anna, 'start-switch', `${page}/code`);
  is('the code from the SMS', `${page}/done`, await anna.send('confirm-switch', { code: right }));
  const [began, ended] = (await log.since()).filter((one) => /\/api\/(start|confirm)-switch$/.test(one.path)).map((one) => one.server);
  holds('asked for at, confirmed at', began !== ended, `${nameOf(began)}, ${nameOf(ended)}`);
  is('consents of the account', 1, await consents(id));
}

const consents = (account) => sql(`select count(*) from consent where account_id = ${account} and kind = 'electronic_delivery'`);

async function races() {
  say('The same at both servers at the same moment');
  const rounds = 5;
  const found = { sent: 0, confirmed: 0, consents: 0, letters: 0 };
  for (let round = 0; round < rounds; round++) {
    const person = await resident();
    const { id, page } = await binds(person);
    await person.open(`${page}/electronic`);
    const asks = await atBoth(person, 'start-switch', person.fill('start-switch'));
    if (asks.some((to) => to !== `${page}/code`)) throw new Error(`the button leads to ${asks}`);
    await person.open(asks[0]);
    const right = await code(person.phone);
    const done = await atBoth(person, 'confirm-switch', person.fill('confirm-switch', { code: right }));
    found.confirmed += done.filter((to) => to === `${page}/done`).length;
    found.sent += Number(await sql(`select count(*) from message where channel = 'sms' and recipient = '${person.phone}'`));
    found.consents += Number(await consents(id));
    found.letters += Number(await sql(`select count(*) from message where kind = 'switched' and recipient = '${person.email}'`));
  }
  is(`the button of ${rounds} people pressed at both: SMS with a code`, rounds, found.sent);
  is('their codes entered at both: the presses lead to one page', 2 * rounds, found.confirmed);
  is('consents that came of it', rounds, found.consents);
  is('letters about it', rounds, found.letters);

  let entered = 0;
  let refused = 0;
  let sessions = 0;
  for (let round = 0; round < rounds; round++) {
    const phone = `+79${String(round).padStart(9, '0')}`;
    const person = new Browser(proxy);
    await person.open('/sign-in/code');
    await person.send('ask-sign-in-code', { phone });
    const to = await atBoth(person, 'enter-by-code', person.fill('enter-by-code', { code: await code(phone) }));
    entered += to.filter((one) => one === '/addresses').length;
    refused += to.filter((one) => /[?&]form=/.test(one)).length;
    sessions += Number(await sql(`select count(*) from session s join resident r on r.id = s.resident_id where r.phone = '${phone}'`));
  }
  is(`codes of ${rounds} people that let in once, at both: let in`, rounds, entered);
  is('refused', rounds, refused);
  is('sessions', rounds, sessions);

  const person = await resident();
  const { page } = await binds(person);
  await person.open(`${page}/electronic`);
  await person.send('start-switch');
  const right = await code(person.phone);
  const mark = log.mark;
  for (let n = 1; n <= 5; n++) {
    const wrong = String((Number(right) + n) % 1_000_000).padStart(6, '0');
    await person.open(await person.post('confirm-switch', person.fill('confirm-switch', { code: wrong })));
    // One more page, or each try would be at the same server.
    if (n % 2) await person.open(`${page}/code`);
  }
  const tries = shares((await log.since(mark)).filter((one) => one.method === 'POST'));
  holds('wrong codes at server A and at server B', Math.min(...tries) > 0, tries.join(' and '));
  const to = await person.send('confirm-switch', { code: right });
  is('the right one after five wrong ones', 'refused', /[?&]form=/.test(to) ? 'refused' : to);
}

const open = () => sql("select count(*) from message where state in ('held', 'queued', 'claimed', 'sending', 'deferred')");
const idle = () => until('the queue to get empty', async () => (await open()) === '0', 90);

/** Holds the queue's books against the mail servers'. */
async function everythingOnce(period) {
  const arrived = new Map();
  for (const [id, times] of all.flatMap(({ sink }) => [...sink.letters])) {
    const bare = id.split('@')[0].replaceAll('-', '');
    arrived.set(bare, (arrived.get(bare) ?? 0) + times);
  }
  const known = (await sql("select replace(id::text, '-', '') from message where channel = 'email'")).split('\n');
  const newest = 'period = (select max(period) from receipt)';
  const receipts = Number(await sql(`select count(*) from receipt where electronic_suppliers not in ('', '[]') and ${newest}`));
  holds(`${period}: receipts by e-mail`, receipts >= LETTERS, receipts);
  const queued = await sql(`select count(*), count(*) filter (where state = 'sent') from message
    where kind = 'receipt' and channel = 'email' and receipt_id in (select id from receipt where ${newest})`);
  is('letters queued for them, and sent', `${receipts} and ${receipts}`, queued.replace('|', ' and '));
  is('letters of all kinds that the mail servers have, against those queued', known.length, arrived.size);
  is('Message-IDs that nobody has queued, or that are missing', 0, known.filter((id) => !arrived.has(id)).length);
  is('Message-IDs that came more than once', 0, [...arrived.values()].filter((times) => times > 1).length);
}

async function delivery() {
  say('A month goes out');
  await idle();
  const before = all.map((program) => program.sent);
  await month('2026-09');
  await idle();
  await everythingOnce('2026-09');
  const sent = all.map((program, at) => program.sent - before[at]);
  holds('sent by server A, server B, worker 1, worker 2', Math.min(...sent) > 0, sent.join(', '));
}

/** Requests at a steady pace, and one person who saves a setting and looks whether it is so, until told to stop. */
function traffic(anna, page, { forms }) {
  const other = new Browser(proxy);
  other.cookies = new Map(anna.cookies);
  const pages = ['/', '/addresses', '/receipts', '/settings', page, '/questions', '/settings/notices', '/payments'];
  const count = { pages: 0, forms: 0, languages: 0, failed: [], slowest: 0 };
  const began = performance.now();
  let running = true;
  const one = async (what, promise, right) => {
    const from = performance.now();
    try {
      const answer = await promise;
      if (!right(answer)) throw new Error(`${answer.status} ${answer.to ?? ''}`);
    } catch (error) {
      // When, and beside what: a machine that stands still looks like a server that does.
      const second = ((from - began) / 1000).toFixed(1);
      count.failed.push(`${what}, asked in second ${second}: ${error.message}, load ${loadavg()[0].toFixed(1)}`);
    }
    count.slowest = Math.max(count.slowest, performance.now() - from);
  };
  const steady = async () => {
    const flying = [];
    // However slow the programs are: no more than half a minute of it.
    for (let n = 0; running && n < 30 * PACE; n++) {
      await wait(Math.max(0, began + (n * 1000) / PACE - performance.now()));
      if (forms && n % 20 === 0) {
        const to = `/language/${n % 40 ? 'ru' : 'en'}?back=/settings`;
        flying.push(one(to, anna.ask('GET', to), (answer) => answer.to === '/settings'));
        count.languages++;
      } else {
        const to = pages[n % pages.length];
        flying.push(one(to, anna.ask('GET', to), (answer) => answer.status === 200));
        count.pages++;
      }
    }
    await Promise.all(flying);
  };
  const saving = async () => {
    for (let n = 0; forms && running; n++) {
      const wanted = n % 2 === 0;
      const fields = wanted ? [['remind', 'yes']] : [['by_others', 'yes']];
      await one('set-notices', other.ask('POST', '/api/set-notices', { fields }), (answer) => answer.to === '/settings?done=notices');
      await one('what was saved', other.ask('GET', '/settings/notices'), (answer) => /id="remind"[^>]* checked/.test(answer.text) === wanted);
      count.forms++;
      await wait(150);
    }
  };
  const ended = Promise.all([steady(), saving()]);
  return {
    count,
    end: async (seconds = 0) => {
      await wait(Math.max(0, began + seconds * 1000 - performance.now()));
      running = false;
      await ended;
      count.seconds = ((performance.now() - began) / 1000).toFixed(1);
      return count;
    },
  };
}

/** Waits until a server that was started again is given requests. */
async function backAt(server) {
  const mark = log.peek().length;
  await until(`requests at ${server.name}`, () => log.peek().slice(mark).some((one) => nameOf(one.server) === server.name));
}

function without(failed) {
  return failed.length ? `${failed.length} (${failed.slice(0, 5).join('; ')})` : 0;
}

async function rolling(anna, page) {
  say('A rolling restart while a month goes out: worker 1, server A, server B');
  const mark = log.mark;
  const before = first.sent;
  const walking = traffic(anna, page, { forms: true });
  await wait(500);
  await month('2026-10');
  await until('letters of worker 1', () => first.sent > before);
  const left = Number(await open());
  const ends = [await first.stop()];
  await first.start();
  const again = first.sent;
  for (const server of [a, b]) {
    ends.push(await server.stop());
    await server.start();
    await backAt(server);
  }
  const count = await walking.end(10);
  is('each went at SIGTERM with exit code', '0 0 0', ends.join(' '));
  holds('letters that were left when worker 1 was asked to go', left > 0, left);
  is(`failed of ${count.pages} pages, ${count.languages} choices of language in ${count.seconds} s`, 0, without(count.failed));
  holds('forms posted meanwhile, each redirected and found saved', count.forms > 0, count.forms);
  const lines = await log.since(mark);
  line('answered by server A and server B; asked of a second one', `${shares(lines).join(' and ')}; ${lines.filter((one) => one.servers.length > 1).length}`);
  line('slowest', `${Math.round(count.slowest)} ms`);
  await idle();
  await everythingOnce('2026-10');
  line('sent by worker 1 before and after', `${again - before} and ${first.sent - again}`);
}

async function killed(anna, page) {
  say('kill -9 of server B');
  const mark = log.mark;
  const walking = traffic(anna, page, { forms: false });
  await wait(1500);
  is('ended by', 'SIGKILL', await b.stop('SIGKILL'));
  await wait(3000);
  await b.start();
  await backAt(b);
  const count = await walking.end();
  is(`failed of ${count.pages} pages in ${count.seconds} s`, 0, without(count.failed));
  const lines = await log.since(mark);
  const retried = lines.filter((one) => one.servers.length > 1);
  holds('asked of server B in vain and answered by server A', retried.length > 0 && retried.every((one) => one.status === '200'), retried.length);
}

async function books() {
  say('The books afterwards');
  const verified = await a.run('consents', 'verify');
  const links = Number(/^(\d+) consents/.exec(verified)?.[1]);
  is('consents, each follows from the one before', await sql('select count(*) from consent'), links);
  const errors = all.map((program) => readFileSync(program.log, 'utf8').split('\n').filter((text) => / ERROR /.test(text)));
  is('errors in the four logs', 0, without(errors.flat()));
  const ends = await Promise.all(all.map((program) => program.stop()));
  is('all four went at SIGTERM with exit code', '0 0 0 0', ends.join(' '));
}

try {
  await start();
  const anna = await walk();
  await switches(anna);
  const page = '/addresses/' + (await sql(`select account_id from holder h join resident r on r.id = h.resident_id where r.email = '${anna.email}'`));
  await races();
  await delivery();
  await rolling(anna, page);
  await killed(anna, page);
  await books();
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exit(1);
}
process.exit();
