// Every component in every state, in every look, by axe. Not here: real pages (see `pages.spec.ts`).
import { audit, expect, test } from '../fixtures/test.ts';

const LOOKS = [
  'normal.light.normal', 'normal.dark.normal', 'normal.black-on-white.normal', 'normal.white-on-black.normal',
  'big.light.normal', 'big.dark.wide', 'big.white-on-black.wide',
];

for (const look of LOOKS) {
  test(`every component passes the audit in the look ${look}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'kvitok_look', value: look, url: baseURL! }]);
    await page.goto('/dev/components');
    await audit(page);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways, `scrolls sideways at ${width} px`).toBe(0);
    }
  });
}
