// «Как выглядят страницы» and the header's helpers. Not here: what the looks do to pages (see `journeys/looks.spec.ts`).
import { CabinetPage } from './page.ts';

export class LookPage extends CabinetPage {
  override readonly path = '/accessibility/look';
  override readonly title = 'Как выглядят страницы';
  readonly big = this.button('Крупный текст');
  readonly ordinary = this.button('Обычный текст');
  readonly submit = this.button('Сохранить');

  choice(question: string, answer: string) {
    return this.page.getByRole('group', { name: question, exact: true }).getByRole('radio', { name: answer, exact: true });
  }
}
