// `/dev/outbox` of the demo: letters and SMS as they look. Not here: their words.
import { expect, test } from '../fixtures/test.ts';
import { ConfirmEmailPage } from '../pages/auth.ts';

test('the demo shows a letter as it looks, and its SMS', async ({ page, person, account }) => {
  await person.registers({ confirms: false });
  const id = await person.adds(account);
  await person.asksForCode(id);
  const code = await person.code();
  await person.letter('Подтвердите адрес');
  await page.goto('/');
  await page.getByRole('link', { name: 'Посмотреть письма и смс' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Отправленные сообщения' })).toBeVisible();
  await expect(page.getByText(`${code} — код для перехода`)).toBeVisible();

  const item = page.getByRole('listitem').filter({ hasText: person.email });
  await item.getByText('Показать текст письма').click();
  await expect(item.getByRole('link', { name: /\/confirm-email\// })).toBeVisible();

  const opens = person.context.waitForEvent('page');
  await item.getByRole('link', { name: 'Показать письмо' }).click();
  const letter = await opens;
  await letter.getByRole('link', { name: 'Подтвердить адрес' }).click();
  await new ConfirmEmailPage(letter).isOpen();
});
