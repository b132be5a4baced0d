// Two presses of one button have one effect. Not here: two people at once, which tests in Rust prove.
import { expect, test } from '../fixtures/test.ts';
import { AddAddressPage, AddressesPage, AddressPage, CodePage, DeliveryPage, DonePage, ReturnedPage } from '../pages/addresses.ts';
import { SignUpPage } from '../pages/auth.ts';

test('every button of the four steps pressed twice does its work once', async ({ page, person, account }) => {
  const signUp = await new SignUpPage(page).open();
  await (await signUp.fill(person)).submit.dblclick();
  const addresses = await new AddressesPage(page).isOpen();
  await person.letter('Подтвердите адрес');
  expect(await person.lettersCalled('Подтвердите адрес')).toBe(1);
  expect(await person.lettersCalled('У вас уже есть')).toBe(0);

  const add = await new AddAddressPage(page).open();
  await (await add.fill(account)).submit.dblclick();
  const address = await new AddressPage(page).isOpen();
  await addresses.open();
  await expect(addresses.cards).toHaveCount(1);
  await page.getByRole('link', { name: account.street }).click();

  await address.isOpen();
  await address.switch.dblclick();
  const delivery = await new DeliveryPage(page).isOpen();
  await delivery.smsNotices.check();
  await delivery.agree.dblclick();
  const code = await new CodePage(page).isOpen();
  await code.code.fill(await person.code());
  await code.submit.dblclick();
  const done = await new DonePage(page).isOpen();
  await person.text('квитанция приходит на электронную почту');
  await person.letter('Электронная квитанция');
  expect(await person.texts()).toHaveLength(2);
  expect(await person.lettersCalled('Электронная квитанция')).toBe(1);

  await done.link('Открыть адрес').click();
  await address.isOpen();
  await address.returnToPaper.dblclick();
  await new ReturnedPage(page).isOpen();
  await person.letter('Бумажная квитанция');
  expect(await person.lettersCalled('Бумажная квитанция')).toBe(1);
});
