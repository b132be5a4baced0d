// Paying by link: from the letter without a sign-in, the practice bank's answers, what is written down.
// Not here: banks, money and time, which tests in Rust move.
import type { Page } from '@playwright/test';
import { paymentsIn, value } from '../fixtures/documents.ts';
import { receiptLetters } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';
import type { Person } from '../fixtures/person.ts';
import { annaTest, expect, test } from '../fixtures/test.ts';
import type { Account } from '../fixtures/town.ts';
import { kopecks, plain } from '../fixtures/words.ts';
import { BankPage, DeadPayPage, PaymentsPage, PayPage } from '../pages/pay.ts';
import { ReceiptPage, ReceiptsPage } from '../pages/receipts.ts';

/** The path of the pay page of the newest receipt of an account that nobody has paid. */
async function payLink(person: Person, account: Account): Promise<string> {
  await person.registers();
  await person.adds(account);
  const receipt = await (await new ReceiptsPage(person.page).open()).newest();
  return (await receipt.pay.getAttribute('href'))!;
}

/** Opens a pay page as a stranger with nothing but the link. */
async function opened(page: Page, path: string): Promise<PayPage> {
  await page.goto(path);
  const pay = await new PayPage(page).isOpen();
  await expect(page.getByRole('link', { name: 'Войти', exact: true })).toBeVisible();
  return pay;
}

annaTest('the link of the letter opens without a sign-in and does not say whose it is', async ({ page, browserOf }) => {
  const receipt = await (await new ReceiptsPage(page).open()).newest();
  const head = plain(await receipt.main.innerText());
  const number = /Лицевой счёт ([\d ]+\d)/.exec(head)![1]!.replace(/\s/g, '');
  const flat = /кв\.\s*(\d+)/.exec(head)![1]!;

  const letter = receiptLetters('anna@example.ru')[0]!;
  const pay = await opened(await (await browserOf()).newPage(), link(letter, '/pay/'));
  const shown = (await pay.main.innerText()).replace(/\s/g, '');
  expect(shown).not.toContain(number);
  expect(shown).toContain(number.slice(-4));
  expect(shown).not.toContain(`кв.${flat}`);
  await expect(pay.main).not.toContainText('Анна');
});

test('a stranger pays by the link, and the holder finds it under «Платежи»', async ({ page, person, account, browserOf }) => {
  const path = await payLink(person, account);
  const stranger = await (await browserOf()).newPage();
  const pay = await opened(stranger, path);
  await expect(pay.main).not.toContainText(account.holder);
  expect(kopecks(await pay.sum.locator('strong').innerText())).toBe(kopecks(account.total.replace('.', ',')));

  await pay.pay.click();
  const bank = await new BankPage(stranger).isOpen();
  expect(kopecks(await bank.line('К оплате').innerText())).toBe(kopecks(account.total.replace('.', ',')));
  await expect(bank.main).not.toContainText(account.holder);
  await bank.pay.click();
  await pay.isOpen();
  await expect(pay.sum).toContainText('Оплачено');
  await expect(pay.pay).toHaveCount(0);
  await expect(pay.pictures).toHaveCount(0);

  const payments = await new PaymentsPage(page).open();
  await expect(payments.rows).toHaveCount(1);
  await expect(payments.rows).toContainText('Оплачено');
  await expect(payments.rows).toContainText(account.street);
  const receipt = await (await new ReceiptsPage(page).open()).newest();
  await expect(receipt.main.locator('.lead')).toContainText('больше платить не нужно');
  await expect(receipt.pay).toHaveCount(0);
});

test('whoever turns back at the bank can pay again', async ({ page, person, account, browserOf }) => {
  const path = await payLink(person, account);
  const stranger = await (await browserOf()).newPage();
  const pay = await opened(stranger, path);
  await pay.pay.click();
  const bank = await new BankPage(stranger).isOpen();
  await bank.refuse.click();
  await pay.isOpen();
  await expect(pay.sum).toContainText('Осталось оплатить');
  await pay.pay.click();
  await bank.isOpen();
  await bank.pay.click();
  await pay.isOpen();
  await expect(pay.sum).toContainText('Оплачено');

  const payments = await new PaymentsPage(page).open();
  await expect(payments.rows).toHaveCount(2);
  await expect(payments.rows.first()).toContainText('Оплачено');
  await expect(payments.rows.last()).toContainText('Не прошёл');
  await expect(payments.rows.last()).toContainText('Деньги не списаны');
});

test('a button pressed twice opens one payment, and the bank page opened again does not pay twice', async ({
  page,
  person,
  account,
}) => {
  await page.goto(await payLink(person, account));
  const pay = await new PayPage(page).isOpen();
  await pay.pay.dblclick();
  const bank = await new BankPage(page).isOpen();
  const order = page.url();
  const payments = await new PaymentsPage(page).open();
  await expect(payments.rows).toHaveCount(1);
  await expect(payments.rows).toContainText('Ждём ответа банка');

  await page.goto(order);
  await bank.isOpen();
  await bank.pay.dblclick();
  await pay.isOpen();
  await page.goto(order);
  await pay.isOpen();
  await expect(pay.sum).toContainText('Оплачено');
  await payments.open();
  await expect(payments.rows).toHaveCount(1);
});

test('a link with one letter changed says that it does not work', async ({ page, person, account, complaints }) => {
  complaints.allowNotFound();
  const path = await payLink(person, account);
  const last = path.at(-1)!;
  for (const wrong of [path.slice(0, -1) + (last === '0' ? '1' : '0'), path.slice(0, -1), '/pay/none']) {
    const answer = await page.goto(wrong);
    expect(answer?.status(), wrong).toBe(404);
    const dead = await new DeadPayPage(page).isOpen();
    await expect(dead.main, wrong).not.toContainText(account.street);
    await expect(dead.link('Войти в кабинет')).toBeVisible();
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });

  test('a screenshot of each code is read by a scanner: whom, how much, for which account', async ({ page, person, account }) => {
    await page.goto(await payLink(person, account));
    const pay = await new PayPage(page).isOpen();
    const count = await pay.cards.count();
    expect(count).toBeGreaterThan(1);
    let whole = 0;
    for (let index = 0; index < count; index++) {
      const card = pay.cards.nth(index);
      const sum = kopecks(await card.locator('.payee__head strong').last().innerText());
      await card.getByRole('img').scrollIntoViewIfNeeded();
      const read = paymentsIn(await page.screenshot());
      const code = read.find((code) => value(code, 'Sum') === String(sum));
      expect(code, `a code of ${sum} kopecks among ${read.join('\n')}`).toBeDefined();
      expect(value(code!, 'PersAcc')).toBe(account.number);
      await card.getByText('Реквизиты получателя').click();
      const details = await card.getByRole('definition').allInnerTexts();
      expect(details).toContain(value(code!, 'PersonalAcc'));
      expect(details).toContain(value(code!, 'Name'));
      whole += sum;
    }
    expect(whole).toBe(kopecks(account.total.replace('.', ',')));
  });
});

annaTest('a paper part is paid with the rest: the page asks for the whole receipt', async ({ page }) => {
  const receipt: ReceiptPage = await (await new ReceiptsPage(page).open()).newest();
  const total = kopecks((await receipt.main.locator('.lead').innerText()).split(' до ')[0]!);
  await receipt.pay.click();
  const pay = await new PayPage(page).isOpen();
  expect(kopecks(await pay.sum.locator('strong').innerText())).toBe(total);
});
