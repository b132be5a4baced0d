// Why a sum changed, what was corrected, a year: of Anna of the demo, whose last receipt is a corrected one.
// Not here: the comparison itself, which tests in Rust prove.
import type { Locator } from '@playwright/test';
import { receiptLetters } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';
import { lastMonth } from '../fixtures/program.ts';
import { annaTest as test, expect } from '../fixtures/test.ts';
import { kopecks, plain } from '../fixtures/words.ts';
import { PayPage } from '../pages/pay.ts';
import { ReceiptPage, ReceiptsPage, YearPage } from '../pages/receipts.ts';

/** Kopecks of all sums with a sign in a text, `(+12,30 ₽)`. */
const signed = (text: string) => [...text.matchAll(/\(([+−][\d\s]+,\d\d)\s₽\)/g)].map((found) => kopecks(found[1]!));
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** Rows of comparisons: before, now, difference and the causes' parts; rows that are folded away count as well. */
async function changes(tables: Locator) {
  const rows: { before: number; now: number; difference: number; causes: number[] }[] = [];
  for (const row of await tables.locator('tbody tr').all()) {
    const [before, now, difference, causes] = await row.locator('td').allTextContents();
    rows.push({ before: kopecks(before!), now: kopecks(now!), difference: kopecks(difference!), causes: signed(causes!) });
  }
  return rows;
}

/** Fails unless the rows make the whole difference and the causes make each row. */
async function addsUp(tables: Locator, whole: number) {
  const rows = await changes(tables);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row.now - row.before).toBe(row.difference);
    expect(sum(row.causes)).toBe(row.difference);
  }
  expect(sum(rows.map((row) => row.difference))).toBe(whole);
}

/** `На 12,30 ₽ больше…` in kopecks. */
function difference(sentence: string): number {
  const found = /[Нн]а ([\d ]+,\d\d) ₽ (больше|меньше)/.exec(plain(sentence))!;
  return kopecks(found[1]!) * (found[2] === 'больше' ? 1 : -1);
}

test('the sum is compared with last month and with last year, and every table adds up', async ({ page }) => {
  const receipt = await (await new ReceiptsPage(page).open()).newest();
  await expect(receipt.why.getByRole('heading', { level: 3 })).toHaveText([
    'По сравнению с прошлым месяцем',
    'По сравнению с прошлым годом',
  ]);
  const sentences = await receipt.why.locator('h3 + p').allInnerTexts();
  expect(sentences).toHaveLength(2);
  const captions = [...new Set(await receipt.why.locator('caption').allTextContents())];
  expect(captions).toHaveLength(2);
  for (const [index, caption] of captions.entries()) {
    const tables = receipt.why.locator('table').filter({ has: page.locator('caption', { hasText: caption }) });
    await addsUp(tables, difference(sentences[index]!));
  }

  // The same months as a picture and as a table.
  const chart = receipt.main.getByRole('img', { name: 'Начислено по месяцам' });
  await expect(chart).toBeVisible();
  await receipt.main.getByText('Показать таблицей').click();
  const months = receipt.main.getByRole('table', { name: 'Начислено по месяцам' }).getByRole('row');
  await expect(months.filter({ hasText: 'эта квитанция' })).toHaveCount(1);
});

test('each line says how it was found', async ({ page }) => {
  const receipt = await (await new ReceiptsPage(page).open()).newest();
  const line = receipt.main.getByText('Как посчитали: Отопление');
  await expect(receipt.main.getByText('Отопления не было трое суток')).toBeHidden();
  await line.click();
  await expect(receipt.main.getByText('Перерасчёт −150,00 ₽, потому что: «Отопления не было трое суток».')).toBeVisible();
});

test('a corrected receipt says what was corrected, the one before that it is replaced', async ({ page }) => {
  const receipt = await (await new ReceiptsPage(page).open()).newest();
  await expect(receipt.main).toContainText('Это исправленная квитанция, версия 2');
  const sentence = await receipt.corrected.locator('h2 + p').innerText();
  expect(difference(sentence)).toBe(-15_000);
  await addsUp(receipt.corrected.locator('table'), -15_000);
  await expect(receipt.pay).toBeVisible();
  const current = page.url();

  const [, older] = receiptLetters('anna@example.ru');
  await page.goto(link(older!, '/receipts/'));
  await receipt.isOpen();
  expect(page.url()).not.toBe(current);
  await expect(receipt.main).toContainText('Эту квитанцию заменила исправленная от');
  await expect(receipt.pay).toHaveCount(0);
  await expect(receipt.why).toHaveCount(0);
  await expect(receipt.main).not.toContainText(/К оплате .* до /);
  // Its pay link asks for what is right now.
  await page.goto(link(older!, '/pay/'));
  const pay = await new PayPage(page).isOpen();
  const asked = kopecks(await pay.sum.locator('strong').innerText());
  await page.goBack();
  await receipt.link('Открыть исправленную квитанцию').click();
  await expect(page).toHaveURL(current);
  await expect(receipt.main.locator('.lead')).toBeVisible();
  expect(kopecks((await receipt.main.locator('.lead').innerText()).split(' до ')[0]!)).toBe(asked);
});

test('a year of an address adds up by services and by months, and the year before is there', async ({ page }) => {
  await new ReceiptsPage(page).open();
  await page.getByRole('link', { name: 'Весь год' }).first().click();
  const year = await new YearPage(page).isOpen();
  const now = lastMonth().slice(0, 4);
  await expect(year.heading).toContainText(now);

  const rows = await year.costs.getByRole('row').all();
  const figures: number[][] = [];
  for (const row of rows.slice(1)) {
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells).toHaveLength(13);
    const [months, total] = [cells.slice(0, 12), kopecks(cells[12]!)];
    const there = months.map((cell) => (cell.trim() === '—' ? 0 : kopecks(cell)));
    expect(sum(there)).toBe(total);
    figures.push([...there, total]);
  }
  const totals = figures.pop()!;
  expect(figures.length).toBeGreaterThan(2);
  for (const [column, total] of totals.entries()) expect(sum(figures.map((row) => row[column]!))).toBe(total);
  expect(kopecks((await year.main.locator('.lead').innerText()).split('начислено')[1]!)).toBe(totals[12]);

  await expect(year.volumes).toBeHidden();
  await page.getByText('Показать, сколько потратили').click();
  await expect(year.volumes).toBeVisible();

  await page.getByRole('navigation', { name: 'Годы' }).getByRole('link', { name: String(Number(now) - 1) }).click();
  await expect(year.heading).toContainText(String(Number(now) - 1));
});

test('a receipt of the first month compares with nothing', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  await page.getByRole('link', { name: 'Показать более ранние квитанции' }).first().click();
  await expect(receipts.rows()).toHaveCount(14);
  await receipts.rows().last().getByRole('link').first().click();
  const receipt = await new ReceiptPage(page).isOpen();
  await expect(receipt.main.getByText('Итого к оплате')).toBeVisible();
  await expect(receipt.why).toHaveCount(0);
});
