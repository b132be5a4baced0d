// The camera and the clipboard: only where the browser has them. Not here: what is said of what was read (see `checking`).
import type { Page } from '@playwright/test';
import { receiptLetters } from '../fixtures/letters.ts';
import { link } from '../fixtures/outbox.ts';
import { address } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';
import { CheckPage } from '../pages/check.ts';
import { PayPage } from '../pages/pay.ts';

interface Camera {
  tracks: MediaStreamTrack[];
  sees: string;
}

/** A camera that sees what the test says, and a reader of codes. */
async function camera(page: Page, { refused = false } = {}) {
  await page.addInitScript((refused) => {
    const camera: Camera = { tracks: [], sees: '' };
    Object.assign(window, {
      camera,
      BarcodeDetector: class {
        async detect() {
          return camera.sees ? [{ rawValue: camera.sees }] : [];
        }
      },
    });
    navigator.mediaDevices.getUserMedia = async () => {
      if (refused) throw new DOMException('refused', 'NotAllowedError');
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')!.fillRect(0, 0, 10, 10);
      const stream = canvas.captureStream(10);
      camera.tracks.push(...stream.getTracks());
      return stream;
    };
  }, refused);
}

/** States of the camera's pictures, `live` or `ended`. */
const pictures = (page: Page) =>
  page.evaluate(() => (window as unknown as { camera: Camera }).camera.tracks.map((track) => track.readyState));

async function awake(page: Page, path: string) {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', 'true');
}

const our = () => link(receiptLetters('anna@example.ru')[0]!, '/check/');

test('a browser that reads no codes offers no camera', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'BarcodeDetector'));
  await awake(page, '/check');
  await expect(new CheckPage(page).button('Сканировать камерой')).toHaveCount(0);
});

test('what the camera reads is checked at once, and the camera is free again', async ({ page }) => {
  await camera(page);
  await awake(page, '/check');
  const check = new CheckPage(page);
  await check.button('Сканировать камерой').click();
  const window_ = page.getByRole('dialog', { name: 'Наведите камеру на QR-код' });
  await expect(window_).toBeVisible();
  await expect.poll(() => pictures(page)).toEqual(['live']);
  await page.evaluate((text) => {
    (window as unknown as { camera: Camera }).camera.sees = text;
  }, `${address()}${our()}`);
  await expect(page).toHaveURL(new RegExp(`${our()}$`));
  await check.answers('Код наш', /^Код верный/);
  await expect(window_).toBeHidden();
  expect((await pictures(page)).filter((state) => state === 'live')).toEqual([]);
});

for (const [how, close] of [
  ['the button', (page: Page) => page.getByRole('button', { name: 'Закрыть камеру' }).click()],
  ['the Esc key', (page: Page) => page.keyboard.press('Escape')],
] as const) {
  test(`the camera is free again once its window is closed with ${how}`, async ({ page }) => {
    await camera(page);
    await awake(page, '/check');
    await new CheckPage(page).button('Сканировать камерой').click();
    await expect.poll(() => pictures(page)).toEqual(['live']);
    await close(page);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect.poll(() => pictures(page)).toEqual(['ended']);
  });
}

test('a camera that may not be used is said in words', async ({ page }) => {
  await camera(page, { refused: true });
  await awake(page, '/check');
  await new CheckPage(page).button('Сканировать камерой').click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Камера не включилась');
});

test('an answer has the focus', async ({ page }) => {
  await awake(page, '/check');
  const check = new CheckPage(page);
  await check.check(our().replace('/check/', ''));
  await expect(check.verdict).toBeFocused();
});

test('the details of a payee are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await awake(page, link(receiptLetters('anna@example.ru')[0]!, '/pay/'));
  const card = (await new PayPage(page).isOpen()).cards.first();
  await card.getByText('Реквизиты получателя').click();
  await card.getByRole('button', { name: /^Скопировать реквизиты/ }).click();
  await expect(card).toContainText('Реквизиты скопированы');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const account = (await card.getByRole('definition').allInnerTexts()).find((text) => /^\d{20}$/.test(text))!;
  expect(copied).toContain(`Расчётный счёт: ${account}`);
  expect(copied.split('\n')[0]).toMatch(/^Получатель: /);
});
