// A daughter sees and pays her mother's receipts until the mother closes access; whoever else opens the invitation.
// Not here: an invitation that has run out, and what happens at once, which tests in Rust move.
import { link } from '../fixtures/outbox.ts';
import type { Person } from '../fixtures/person.ts';
import { expect, test } from '../fixtures/test.ts';
import { HistoryPage } from '../pages/addresses.ts';
import { PayPage } from '../pages/pay.ts';
import { ReceiptPage, ReceiptsPage } from '../pages/receipts.ts';
import {
  CloseAccessPage,
  GiveAddressPage,
  GiveCheckPage,
  GivePersonPage,
  GiveRolePage,
  InvitationPage,
  RelativesPage,
} from '../pages/relatives.ts';

/** The mother goes through the steps; answers the path of the invitation in the daughter's letter. */
async function invites(mother: Person, daughter: Person): Promise<string> {
  const list = await new RelativesPage(mother.page).open();
  await list.give.click();
  const person = await new GivePersonPage(mother.page).isOpen();
  await person.name.fill('Анна Петрова');
  await person.contact.fill(daughter.email);
  await person.submit.click();
  const address = await new GiveAddressPage(mother.page).isOpen();
  await address.name.fill('Мария Ивановна');
  await address.submit.click();
  const role = await new GiveRolePage(mother.page).isOpen();
  await expect(role.view).toBeChecked();
  await role.submit.click();
  const check = await new GiveCheckPage(mother.page).isOpen();
  await expect(check.main).toContainText(daughter.email);
  await check.submit.click();
  await expect(check.heading).toHaveText('Готово');
  return link(await daughter.letter('Мария Ивановна'), '/invitation/');
}

test('a daughter sees and pays her mother’s receipts until access is closed', async ({ person: mother, another, account, complaints }) => {
  complaints.allowNotFound();
  await mother.registers();
  const id = await mother.adds(account);
  const daughter = await another();
  await daughter.registers();
  const path = await invites(mother, daughter);
  await mother.text('вы пригласили Анна Петрова');

  await daughter.page.goto(path);
  const invitation = await new InvitationPage(daughter.page).isOpen();
  await expect(invitation.line('Чьи квитанции')).toHaveText('Мария Ивановна');
  await invitation.accept.click();
  const people = await new RelativesPage(daughter.page).isOpen();
  await expect(people.people).toContainText('Мария Ивановна');
  await mother.text('Анна Петрова теперь видит');

  const receipts = await new ReceiptsPage(daughter.page).open();
  await expect(receipts.main.getByRole('heading', { level: 2 })).toContainText('Мария Ивановна — ');
  const receipt = await receipts.newest();
  await expect(receipt.main).toContainText('Вы смотрите квитанции: Мария Ивановна');
  await receipt.pay.click();
  await new PayPage(daughter.page).isOpen();
  await daughter.page.goBack();
  await new ReceiptPage(daughter.page).isOpen();

  const given = await new RelativesPage(mother.page).open();
  await expect(given.given).toContainText('Анна Петрова');
  await given.given.getByRole('link', { name: /Закрыть доступ\s*, Анна Петрова/ }).click();
  const asks = await new CloseAccessPage(mother.page).isOpen();
  await asks.submit.click();
  await expect(given.main).toContainText('Доступа больше нет');
  await mother.page.goto(`/addresses/${id}/history`);
  const told = (await new HistoryPage(mother.page).entries.allTextContents()).join(' ');
  for (const event of ['приглашение принято', 'просмотр квитанций', 'доступ закрыт']) expect(told).toContain(`Анна Петрова: ${event}.`);
  await daughter.page.reload();
  await expect(receipt.heading).toHaveText('Страница не найдена');
});

test('somebody else who opens the invitation is told so and can sign out', async ({ person: mother, another, account }) => {
  await mother.registers();
  await mother.adds(account);
  const daughter = await another();
  const eve = await another();
  await eve.registers();
  const path = await invites(mother, daughter);
  await eve.page.goto(path);
  const page = new InvitationPage(eve.page);
  await expect(page.heading).toHaveText('Приглашение для другого человека');
  await expect(page.main).toContainText(eve.email);
  await expect(page.main).not.toContainText(daughter.email);
  await page.main.getByRole('button', { name: 'Выйти' }).click();
  await eve.page.goto(path);
  await page.isOpen();
  await expect(page.link('Войти')).toBeVisible();
});

test('a cancelled invitation says that it was cancelled', async ({ person: mother, another, account }) => {
  await mother.registers();
  await mother.adds(account);
  const daughter = await another();
  await daughter.registers();
  const path = await invites(mother, daughter);
  const given = await new RelativesPage(mother.page).open();
  await given.given.getByRole('link', { name: /Отменить приглашение\s*, Анна Петрова/ }).click();
  await new RelativesPage(mother.page).button('Отменить приглашение').click();
  await expect(mother.page).toHaveURL(/\/relatives(\?|$)/);
  await daughter.page.goto(path);
  await expect(new InvitationPage(daughter.page).heading).toHaveText('Приглашение отменено');
});
