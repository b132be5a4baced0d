// «Квитанции»: the list, one receipt, a year. Not here: letters with receipts, payment.
import { CabinetPage } from './page.ts';

export class ReceiptsPage extends CabinetPage {
  override readonly path = '/receipts';
  override readonly title = 'Квитанции';
  readonly tables = this.page.getByRole('table');

  /** Rows of the table of an address, newest first, without its head. */
  rows(table = this.tables.first()) {
    return table.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }

  /** Opens the newest receipt of the first address. */
  async newest(): Promise<ReceiptPage> {
    await this.rows().first().getByRole('link').first().click();
    return new ReceiptPage(this.page).isOpen();
  }
}

export class ReceiptPage extends CabinetPage {
  override readonly title = 'Квитанция за';
  readonly download = this.link('Скачать PDF');
  readonly pay = this.link('Оплатить');
  readonly code = this.main.getByText('Код проверки:').locator('strong');
  readonly why = this.page.getByRole('region', { name: 'Почему изменилась сумма' });
  readonly corrected = this.page.getByRole('region', { name: 'Что исправлено' });
  readonly year = this.link('Весь год');

  /** The PDF of the receipt. */
  async file(): Promise<Buffer> {
    return (await this.page.request.get((await this.download.getAttribute('href'))!)).body();
  }
}

export class YearPage extends CabinetPage {
  override readonly title = /^Весь \d{4}\sгод$/;
  readonly costs = this.page.getByRole('region', { name: 'Стоимость услуг по месяцам' }).getByRole('table');
  readonly volumes = this.page.getByRole('region', { name: 'Объёмы услуг по месяцам' }).getByRole('table');
}
