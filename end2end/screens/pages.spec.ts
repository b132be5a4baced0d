// A picture of every page on a phone and on a desktop, to be looked at after a change. Run by `make screens` only.
// Not here: what the pages have to hold (see `accessibility`), the pictures that documents show (see `looks`, `story`).
import type { Page } from '@playwright/test';
import {
  cabinetPages,
  checkPages,
  formPages,
  openPages,
  pagesWithHistory,
  payPages,
  relativesPages,
  wizardPages,
  type Look,
} from '../fixtures/pages.ts';
import { device, namedDemo, passkeyPages } from '../fixtures/passkeys.ts';
import { annaTest, test } from '../fixtures/test.ts';
import { ReceiptsPage } from '../pages/receipts.ts';
import { ALL, KEPT, picture } from './picture.ts';

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

function camera(page: Page): Look {
  return async (name, foreign = false) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await picture(page, `${ALL}/${name}-${size.width}.png`, { foreign });
    }
  };
}

test.use({ colorScheme: 'light' });
annaTest.use({ colorScheme: 'light' });
test.setTimeout(300_000);

test('pages for everybody', async ({ page, complaints }) => {
  complaints.allowNotFound();
  await openPages(page, camera(page));
});

test('pages of letters and of forms that were not accepted', ({ page, person }) => formPages(person, camera(page)));

test('pages of the cabinet', ({ page, person, account }) => cabinetPages(person, account, camera(page)));

annaTest('pages of somebody with receipts', ({ page }) => pagesWithHistory(page, camera(page)));

test('every component', async ({ page }) => {
  await page.goto('/dev/components');
  await camera(page)('components', true);
});

annaTest('a receipt on paper', async ({ page }) => {
  await (await new ReceiptsPage(page).open()).newest();
  await page.emulateMedia({ media: 'print' });
  // A4 less its margins, in the pixels of a style sheet.
  await page.setViewportSize({ width: 718, height: 1047 });
  await picture(page, `${KEPT}/receipt-print.png`);
});

test('answers of the check', ({ page, browser }) => checkPages(page, browser, camera(page)));

test('pages of a payment', ({ page, person, account }) => payPages(person, account, camera(page)));

test('pages of the wizard', ({ page, person, account }) => wizardPages(person, account, camera(page)));

test('pages of close people', async ({ person, another, account, town }) => {
  await relativesPages(person, await another(), [account, town.account()], camera);
});

test('pages of passkeys', async ({ page }) => {
  const demo = await namedDemo();
  try {
    await device(page, true);
    await passkeyPages(page, demo.home, camera(page));
  } finally {
    demo.end();
  }
});
