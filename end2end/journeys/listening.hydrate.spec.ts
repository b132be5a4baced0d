// «Прослушать»: what is said, when it stops, and where there is no such button. The browser's voice is a stand-in.
// Not here: the sentences in all their forms, which tests in Rust prove.
import type { Page } from '@playwright/test';
import { annaTest as test, expect } from '../fixtures/test.ts';
import { ReceiptsPage } from '../pages/receipts.ts';

interface Voice {
  said: { text: string; lang: string; onend?: () => void; onerror?: () => void }[];
  cancelled: number;
}

const voice = <T>(page: Page, look: (voice: Voice) => T) =>
  page.evaluate(`(${look})(window.voice)`) as Promise<T>;

/** Gives the browser a voice that speaks when it is told to go on. */
async function giveVoice(page: Page) {
  await page.addInitScript(() => {
    const voice: Voice = { said: [], cancelled: 0 };
    class Utterance {
      lang = '';
      constructor(readonly text: string) {}
    }
    const synthesis = {
      speak: (utterance: Utterance) => voice.said.push(utterance),
      cancel: () => {
        voice.cancelled += 1;
        const current = voice.said.at(-1);
        voice.said = [];
        current?.onerror?.();
      },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
    Object.assign(window, { voice });
  });
}

test('a receipt is read aloud in Russian, can be stopped and heard again', async ({ page }) => {
  await giveVoice(page);
  await (await new ReceiptsPage(page).open()).newest();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Прослушать').click();
  const said = await voice(page, ({ said }) => said.map(({ text, lang }) => `${lang}: ${text}`));
  expect(said[0]).toMatch(/^ru-RU: Квитанция за [а-я]+ \d{4} года\. .*, дом \d+.*, квартира \d+\.$/);
  expect(said.join('\n')).toMatch(/К оплате \d+ рубл[а-я]+( \d+ копе[а-я]+)? до \d+ [а-я]+ \d{4} года\./);
  expect(said.join('\n')).toContain('По электронной почте: ');
  expect(said.at(-1)).toMatch(/^ru-RU: Это (столько же|на \d+ .* (больше|меньше), чем в )/);

  await button('Остановить').click();
  await expect(button('Прослушать ещё раз')).toBeVisible();
  await expect(page.locator('.listen').getByRole('status')).toBeEmpty();

  await button('Прослушать ещё раз').click();
  await expect(button('Остановить')).toBeVisible();
  await page.evaluate('window.voice.said.at(-1).onend()');
  await expect(button('Прослушать ещё раз')).toBeVisible();
});

test('leaving the page falls silent', async ({ page }) => {
  await giveVoice(page);
  await (await new ReceiptsPage(page).open()).newest();
  await page.getByRole('button', { name: 'Прослушать', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Остановить' })).toBeVisible();
  const before = await voice(page, ({ cancelled }) => cancelled);
  await page.getByRole('navigation').getByRole('link', { name: 'Адреса', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Адреса' })).toBeVisible();
  expect(await voice(page, ({ cancelled, said }) => [cancelled, said.length])).toEqual([before + 1, 0]);
});

test('a browser without a Russian voice says so beside the button', async ({ page }) => {
  await giveVoice(page);
  await (await new ReceiptsPage(page).open()).newest();
  await page.getByRole('button', { name: 'Прослушать', exact: true }).click();
  await page.evaluate('window.voice.said[0].onerror()');
  await expect(page.getByRole('status').filter({ hasText: 'Браузер не смог прочитать вслух' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Прослушать', exact: true })).toBeVisible();
});

test('there is no button where the browser cannot read aloud', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['speechSynthesis', 'SpeechSynthesisUtterance']) {
      Object.defineProperty(window, name, { value: undefined, configurable: true });
    }
  });
  await (await new ReceiptsPage(page).open()).newest();
  await expect(page.getByRole('button', { name: 'Напечатать' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Прослушать/ })).toHaveCount(0);
});
