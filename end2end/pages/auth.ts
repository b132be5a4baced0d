// Registration, sign-in, links from letters. Not here: the cabinet.
import type { Person } from '../fixtures/person.ts';
import { CabinetPage } from './page.ts';

export class SignUpPage extends CabinetPage {
  override readonly path = '/sign-up';
  override readonly title = 'Создайте кабинет';
  readonly email = this.field('Электронная почта');
  readonly phone = this.field('Мобильный телефон');
  /** Passwords have no role. */
  readonly password = this.page.getByLabel('Придумайте пароль', { exact: true });
  readonly personalData = this.checkbox('Даю согласие на обработку персональных данных');
  readonly submit = this.main.getByRole('button', { name: 'Создать кабинет' });

  async fill(person: Person): Promise<this> {
    await this.email.fill(person.email);
    await this.phone.fill(person.phoneAsTyped);
    await this.password.fill(person.password);
    await this.personalData.check();
    return this;
  }
}

export class SignInPage extends CabinetPage {
  override readonly path = '/sign-in';
  override readonly title = 'Вход в кабинет';
  readonly login = this.field('Электронная почта или телефон');
  readonly password = this.page.getByLabel('Пароль', { exact: true });
  readonly submit = this.button('Войти');

  async signIn(login: string, password: string): Promise<void> {
    await this.login.fill(login);
    await this.password.fill(password);
    await this.submit.click();
  }
}

export class ForgottenPage extends CabinetPage {
  override readonly path = '/sign-in/forgotten';
  override readonly title = 'Новый пароль';
  readonly email = this.field('Электронная почта');
  readonly submit = this.button('Прислать ссылку');
}

export class NewPasswordPage extends CabinetPage {
  override readonly title = 'Задайте новый пароль';
  readonly password = this.page.getByLabel('Придумайте пароль', { exact: true });
  readonly submit = this.button('Сохранить пароль');
}

export class ConfirmEmailPage extends CabinetPage {
  override readonly title = 'Подтвердите почту';
  readonly submit = this.button('Подтвердить адрес');
}
