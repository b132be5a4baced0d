// The four steps: register, «Адреса», add, «Перейти на электронную квитанцию», code; and back to paper.
// Not here: what can go wrong on the way (see `adding`, `code`).
import { expect, test } from '../fixtures/test.ts';
import { lastMonth } from '../fixtures/program.ts';
import { month, next, ofMonth, plain } from '../fixtures/words.ts';
import { AddAddressPage, AddressesPage, AddressPage, CodePage, DeliveryPage, DonePage, ReturnedPage } from '../pages/addresses.ts';
import { ConfirmEmailPage, SignUpPage } from '../pages/auth.ts';
import { CabinetPage } from '../pages/page.ts';

const first = () => next(lastMonth());

test('a resident leaves paper in four steps, and page, letter and SMS name the same month', async ({ page, person, account }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Создать кабинет' }).click();
  const signUp = await new SignUpPage(page).isOpen();
  await (await signUp.fill(person)).submit.click();

  await page.goto(await person.link('/confirm-email/'));
  await new ConfirmEmailPage(page).submit.click();
  const confirmed = new CabinetPage(page);
  await expect(confirmed.heading).toHaveText('Почта подтверждена');
  await confirmed.link('Открыть адреса').click();

  const addresses = await new AddressesPage(page).isOpen();
  await addresses.add.click();
  const add = await new AddAddressPage(page).isOpen();
  await (await add.fill(account)).submit.click();

  const address = await new AddressPage(page).isOpen();
  await expect(address.heading).toContainText(account.street);
  await expect(address.ways.filter({ hasText: 'по электронной почте' })).toHaveCount(0);
  await address.switch.click();

  const delivery = await new DeliveryPage(page).isOpen();
  await expect(delivery.smsNotices).not.toBeChecked();
  await expect(delivery.main).toContainText(`Начиная с квитанции за ${month(first())}`);
  await delivery.smsNotices.check();
  await delivery.agree.click();

  const code = await new CodePage(page).isOpen();
  await code.enter(await person.code());

  const done = await new DonePage(page).isOpen();
  await expect(done.main).toContainText(`Квитанция за ${month(first())} придёт по электронной почте.`);
  await expect(done.line('Первая электронная квитанция')).toHaveText(`за ${month(first())}`);
  await expect(done.line('Информационные сообщения')).toHaveText('на электронную почту и по смс');
  const electronic = await done.line('По электронной почте').getByRole('listitem').allTextContents();
  const paper = await done.line('Остаётся на бумаге').getByRole('listitem').allTextContents();

  const letter = await person.letter(`Электронная квитанция — с ${ofMonth(first())}`);
  expect(plain(letter.text)).toContain(`Первая электронная квитанция — за ${month(first())}`);
  for (const supplier of [...electronic, ...paper]) expect(plain(letter.text)).toContain(plain(supplier));
  await person.text(`с ${ofMonth(first())} квитанция приходит на электронную почту`);

  await done.link('Открыть адрес').click();
  await address.isOpen();
  await expect(address.ways.filter({ hasText: `по электронной почте с ${ofMonth(first())}` })).toHaveCount(electronic.length);
  await expect(address.ways.filter({ hasText: 'на бумаге' })).toHaveCount(paper.length);
  await expect(address.switch).toHaveCount(0);
});

test('without the tick the only SMS is the code', async ({ page, person, account }) => {
  await person.registers();
  const id = await person.adds(account);
  await page.goto(`/addresses/${id}/electronic`);
  const delivery = new DeliveryPage(page);
  await delivery.agree.click();
  await new CodePage(page).enter(await person.code());
  const done = await new DonePage(page).isOpen();
  await expect(done.line('Информационные сообщения')).toHaveText('на электронную почту');
  await person.letter('Электронная квитанция');
  expect(await person.texts()).toHaveLength(1);
});

test('while the e-mail is not confirmed the pages say that paper goes on', async ({ page, person, account }) => {
  await person.registers({ confirms: false });
  const id = await person.adds(account);
  await person.leavesPaper(id);
  await page.goto(`/addresses/${id}/done`);
  const done = await new DonePage(page).isOpen();
  await expect(done.main).toContainText('Пока почта не подтверждена, квитанция приходит на бумаге.');
  const addresses = await new AddressesPage(page).open();
  await expect(addresses.cards).toContainText('на бумаге, пока не подтверждена электронная почта');

  await addresses.button('Отправить письмо ещё раз').click();
  await expect(page.getByRole('alert', { name: 'Письмо отправлено' })).toBeVisible();
  await expect.poll(() => person.lettersCalled('Подтвердите адрес')).toBe(2);
});

test('paper comes back by one button on the page of the address', async ({ page, person, account }) => {
  await person.registers();
  const id = await person.adds(account);
  await person.leavesPaper(id, { sms: true });
  await page.goto(`/addresses/${id}`);
  const address = await new AddressPage(page).isOpen();
  await address.returnToPaper.click();

  const returned = await new ReturnedPage(page).isOpen();
  await expect(returned.main).toContainText(/Квитанция за [а-я]+\s\d{4} и все следующие придут на бумаге/);
  await person.letter('Бумажная квитанция — с');
  await returned.link('Открыть адрес').click();
  await address.isOpen();
  await expect(address.switch).toBeVisible();
  await expect(address.ways.filter({ hasText: 'по электронной почте' })).toHaveCount(0);
});
