// Every page: axe with our house rules, one heading, its title, no scrolling sideways on a narrow screen, type and lines
// that can be read. Not here: contrast of what only eyes can judge, screen readers.
import type { Page } from '@playwright/test';
import { annaTest, audit, expect, keepAsleep, test } from '../fixtures/test.ts';
import { cabinetPages, checkPages, formPages, openPages, pagesWithHistory, payPages, relativesPages, wizardPages } from '../fixtures/pages.ts';

/** Names of pages in front of what was found, all pages in one report. */
function inspection(page: Page) {
  return async (name: string, foreign = false) => {
    await test.step(name, async () => {
      await expect.soft(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
      if (foreign) {
        await audit(page);
        await narrow(page, name);
        return;
      }
      const heading = (await page.getByRole('heading', { level: 1 }).innerText()).replace(/\s+/g, ' ');
      const title = (await page.title()).replace(/\s+/g, ' ');
      expect.soft(title.replace(/^Ошибка: /, ''), name).toBe(`${heading} — Квиток`);
      await expect.soft(page.getByRole('contentinfo').getByRole('heading', { name: 'Помощь' }), name).toBeVisible();
      expect.soft(await page.locator('.button--primary').count(), `${name}: one main button`).toBeLessThanOrEqual(1);
      expect.soft(await page.locator('button[disabled], [placeholder], form:not([novalidate])').count(), name).toBe(0);
      await audit(page);
      await narrow(page, name);
    });
  };
}

/** 320 px wide nothing scrolls sideways; text is at least 18 px, a line and a half apart. */
async function narrow(page: Page, name: string) {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const text = getComputedStyle(document.querySelector('main p, main dd')!);
    return {
      sideways: root.scrollWidth - root.clientWidth,
      size: parseFloat(getComputedStyle(document.body).fontSize),
      line: parseFloat(text.lineHeight) / parseFloat(text.fontSize),
    };
  });
  await page.setViewportSize(before);
  expect.soft(found.sideways, `${name}: scrolls sideways at 320 px`).toBe(0);
  expect.soft(found.size, `${name}: text`).toBeGreaterThanOrEqual(18);
  expect.soft(found.line, `${name}: lines`).toBeGreaterThanOrEqual(1.45);
}

for (const each of [test, annaTest]) {
  each.use({ javaScriptEnabled: true });
  each.beforeEach(async ({ page, complaints }, { project }) => {
    if (project.name === 'no-script') await keepAsleep(page, complaints);
  });
}
test.setTimeout(90_000);

test('pages for everybody', async ({ page, complaints }) => {
  complaints.allowNotFound();
  await openPages(page, inspection(page));
});

test('pages of letters and of forms that were not accepted', async ({ page, person }) => {
  await formPages(person, inspection(page));
});

test('pages of the cabinet, from registration to the return of paper', async ({ page, person, account }) => {
  await cabinetPages(person, account, inspection(page));
});

annaTest('pages of somebody with receipts', async ({ page }) => {
  await pagesWithHistory(page, inspection(page));
});

test('answers of the check', async ({ page, browser }) => {
  await checkPages(page, browser, inspection(page));
});

test('pages of a payment', async ({ page, person, account }) => {
  await payPages(person, account, inspection(page));
});

test('pages of the wizard', async ({ page, person, account }) => {
  await wizardPages(person, account, inspection(page));
});

test('pages of close people', async ({ person, another, account, town, complaints }, { project }) => {
  const daughter = await another();
  if (project.name === 'no-script') await keepAsleep(daughter.page, complaints);
  await relativesPages(person, daughter, [account, town.account()], inspection);
});
