// The wizard by direct link: contacts, account, delivery, code, done.
// Not here: its screens that are those of the cabinet (see `four-steps`, `code`, `adding`).
import type { Page } from '@playwright/test';
import { lastMonth } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';
import { month, next, ofMonth } from '../fixtures/words.ts';
import { CodePage, DeliveryPage, DonePage } from '../pages/addresses.ts';
import { AccountPage, ContactsPage } from '../pages/connect.ts';

/** What a person has to fill in on this screen. */
function fields(page: Page): Promise<number> {
  return page.getByRole('main').locator('input:visible, select:visible, textarea:visible').count();
}

test('the wizard takes five screens, seven fields and one SMS', async ({ page, person, account }) => {
  const asked: number[] = [];
  await page.goto('/');
  await page.getByRole('link', { name: 'Подключить электронную квитанцию' }).first().click();
  const contacts = await new ContactsPage(page).isOpen();
  asked.push(await fields(page));
  await (await contacts.fill(person)).submit.click();

  const bind = await new AccountPage(page).isOpen();
  asked.push(await fields(page));
  await (await bind.fill(account)).submit.click();

  const delivery = await new DeliveryPage(page).isOpen();
  asked.push(await fields(page));
  await delivery.agree.click();

  const code = await new CodePage(page).isOpen();
  asked.push(await fields(page));
  await code.enter(await person.code());

  const done = await new DonePage(page).isOpen();
  asked.push(await fields(page));
  const first = next(lastMonth());
  await expect(done.line('Первая электронная квитанция')).toHaveText(`за ${month(first)}`);
  expect(asked.length).toBeLessThanOrEqual(5);
  expect(asked.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(7);

  await person.letter(`Электронная квитанция — с ${ofMonth(first)}`);
  expect(await person.texts()).toHaveLength(1);

  // The cabinet is there, signed in, and survives a reload.
  await page.reload();
  await done.isOpen();
  await done.link('Открыть адреса').click();
  await expect(page.getByRole('main')).toContainText(account.street);
});

test('Back by link and by browser finds every answer as it was', async ({ page, person, account }) => {
  const contacts = await new ContactsPage(page).open();
  await (await contacts.fill(person)).submit.click();
  const bind = await new AccountPage(page).isOpen();
  await (await bind.fill(account)).submit.click();
  const delivery = await new DeliveryPage(page).isOpen();

  await delivery.back();
  await bind.isOpen();
  await expect(bind.account).toHaveValue(account.number);
  await expect(bind.total).toHaveValue(account.total.replace('.', ','));
  await bind.back();
  await contacts.isOpen();
  await expect(contacts.email).toHaveValue(person.email);
  await expect(contacts.phone).toHaveValue(new RegExp(person.phone.slice(-2)));
  await expect(contacts.personalData).toBeChecked();

  await contacts.submit.click();
  await bind.isOpen();
  await bind.submit.click();
  await delivery.isOpen();
  await page.goBack();
  await bind.isOpen();
  await expect(bind.account).toHaveValue(account.number);
  await page.goBack();
  await contacts.isOpen();
  await expect(contacts.email).toHaveValue(person.email);
});

test('answers survive a reload, and the browser being closed for a day', async ({ page, person, account, browserOf }) => {
  const contacts = await new ContactsPage(page).open();
  await (await contacts.fill(person)).submit.click();
  const bind = await new AccountPage(page).isOpen();
  await (await bind.fill(account)).submit.click();
  const delivery = await new DeliveryPage(page).isOpen();
  await page.reload();
  await delivery.isOpen();

  const tomorrow = Date.now() / 1000 + 24 * 3600;
  const { cookies } = await person.context.storageState();
  const kept = cookies.filter((cookie) => cookie.expires > tomorrow);
  const later = await (await browserOf({ cookies: kept, origins: [] })).newPage();
  await later.goto('/connect/delivery');
  await new DeliveryPage(later).isOpen();
  await expect(later.getByRole('main')).toContainText(account.street);
});

test('a later step opened by its address leads to the first that is not answered', async ({ page, person }) => {
  const contacts = new ContactsPage(page);
  for (const step of ['account', 'delivery', 'code', 'code/not-received', 'done']) {
    await page.goto(`/connect/${step}`);
    await contacts.isOpen();
    await expect(page).toHaveURL('/connect');
  }
  await (await contacts.fill(person)).submit.click();
  await new AccountPage(page).isOpen();
  await page.goto('/connect/done');
  await new AccountPage(page).isOpen();
  await expect(page).toHaveURL('/connect/account');
});

test('empty answers are asked for on the same screen', async ({ page }) => {
  const contacts = await new ContactsPage(page).open();
  await contacts.submit.click();
  await contacts.complainsOf(
    ['Электронная почта', 'Введите электронную почту'],
    ['Мобильный телефон', 'Введите номер мобильного телефона'],
    ['Даю согласие на обработку персональных данных', 'Отметьте согласие: без него нельзя создать кабинет'],
  );
});

test('a wrong total keeps the person on the second screen', async ({ page, person, account }) => {
  const contacts = await new ContactsPage(page).open();
  await (await contacts.fill(person)).submit.click();
  const bind = await new AccountPage(page).isOpen();
  await (await bind.fill({ ...account, total: '1.00' })).submit.click();
  await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toContainText('Счёт и сумма не подошли друг к другу');
  await expect(bind.account).toHaveValue(account.number);
  await expect(bind.total).toHaveValue('1,00');
});
