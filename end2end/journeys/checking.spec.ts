// «Проверить квитанцию»: codes, texts of payment codes, files; ours, replaced, forged, changed.
// Not here: the camera (see `scanning.hydrate`), the seal and the reading of PDFs, which tests in Rust prove.
import { codesIn, encrypted, pageOf, paymentsIn, value, withAByteChanged } from '../fixtures/documents.ts';
import { FORGED_ACCOUNT, forged } from '../fixtures/forgery.ts';
import { receiptLetters, type Mail } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';
import { lastMonth } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';
import { month } from '../fixtures/words.ts';
import { CheckPage } from '../pages/check.ts';

const FILE = 'Файл квитанции';
const TEXT = 'Код с квитанции или текст QR-кода';
const FOREIGN = 'Реквизиты не наши. Не платите по этому документу';
const NOT_A_CODE = 'Это не код квитанции и не QR-код для оплаты. В коде двенадцать букв и цифр: перепишите его целиком';
const UNKNOWN = 'Не можем сказать, наша ли это квитанция';
const OURS = new RegExp(`Код верный: с ним мы выпустили квитанцию за ${month(lastMonth()).replace(' ', '\\s')}`);
const WHOLE = new RegExp(`Это наша квитанция за ${month(lastMonth()).replace(' ', '\\s')}, и её никто не менял`);

/** The newest letters with receipts of Anna of the demo: the corrected one, the one it corrects. */
function letters(): { current: Mail; before: Mail } {
  const [current, before] = receiptLetters('anna@example.ru');
  return { current: current!, before: before! };
}
const pdf = (mail: Mail) => mail.attachments[0]!.bytes;
/** `YM7B6VMCHBCA`. */
const code = (mail: Mail) => link(mail, '/check/').replace('/check/', '');

test('a code is ours as it is printed, in lower case and with spaces; another one tells nothing', async ({ page }) => {
  const real = code(letters().current);
  const typed = real.replace(/(.{4})(?=.)/g, '$1-');
  const check = await new CheckPage(page).open();
  for (const text of [typed, ` ${typed.toLowerCase().replaceAll('-', ' ')} `]) {
    await check.open();
    await check.check(text);
    await check.answers('Код наш', OURS);
    await expect(page).toHaveURL(new RegExp(`/check/${real}$`));
  }
  // Whoever finds a receipt in a bin learns nothing about people from its code.
  await expect(check.verdict).not.toContainText(/₽|кв\.|ул\./);

  await check.check(real.slice(0, -1) + (real.endsWith('0') ? '1' : '0'));
  await check.answers('Не знаем', UNKNOWN);
  await expect(check.verdict.getByRole('link')).toHaveAttribute('href', /^tel:/);
});

test('the code of a receipt that was corrected says that there is a newer one', async ({ page }) => {
  const { before } = letters();
  const check = new CheckPage(page);
  await page.goto(link(before, '/check/'));
  await check.answers('Заменена', /наша, но её заменила новая/);
  await check.open();
  await check.checkFile(pdf(before));
  await check.answers('Заменена', /наша, но её заменила новая/);
});

test('what cannot be a code or a payment is answered in words, and the address of another site is no code', async ({ page }) => {
  const check = await new CheckPage(page).open();
  await check.check('');
  await check.complainsOf([TEXT, 'Введите код с квитанции или вставьте текст QR-кода']);
  for (const text of [`https://example.com/check/${code(letters().current)}`, '<script>alert(1)</script>', 'ST0001']) {
    await check.check(text);
    await check.complainsOf([TEXT, NOT_A_CODE]);
    await expect(check.text).toHaveValue(text);
  }
});

test('the text of a payment code from our receipt is ours, and with another account it is not', async ({ page }) => {
  const picture = pageOf(pdf(letters().current));
  const payments = paymentsIn(picture);
  expect(payments.length).toBeGreaterThan(1);
  const check = await new CheckPage(page).open();
  for (const payment of payments) {
    await check.open();
    await check.check(payment);
    await check.answers('Получатель наш', 'Реквизиты получателя наши');
    await expect(check.verdict).toContainText(value(payment, 'PersonalAcc')!);
  }
  const [payment] = payments;
  await check.check(payment!.replace(value(payment!, 'PersonalAcc')!, FORGED_ACCOUNT));
  await check.answers('Не наша', FOREIGN);
  await expect(check.verdict).toContainText(FORGED_ACCOUNT);

  // The small code of the page holds the address of its check.
  const address = codesIn(picture).find((code) => /\/check\//i.test(code))!;
  await check.open();
  await check.check(address);
  await check.answers('Код наш', OURS);
});

test('a forged receipt is told from a real one', async ({ page, browser }) => {
  const real = pdf(letters().current);
  const check = await new CheckPage(page).open();
  await check.checkFile(real);
  await check.answers('Наша', WHOLE);
  await expect(check.verdict).toContainText('По ней можно платить');

  await check.checkFile(await forged(browser, real));
  await check.answers('Не наша', FOREIGN);
  await expect(check.verdict).toContainText(FORGED_ACCOUNT);
});

test('one byte changed anywhere is noticed', async ({ page }) => {
  const real = pdf(letters().current);
  const check = await new CheckPage(page).open();
  for (const where of [0.25, 0.5, 0.75]) {
    await check.open();
    await check.checkFile(withAByteChanged(real, where));
    await check.answers('Изменена', 'Файл изменён после того, как мы его выпустили. Не платите по нему');
  }
});

test('each file that cannot be a receipt is answered in its own words', async ({ page }) => {
  const real = pdf(letters().current);
  const cases: [Buffer, string][] = [
    [Buffer.from('Квитанция за октябрь'), 'Это не PDF. Выберите файл, который пришёл в письме или скачан из кабинета'],
    [Buffer.alloc(0), 'Выберите файл квитанции'],
    [Buffer.concat([real, Buffer.alloc(11 << 20)]), 'Файл больше 10 МБ: наши квитанции намного меньше. Выберите другой файл'],
    [encrypted(real), 'Файл закрыт паролем, а наши квитанции открываются без него. Выберите другой файл или позвоните нам'],
  ];
  const check = await new CheckPage(page).open();
  for (const [bytes, sentence] of cases) {
    await check.checkFile(bytes);
    await check.complainsOf([FILE, sentence]);
  }
  await check.open();
  await check.submitFile.click();
  await check.complainsOf([FILE, 'Выберите файл квитанции']);
  await expect(check.text).not.toHaveAttribute('aria-invalid', 'true');
});
