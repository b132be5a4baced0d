// What people and scripts do to forms: markup in every field, posts without a Referer or from another site, rubbish.
// Not here: two presses of one button (see `twice`).
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { AddAddressPage, CodePage } from '../pages/addresses.ts';
import { ForgottenPage, SignInPage, SignUpPage } from '../pages/auth.ts';
import { AccountPage, ContactsPage } from '../pages/connect.ts';

const MARKUP = ['</textarea><script>alert(1)</script>', '"><script>alert(1)</script><img src=x onerror=alert(1)>'];

/** Types markup into fields, sends them, and finds them as they were typed. A dialog fails the test by itself. */
async function staysText(fields: Locator[], submit: Locator) {
  const page = submit.page();
  for (const markup of MARKUP) {
    for (const field of fields) await field.fill(markup);
    await submit.click();
    await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toBeVisible();
    await expect(page).toHaveURL(/\?form=/);
    for (const field of fields) await expect(field).toHaveValue(markup);
    await expect(page.locator('main script, main img')).toHaveCount(0);
  }
}

test('markup in every field before the sign-in comes back as text', async ({ page }) => {
  const signUp = await new SignUpPage(page).open();
  await staysText([signUp.email, signUp.phone], signUp.submit);
  const signIn = await new SignInPage(page).open();
  await signIn.password.fill('"><script>alert(1)</script>');
  await staysText([signIn.login], signIn.submit);
  const forgotten = await new ForgottenPage(page).open();
  await staysText([forgotten.email], forgotten.submit);
});

test('markup in every field of the wizard comes back as text', async ({ page, person }) => {
  const contacts = await new ContactsPage(page).open();
  await staysText([contacts.email, contacts.phone], contacts.submit);
  await (await contacts.fill(person)).submit.click();
  const bind = await new AccountPage(page).isOpen();
  await staysText([bind.account, bind.total], bind.submit);
});

test('markup in every field of the cabinet comes back as text', async ({ page, person, account }) => {
  await person.registers();
  const add = await new AddAddressPage(page).open();
  await staysText([add.account, add.total], add.submit);

  const id = await person.adds(account);
  await person.asksForCode(id);
  await page.goto(`/addresses/${id}/code`);
  const code = new CodePage(page);
  for (const markup of MARKUP) {
    await code.enter(markup);
    await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toBeVisible();
    await expect(page.locator('main script, main img')).toHaveCount(0);
  }
});

test('a form posted with no Referer and no Origin works; from another site it does not', async ({ page, person }) => {
  const fields = { email: person.email, phone: person.phone, password: person.password, personal_data: 'yes' };
  const foreign = await page.request.post('/api/sign-up', {
    form: fields,
    headers: { origin: 'https://example.com', 'sec-fetch-site': 'cross-site' },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(403);
  const bare = await page.request.post('/api/sign-up', { form: fields, maxRedirects: 0 });
  expect(bare.status()).toBe(302);
  expect(bare.headers()['location']).toBe('/addresses');
});

test('a form that is half there, doubled or far too long breaks nothing', async ({ page }) => {
  const long = 'а'.repeat(40_000);
  for (const data of ['', 'email=', 'email=a&email=b', '%', `email=${long}&phone=${long}&password=${long}`]) {
    const answer = await page.request.post('/api/sign-up', {
      data,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      maxRedirects: 0,
    });
    expect(answer.status(), data.slice(0, 20)).toBeLessThan(500);
    expect(await answer.text()).not.toMatch(/panicked|src\/|sqlx/);
  }
});
