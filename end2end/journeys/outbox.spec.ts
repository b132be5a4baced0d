// `/dev/outbox` of the demo: letters and SMS as they look. Not here: their words.
import { expect, test } from '../fixtures/test.ts';

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

  const letter = page.getByRole('listitem').filter({ hasText: person.email });
  await letter.getByText('Показать письмо').click();
  const frame = letter.frameLocator('iframe');
  await expect(frame.getByText('Подтвердите адрес электронной почты').first()).toBeVisible();
  await letter.getByText('Показать текст письма').click();
  await expect(letter.getByRole('link', { name: /\/confirm-email\// })).toBeVisible();
});
