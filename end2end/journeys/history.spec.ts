// «История» of an address. Not here: how each thing came about.
import { expect, test } from '../fixtures/test.ts';
import { lastMonth } from '../fixtures/program.ts';
import { month, next, ofMonth, plain } from '../fixtures/words.ts';
import { AddressPage, HistoryPage } from '../pages/addresses.ts';

test('the history of an address says in sentences who changed what and which receipts came', async ({ page, person, account }) => {
  await person.registers();
  const id = await person.adds(account);
  await person.leavesPaper(id);
  await page.goto(`/addresses/${id}`);
  const address = await new AddressPage(page).isOpen();
  await address.returnToPaper.click();
  await page.goto(`/addresses/${id}`);
  await address.isOpen();
  await address.link('История').click();

  const history = await new HistoryPage(page).isOpen();
  const first = ofMonth(next(lastMonth()));
  const told = (await history.entries.allTextContents()).map(plain);
  const choices = told.filter((line) => line.includes('Вы '));
  expect(choices[0]).toContain(`Вы вернули бумажную квитанцию с ${plain(first)}.`);
  expect(choices[1]).toContain(`Вы перешли на электронную квитанцию с ${plain(first)}, согласие подтверждено кодом из смс.`);
  expect(choices[2]).toContain('Вы добавили этот адрес в свой кабинет.');
  expect(told.some((line) => line.includes(`Квитанция за ${plain(month(lastMonth()))}`))).toBe(true);

  await history.entries.filter({ hasText: 'Квитанция за' }).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Квитанция за/);
});
