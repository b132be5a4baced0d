// «Квитанции» of Anna of the demo: fourteen months, her own flat electronic in the last two, her mother's on paper.
// Not here: how charges are split, which tests in Rust prove; why a sum changed (see `understanding`).
import { lastMonth } from '../fixtures/program.ts';
import { annaTest as test, expect } from '../fixtures/test.ts';
import { kopecks, month, plain } from '../fixtures/words.ts';
import { ReceiptPage, ReceiptsPage } from '../pages/receipts.ts';

test('each address has its months, newest first, and says how each came', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  await expect(receipts.tables).toHaveCount(2);
  const ways: string[] = [];
  for (const table of await receipts.tables.all()) {
    const rows = receipts.rows(table);
    await expect(rows).toHaveCount(12);
    await expect(rows.first().getByRole('rowheader')).toContainText(new RegExp(month(lastMonth()).replace(' ', '\\s'), 'i'));
    for (const row of await rows.all()) ways.push(plain(await row.getByRole('cell').last().innerText()));
  }
  const partly = ways.filter((way) => way === 'часть на бумаге');
  expect(partly).toHaveLength(2);
  expect(ways.filter((way) => way === 'бумага')).toHaveLength(22);

  await page.getByRole('link', { name: 'Показать более ранние квитанции' }).first().click();
  await expect(receipts.rows(receipts.tables.first())).toHaveCount(14);
});

test('a receipt begins with flat, sum and day, marks what came which way, and adds up', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  const mixed = page.getByRole('row').filter({ hasText: 'часть на бумаге' }).first();
  const total = plain(await mixed.getByRole('cell').first().innerText());
  await mixed.getByRole('link').first().click();
  const receipt = await new ReceiptPage(page).isOpen();
  await expect(receipt.heading).toHaveText(`Квитанция за ${month(lastMonth())}`);
  await expect(receipt.main).toContainText(`К оплате ${total} до`);
  await expect(receipt.main.getByText('Пришло по электронной почте').first()).toBeVisible();
  await expect(receipt.main.getByText('Пришло на бумаге').first()).toBeVisible();

  const electronic = kopecks(await receipt.line('Пришло по электронной почте').innerText());
  const paper = kopecks(await receipt.line('Пришло на бумаге').innerText());
  expect(electronic + paper).toBe(kopecks(total));
  const parts = await receipt.line('Итого поставщику').allInnerTexts();
  expect(parts.map(kopecks).reduce((sum, part) => sum + part)).toBe(kopecks(total));
  await expect(receipt.main).toContainText('отправлено');

  await receipt.back();
  await receipts.isOpen();
});

test('a word of the receipt is explained where it stands', async ({ page }) => {
  await new ReceiptsPage(page).open();
  await page.getByRole('row').getByRole('link').first().click();
  await new ReceiptPage(page).isOpen();
  const meaning = page.getByText('объём, умноженный на тариф');
  await expect(meaning).toBeHidden();
  await page.getByText('Что значат эти строки?').click();
  await expect(meaning).toBeVisible();
});
