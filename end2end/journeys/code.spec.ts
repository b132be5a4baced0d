// The code from the SMS, right and wrong. Not here: its time, which tests in Rust move.
import type { Person } from '../fixtures/person.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Account } from '../fixtures/town.ts';
import { CodePage, DonePage, NotReceivedPage } from '../pages/addresses.ts';

const LABEL = 'Код из сообщения';
const DEAD = 'Код введён неверно 5 раз и больше не работает. Запросите новый';

/** Brings the person to the page of the code. */
async function atTheCode(person: Person, account: Account): Promise<CodePage> {
  await person.registers();
  const id = await person.adds(account);
  await person.asksForCode(id);
  await person.page.goto(`/addresses/${id}/code`);
  return new CodePage(person.page).isOpen();
}

/** Another code of six digits. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('each code that cannot be one is answered in its own words, and the page stays', async ({ person, account }) => {
  const page = await atTheCode(person, account);
  for (const [typed, sentence] of [
    ['', 'Введите код из сообщения'],
    ['123', 'В коде 6 цифр. Введите код целиком'],
    ['1234567', 'В коде 6 цифр. Уберите лишние'],
    ['абвгде', 'Введите только цифры из сообщения'],
    [wrong(await person.code()), 'Код не подошёл. Проверьте цифры в последнем сообщении'],
  ] as const) {
    await page.enter(typed);
    await page.complainsOf([LABEL, sentence]);
  }
  await page.enter(await person.code());
  await new DonePage(person.page).isOpen();
});

test('a code copied with a space or a hyphen is taken', async ({ person, account }) => {
  const page = await atTheCode(person, account);
  const code = await person.code();
  await page.enter(` ${code.slice(0, 3)} ${code.slice(3, 5)}-${code.slice(5)} `);
  await new DonePage(person.page).isOpen();
});

test('after five wrong codes the right one is dead as well', async ({ person, account }) => {
  const page = await atTheCode(person, account);
  const code = await person.code();
  for (let tries = 1; tries <= 4; tries++) {
    await page.enter(wrong(code));
    await page.complainsOf([LABEL, 'Код не подошёл. Проверьте цифры в последнем сообщении']);
  }
  await page.enter(wrong(code));
  await page.complainsOf([LABEL, DEAD]);
  await page.enter(code);
  await page.complainsOf([LABEL, DEAD]);
});

test('a code that is used leads on to where it led the first time, and nothing is done twice', async ({ page, person, account }) => {
  const code = await atTheCode(person, account);
  const digits = await person.code();
  await code.enter(digits);
  const done = await new DonePage(page).isOpen();
  await page.goBack();
  await code.isOpen();
  await code.enter(digits);
  await done.isOpen();
  await expect.poll(() => person.lettersCalled('Электронная квитанция')).toBe(1);
});

test('another code within a minute is refused in words, and the first one still works', async ({ page, person, account }) => {
  const code = await atTheCode(person, account);
  const first = await person.code();
  // Minutes are counted by the clock: the first press may be in the next one, the second is not.
  await expect(async () => {
    await code.notReceived.click();
    await (await new NotReceivedPage(page).isOpen()).resend.click();
    await code.complainsOf([LABEL, 'Новый код можно запросить через минуту после прошлого']);
  }).toPass();
  await code.enter(first);
  await new DonePage(page).isOpen();
});
