// Pages under what people and browsers do to them: 200 % text, spread letters, no motion, forced colours, no style sheet,
// a narrow window with big text, the printer. Not here: axe (see `pages.spec.ts`), journeys in these conditions (projects).
import type { Page } from '@playwright/test';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

test.setTimeout(60_000);

const OPEN = ['/', '/how-to', '/questions', '/sign-up', '/sign-in', '/check', '/connect', '/accessibility/look'];
const CABINET = ['/addresses', '/receipts', '/payments', '/settings'];

/** Nothing scrolls sideways, and no text or button is cut off. */
async function whole(page: Page, name: string) {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const cut = [...document.querySelectorAll<HTMLElement>('a, button, h1, h2, h3, p, label, dt, dd, legend, summary')].filter((element) => {
      const box = element.getBoundingClientRect();
      const inner = getComputedStyle(element);
      const seen = box.width > 2 && element.checkVisibility() && !element.closest('.hidden, .skip-link, .scroll, thead');
      const clipped = inner.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      return seen && (clipped || box.right > root.clientWidth + 1 || box.left < -1);
    });
    return { sideways: root.scrollWidth - root.clientWidth, cut: cut.map((element) => element.textContent?.trim().slice(0, 60)) };
  });
  expect.soft(found, name).toEqual({ sideways: 0, cut: [] });
}

async function everywhere(page: Page, paths: string[], change: () => Promise<unknown>, name: string) {
  for (const path of paths) {
    await page.goto(path);
    await page.locator('html[data-hydrated]').waitFor();
    await change();
    await whole(page, `${path}: ${name}`);
  }
}

/** Style of the reader's own, as an extension of a browser adds it: our policy lets no page do so. */
const styled = (page: Page, style: string) =>
  page.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, style);
const twice = (page: Page) => styled(page, 'html { font-size: 200% !important; }');
const spread = (page: Page) =>
  styled(
    page,
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }',
  );

for (const [each, paths, who] of [
  [test, OPEN, 'everybody'],
  [annaTest, CABINET, 'somebody with receipts'],
] as const) {
  for (const width of [360, 1280]) {
    each(`at 200 % nothing of the pages for ${who} is lost ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await everywhere(page, [...paths], () => twice(page), '200 %');
    });
  }

  each(`spread text loses nothing of the pages for ${who}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await everywhere(page, [...paths], () => spread(page), 'spread');
  });

  each(`big, wide text loses nothing of the pages for ${who} 320 px wide`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'kvitok_look', value: 'big.auto.wide', url: baseURL! }]);
    await page.setViewportSize({ width: 320, height: 640 });
    await everywhere(page, [...paths], async () => {}, 'big');
  });

  each(`nothing moves on the pages for ${who} when motion is not wanted`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of paths) {
      await page.goto(path);
      expect(await page.evaluate(() => document.getAnimations().length), path).toBe(0);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), path).toBe('auto');
    }
  });
}

test('in forced colours buttons, fields and the tab in use keep their lines', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/dev/components');
  for (const part of ['.button--primary', '.button--quiet', '.input', '.notice', '.tag--paper', '.error-summary', '.receipt']) {
    const line = await page.locator(part).first().evaluate((element) => parseFloat(getComputedStyle(element).borderInlineStartWidth));
    expect.soft(line, part).toBeGreaterThanOrEqual(1);
  }
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus-visible')).not.toHaveCSS('outline-style', 'none');
});

test('without the style sheet a page is still in a sensible order', async ({ page, complaints }) => {
  complaints.allow(/\.css|ERR_FAILED/);
  await page.route('**/*.css', (route) => route.abort());
  await page.goto('/sign-in');
  const order = await page.locator('a, button, h1, h2, input:not([type=hidden])').evaluateAll((all) =>
    all.map((element) => element.textContent?.trim() || (element as HTMLInputElement).name),
  );
  const places = ['Перейти к содержанию', 'Вход в кабинет', 'login', 'password', 'Помощь'].map((words) => order.indexOf(words));
  expect(places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!)), `${order}`).toBe(true);
});

annaTest('a receipt is printed black on white, in 12 points and more, without what does nothing on paper', async ({ page }) => {
  await (await new ReceiptsPage(page).open()).newest();
  await page.locator('html[data-hydrated]').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const small = await page.locator('main :is(p, dt, dd, h1, h2, h3)').evaluateAll((all) =>
    all.filter((element) => element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 15.9).map((element) => element.textContent),
  );
  expect(small).toEqual([]);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('main p').first()).toHaveCSS('color', 'rgb(0, 0, 0)');
  for (const hidden of ['nav', '.site-header__tools', '.sign-out', 'main button', '.demo-strip']) {
    for (const part of await page.locator(hidden).all()) await expect(part).toBeHidden();
  }
});

test('the page after leaving paper fits one sheet of A4', async ({ page, person, account }) => {
  await person.registers();
  const id = await person.adds(account);
  await person.leavesPaper(id);
  await page.goto(`/addresses/${id}/done`);
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
