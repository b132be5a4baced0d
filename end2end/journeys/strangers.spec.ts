// Ids of another resident in every address and form: the same as what does not exist.
// Not here: sessions (see `sign-in`).
import { expect, test } from '../fixtures/test.ts';
import { CabinetPage } from '../pages/page.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';

test('pages of another resident are not found', async ({ page, person, another, account, complaints }) => {
  complaints.allowNotFound();
  const owner = await another();
  await owner.registers();
  const id = await owner.adds(account);
  await owner.leavesPaper(id);
  await new ReceiptsPage(owner.page).open();
  const receipt = await owner.page.getByRole('row').getByRole('link').first().getAttribute('href');

  await person.registers();
  const missing = new CabinetPage(page);
  const ofAddress = ['', '/electronic', '/code', '/code/not-received', '/done', '/returned'];
  const paths = [
    ...ofAddress.map((step) => `/addresses/${id}${step}`),
    ...ofAddress.map((step) => `/addresses/999999999${step}`),
    '/addresses/nobody',
    receipt!,
    `/receipts/${UNKNOWN}`,
    '/receipts/nothing',
  ];
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(missing.heading, path).toHaveText('Страница не найдена');
    await expect(missing.main, path).not.toContainText(account.street);
  }
});

test('forms with the id of another resident do nothing', async ({ person, another, account }) => {
  const owner = await another();
  await owner.registers();
  const id = await owner.adds(account);
  await owner.asksForCode(id);
  const code = await owner.code();

  await person.registers();
  for (const form of ['start-switch', 'resend-code', 'return-to-paper']) await person.post(form, { id });
  await person.post('confirm-switch', { id, code });
  expect(await person.codes()).toBe(0);
  expect(await owner.codes()).toBe(1);
  await owner.page.goto(`/addresses/${id}`);
  await expect(owner.page.getByRole('button', { name: 'Перейти на электронную квитанцию' })).toBeVisible();
});

test('an address that is no page says so', async ({ page, complaints }) => {
  complaints.allowNotFound();
  for (const path of ['/nothing-here', '/documents/nothing', '/confirm', '/addresses2']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(new CabinetPage(page).heading).toHaveText('Страница не найдена');
  }
});
