// «Квитанции» of Anna of the demo: her own flat electronic since the second of three months, her mother's on paper.
// Not here: how charges are split, which tests in Rust prove.
import { lastMonth } from '../fixtures/program.ts';
import { annaTest as test, expect } from '../fixtures/test.ts';
import { month, plain } from '../fixtures/words.ts';
import { ReceiptPage, ReceiptsPage } from '../pages/receipts.ts';

/** `1 234,50 ₽` in kopecks. */
const kopecks = (text: string) => Number(text.replace(/[^\d,−-]/g, '').replace('−', '-').replace(',', '.')) * 100;

test('each address has its months, newest first, and says how each came', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  await expect(receipts.tables).toHaveCount(2);
  const ways: string[] = [];
  for (const table of await receipts.tables.all()) {
    const rows = receipts.rows(table);
    await expect(rows).toHaveCount(3);
    await expect(rows.first().getByRole('rowheader')).toContainText(new RegExp(month(lastMonth()).replace(' ', '\\s'), 'i'));
    for (const row of await rows.all()) ways.push(plain(await row.getByRole('cell').last().innerText()));
  }
  expect(ways.toSorted()).toEqual(['бумага', 'бумага', 'бумага', 'бумага', 'часть на бумаге', 'часть на бумаге']);
});

test('a receipt begins with flat, sum and day, marks what came which way, and adds up', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  const mixed = page.getByRole('row').filter({ hasText: 'часть на бумаге' }).first();
  const total = plain(await mixed.getByRole('cell').first().innerText());
  await mixed.getByRole('link').click();
  const receipt = await new ReceiptPage(page).isOpen();
  await expect(receipt.heading).toHaveText(`Квитанция за ${month(lastMonth())}`);
  await expect(receipt.main).toContainText(`К оплате ${total} до`);
  await expect(receipt.main.getByText('Пришло по электронной почте').first()).toBeVisible();
  await expect(receipt.main.getByText('Пришло на бумаге').first()).toBeVisible();

  const electronic = kopecks(await receipt.line('Пришло по электронной почте').innerText());
  const paper = kopecks(await receipt.line('Пришло на бумаге').innerText());
  expect(Math.round(electronic + paper)).toBe(Math.round(kopecks(total)));
  const parts = await receipt.line('Итого поставщику').allInnerTexts();
  expect(Math.round(parts.map(kopecks).reduce((sum, part) => sum + part))).toBe(Math.round(kopecks(total)));
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
