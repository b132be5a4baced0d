// Paying by link: the pay page, the practice bank, «Платежи». Not here: the receipt that leads there (see `receipts`).
import { CabinetPage } from './page.ts';

export class PayPage extends CabinetPage {
  override readonly title = 'Оплата квитанции за';
  readonly pay = this.button('Оплатить онлайн');
  /** The sum, or that there is none. */
  readonly sum = this.main.locator('.pay-sum');
  readonly cards = this.main.getByRole('listitem').filter({ has: this.page.getByText('Реквизиты получателя') });
  readonly pictures = this.page.getByRole('img', { name: 'QR-код для оплаты' });
}

export class DeadPayPage extends CabinetPage {
  override readonly title = 'Ссылка на оплату больше не работает';
}

export class BankPage extends CabinetPage {
  override readonly title = 'Учебный банк: деньги не списываются';
  readonly pay = this.button('Оплатить');
  readonly refuse = this.button('Отказаться');
}

export class PaymentsPage extends CabinetPage {
  override readonly path = '/payments';
  override readonly title = 'Платежи';
  readonly rows = this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
}
