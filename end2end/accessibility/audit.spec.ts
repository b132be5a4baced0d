// The audit itself: our house rules are on and find what is planted. Not here: our pages (see `pages.spec.ts`).
import { findings } from '../fixtures/axe.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ javaScriptEnabled: true });

test('the audit finds a button of 30 px and text of too little contrast', async ({ page }) => {
  await page.setContent(`<!DOCTYPE html><html lang="ru"><title>Проба</title><main><h1>Проба</h1>
    <button style="width:30px;height:30px;padding:0">А</button><button style="width:30px;height:30px;padding:0">Б</button>
    <p style="color:#6e6e6e;background:#fff">Пять к одному: для наших страниц мало.</p></main></html>`);
  const found = (await findings(page)).map((line) => line.split(':')[0]);
  expect(found).toContain('target-size');
  expect(found).toContain('color-contrast-enhanced');
  expect(found).not.toContain('color-contrast');
});
