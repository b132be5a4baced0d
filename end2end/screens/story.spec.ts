// A daughter in another town moves her mother's receipts, from the invitation to the payment, as pictures for
// `docs/screens/story.md`. Run by `make screens` only.
// Not here: what of this has to hold (see `journeys/relatives.spec.ts`).
import type { Page } from '@playwright/test';
import { link } from '../fixtures/outbox.ts';
import { expect, test } from '../fixtures/test.ts';
import { AddressPage, CodePage, DeliveryPage, DonePage, HistoryPage } from '../pages/addresses.ts';
import { BankPage, PayPage } from '../pages/pay.ts';
import { ReceiptsPage } from '../pages/receipts.ts';
import { GiveAddressPage, GiveCheckPage, GivePersonPage, GiveRolePage, InvitationPage, RelativesPage } from '../pages/relatives.ts';
import { KEPT, picture } from './picture.ts';

const PHONE = { width: 360, height: 740 };

test.use({ viewport: PHONE, colorScheme: 'light' });
test.setTimeout(180_000);

test('a daughter moves her mother’s receipts', async ({ person: mother, another, account }) => {
  const daughter = await another();
  await daughter.page.setViewportSize(PHONE);
  let number = 0;
  const shot = (page: Page, name: string, foreign = false) =>
    picture(page, `${KEPT}/story/${String((number += 1)).padStart(2, '0')}-${name}.png`, { foreign, highest: 1500 });

  await mother.registers();
  const id = await mother.adds(account);
  await daughter.registers();

  const mothers = await new RelativesPage(mother.page).open();
  await shot(mother.page, 'relatives');
  await mothers.give.click();
  const whom = await new GivePersonPage(mother.page).isOpen();
  await whom.name.fill('Анна Петрова');
  await whom.contact.fill(daughter.email);
  await shot(mother.page, 'whom');
  await whom.submit.click();
  const where = await new GiveAddressPage(mother.page).isOpen();
  await where.name.fill('Мария Ивановна');
  await shot(mother.page, 'which-address');
  await where.submit.click();
  const what = await new GiveRolePage(mother.page).isOpen();
  await what.manage.check();
  await shot(mother.page, 'what-she-may');
  await what.submit.click();
  const check = await new GiveCheckPage(mother.page).isOpen();
  await shot(mother.page, 'check');
  await check.submit.click();
  await expect(check.heading).toHaveText('Готово');
  await shot(mother.page, 'invited');

  await daughter.page.goto(link(await daughter.letter('Мария Ивановна'), '/invitation/'));
  const invitation = await new InvitationPage(daughter.page).isOpen();
  await shot(daughter.page, 'invitation');
  await invitation.accept.click();
  const people = await new RelativesPage(daughter.page).isOpen();
  await expect(people.people).toContainText('Мария Ивановна');
  await shot(daughter.page, 'accepted');

  await people.people.getByRole('link', { name: /Как приходит квитанция/ }).click();
  const address = await new AddressPage(daughter.page).isOpen();
  await shot(daughter.page, 'mothers-address');
  await address.switch.click();
  const delivery = await new DeliveryPage(daughter.page).isOpen();
  await shot(daughter.page, 'what-changes');
  await delivery.agree.click();
  const code = await new CodePage(daughter.page).isOpen();
  await code.code.fill(await mother.code());
  await shot(daughter.page, 'code-read-out');
  await code.submit.click();
  await new DonePage(daughter.page).isOpen();
  await shot(daughter.page, 'done');

  const receipts = await new ReceiptsPage(daughter.page).open();
  const receipt = await receipts.newest();
  await shot(daughter.page, 'receipt');
  await receipt.pay.click();
  const pay = await new PayPage(daughter.page).isOpen();
  await shot(daughter.page, 'pay');
  await pay.pay.click();
  const bank = await new BankPage(daughter.page).isOpen();
  await shot(daughter.page, 'bank', true);
  await bank.pay.click();
  await pay.isOpen();
  await shot(daughter.page, 'paid');

  await mother.page.goto(`/addresses/${id}/history`);
  await new HistoryPage(mother.page).isOpen();
  await shot(mother.page, 'mothers-journal');
  await mothers.open();
  await shot(mother.page, 'who-sees');
});
