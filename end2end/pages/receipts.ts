// «Квитанции»: the list and one receipt. Not here: letters with receipts.
import { CabinetPage } from './page.ts';

export class ReceiptsPage extends CabinetPage {
  override readonly path = '/receipts';
  override readonly title = 'Квитанции';
  readonly tables = this.page.getByRole('table');

  /** Rows of the table of an address, newest first, without its head. */
  rows(table = this.tables.first()) {
    return table.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }
}

export class ReceiptPage extends CabinetPage {
  override readonly title = 'Квитанция за';
}
