// A passkey: made in the settings, shown at the sign-in, taken away.
// Not here: forged answers and other sites (see `server/cabinet/tests`).
import { Passkeys, device, namedDemo, passkeyPages } from '../fixtures/passkeys.ts';
import { audit, expect, test } from '../fixtures/test.ts';

let demo: Awaited<ReturnType<typeof namedDemo>>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  demo = await namedDemo();
});

test.afterAll(() => demo.end());

test('a key made on this device lets its person in until it is taken away', async ({ page }) => {
  const cabinet = new Passkeys(page);
  await device(page, true);
  await passkeyPages(page, demo.home, () => audit(page));
  await page.getByLabel('Ваш пароль', { exact: true }).fill('квитанция 2026');
  await cabinet.button('Убрать ключ входа').click();
  await expect(cabinet.main.getByRole('status').first()).toContainText('Ключ входа убран');

  await page.context().clearCookies();
  await page.goto(`${demo.home}/sign-in/passkey`);
  await cabinet.button('Войти').click();
  // About no field: the summary alone says it.
  await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toContainText('Этот ключ не подошёл.');
});

test('a device that does not know its person says so, and the password still works', async ({ page }) => {
  const cabinet = new Passkeys(page);
  await device(page, false);
  await page.goto(`${demo.home}/sign-in/passkey`);
  await cabinet.button('Войти').click();
  await expect(cabinet.main.getByRole('status')).toHaveText('Ключ не получен: вы отменили или устройство не ответило. Попробуйте ещё раз.');
  await page.getByRole('link', { name: 'Войти с паролем' }).click();
  await expect(cabinet.heading).toHaveText('Вход в кабинет');
});
