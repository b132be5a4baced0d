// A stand-in for SMSC.ru that takes so many messages a second and no more, and notes when each was asked for and taken.
// Not here: what is measured with it (see sms.mjs), what else SMSC.ru may answer (see server/messaging/tests).
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What may be taken at once after a rest, in seconds of the rate: less than gateways that count by the second let through. */
const BURST = 0.25;

/** `refusal` is what haste is answered with: '429', or '9' as SMSC.ru numbers it. `think` is how long an answer takes, in ms. */
export async function startGateway({ refusal, think }) {
  const gateway = { asked: [], taken: [], refused: [], messages: new Map(), twice: 0 };
  let [rate, tokens, filled] = [0, 0, performance.now()];
  const fill = (now) => {
    tokens = Math.min(Math.max(1, rate * BURST), tokens + ((now - filled) / 1000) * rate);
    filled = now;
  };
  /** So many messages a second from now on. */
  gateway.allow = (perSecond) => {
    fill(performance.now());
    rate = perSecond;
  };
  const send = ({ id, phones, mes }) => {
    const now = performance.now();
    fill(now);
    gateway.asked.push(now);
    if (tokens < 1) {
      gateway.refused.push(now);
      return refusal === '429' ? [429, {}] : [200, { error: 'too many concurrent requests', error_code: 9 }];
    }
    tokens--;
    gateway.taken.push(now);
    if (gateway.messages.has(id)) gateway.twice++;
    gateway.messages.set(id, { phone: phones, text: mes });
    return [200, { id, cnt: 1, cost: '2.35' }];
  };
  const status = ({ id }) => {
    const one = (id) => ({ id, status: gateway.messages.has(id) ? 1 : -3 });
    // A comma at the end makes it a list, also of one.
    return [200, id.endsWith(',') ? id.slice(0, -1).split(',').map(one) : one(id)];
  };
  const scripts = { '/sys/send.php': send, '/sys/status.php': status };
  const server = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const fields = Object.fromEntries(new URLSearchParams(body));
    const [code, json] = scripts[request.url]?.(fields) ?? [404, {}];
    if (think > 0) await wait(think);
    answer.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  gateway.base = `http://127.0.0.1:${server.address().port}`;
  gateway.stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return gateway;
}
