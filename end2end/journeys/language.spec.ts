// English, chosen by the link in the header: from registration to the receipt, with letters and SMS; who remembers it.
// Not here: single words, and pages without a Russian one (see `server/tests/pages/language.rs`).
import { lastMonth } from '../fixtures/program.ts';
import { link } from '../fixtures/outbox.ts';
import { expect, test } from '../fixtures/test.ts';
import { englishMonth, next, plain } from '../fixtures/words.ts';
import { CabinetPage } from '../pages/page.ts';

class EnglishPage extends CabinetPage {
  /** Fails unless this is the page, in English. */
  async is(heading: string | RegExp): Promise<this> {
    await expect(this.heading).toHaveText(heading);
    await expect(this.page.locator('html')).toHaveAttribute('lang', 'en');
    return this;
  }

  switch(language: 'English' | 'Русский') {
    return this.page.getByRole('banner').getByRole('link', { name: language, exact: true });
  }
}

test('somebody who reads English leaves paper in English, letters and SMS too', async ({ page, person, account }) => {
  const first = englishMonth(next(lastMonth()));
  const at = new EnglishPage(page);
  await page.goto('/');
  await at.switch('English').click();
  await at.is('The receipt for your home, in your mailbox');

  await page.goto('/sign-up');
  await at.is('Create your profile');
  await at.field('E-mail address').fill(person.email);
  await at.field('Mobile phone').fill(person.phoneAsTyped);
  await page.getByLabel('Choose a password', { exact: true }).fill(person.password);
  await at.checkbox('I agree to the processing of my personal data').check();
  await at.main.getByRole('button', { name: 'Create a profile', exact: true }).click();
  await at.is('Addresses');
  await page.goto(link(await person.letter('Confirm your e-mail address'), '/confirm-email/'));
  await at.is('Confirm your e-mail address');
  await at.button('Confirm the address').click();
  await at.is('Your e-mail address is confirmed');
  await at.link('Open addresses').click();

  await at.is('Addresses');
  await at.link('Add an address').click();
  await at.is('Add an address');
  await at.field('Utility account number').fill(account.number);
  await at.field('Total to pay').fill('1');
  await at.button('Add the address').click();
  await expect(page.getByRole('alert', { name: 'Check your answer' })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: Add an address – Kvitok$/);
  await at.field('Total to pay').fill(account.total.replace('.', ','));
  await at.button('Add the address').click();

  // Streets have no English names.
  await at.is(new RegExp(account.street));
  await at.button('Switch to electronic receipts').click();
  await at.is('Switch to electronic receipts');
  await expect(at.main).toContainText(`Starting with the receipt for ${first}`);
  await at.button('Agree and get the code').click();
  await at.is('Enter the code from the SMS');
  expect(await person.text('is your code to switch to electronic receipts')).not.toMatch(/[а-яё]/i);
  await at.field('Code from the message').fill(await person.code());
  await at.button('Confirm').click();
  await at.is('Done');
  await expect(at.main).toContainText(`The receipt for ${first} will come by e-mail.`);
  const letter = await person.letter('Electronic receipt from');
  expect(plain(letter.text)).toContain(`From ${plain(first)} your receipt comes by e-mail`);

  await at.link('Open receipts').click();
  await at.is('Receipts');
  const month = englishMonth(lastMonth());
  await page.getByRole('rowheader', { name: month }).getByRole('link').click();
  await at.is(`Receipt for ${month}`);
  await expect(at.main).toContainText(/To pay: [\d\s]+,\d\d\s₽ by \d+\s[A-Z][a-z]+ \d{4}/);
  await expect(at.link('Pay')).toBeVisible();
  await expect(at.link('Download PDF')).toBeVisible();
  await expect(page.getByText('What do these lines mean?')).toBeVisible();
});

test('the choice stays with the person and with the device until the other link', async ({ page, person, another }) => {
  await person.registers();
  const at = new EnglishPage(page);
  await page.goto('/receipts');
  await at.switch('English').click();
  await at.is('Receipts');
  await expect(page).toHaveURL(/\/receipts$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/questions');
  await at.is('Questions and answers');

  const device = (await another()).page;
  const there = new EnglishPage(device);
  await device.goto('/sign-in');
  await expect(there.heading).toHaveText('Вход в кабинет');
  await there.field('Электронная почта или телефон').fill(person.email);
  await device.getByLabel('Пароль', { exact: true }).fill(person.password);
  await there.button('Войти').click();
  await there.is('Addresses');

  await there.switch('Русский').click();
  await expect(there.heading).toHaveText('Адреса');
  await expect(device.locator('html')).toHaveAttribute('lang', 'ru');
});
