// The installed app: its manifest, its worker, the page for no network, notices on the screen; no receipt is ever kept.
// Not here: encryption and push services (see `server/messaging/tests`), who is told (see `server/cabinet/tests`).
import type { CDPSession, Page } from '@playwright/test';
import { annaTest, audit, expect, test } from '../fixtures/test.ts';
import { address } from '../fixtures/program.ts';
import { CabinetPage } from '../pages/page.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

// The other projects keep workers out: what a worker fetches, their tests cannot see.
test.use({ serviceWorkers: 'allow' });
annaTest.use({ serviceWorkers: 'allow' });

class Notices extends CabinetPage {
  override readonly path = '/settings/notices';
  override readonly title = 'Уведомления';
}

/** Waits until the page's worker has everything it keeps and answers for this page. */
async function withWorker(page: Page) {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
}

/** Every address in every cache of the browser. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
    }
    return paths.sort();
  });

test('the manifest is one that browsers install, and its pictures are there', async ({ page, request }) => {
  await page.goto('/');
  const path = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await request.get(path!);
  expect(answer.headers()['content-type']).toBe('application/manifest+json');
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ short_name: 'Квиток', display: 'standalone', scope: '/', start_url: '/receipts' });
  for (const icon of manifest.icons) {
    const picture = await request.get(icon.src);
    expect(picture.headers()['content-type']).toBe(icon.type);
    if (icon.type === 'image/png') {
      // Width and height stand at the head of every PNG.
      const bytes = await picture.body();
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(icon.sizes);
    }
  }
  const cdp = await page.context().newCDPSession(page);
  const { errors } = await cdp.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect((await cdp.send('Page.getInstallabilityErrors')).installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

annaTest('without network the page for it is shown, and the cabinet comes back with the network', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.goto('/receipts');
  await withWorker(page);
  await context.setOffline(true);
  await page.goto('/addresses');
  await expect(page.getByRole('heading', { level: 1, name: 'Нет связи' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^8 800/ }).first()).toHaveAttribute('href', /^tel:8800/);
  await expect(page.locator('body')).not.toContainText('Щетинкина');
  await audit(page);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Попробовать ещё раз' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Адреса' })).toBeVisible();
});

annaTest('no receipt, page or answer is kept on the device', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  await withWorker(page);
  await page.reload();
  await receipts.newest();
  const pdf = await page.locator('a[href$=".pdf"]').first().getAttribute('href');
  expect(await page.evaluate(async (path) => (await fetch(path!)).status, pdf)).toBe(200);
  await page.reload();
  const paths = await kept(page);
  expect(paths.filter((path) => !path.startsWith('/pkg/kvitok.'))).toEqual(['/favicon.svg', '/offline']);
  expect(paths.filter((path) => path.startsWith('/pkg/'))).toHaveLength(3);
});

test('signing out takes the worker and what it keeps off the device', async ({ page, person }) => {
  await person.registers();
  await page.goto('/addresses');
  await withWorker(page);
  expect(await kept(page)).not.toEqual([]);
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page.getByRole('link', { name: 'Войти' }).first()).toBeVisible();
  // The page after it may have brought a new worker already: it knows nothing of before.
  expect((await kept(page)).filter((path) => !/^\/(pkg\/|offline$|favicon)/.test(path))).toEqual([]);
});

/** A browser that signs up at a push service: Chromium's own is not reached from tests. */
async function withPushService(page: Page, endpoint: string) {
  await page.addInitScript((endpoint) => {
    let made: unknown = null;
    const subscription = {
      toJSON: () => ({ endpoint, keys: { p256dh: 'A'.repeat(87), auth: 'B'.repeat(22) } }),
      unsubscribe: async () => {
        made = null;
        sessionStorage.removeItem('signed-up');
        return true;
      },
    };
    if (sessionStorage.getItem('signed-up')) made = subscription;
    PushManager.prototype.getSubscription = async () => made as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      sessionStorage.setItem('signed-up', String(options?.applicationServerKey));
      made = subscription;
      return made as PushSubscription;
    };
  }, endpoint);
}

test('notices are switched on and off for this device', async ({ page, context, person }) => {
  await context.grantPermissions(['notifications']);
  await withPushService(page, `https://fcm.googleapis.com/fcm/send/${person.email}`);
  await person.registers();
  const notices = await new Notices(page).open();
  await notices.button('Включить на этом устройстве').click();
  await expect(page.getByRole('status').filter({ hasText: 'включены' })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem('signed-up'))).toMatch(/^[\w-]{87}$/);
  await page.reload();
  await expect(page.getByText('Устройств с уведомлениями: 1.')).toBeVisible();
  await audit(page);
  await notices.button('Выключить на этом устройстве').click();
  await expect(notices.button('Включить на этом устройстве')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Устройств с уведомлениями')).toHaveCount(0);
});

test('a person who has forbidden notices is told how to allow them', async ({ page, person }) => {
  await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await person.registers();
  await new Notices(page).open();
  await expect(page.getByText('Разрешите их в настройках браузера')).toBeVisible();
});

/** The worker of the page, as the browser's tools know it. */
async function workerOf(page: Page): Promise<{ cdp: CDPSession; registrationId: string }> {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(address()));
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  return { cdp, registrationId: await registered };
}

test('a notice that comes is shown, and a newer one of its kind takes its place', async ({ page, context }) => {
  await context.grantPermissions(['notifications']);
  await page.goto('/');
  await withWorker(page);
  const { cdp, registrationId } = await workerOf(page);
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, tag, data, lang }) => ({ title, body, tag, data, lang }));
    });
  for (const title of ['Новая квитанция за октябрь 2026', 'Исправленная квитанция за октябрь 2026']) {
    const data = JSON.stringify({ title, body: 'Нажмите, чтобы посмотреть.', lang: 'ru', tag: 'receipt-2026-10', url: '/receipts' });
    // Without a desktop the browser takes a notice away by itself after a while, on a slow machine before it is looked for:
    // then it comes again, and takes its own place.
    await expect(async () => {
      await cdp.send('ServiceWorker.deliverPushMessage', { origin: address(), registrationId, data });
      const expected = [{ title, body: 'Нажмите, чтобы посмотреть.', tag: 'receipt-2026-10', data: '/receipts', lang: 'ru' }];
      await expect.poll(shown, { timeout: 3_000 }).toEqual(expected);
    }).toPass({ timeout: 30_000 });
  }
});

annaTest('an installed app has no button of the browser to go back: each page has its own', async ({ page }) => {
  const receipts = await new ReceiptsPage(page).open();
  await receipts.newest();
  await page.getByRole('link', { name: 'Назад' }).click();
  await expect(page).toHaveURL(/\/receipts$/);
  await new Notices(page).open();
  await page.getByRole('link', { name: 'Назад' }).click();
  await expect(page).toHaveURL(/\/settings$/);
});
