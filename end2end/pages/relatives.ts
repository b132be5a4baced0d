// «Близкие», giving access step by step, the invitation. Not here: receipts of close persons (see `receipts`).
import { CabinetPage } from './page.ts';

export class RelativesPage extends CabinetPage {
  override readonly path = '/relatives';
  override readonly title = 'Близкие';
  readonly people = this.page.getByRole('region', { name: 'Кого я вижу' });
  readonly given = this.page.getByRole('region', { name: 'Кто видит ваши квитанции' });
  readonly give = this.link('Дать доступ близкому человеку');
}

export class GivePersonPage extends CabinetPage {
  override readonly path = '/relatives/give';
  override readonly title = 'Кому дать доступ';
  readonly name = this.field('Имя близкого человека');
  readonly contact = this.field('Электронная почта или мобильный телефон этого человека');
  readonly submit = this.button('Продолжить');
}

export class GiveAddressPage extends CabinetPage {
  override readonly title = 'К какому адресу';
  readonly name = this.field('Чьи это квитанции');
  readonly submit = this.button('Продолжить');
}

export class GiveRolePage extends CabinetPage {
  override readonly title = 'Что можно делать';
  readonly view = this.page.getByRole('radio', { name: 'Смотреть и оплачивать квитанции', exact: true });
  readonly manage = this.page.getByRole('radio', { name: /^Ещё и выбирать/ });
  readonly submit = this.button('Продолжить');
}

export class GiveCheckPage extends CabinetPage {
  override readonly title = 'Проверьте ответы';
  readonly submit = this.button('Отправить приглашение');
}

export class InvitationPage extends CabinetPage {
  override readonly title = 'Вам дают доступ к квитанциям';
  readonly accept = this.button('Принять приглашение');
}

export class CloseAccessPage extends CabinetPage {
  override readonly title = 'Закрыть доступ';
  readonly submit = this.button('Закрыть доступ');
}
