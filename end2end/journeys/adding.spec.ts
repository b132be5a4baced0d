// Adding an address by account number and total. Not here: the same screen in the wizard (see `connect`).
import { expect, test } from '../fixtures/test.ts';
import { AddAddressPage, AddressesPage, AddressPage } from '../pages/addresses.ts';

const WRONG = 'Счёт и сумма не подошли друг к другу. Сверьте оба числа с квитанцией';

test('a total off by a kopeck and an account that does not exist get the same answer, and what was typed stays', async ({
  page,
  person,
  account,
}) => {
  await person.registers();
  const add = await new AddAddressPage(page).open();
  const offByAKopeck = (Number(account.total) + 0.01).toFixed(2);
  for (const wrong of [
    { ...account, total: offByAKopeck },
    { ...account, number: '9999999999' },
  ]) {
    await (await add.fill(wrong)).submit.click();
    await add.complainsOf(['Номер лицевого счёта', WRONG]);
    await expect(add.account).toHaveValue(wrong.number);
    await expect(add.total).toHaveValue(wrong.total.replace('.', ','));
  }
});

test('each thing that cannot be a number or a sum is said in words', async ({ page, person }) => {
  await person.registers();
  const add = await new AddAddressPage(page).open();
  const cases: [account: string, total: string, ...problems: [string, string][]][] = [
    ['', '', ['Номер лицевого счёта', 'Введите номер лицевого счёта с квитанции'], ['Итого к оплате', 'Введите сумму из строки «Итого к оплате»']],
    ['1'.repeat(31), '10', ['Номер лицевого счёта', 'В лицевом счёте только цифры. Перепишите номер с верхней части квитанции']],
    ['1800000000', 'десять', ['Итого к оплате', 'Введите сумму цифрами, например: 3412,77']],
  ];
  for (const [number, total, ...problems] of cases) {
    await add.account.fill(number);
    await add.total.fill(total);
    await add.submit.click();
    await add.complainsOf(...problems);
    await expect(add.account).toHaveValue(number);
  }
});

test('spaces, hyphens and a sign of the rouble in what is copied do no harm', async ({ page, person, account }) => {
  await person.registers();
  const add = await new AddAddressPage(page).open();
  await add.account.fill(` ${account.number.slice(0, 4)} ${account.number.slice(4, 8)}-${account.number.slice(8)} `);
  await add.total.fill(` ${account.total.replace('.', ',')} ₽ `);
  await add.submit.click();
  await expect(new AddressPage(page).heading).toContainText(account.street);
});

test('a person adds several addresses, and an address several people', async ({ page, person, another, town }) => {
  const [first, second] = [town.account(), town.account()];
  await person.registers();
  await person.adds(first);
  await person.adds(second);
  const addresses = await new AddressesPage(page).open();
  await expect(addresses.cards).toHaveCount(2);

  const daughter = await another();
  await daughter.registers();
  await daughter.adds(first);
  const hers = await new AddressesPage(daughter.page).open();
  await expect(hers.cards).toHaveCount(1);
  await expect(hers.cards).toContainText(first.street);
});
