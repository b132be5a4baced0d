// What only an awake page does: focus, busy buttons, pages without a full load, the printer.
// Not here: everything that has to work before that as well.
import type { Page } from '@playwright/test';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { AddAddressPage, AddressesPage } from '../pages/addresses.ts';
import { SignInPage, SignUpPage } from '../pages/auth.ts';

/** Opens a page and waits until it is awake. */
async function awake(page: Page, path: string) {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', 'true');
}

test('every page for everybody wakes up without a word on the console', async ({ page }) => {
  const paths = ['/', '/how-to', '/questions', '/channels', '/contacts', '/privacy', '/accessibility', '/sign-up', '/sign-in'];
  for (const path of [...paths, '/sign-in/forgotten', '/connect', '/documents/personal-data', '/dev/outbox']) {
    await awake(page, path);
  }
});

test('after a failed form the focus is on the summary, and its link leads into the field', async ({ page }) => {
  await awake(page, '/sign-up');
  const signUp = new SignUpPage(page);
  await signUp.submit.click();
  const summary = page.getByRole('alert', { name: 'Проверьте ответ' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: 'Введите номер мобильного телефона' }).click();
  await expect(signUp.phone).toBeFocused();
  await expect(page.getByText('Мобильный телефон', { exact: true })).toBeInViewport();
});

test('nothing is said while a person types or leaves a field', async ({ page }) => {
  await awake(page, '/sign-up');
  const signUp = new SignUpPage(page);
  await signUp.email.fill('анна');
  await signUp.phone.fill('1');
  await signUp.password.focus();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('[aria-invalid]')).toHaveCount(0);
});

test('a button says that it is busy, and a second press sends nothing', async ({ page, person, account }) => {
  await person.registers();
  await awake(page, '/addresses/add');
  const add = await new AddAddressPage(page).fill(account);
  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/bind-account', async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await add.submit.click();
  const busy = add.button('Проверяем…');
  await expect(busy).toHaveAttribute('aria-busy', 'true');
  await busy.click();
  answer();
  await expect(add.heading).toContainText(account.street);
  expect(sent).toBe(1);
});

test('an answer that gets lost is said beside the button, and what was typed stays', async ({ page, person, complaints }) => {
  complaints.allow(/bind-account|ERR_FAILED/);
  await person.registers();
  await awake(page, '/addresses/add');
  const add = new AddAddressPage(page);
  await add.account.fill('1800000000');
  await page.route('**/api/bind-account', (route) => route.abort());
  await add.submit.click();
  await expect(page.getByRole('status')).toContainText('Ответ не дошёл до кабинета');
  await expect(add.account).toHaveValue('1800000000');
});

test('a password can be looked at', async ({ page }) => {
  await awake(page, '/sign-in');
  const signIn = new SignInPage(page);
  await signIn.password.fill('чайник');
  await signIn.button('Показать пароль').click();
  await expect(signIn.password).toHaveAttribute('type', 'text');
  await signIn.button('Скрыть пароль').click();
  await expect(signIn.password).toHaveAttribute('type', 'password');
});

annaTest('tabs open without a full load, and the focus goes to the new heading', async ({ page }) => {
  await awake(page, '/addresses');
  await page.evaluate(() => Object.assign(window, { stays: true }));
  for (const tab of ['Квитанции', 'Настройки', 'Адреса']) {
    await page.getByRole('navigation').getByRole('link', { name: tab, exact: true }).click();
    const heading = page.getByRole('heading', { level: 1, name: tab });
    await expect(heading).toBeFocused();
    await expect(page).toHaveTitle(`${tab} — Квиток`);
  }
  expect(await page.evaluate(() => 'stays' in window)).toBe(true);
});

annaTest('a receipt offers the printer, and on paper is one without tabs and buttons', async ({ page }) => {
  await awake(page, '/receipts');
  await page.getByRole('row').getByRole('link').first().click();
  const print = page.getByRole('button', { name: 'Напечатать' });
  await expect(print).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(print).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

/** Holds the WASM back until it is let go: what a slow network does. */
async function slowly(page: Page) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

test('what is typed and ticked before a slow page wakes up is still there afterwards', async ({ page }) => {
  const letGo = await slowly(page);
  await page.goto('/sign-up', { waitUntil: 'domcontentloaded' });
  const signUp = new SignUpPage(page);
  await signUp.email.fill('anna@example.ru');
  await signUp.password.fill('чайник на плите');
  await signUp.personalData.check();
  await signUp.phone.focus();
  await page.keyboard.type('8 913');
  letGo();
  await page.locator('html[data-hydrated]').waitFor();
  await expect(signUp.phone).toBeFocused();
  await page.keyboard.type(' 100-00-01');
  await expect(signUp.email).toHaveValue('anna@example.ru');
  await expect(signUp.phone).toHaveValue('8 913 100-00-01');
  await expect(signUp.password).toHaveValue('чайник на плите');
  await expect(signUp.personalData).toBeChecked();
});

test('a form and a link that are pressed before a slow page wakes up do what they say', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  await slowly(page);
  await page.goto('/sign-in', { waitUntil: 'domcontentloaded' });
  await new SignInPage(page).signIn(person.email, person.password);
  await new AddressesPage(page).isOpen();
  await page.getByRole('navigation').getByRole('link', { name: 'Настройки', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Настройки' })).toBeVisible();
  expect(await page.locator('html').getAttribute('data-hydrated')).toBeNull();
});

test('signing out leaves nothing in memory', async ({ page, person }) => {
  await person.registers();
  await awake(page, '/addresses');
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page.getByRole('link', { name: 'Войти', exact: true })).toBeVisible();
  expect(await page.evaluate(() => 'stays' in window)).toBe(false);
  await page.goto(new AddressesPage(page).path);
  await new SignInPage(page).isOpen();
});
