// One Chromium for the measurements, the demo's person signed in, and what every measurement asks of a page.
// Not here: what is measured.

import puppeteer from 'puppeteer-core';

export const CHROME = process.env.CHROME_PATH ?? '/usr/bin/chromium';
export const FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run',
];

export const launch = () => puppeteer.launch({ executablePath: CHROME, args: FLAGS });

/** The `cookie` header of Anna of the demo. */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ login: 'anna@example.ru', password: 'квитанция 2026' }),
  });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).find((pair) => pair.includes('session='));
  if (!cookie) fail(`the sign-in answers ${answer.status} and no session`);
  return cookie;
}

export function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const mark = (good) => (good ? '✓' : '✗');
export const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
export function head(title, ...cells) {
  console.log(`\n### ${title}\n`);
  row(...cells);
  row(...cells.map(() => '---'));
}

/** The pages of the tables: those of everybody, and those of somebody signed in. */
export const PUBLIC = ['/', '/how-to', '/questions', '/channels', '/contacts', '/privacy', '/accessibility', '/sign-in', '/sign-up',
  '/sign-in/forgotten', '/check', '/connect'];
export async function residentPages(url, cookie) {
  const hrefs = async (page, pattern) => {
    const html = await (await fetch(url + page, { headers: { cookie } })).text();
    return [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href).filter((href) => pattern.test(href));
  };
  const [receipt] = await hrefs('/receipts', /^\/receipts\/[0-9a-f-]{36}$/);
  const [year] = await hrefs('/receipts', /^\/receipts\/year\//);
  const [address] = await hrefs('/addresses', /^\/addresses\/(?!add)[^/]+$/);
  const pages = ['/addresses', address, '/addresses/add', '/receipts', receipt, year, '/relatives', '/payments', '/settings'];
  if (pages.includes(undefined)) fail(`the demo shows no receipt, no year or no address: ${pages}`);
  return pages;
}
