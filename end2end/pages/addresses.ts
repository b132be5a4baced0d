// «Адреса» and the change between paper and e-mail. Not here: the wizard by direct link.
import type { Account } from '../fixtures/town.ts';
import { CabinetPage } from './page.ts';

export class AddressesPage extends CabinetPage {
  override readonly path = '/addresses';
  override readonly title = 'Адреса';
  readonly cards = this.main.getByRole('listitem').filter({ hasText: 'Лицевой счёт' });
  readonly add = this.link('Добавить адрес');
}

export class AddAddressPage extends CabinetPage {
  override readonly path: string = '/addresses/add';
  override readonly title: string = 'Добавить адрес';
  readonly account = this.field('Номер лицевого счёта');
  readonly total = this.field('Итого к оплате');
  get submit() {
    return this.button('Добавить адрес');
  }

  async fill(account: Account): Promise<this> {
    await this.account.fill(account.number);
    await this.total.fill(account.total.replace('.', ','));
    return this;
  }
}

export class AddressPage extends CabinetPage {
  override readonly title = /, .*\d/;
  readonly how = this.page.getByRole('region', { name: 'Как приходит квитанция' });
  readonly ways = this.how.getByRole('definition');
  readonly switch = this.button('Перейти на электронную квитанцию');
  readonly returnToPaper = this.button('Вернуть бумажную квитанцию');
}

export class DeliveryPage extends CabinetPage {
  override readonly title = 'Перейти на электронную квитанцию';
  readonly smsNotices = this.checkbox('Получать информационные сообщения по смс');
  readonly agree = this.button('Согласиться и получить код');
}

export class CodePage extends CabinetPage {
  override readonly title = 'Введите код из смс';
  readonly code = this.field('Код из сообщения');
  readonly submit = this.button('Подтвердить');
  readonly notReceived = this.link('Не пришёл код?');

  async enter(code: string): Promise<void> {
    await this.code.fill(code);
    await this.submit.click();
  }
}

export class NotReceivedPage extends CabinetPage {
  override readonly title = 'Не пришёл код?';
  readonly resend = this.button('Отправить код ещё раз');
}

export class DonePage extends CabinetPage {
  override readonly title = 'Готово';
}

export class ReturnedPage extends CabinetPage {
  override readonly title = 'Готово: бумажная квитанция вернётся';
}

export class HistoryPage extends CabinetPage {
  override readonly title = 'История';
  readonly entries = this.main.locator('section').getByRole('listitem');
}
