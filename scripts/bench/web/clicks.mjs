// From navigation to the first working click at a quarter of the CPU, beside a SvelteKit page with the same table;
// and 1 000 clicks and keystrokes while the page wakes up, none of which may be lost.
// Not here: requests a CPU-second (bench-web.sh).
// Usage: node clicks.mjs rows URL | clicks URL PEER-URL | lost URL

import { fail, head, launch, mark, median, row, signIn } from './browser.mjs';

const [what, url, peer] = process.argv.slice(2);
const browser = await launch();

async function open(address, cookie) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  if (cookie) {
    const [name, value] = cookie.split('=');
    await context.setCookie({ name, value, domain: '127.0.0.1', path: '/' });
  }
  // When the page is awake, by its own clock.
  await page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute('data-hydrated')) return;
      window.awakeAt = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-hydrated'] });
  });
  return { page, close: () => context.close() };
}

/** The tables of the receipts page: what the peer shows as well. */
const tables = (page) => page.$$eval('main section', (sections) => sections.filter((section) => section.querySelector('table')).map((section) => ({
  heading: section.querySelector('h2').textContent,
  head: [...section.querySelectorAll('thead th')].map((cell) => cell.textContent),
  rows: [...section.querySelectorAll('tbody tr')].map((line) => [...line.cells].map((cell) => ({
    text: cell.textContent, href: cell.querySelector('a')?.getAttribute('href') ?? undefined,
  }))),
})));

async function rows() {
  const { page, close } = await open(url, await signIn(url));
  await page.goto(`${url}/receipts`);
  const found = await tables(page);
  if (found.flatMap((group) => group.rows).length < 2) fail('the receipts page shows no receipts');
  console.log(JSON.stringify(found));
  await close();
}

/** One visit: when the first link is painted, when the page is awake, and whether a click then stays on the page. */
async function visit(base, cookie, expected) {
  const { page, close } = await open(base, cookie);
  const client = await page.createCDPSession();
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(`${base}/receipts`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => window.awakeAt);
  const found = JSON.stringify(await tables(page));
  if (found !== expected) fail(`${base} shows another table`);
  const times = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime, awake: window.awakeAt,
  }));
  await page.evaluate(() => (window.sameDocument = true));
  await page.click('tbody a');
  await page.waitForFunction(() => location.pathname !== '/receipts' && document.querySelector('h1') && !document.querySelector('tbody a[href^="/receipts/"]'));
  if (!(await page.evaluate(() => window.sameDocument))) fail(`${base}: the click after waking up loaded a whole page`);
  await close();
  return times;
}

async function clicks() {
  const cookie = await signIn(url);
  const { page, close } = await open(url, cookie);
  await page.goto(`${url}/receipts`);
  const expected = JSON.stringify(await tables(page));
  await close();
  const sides = [['kvitok /receipts', url, cookie], ['SvelteKit, the same table', peer, undefined]];
  const times = sides.map(() => []);
  for (let round = 0; round < 5; round += 1) {
    for (const [at, [, base, session]] of sides.entries()) times[at].push(await visit(base, session, expected));
  }
  head('Time from navigation at 4 × CPU throttle, local network (median of 5, ms)', 'page', 'first paint: links work', 'awake: a click needs no page load');
  for (const [at, [name]] of sides.entries()) {
    row(name, ...['painted', 'awake'].map((what) => Math.round(median(times[at].map((time) => time[what])))));
  }
}

/** 500 keystrokes and 500 clicks, half of them before the WASM may come, the rest while the page wakes up. */
async function lost() {
  const { page, close } = await open(url);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    if (request.url().endsWith('.wasm')) await held;
    request.continue();
  });
  await page.goto(`${url}/sign-up`, { waitUntil: 'domcontentloaded' });
  const [field, box] = ['input[autocomplete="email"], input[type="email"], input[type="text"]', 'input[type="checkbox"]'];
  await page.waitForSelector(field);
  let ticked = await page.$eval(box, (input) => input.checked);
  let typed = '';
  for (let round = 0; round < 500; round += 1) {
    if (round === 250) release();
    const key = String.fromCharCode(97 + (round % 26));
    await page.focus(field);
    await page.keyboard.press('End');
    await page.keyboard.press(key);
    typed += key;
    await page.$eval(box, (input) => input.click());
    ticked = !ticked;
  }
  await page.waitForFunction(() => window.awakeAt);
  const value = await page.$eval(field, (input) => input.value);
  const checked = await page.$eval(box, (input) => input.checked);
  const missing = typed.length - value.length + (checked === ticked ? 0 : 1);
  head('1 000 keystrokes and clicks before and while the page wakes up', 'page', 'keystrokes', 'clicks', 'lost', 'goal');
  row('/sign-up', typed.length, 500, missing, `0 ${mark(missing === 0 && value === typed)}`);
  await close();
}

await { rows, clicks, lost }[what]();
await browser.close();
