// How pages look: the button in the header, the page of choices, what each choice does, who remembers it.
// Not here: journeys in big text, which are those of the project `big-text`; the first byte (see `server/tests/pages`).
import type { Page } from '@playwright/test';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { AddressesPage } from '../pages/addresses.ts';
import { SignInPage } from '../pages/auth.ts';
import { LookPage } from '../pages/look.ts';

for (const each of [test, annaTest]) each.use({ look: undefined });

/** Size and spacing of the text of `main`, in points of a style sheet. */
async function type(page: Page) {
  return page.locator('main p').first().evaluate((text) => {
    const { fontSize, lineHeight, letterSpacing } = getComputedStyle(text);
    const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return { root, line: parseFloat(lineHeight) / parseFloat(fontSize), letter: parseFloat(letterSpacing) || 0 };
  });
}

test('the button makes the text of every page big and small again, and comes back to the same page', async ({ page }) => {
  await page.goto('/contacts');
  const look = new LookPage(page);
  expect((await type(page)).root).toBe(18);
  await look.big.click();
  await expect(page).toHaveURL(/\/contacts$/);
  await expect(look.ordinary).toBeVisible();
  const { root, line } = await type(page);
  expect(root / 18).toBeCloseTo(1.375, 2);
  expect(line).toBeGreaterThanOrEqual(1.59);
  await page.goto('/sign-in');
  expect((await type(page)).root).toBeGreaterThan(24);
  const height = async (name: string) => (await look.button(name).boundingBox())!.height;
  expect(await height('Войти')).toBeGreaterThanOrEqual(56);
  await look.ordinary.click();
  await expect(look.big).toBeVisible();
  expect((await type(page)).root).toBe(18);
});

test('colours and spacing are chosen on a page of their own, which says what holds', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Вид страниц' }).click();
  const look = await new LookPage(page).isOpen();
  await expect(look.choice('Цвета', 'Как на устройстве')).toBeChecked();
  await look.choice('Цвета', 'Белым по чёрному').check();
  await look.choice('Расстояние между буквами и строками', 'Увеличенное').check();
  await look.submit.click();
  await expect(page.getByRole('alert', { name: 'Готово' })).toBeVisible();
  await expect(look.choice('Цвета', 'Белым по чёрному')).toBeChecked();
  await expect(look.choice('Размер текста', 'Обычный')).toBeChecked();
  await page.goto('/questions');
  const body = page.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await expect(body).toHaveCSS('color', 'rgb(255, 255, 255)');
  const { letter, line } = await type(page);
  expect(letter).toBeGreaterThan(1.9);
  expect(line).toBeGreaterThanOrEqual(1.79);
});

for (const [choice, device, paper] of [
  ['Светлые', 'dark', 'rgb(255, 255, 255)'],
  ['Тёмные', 'light', 'rgb(17, 24, 23)'],
  ['Чёрным по белому', 'dark', 'rgb(255, 255, 255)'],
  ['Как на устройстве', 'dark', 'rgb(17, 24, 23)'],
] as const) {
  test(`«${choice}» holds whatever the device says`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: device });
    const look = await new LookPage(page).open();
    await look.choice('Цвета', choice).check();
    await look.submit.click();
    await expect(look.choice('Цвета', choice)).toBeChecked();
    await expect(page.locator('body')).toHaveCSS('background-color', paper);
  });
}

test('the look stays on the device after signing out, and another device of the person begins with it', async ({ page, person, another }) => {
  await person.registers();
  await page.goto('/addresses');
  const look = new LookPage(page);
  await look.big.click();
  await look.ordinary.waitFor();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page.getByRole('link', { name: 'Войти', exact: true })).toBeVisible();
  await expect(look.ordinary).toBeVisible();

  const device = (await another()).page;
  await device.goto('/sign-in');
  await expect(new LookPage(device).big).toBeVisible();
  await new SignInPage(device).signIn(person.email, person.password);
  await new AddressesPage(device).isOpen();
  await expect(new LookPage(device).ordinary).toBeVisible();
  await expect(device.locator('html')).toHaveAttribute('data-text', 'big');
});

annaTest('with big text everything stands in one column, and a receipt in cards', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'kvitok_look', value: 'big.auto.normal', url: baseURL! }]);
  await page.goto('/receipts');
  await expect(page.getByRole('table').first()).toHaveCSS('display', 'block');
  await page.goto('/');
  const columns = await page.locator('.hero').evaluate((hero) => getComputedStyle(hero).gridTemplateColumns.split(' ').length);
  expect(columns).toBe(1);
});
