// One demo for the run, Debian's Chromium, each journey with scripts and without, some under harder conditions as well.
// Not here: fixtures (see `fixtures/test.ts`).
import { defineConfig } from '@playwright/test';
import { program } from './fixtures/program.ts';
import type { Options } from './fixtures/test.ts';

/** Anna of the demo, signed in once: ten sign-ins of one person in a quarter of an hour are too many. */
export const ANNA = 'test-results/anna.json';

const journeys = /(journeys|accessibility)\/.*\.spec\.ts/;
/** What every project goes through: leaving paper, signing in, paying, reading receipts. The rest differs in words only. */
const chosen = /journeys\/(four-steps|sign-in|paying|receipts)\.spec\.ts/;
const phone = { width: 360, height: 740 };

export default defineConfig<Options>({
  testDir: '.',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is broken.
  retries: 0,
  maxFailures: process.env.CI ? 20 : 0,
  // Generous: a machine that tests also builds, and a stalled disk is no fault of a page.
  timeout: 120_000,
  expect: { timeout: 30_000, toMatchAriaSnapshot: { pathTemplate: '{testFileDir}/aria/{arg}{ext}' } },
  reporter: [['list'], ['./fixtures/reasons.ts']],
  webServer: {
    command: `exec ${JSON.stringify(program)} demo --listen 127.0.0.1:0`,
    // The last line of the demo's story: it listens already.
    wait: { stdout: /Данные +(?<kvitok_test_data>\/\S+)\n[^]*за (?<kvitok_test_month>\d{4}-\d\d)\)[^]*\n(?<kvitok_test_url>http:\/\/127\.0\.0\.1:\d+)\n/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    timeout: 120_000,
  },
  use: {
    baseURL: process.env.KVITOK_TEST_URL,
    locale: 'ru-RU',
    timezoneId: 'Asia/Krasnoyarsk',
    screenshot: 'only-on-failure',
    // What the installed app's worker fetches, tests cannot hold up or count; its own tests let it in.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'setup', testMatch: /fixtures\/.*\.setup\.ts/ },
    { name: 'hydrated', testMatch: journeys, dependencies: ['setup'] },
    {
      name: 'no-script',
      testMatch: journeys,
      testIgnore: /\.hydrate\.spec\.ts/,
      dependencies: ['setup'],
      use: { javaScriptEnabled: false },
    },
    // Scripts run, but the page never wakes up: the WASM does not arrive.
    { name: 'no-wasm', testMatch: chosen, dependencies: ['setup'], use: { wasm: false } },
    { name: 'phone', testMatch: chosen, dependencies: ['setup'], use: { viewport: phone, hasTouch: true } },
    { name: 'big-text', testMatch: chosen, dependencies: ['setup'], use: { viewport: phone, look: 'big.auto.normal' } },
    {
      name: 'forced-colors',
      testMatch: /journeys\/(four-steps|receipts)\.spec\.ts/,
      dependencies: ['setup'],
      use: { contextOptions: { forcedColors: 'active' } },
    },
    ...(process.env.KVITOK_SCREENS
      ? [{ name: 'screens', testMatch: /screens\/.*\.spec\.ts/, dependencies: ['setup'] }]
      : []),
  ],
});
