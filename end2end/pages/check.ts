// «Проверить квитанцию». Not here: the camera's window (see `journeys/scanning.hydrate.spec.ts`).
import { expect } from '@playwright/test';
import { CabinetPage } from './page.ts';

export class CheckPage extends CabinetPage {
  override readonly path = '/check';
  override readonly title = 'Проверить квитанцию';
  readonly text = this.field('Код с квитанции или текст QR-кода');
  readonly submit = this.button('Проверить');
  readonly file = this.page.getByLabel('Файл квитанции', { exact: true });
  readonly submitFile = this.button('Проверить файл');
  /** The answer: a word, a sentence, what to do. */
  readonly verdict = this.main.locator('.verdict');

  async check(text: string): Promise<void> {
    await this.text.fill(text);
    await this.submit.click();
  }

  async checkFile(buffer: Buffer, name = 'kvitanciya.pdf'): Promise<void> {
    await this.file.setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await this.submitFile.click();
  }

  /** The answer is this word and this sentence. */
  async answers(word: string, sentence: string | RegExp): Promise<void> {
    await expect(this.verdict.getByRole('heading')).toHaveText(sentence);
    await expect(this.verdict).toContainText(word);
  }
}
