// The lazy parts of the WASM: a page wakes up with its own part, a link brings the next one, and a part that does not come
// leaves a page that works as without scripts.
// Not here: what awake pages do.
import type { Page } from '@playwright/test';
import { annaTest, expect, test } from '../fixtures/test.ts';
import { SignUpPage } from '../pages/auth.ts';

const part = (name: string) => new RegExp(`/pkg/kvitok\\.[0-9a-f]+\\.${name}\\.wasm$`);
const awake = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-hydrated', 'true');

test('a page that is opened directly asks for its own part, and for no other', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/sign-in');
  await awake(page);
  expect(asked.filter((url) => part('auth').test(url))).toHaveLength(1);
  expect(asked.filter((url) => part('receipts').test(url) || part('public').test(url))).toHaveLength(0);
  await expect(page.locator('link[rel="preload"][href*=".auth.wasm"]')).toHaveCount(1);
});

annaTest('a link brings the part of the next page, and the old page stays until it is there', async ({ page }) => {
  let come = () => {};
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(part('payments'), async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/addresses');
  await awake(page);
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.getByRole('navigation').getByRole('link', { name: 'Платежи', exact: true }).click();
  await expect(page.locator('.on-the-way--shown')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Адреса' })).toBeVisible();
  come();
  await expect(page.getByRole('heading', { level: 1, name: 'Платежи' })).toBeVisible();
  await expect(page.locator('.on-the-way--shown')).toHaveCount(0);
  expect(await page.evaluate(() => 'stays' in window)).toBe(true);
});

annaTest('when the part of the next page does not come, the page is loaded as a whole', async ({ page, complaints }) => {
  complaints.allow(/payments\.wasm|Failed to fetch|ERR_FAILED/);
  await page.route(part('payments'), (route) => route.abort());
  await page.goto('/addresses');
  await awake(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Платежи', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Платежи' })).toBeVisible();
  await expect(page).toHaveURL(/\/payments$/);
});

test('a page whose part is late keeps what was typed meanwhile', async ({ page }) => {
  let come = () => {};
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(part('auth'), async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/sign-up');
  const signUp = new SignUpPage(page);
  await signUp.email.fill('anna@example.org');
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
  come();
  await awake(page);
  await expect(signUp.email).toHaveValue('anna@example.org');
});

test('a page whose part does not come works as without scripts', async ({ page, complaints }) => {
  complaints.allow(/auth\.wasm|Failed to fetch|ERR_FAILED/);
  await page.route(part('auth'), (route) => route.abort());
  await page.goto('/sign-up');
  await new SignUpPage(page).submit.click();
  await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toBeVisible();
  await page.getByRole('link', { name: 'Вопросы и ответы' }).click();
  await expect(page).toHaveURL(/\/questions$/);
});
