// The receipt as a file: from its page and in the letter, for its holder only. Not here: what is printed in it, which
// tests in Rust prove.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { receiptLetters } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { ReceiptsPage, type ReceiptPage } from '../pages/receipts.ts';

const ANNA = 'anna@example.ru';

async function newest(page: Page): Promise<ReceiptPage> {
  return (await new ReceiptsPage(page).open()).newest();
}

annaTest('the button of a receipt saves its PDF, the same one each time', async ({ page }) => {
  const receipt = await newest(page);
  const saving = page.waitForEvent('download');
  await receipt.download.click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^kvitanciya-\d{4}-\d\d-v2\.pdf$/);
  const answer = await page.request.get((await receipt.download.getAttribute('href'))!);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const file = await answer.body();
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(await saved.path()).equals(file)).toBe(true);
});

annaTest('the letter carries that very file', async ({ page }) => {
  const receipt = await newest(page);
  const letter = receiptLetters(ANNA)[0]!;
  expect(letter.attachments.map(({ name, type }) => [name, type])).toEqual([
    [expect.stringMatching(/^kvitanciya-\d{4}-\d\d-v2\.pdf$/), 'application/pdf'],
  ]);
  expect(link(letter, '/receipts/')).toBe(new URL(page.url()).pathname);
  expect(letter.attachments[0]!.bytes.equals(await receipt.file())).toBe(true);
});

test('page, file and year of another resident are not found, and without a session lead to the sign-in', async ({
  person,
  another,
  account,
  browserOf,
}) => {
  const owner = await another();
  await owner.registers();
  await owner.adds(account);
  const receipt = await newest(owner.page);
  const paths = [new URL(owner.page.url()).pathname, (await receipt.download.getAttribute('href'))!];
  const year = (await receipt.year.getAttribute('href'))!;

  await person.registers();
  for (const path of [...paths, year]) {
    const answer = await person.page.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain(account.street);
  }
  const nobody = await (await browserOf()).newPage();
  for (const path of paths) {
    await nobody.goto(path);
    const at = new URL(nobody.url());
    expect([at.pathname, at.searchParams.get('next')], path).toEqual(['/sign-in', paths[0]]);
  }
  await nobody.goto(year);
  expect(new URL(nobody.url()).pathname).toBe('/sign-in');
});
