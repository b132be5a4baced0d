// What a screen reader is given: the tree of the key pages, kept in `aria` beside this file.
// A page may have more than its file says, never less, and in no other order. Dates, sums and what differs between homes
// are patterns there. Written anew by `--update-snapshots`, then made into patterns by hand.
// Not here: axe (see `pages.spec.ts`), words of one page (see `journeys`).
import type { Page } from '@playwright/test';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { AddressesPage } from '../pages/addresses.ts';
import { BankPage, PayPage } from '../pages/pay.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

/** The page is awake and has this tree: all of it, or only what is between header and foot. */
async function reads(page: Page, name: string, part = 'main') {
  await test.step(name, async () => {
    await page.locator('html[data-hydrated]').waitFor();
    await expect.soft(page.locator(part), name).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  });
}

test('pages for everybody', async ({ page }) => {
  for (const [name, path] of [['sign-in', '/sign-in'], ['sign-up', '/sign-up'], ['check', '/check']] as const) {
    await page.goto(path);
    await reads(page, name);
  }
  await page.goto('/');
  await reads(page, 'home', 'body');
});

annaTest('pages of somebody with receipts', async ({ page }) => {
  const addresses = await new AddressesPage(page).open();
  await reads(page, 'addresses', 'body');
  await addresses.cards.first().getByRole('link').first().click();
  await page.waitForURL(/\/addresses\/\d+$/);
  await reads(page, 'address');
  for (const name of ['relatives', 'settings']) {
    await page.goto(`/${name}`);
    await reads(page, name);
  }
  const receipts = await new ReceiptsPage(page).open();
  await reads(page, 'receipts');
  const receipt = await receipts.newest();
  await reads(page, 'receipt');
  await receipt.pay.click();
  await new PayPage(page).isOpen();
  await reads(page, 'pay');
});

test('leaving paper, its history, a payment', async ({ page, person, account }) => {
  await person.registers();
  const id = await person.adds(account);
  await page.goto(`/addresses/${id}/electronic`);
  await reads(page, 'electronic');
  await person.asksForCode(id);
  await page.goto(`/addresses/${id}/code`);
  await reads(page, 'code');
  await person.post('confirm-switch', { id, code: await person.code() });
  await page.goto(`/addresses/${id}/history`);
  await reads(page, 'history');
  await (await (await new ReceiptsPage(page).open()).newest()).pay.click();
  await (await new PayPage(page).isOpen()).pay.click();
  await (await new BankPage(page).isOpen()).pay.click();
  await new PayPage(page).isOpen();
  await page.goto('/payments');
  await reads(page, 'payments');
});
