// Registration, sign-in and out, links from letters. Not here: what is inside the cabinet.
import { expect, test } from '../fixtures/test.ts';
import { AddressesPage } from '../pages/addresses.ts';
import { ConfirmEmailPage, ForgottenPage, NewPasswordPage, SignInPage, SignUpPage } from '../pages/auth.ts';
import { CabinetPage } from '../pages/page.ts';

const WRONG = 'Почта, телефон или пароль не подошли. Проверьте их и попробуйте ещё раз';
const LOGIN = 'Электронная почта или телефон';

test('a person signs in by e-mail or by phone in any spelling', async ({ page, person }) => {
  await person.registers();
  for (const login of [person.email.toUpperCase(), person.phone, person.phoneAsTyped]) {
    await person.context.clearCookies();
    const signIn = await new SignInPage(page).open();
    await signIn.signIn(login, person.password);
    await new AddressesPage(page).isOpen();
  }
});

test('a wrong password and an unknown e-mail get the same answer', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  const signIn = await new SignInPage(page).open();
  for (const login of [person.email, `nobody-${person.email}`]) {
    await signIn.signIn(login, 'не тот пароль');
    await signIn.complainsOf([LOGIN, WRONG]);
    await expect(signIn.login).toHaveValue(login);
    await expect(signIn.password).toHaveValue('');
  }
});

test('a page of the cabinet asks to sign in first and then opens', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  await page.goto('/settings');
  const signIn = await new SignInPage(page).isOpen();
  await signIn.signIn(person.email, person.password);
  await expect(page.getByRole('heading', { level: 1, name: 'Настройки' })).toBeVisible();
});

test('nobody can be lured to another site by the sign-in', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  await page.goto('/sign-in?next=//example.com/');
  await new SignInPage(page).signIn(person.email, person.password);
  await new AddressesPage(page).isOpen();
});

test('after signing out Back shows nothing of the cabinet', async ({ page, person }) => {
  await person.registers();
  await new AddressesPage(page).open();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page.getByRole('link', { name: 'Войти', exact: true })).toBeVisible();
  await page.goBack();
  await new SignInPage(page).isOpen();
});

test('signing out everywhere ends the session of the other browser', async ({ page, person, browserOf }) => {
  await person.registers();
  const other = await (await browserOf(await person.context.storageState())).newPage();
  await new AddressesPage(other).open();

  await page.goto('/settings/devices');
  await page.getByRole('button', { name: 'Выйти на всех устройствах' }).click();
  await new SignInPage(page).isOpen();
  await other.reload();
  await new SignInPage(other).isOpen();
});

test('a registration with an e-mail that is taken looks the same and changes nothing', async ({ person, another }) => {
  await person.registers();
  const stranger = await another();
  const signUp = await new SignUpPage(stranger.page).open();
  await signUp.fill(stranger);
  await signUp.email.fill(person.email);
  await signUp.submit.click();
  await new AddressesPage(stranger.page).isOpen();
  await person.letter('У вас уже есть личный кабинет');
});

test('each answer of the registration that will not do is named', async ({ page }) => {
  const signUp = await new SignUpPage(page).open();
  await signUp.email.fill('анна');
  await signUp.phone.fill('8 3902 22-33-44');
  await signUp.password.fill('12345678');
  await signUp.submit.click();
  await signUp.complainsOf(
    ['Электронная почта', 'Введите почту целиком, например: anna@mail.ru'],
    ['Мобильный телефон', 'Введите российский мобильный номер: на него придёт смс с кодом'],
    ['Придумайте пароль', 'Придумайте другой пароль: этот подбирают в первую очередь'],
    ['Даю согласие на обработку персональных данных', 'Отметьте согласие: без него нельзя создать кабинет'],
  );
  await expect(signUp.email).toHaveValue('анна');
  await expect(signUp.password).toHaveValue('');
});

test('a phone is taken in every usual spelling', async ({ person }) => {
  const [, a, b, c] = /^\+7913(\d{3})(\d\d)(\d\d)$/.exec(person.phone)!;
  for (const phone of [`+7 (913) ${a}-${b}-${c}`, `7913${a}${b}${c}`, `8-913-${a}-${b}-${c}`, ` 913 ${a} ${b} ${c} `]) {
    const to = await person.post('connect-contacts', { email: person.email, phone, personal_data: 'yes' });
    expect(to, phone).toBe('/connect/account');
  }
});

test('the link of the letter confirms the e-mail by a button, once', async ({ page, person }) => {
  await person.registers({ confirms: false });
  const link = await person.link('/confirm-email/');
  // Looking is not pressing: mail scanners look.
  await page.request.get(link);
  await page.goto(link);
  const confirm = await new ConfirmEmailPage(page).isOpen();
  await confirm.submit.click();
  await expect(confirm.heading).toHaveText('Почта подтверждена');
  await page.goto(link);
  await expect(confirm.heading).toHaveText('Ссылка больше не работает');
});

test('a forgotten password is replaced by a link from a letter, and the old one is dead', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  const signIn = await new SignInPage(page).open();
  await signIn.link('Забыли пароль?').click();
  const forgotten = await new ForgottenPage(page).isOpen();
  await forgotten.email.fill(person.email);
  await forgotten.submit.click();
  await expect(forgotten.heading).toHaveText('Проверьте почту');

  const link = await person.link('/sign-in/new-password/');
  await page.goto(link);
  const renew = await new NewPasswordPage(page).isOpen();
  await renew.password.fill('коротко');
  await renew.submit.click();
  await renew.complainsOf(['Придумайте пароль', 'Придумайте пароль длиннее: хотя бы 8 знаков']);
  await renew.password.fill('новый чайник на плите');
  await renew.submit.click();
  await new AddressesPage(page).isOpen();
  await page.goto(link);
  await expect(renew.heading).toHaveText('Ссылка больше не работает');

  await person.context.clearCookies();
  await signIn.open();
  await signIn.signIn(person.email, person.password);
  await signIn.complainsOf([LOGIN, WRONG]);
  await signIn.signIn(person.email, 'новый чайник на плите');
  await new AddressesPage(page).isOpen();
});

test('a link to a new password for nobody gets the same page', async ({ page, person }) => {
  const forgotten = await new ForgottenPage(page).open();
  await forgotten.email.fill(person.email);
  await forgotten.submit.click();
  await expect(new CabinetPage(page).heading).toHaveText('Проверьте почту');
});
