// What every page has: heading, fields by their label, buttons by their words, «Проверьте ответ».
// Not here: what one page has of its own (see beside).
import { expect, type Locator, type Page } from '@playwright/test';

export class CabinetPage {
  /** The beginning of the `h1`, or all of it where it is known. */
  readonly title: string | RegExp = /./;
  readonly path: string = '/';

  constructor(readonly page: Page) {}

  async open(): Promise<this> {
    await this.page.goto(this.path);
    await this.isOpen();
    return this;
  }

  /** Fails unless this is the page; `h1` and title say so. */
  async isOpen(): Promise<this> {
    await expect(this.heading).toContainText(this.title);
    return this;
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  checkbox(label: string): Locator {
    return this.page.getByRole('checkbox', { name: label, exact: true });
  }

  button(words: string): Locator {
    return this.page.getByRole('button', { name: words, exact: true });
  }

  link(words: string): Locator {
    return this.main.getByRole('link', { name: words, exact: true });
  }

  async back(): Promise<void> {
    await this.link('Назад').click();
  }

  /** «Проверьте ответ» says these sentences and each field says its own. */
  async complainsOf(...problems: [field: string, sentence: string][]): Promise<void> {
    const summary = this.page.getByRole('alert', { name: 'Проверьте ответ' });
    await expect(summary.getByRole('link')).toHaveText(problems.map(([, sentence]) => sentence));
    await expect(this.page).toHaveTitle(/^Ошибка: /);
    for (const [label, sentence] of problems) {
      const field = this.page.getByLabel(label, { exact: true });
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(`Ошибка: ${sentence.replace(/[.*+?()]/g, '\\$&')}`));
    }
  }

  /** The value of a line of a summary list. */
  line(term: string): Locator {
    return this.main.getByRole('definition').filter({ has: this.page.locator(`xpath=preceding-sibling::dt[normalize-space()="${term}"]`) });
  }
}
