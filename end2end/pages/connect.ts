// The wizard «Подключить электронную квитанцию» that differs from the cabinet's own screens.
// Not here: delivery, code and done, which are the same as there (see `addresses`).
import type { Person } from '../fixtures/person.ts';
import { AddAddressPage } from './addresses.ts';
import { CabinetPage } from './page.ts';

export class ContactsPage extends CabinetPage {
  override readonly path = '/connect';
  override readonly title = 'Подключить электронную квитанцию';
  readonly email = this.field('Электронная почта');
  readonly phone = this.field('Мобильный телефон');
  readonly personalData = this.checkbox('Даю согласие на обработку персональных данных');
  readonly submit = this.button('Продолжить');

  async fill(person: Person): Promise<this> {
    await this.email.fill(person.email);
    await this.phone.fill(person.phoneAsTyped);
    await this.personalData.check();
    return this;
  }
}

export class AccountPage extends AddAddressPage {
  override readonly path = '/connect/account';
  override readonly title = 'Ваш лицевой счёт';
  override get submit() {
    return this.button('Продолжить');
  }
}
