// A mail server that counts every letter by its Message-ID and may misbehave by chance, or fall silent.
// Not here: what is done to the sender meanwhile (see run.mjs).
import { createServer } from 'node:net';

/** Pseudo-random numbers that are the same in each run. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `chance(phase)` answers what to do instead of agreeing: a reply, 'close', or nothing. `taken` of the answer, if it is set,
 * gets the text of each letter. `hangs(phase)` answers whether to say nothing any more on this connection.
 */
export async function startSink(chance = () => undefined, hangs = () => false) {
  /** Message-ID → how often it was accepted, or may have been (no answer after the last byte). */
  const letters = new Map();
  const sink = { letters, unanswered: 0, chance, open: 0, most: 0, pipelining: true, silent: new Set() };
  const server = createServer((socket) => {
    sink.most = Math.max(sink.most, ++sink.open);
    socket.setNoDelay(true);
    let rest = Buffer.alloc(0);
    let data = null;
    const say = (text) => socket.write(text + '\r\n');
    // Open for ever, and what comes is dropped.
    const hang = (name) => {
      if (hangs(name)) sink.silent.add(socket);
      return sink.silent.has(socket);
    };
    const phase = (name, usual) => {
      if (hang(name)) return false;
      const instead = sink.chance(name);
      if (instead === 'close') return socket.destroy();
      say(instead ?? usual);
      return instead === undefined;
    };
    socket.on('close', () => {
      sink.open--;
      sink.silent.delete(socket);
    });
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      if (sink.silent.has(socket)) return;
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      for (;;) {
        if (data !== null) {
          if (rest.length > 0 && hang('body')) return;
          const end = rest.indexOf('\r\n.\r\n');
          if (end < 0) return;
          const text = rest.subarray(0, end).toString('latin1');
          rest = rest.subarray(end + 5);
          data = null;
          const id = /^Message-ID:\s*<?([^>\s]+)/im.exec(text)?.[1];
          if (hang('last')) {
            letters.set(id, (letters.get(id) ?? 0) + 1);
            sink.unanswered++;
            return;
          }
          const instead = sink.chance('last');
          if (instead === undefined || instead === 'close') letters.set(id, (letters.get(id) ?? 0) + 1);
          if (instead === undefined) sink.taken?.(text);
          if (instead === 'close') {
            sink.unanswered++;
            return socket.destroy();
          }
          say(instead ?? '250 2.0.0 taken');
          continue;
        }
        const end = rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.subarray(0, end).toString('latin1');
        rest = rest.subarray(end + 2);
        const word = line.slice(0, 4).toUpperCase();
        if (word === 'EHLO') {
          if (!hang('ehlo')) say(`250-sink\r\n${sink.pipelining ? '250-PIPELINING\r\n' : ''}250 8BITMIME`);
        } else if (word === 'MAIL') phase('mail', '250 ok');
        else if (word === 'RCPT') phase('rcpt', '250 ok');
        else if (word === 'DATA') {
          if (phase('data', '354 go on')) data = '';
        } else if (word === 'QUIT') {
          say('221 bye');
          socket.end();
        } else say('250 ok');
        if (socket.destroyed || sink.silent.has(socket)) return;
      }
    });
    if (!hang('connect')) say('220 sink');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  sink.port = server.address().port;
  sink.stop = () => server.close();
  sink.extra = () => [...letters.values()].reduce((sum, n) => sum + n - 1, 0);
  return sink;
}
