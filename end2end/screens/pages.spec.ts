// A picture of every page on a phone and on a desktop, into docs/screens. Run by `make screens` only.
// Not here: what the pages have to hold (see `accessibility`).
import { resolve } from 'node:path';
import { annaTest, test } from '../fixtures/test.ts';
import type { Page } from '@playwright/test';
import { cabinetPages, checkPages, formPages, openPages, pagesWithHistory, payPages, wizardPages, type Look } from '../fixtures/pages.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

const folder = resolve(import.meta.dirname, process.env.SCREENS_FOLDER ?? '../../docs/screens');

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

function camera(page: Page): Look {
  return async (name, foreign = false) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      // What the page is waiting for to be awake: buttons that only then are there belong to the picture.
      if (!foreign) await page.locator('html[data-hydrated]').waitFor();
      await page.screenshot({ path: `${folder}/${name}-${size.width}.png`, fullPage: true, animations: 'disabled', scale: 'css' });
    }
  };
}

test.use({ colorScheme: 'light' });
annaTest.use({ colorScheme: 'light' });
test.setTimeout(120_000);

test('pages for everybody', async ({ page, complaints }) => {
  complaints.allowNotFound();
  await openPages(page, camera(page));
});

test('pages of letters and of forms that were not accepted', ({ page, person }) => formPages(person, camera(page)));

test('pages of the cabinet', ({ page, person, account }) => cabinetPages(person, account, camera(page)));

annaTest('pages of somebody with receipts', ({ page }) => pagesWithHistory(page, camera(page)));

/** Other looks, on a phone: the same few pages in each. */
for (const look of ['big.light.normal', 'big.white-on-black.wide', 'normal.dark.normal']) {
  annaTest(`a few pages in the look ${look}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'kvitok_look', value: look, url: baseURL! }]);
    await page.setViewportSize(SIZES[0]!);
    const picture = async (name: string) => {
      await page.locator('html[data-hydrated]').waitFor();
      const path = `${folder}/look-${look.replaceAll('.', '-')}-${name}-360.png`;
      await page.screenshot({ path, fullPage: true, animations: 'disabled', scale: 'css' });
    };
    for (const [name, path] of [['home', '/'], ['sign-in', '/sign-in'], ['addresses', '/addresses']] as const) {
      await page.goto(path);
      await picture(name);
    }
    await (await new ReceiptsPage(page).open()).newest();
    await picture('receipt');
  });
}

test('every component', async ({ page }) => {
  await page.goto('/dev/components');
  await camera(page)('components', true);
});

annaTest('a receipt on paper', async ({ page }) => {
  await (await new ReceiptsPage(page).open()).newest();
  await page.locator('html[data-hydrated]').waitFor();
  await page.emulateMedia({ media: 'print' });
  // A4 less its margins, in the pixels of a style sheet.
  await page.setViewportSize({ width: 718, height: 1047 });
  await page.screenshot({ path: `${folder}/receipt-print.png`, fullPage: true, animations: 'disabled', scale: 'css' });
});

test('answers of the check', ({ page, browser }) => checkPages(page, browser, camera(page)));

test('pages of a payment', ({ page, person, account }) => payPages(person, account, camera(page)));

test('pages of the wizard', ({ page, person, account }) => wizardPages(person, account, camera(page)));
