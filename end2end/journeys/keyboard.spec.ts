// A sign-in, a check and a payment with nothing but the keyboard. Not here: the rest, which is made of the same parts.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { AddressesPage } from '../pages/addresses.ts';
import { SignInPage } from '../pages/auth.ts';
import { CheckPage } from '../pages/check.ts';
import { BankPage, PayPage } from '../pages/pay.ts';
import { ReceiptsPage } from '../pages/receipts.ts';
import { receiptLetters } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';

/** Goes on by Tab until the thing has the focus, and sees the focus at every stop. */
async function tabTo(page: Page, name: string) {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus-visible');
    await expect(focused).toHaveCount(1);
    const outline = await focused.evaluate((element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    });
    expect(outline, 'the focus is seen').toBeGreaterThanOrEqual(2);
    const label = await focused.evaluate((element) =>
      (element instanceof HTMLInputElement && element.labels?.[0]?.textContent) || element.textContent || '',
    );
    if (label.trim() === name) return;
  }
  throw new Error(`Tab does not come to «${name}»`);
}

test('a person signs in by keyboard alone, and the skip link comes first', async ({ page, person }) => {
  await person.registers();
  await person.context.clearCookies();
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Перейти к содержанию' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Перейти к содержанию' })).toBeInViewport();
  await tabTo(page, 'Войти');
  await page.keyboard.press('Enter');
  await new SignInPage(page).isOpen();

  await tabTo(page, 'Электронная почта или телефон');
  await page.keyboard.type(person.email);
  await tabTo(page, 'Пароль');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await new AddressesPage(page).isOpen();
});

test('the skip link leads past the header', async ({ page }) => {
  await page.goto('/sign-in');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  await tabTo(page, 'Электронная почта или телефон');
});

test('a code is checked by keyboard alone', async ({ page }) => {
  const check = await new CheckPage(page).open();
  await tabTo(page, 'Код с квитанции или текст QR-кода');
  await page.keyboard.type(link(receiptLetters('anna@example.ru')[0]!, '/check/').replace('/check/', ''));
  await page.keyboard.press('Enter');
  await check.answers('Код наш', /^Код верный/);
  await tabTo(page, 'Файл квитанции');
  await tabTo(page, 'Проверить файл');
});

test('a receipt is opened and paid by keyboard alone', async ({ page, person, account }) => {
  await person.registers();
  await person.adds(account);
  await (await new ReceiptsPage(page).open()).newest();
  await tabTo(page, 'Оплатить');
  await page.keyboard.press('Enter');
  const pay = await new PayPage(page).isOpen();
  await tabTo(page, 'Оплатить онлайн');
  await page.keyboard.press('Enter');
  await new BankPage(page).isOpen();
  await tabTo(page, 'Оплатить');
  await page.keyboard.press('Enter');
  await pay.isOpen();
  await expect(pay.sum).toContainText('Оплачено');
});
