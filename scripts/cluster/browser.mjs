// A browser without scripts: cookies, and forms as they stand on the page. It talks to the proxy as the world would, by the
// public name and over https. Not here: what a person does with it (see run.mjs).
import https from 'node:https';

/** What the proxy leaves out of its log: these addresses open something by themselves. */
const UNLOGGED = /^\/(pay|pay-return|demo-bank|confirm-email|sign-in\/new-password|check|hooks)\//;

/** Of all browsers together: how many requests the proxy's log must hold. */
export const asked = { logged: 0 };

export class Browser {
  cookies = new Map();
  page = '';

  /** `proxy`: port, host, ca. */
  constructor(proxy) {
    this.proxy = proxy;
    this.agent = new https.Agent({ keepAlive: true, maxSockets: 64 });
  }

  /** One request; never follows. Fails when there is no answer in ten seconds. */
  ask(method, path, { fields, origin = `https://${this.proxy.host}` } = {}) {
    const body = fields && new URLSearchParams(fields).toString();
    const headers = {
      host: this.proxy.host,
      accept: 'text/html',
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(method === 'POST' && { origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
    };
    const { port, ca, host } = this.proxy;
    if (!UNLOGGED.test(path)) asked.logged++;
    return new Promise((done, failed) => {
      const request = https.request({ host: '127.0.0.1', port, ca, servername: host, agent: this.agent, method, path, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', failed);
        answer.on('end', () => {
          for (const cookie of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
            /max-age=0\b/i.test(cookie) ? this.cookies.delete(name) : this.cookies.set(name, value);
          }
          done({ status: answer.statusCode, to: answer.headers.location, text: Buffer.concat(chunks).toString() });
        });
      });
      request.setTimeout(10_000, () => request.destroy(new Error('no answer in ten seconds')));
      request.on('error', failed);
      request.end(body);
    });
  }

  /** Opens a page that must be there. */
  async open(path) {
    const answer = await this.ask('GET', path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.to ?? ''}`);
    this.page = answer.text;
    return answer.text;
  }

  /** The fields of a form on the page, with what is typed into them. */
  fill(form, typed = {}) {
    const inside = this.page.match(new RegExp(`<form [^>]*action="/api/${form}"[^>]*>.*?</form>`, 's'))?.[0];
    if (!inside) throw new Error(`there is no form ${form} on the page`);
    const fields = [];
    for (const [input] of inside.matchAll(/<input [^>]*>/g)) {
      const [name, value] = ['name', 'value'].map((key) => new RegExp(` ${key}="([^"]*)"`).exec(input)?.[1]);
      if (name === undefined || name in typed) continue;
      if (/ type="hidden"/.test(input) || / checked/.test(input)) fields.push([name, value ?? '']);
    }
    for (const [name, value] of Object.entries(typed)) {
      if (!inside.includes(`name="${name}"`)) throw new Error(`the form ${form} has no field ${name}`);
      if (value !== null) fields.push([name, value]);
    }
    return fields;
  }

  /** Posts a form of the page; answers where that leads. */
  async post(form, fields) {
    const answer = await this.ask('POST', `/api/${form}`, { fields });
    if (answer.status !== 302) throw new Error(`the form ${form} answered ${answer.status}`);
    return answer.to;
  }

  /** Fills a form, posts it and opens the page it leads to; answers its address. */
  async send(form, typed) {
    const to = await this.post(form, this.fill(form, typed));
    await this.open(to);
    return to;
  }
}
