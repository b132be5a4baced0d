// The processes of the trial: two servers and two workers, each with a folder and a mail server of its own, as if on four
// machines. Not here: the proxy and the database (see ../cluster.sh), what is done to them (see run.mjs).
import { execFile, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startSink } from '../faults/sink.mjs';

const run = promisify(execFile);

export class Program {
  /** `command`: serve or worker; `port`: where it serves; `monitor`: where it says that it is ready. */
  constructor({ kvitok, work, url, key, host }, name, command, port, monitor) {
    Object.assign(this, { kvitok, name, command, port, monitor, work, folder: `${work}/${name}` });
    mkdirSync(this.folder);
    this.log = `${work}/${name}.log`;
    this.settings = (sink) => ({
      ...process.env,
      KVITOK_DATABASE_URL: url,
      KVITOK_SECRET_KEY: key,
      KVITOK_DATA_DIR: this.folder,
      KVITOK_PUBLIC_URL: `https://${host}`,
      KVITOK_CLIENT_IP_HEADER: 'x-real-ip',
      KVITOK_LISTEN: `127.0.0.1:${port ?? 0}`,
      KVITOK_METRICS_LISTEN: `127.0.0.1:${monitor}`,
      KVITOK_SMTP_URL: `smtp://127.0.0.1:${sink.port}?connections=8`,
      KVITOK_MAIL_FROM: 'info@kvitok.test',
      KVITOK_LETTER_PDF: 'link',
      KVITOK_QUIET_HOURS: 'off',
      KVITOK_LOG: 'warn',
      NO_COLOR: '1',
    });
  }

  async start() {
    this.sink ??= await startSink();
    const log = openSync(this.log, 'a');
    this.child = spawn(this.kvitok, [this.command], { env: this.settings(this.sink), stdio: ['ignore', log, log] });
    appendFileSync(`${this.work}/pids`, `${this.child.pid}\n`);
    this.end = new Promise((done) => this.child.once('exit', (code, signal) => done(signal ?? code)));
    let ended;
    void this.end.then((how) => (ended = how));
    for (let tries = 0; tries < 200; tries++) {
      const ready = await fetch(`http://127.0.0.1:${this.monitor}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      if (ended !== undefined) break;
      await wait(50);
    }
    throw new Error(`${this.name} does not get ready: ${readFileSync(this.log, 'utf8').slice(-2000)}`);
  }

  /** Asks it to go; answers how it went. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    const how = await Promise.race([this.end, wait(45_000, 'still there', { ref: false })]);
    return how;
  }

  /** Letters it has handed over so far. */
  get sent() {
    return this.sink.letters.size;
  }

  /** Runs another command with the same settings. */
  async run(...args) {
    return (await run(this.kvitok, args, { env: this.settings(this.sink), maxBuffer: 1 << 26 })).stdout;
  }

  /** The texts of the SMS it has sent to a phone, oldest first. */
  texts(phone) {
    const folder = `${this.folder}/outbox/sms`;
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
    return names.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))).filter((sms) => sms.to === phone).map((sms) => sms.text);
  }
}

/** The proxy's access log: a line a request, `time method address status bytes seconds servers`. */
export class AccessLog {
  constructor(path, asked) {
    Object.assign(this, { path, asked });
  }

  /** The lines there are. */
  peek() {
    const lines = readFileSync(this.path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => {
      const [, method, path, status, , , ...servers] = line.split(' ');
      return { method, path, status, servers: servers.map((server) => server.replace(',', '')), server: servers.at(-1) };
    });
  }

  /** The lines since a mark. Waits until every request there was has its line: it is written behind the answer. */
  async since(mark = 0) {
    for (let tries = 0; tries < 200; tries++) {
      const lines = this.peek();
      if (lines.length >= this.asked.logged) return lines.slice(mark);
      await wait(10);
    }
    throw new Error(`the proxy's log has ${this.peek().length} lines for ${this.asked.logged} requests`);
  }

  get mark() {
    return this.asked.logged;
  }
}
