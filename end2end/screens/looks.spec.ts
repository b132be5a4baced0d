// Twelve key pages in five looks, for `docs/screens/README.md`. Run by `make screens` only.
// Not here: every page (see `pages.spec.ts`); that the looks do what they say (see `journeys/looks.spec.ts`).
import type { Page } from '@playwright/test';
import { cabinetPages, openPages, pagesWithHistory, relativesPages, type Look } from '../fixtures/pages.ts';
import { address } from '../fixtures/program.ts';
import { annaTest, test } from '../fixtures/test.ts';
import { KEPT, picture } from './picture.ts';

/** The key pages by their names in `fixtures/pages.ts`. */
const KEY = ['home', 'sign-in', 'addresses', 'address-paper', 'switch', 'code', 'done', 'receipts', 'receipt', 'pay', 'check-code', 'relatives-given'];
const LOOKS = [
  { name: 'light', look: 'normal.light.normal', width: 360 },
  { name: 'dark', look: 'normal.dark.normal', width: 360 },
  { name: 'big', look: 'big.light.normal', width: 360 },
  { name: 'white-on-black', look: 'big.white-on-black.wide', width: 360 },
  { name: 'desktop', look: 'normal.light.normal', width: 1280 },
];
/** Two and a half screens of a phone: what is below looks like what is above. */
const HIGHEST = 1850;

function dressed(page: Page): Look {
  return async (name) => {
    if (!KEY.includes(name)) return;
    for (const { name: look, look: value, width } of LOOKS) {
      await page.context().addCookies([{ name: 'kvitok_look', value, url: address() }]);
      await page.setViewportSize({ width, height: 740 });
      await page.reload();
      await picture(page, `${KEPT}/looks/${name}-${look}.png`, { highest: HIGHEST });
    }
  };
}

test.setTimeout(300_000);

test('pages for everybody', async ({ page, complaints }) => {
  complaints.allowNotFound();
  await openPages(page, dressed(page));
});

test('pages of the cabinet', ({ page, person, account }) => cabinetPages(person, account, dressed(page)));

annaTest('pages of somebody with receipts', ({ page }) => pagesWithHistory(page, dressed(page)));

test('pages of close people', async ({ person, another, account, town }) => {
  await relativesPages(person, await another(), [account, town.account()], dressed);
});
