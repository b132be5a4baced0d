// A passkey: made in the settings, shown at the sign-in, taken away. On a demo of its own, because keys are bound to a
// name and the other tests visit a bare address. Not here: forged answers and other sites (see `server/cabinet/tests`).
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { program } from '../fixtures/program.ts';
import { audit, expect, test } from '../fixtures/test.ts';
import { CabinetPage } from '../pages/page.ts';

class Passkeys extends CabinetPage {
  override readonly path = '/settings/sign-in/passkeys';
  override readonly title = 'Ключи входа';
}

let demo: ChildProcess;
let home: string;

function freePort(): Promise<number> {
  return new Promise((tell) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => tell(port));
    });
  });
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  home = `http://localhost:${port}`;
  demo = spawn(program, ['demo', '--listen', `127.0.0.1:${port}`], {
    env: { ...process.env, KVITOK_PUBLIC_URL: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise<void>((ready, broken) => {
    demo.on('exit', () => broken(new Error('the demo has ended')));
    let told = '';
    demo.stdout!.on('data', (chunk: Buffer) => {
      told += chunk;
      if (told.includes(`${home}\n`)) ready();
    });
  });
});

test.afterAll(() => void demo.kill('SIGTERM'));

/** A device that knows its person by a finger, or does not. */
async function device(page: Page, knowsItsPerson: boolean) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: knowsItsPerson,
      automaticPresenceSimulation: true,
    },
  });
}

async function signInByPassword(page: Page, cabinet: Passkeys) {
  await page.goto(`${home}/sign-in?next=/settings/sign-in`);
  await cabinet.field('Электронная почта или телефон').fill('anna@example.ru');
  await page.getByLabel('Пароль', { exact: true }).fill('квитанция 2026');
  await cabinet.button('Войти').click();
  await expect(cabinet.heading).toHaveText('Способы входа');
}

test('a key made on this device lets its person in until it is taken away', async ({ page }) => {
  const cabinet = new Passkeys(page);
  await device(page, true);
  await signInByPassword(page, cabinet);
  await page.getByRole('link', { name: 'Изменить ключи входа' }).click();
  await expect(cabinet.heading).toHaveText('Ключи входа');
  await audit(page);
  await cabinet.button('Добавить ключ входа').click();
  await cabinet.complainsOf(['Ваш пароль', 'Введите пароль']);
  await page.getByLabel('Ваш пароль', { exact: true }).fill('квитанция 2026');
  await cabinet.button('Добавить ключ входа').click();
  await expect(cabinet.heading).toHaveText('Создайте ключ');
  await audit(page);
  await cabinet.button('Создать ключ на этом устройстве').click();
  await expect(cabinet.main.getByRole('status').first()).toContainText('Ключ входа добавлен');
  await expect(cabinet.main.locator('.card')).toContainText('им ещё не входили');

  await page.context().clearCookies();
  await page.goto(`${home}/sign-in?next=/receipts`);
  await page.getByRole('link', { name: 'Войти по ключу' }).click();
  await expect(cabinet.heading).toHaveText('Вход по ключу');
  await audit(page);
  await cabinet.button('Войти').click();
  await expect(cabinet.heading).toHaveText('Квитанции');

  await page.goto(`${home}/settings/sign-in/passkeys`);
  await expect(cabinet.main.locator('.card')).toContainText('последний вход');
  await cabinet.main.getByRole('link', { name: 'Убрать' }).click();
  // The page before this one has a field of the same name.
  await expect(cabinet.heading).toHaveText('Убрать ключ входа');
  await page.getByLabel('Ваш пароль', { exact: true }).fill('квитанция 2026');
  await cabinet.button('Убрать ключ входа').click();
  await expect(cabinet.main.getByRole('status').first()).toContainText('Ключ входа убран');

  await page.context().clearCookies();
  await page.goto(`${home}/sign-in/passkey`);
  await cabinet.button('Войти').click();
  // About no field: the summary alone says it.
  await expect(page.getByRole('alert', { name: 'Проверьте ответ' })).toContainText('Этот ключ не подошёл.');
});

test('a device that does not know its person says so, and the password still works', async ({ page }) => {
  const cabinet = new Passkeys(page);
  await device(page, false);
  await page.goto(`${home}/sign-in/passkey`);
  await cabinet.button('Войти').click();
  await expect(cabinet.main.getByRole('status')).toHaveText('Ключ не получен: вы отменили или устройство не ответило. Попробуйте ещё раз.');
  await page.getByRole('link', { name: 'Войти с паролем' }).click();
  await expect(cabinet.heading).toHaveText('Вход в кабинет');
});
