// «Настройки»: another e-mail with undo, another phone, devices, a code in an SMS, an authenticator app.
// Not here: every bad input (see `server/tests/pages/settings.rs`).
import { createHmac } from 'node:crypto';
import { expect, test } from '../fixtures/test.ts';
import { link } from '../fixtures/outbox.ts';
import type { Person } from '../fixtures/person.ts';
import { AddressesPage } from '../pages/addresses.ts';
import { NewPasswordPage, SignInPage } from '../pages/auth.ts';
import { CabinetPage } from '../pages/page.ts';

class Settings extends CabinetPage {
  override readonly path = '/settings';
  override readonly title = 'Настройки';
  readonly current = this.page.getByLabel('Ваш пароль', { exact: true });

  /** Opens the page behind a link of the list. */
  async change(words: string): Promise<this> {
    await this.page.goto('/settings');
    await this.page.getByRole('link', { name: words }).click();
    return this;
  }
}

/** What the app shows for a key, this half minute. */
function appCode(key: string): string {
  const bits = [...key.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', secret).update(step).digest();
  return String((hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A phone of nobody in this run. */
function freshPhone(person: Person): string {
  return person.phone.replace('+7913', '+7923');
}

test('another e-mail is confirmed by its own letter, and the old one puts itself back', async ({ page, person, outbox }) => {
  await person.registers();
  const settings = await new Settings(page).change('Изменить электронную почту');
  const email = `new-${person.email}`;
  await settings.field('Новая почта').fill(email);
  await settings.current.fill('не тот пароль');
  await settings.button('Прислать письмо').click();
  await settings.complainsOf(['Ваш пароль', 'Пароль не подошёл. Введите тот, с которым входите в кабинет']);
  await expect(settings.field('Новая почта')).toHaveValue(email);
  await settings.current.fill(person.password);
  await settings.button('Прислать письмо').click();
  await expect(settings.main.getByRole('status').first()).toContainText('Отправили письмо на новую почту');
  await expect(settings.line('Электронная почта')).toContainText(person.email);

  await page.goto(link(await outbox.letter(email, 'Подтвердите новую почту'), '/settings/email/confirm/'));
  await settings.button('Подтвердить новую почту').click();
  await expect(settings.heading).toHaveText('Почта изменена');
  await page.goto('/settings');
  await expect(settings.line('Электронная почта')).toContainText(email);

  await page.goto(link(await person.letter('Почта в кабинете изменена'), '/settings/undo/'));
  await settings.button('Вернуть и выйти везде').click();
  await expect(settings.heading).toHaveText('Вернули как было');
  await page.goto('/settings');
  await new SignInPage(page).isOpen();
  await page.goto(await person.link('/sign-in/new-password/'));
  const fresh = await new NewPasswordPage(page).isOpen();
  await fresh.password.fill('новый чайник на плите');
  await fresh.submit.click();
  await new AddressesPage(page).isOpen();
  await page.goto('/settings');
  await expect(settings.line('Электронная почта')).toContainText(person.email);
});

test('another phone is confirmed by its own code', async ({ page, person, outbox }) => {
  await person.registers();
  const settings = await new Settings(page).change('Изменить телефон');
  const phone = freshPhone(person);
  await settings.field('Новый номер').fill(phone);
  await settings.current.fill(person.password);
  await settings.button('Получить код').click();
  await expect(settings.heading).toHaveText('Введите код из смс');
  await settings.field('Код из сообщения').fill(await outbox.code(phone));
  await settings.button('Подтвердить').click();
  await expect(settings.main.getByRole('status').first()).toContainText('Телефон изменён');
  await expect(settings.line('Телефон')).toContainText(phone.slice(-2));
  await person.letter('Телефон в кабинете изменён');
});

test('a device is signed out from another', async ({ page, person, another }) => {
  await person.registers();
  const other = await another();
  await other.post('sign-in', { login: person.email, password: person.password });
  await new AddressesPage(other.page).open();
  const settings = await new Settings(page).change('Посмотреть устройства');
  await expect(settings.main.getByText('это устройство')).toHaveCount(1);
  await settings.main.getByRole('button', { name: /^Выйти на этом устройстве: / }).click();
  await expect(settings.main.getByRole('status').first()).toContainText('Вышли на этом устройстве');
  await other.page.reload();
  await new SignInPage(other.page).isOpen();
  await page.reload();
  await expect(settings.heading).toHaveText('Устройства');
});

test('a code in an SMS lets in whoever allowed it', async ({ page, person, account }) => {
  await person.registers();
  await person.leavesPaper(await person.adds(account));
  const settings = await new Settings(page).change('Изменить способы входа');
  await settings.main.getByRole('link', { name: 'Изменить вход по коду из смс' }).click();
  await settings.current.fill(person.password);
  await settings.button('Разрешить вход по смс').click();
  await expect(settings.line('Код из смс')).toContainText('можно войти без пароля');

  await person.context.clearCookies();
  await new SignInPage(page).open();
  await settings.link('Войти по коду из смс').click();
  await settings.field('Мобильный телефон').fill(person.phoneAsTyped);
  const button = settings.button('Получить код');
  // The code that signed the consent came within this minute: the person is told to wait, then tries again.
  await button.click();
  await settings.complainsOf(['Мобильный телефон', 'Новый код можно запросить через минуту после прошлого']);
});

test('an authenticator app is asked for at the next sign-in', async ({ page, person }) => {
  await person.registers();
  const settings = await new Settings(page).change('Изменить способы входа');
  await settings.main.getByRole('link', { name: 'Изменить вход с кодом из приложения' }).click();
  await settings.current.fill(person.password);
  await settings.button('Подключить приложение').click();
  await expect(settings.heading).toHaveText('Подключите приложение');
  const key = (await settings.main.locator('.secret').textContent())!;
  await settings.field('Код из приложения').fill(appCode(key));
  await settings.button('Включить').click();
  await expect(settings.heading).toHaveText('Запишите запасные коды');
  const codes = await settings.main.locator('li.secret').allTextContents();
  expect(codes).toHaveLength(8);

  await person.context.clearCookies();
  const signIn = await new SignInPage(page).open();
  await signIn.signIn(person.email, person.password);
  await expect(settings.heading).toHaveText('Введите код из приложения');
  await settings.field('Код из приложения или запасной код').fill('111111');
  await settings.button('Войти').click();
  await settings.complainsOf([
    'Код из приложения или запасной код',
    'Код не подошёл. Откройте приложение и введите новый: он меняется каждые полминуты',
  ]);
  await settings.field('Код из приложения или запасной код').fill(codes[0]!);
  await settings.button('Войти').click();
  await new AddressesPage(page).isOpen();
});
