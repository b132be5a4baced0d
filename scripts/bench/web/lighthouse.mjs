// Lighthouse in its mobile profile over every page.
// Not here: what the pages weigh.
// Usage: node lighthouse.mjs URL

import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROME, FLAGS, PUBLIC, fail, head, mark, residentPages, row, signIn } from './browser.mjs';

const url = process.argv[2];
const cookie = await signIn(url);
const pages = [...PUBLIC.map((page) => [page, undefined]), ...(await residentPages(url, cookie)).map((page) => [page, { cookie }])];
const only = process.env.BENCH_PAGES?.split(',');
const chrome = await chromeLauncher.launch({ chromePath: CHROME, chromeFlags: FLAGS });
process.on('exit', () => chrome.kill());
process.on('SIGTERM', () => process.exit(1));
head('Lighthouse 12, mobile (goals: performance 98, the others 100, LCP 1.2 s, TBT 50 ms, CLS 0)',
  'page', 'performance', 'accessibility', 'best practices', 'SEO', 'LCP s', 'TBT ms', 'CLS', 'goals');
const failed = new Map();
for (const [page, extraHeaders] of pages) {
  if (only && !only.includes(page)) continue;
  const result = await lighthouse(url + page, {
    port: chrome.port, logLevel: 'error', output: 'json', extraHeaders,
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  });
  const { categories, audits, finalDisplayedUrl, runtimeError } = result.lhr;
  if (runtimeError || new URL(finalDisplayedUrl).pathname !== page) fail(`${page}: ${runtimeError?.message ?? finalDisplayedUrl}`);
  const score = (id) => Math.round(categories[id].score * 100);
  const [performance, ...others] = ['performance', 'accessibility', 'best-practices', 'seo'].map(score);
  const [lcp, tbt, cls] = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map((id) => audits[id].numericValue);
  const good = performance >= 98 && others.every((other) => other === 100) && lcp <= 1200 && tbt <= 50 && cls === 0;
  row(page.replace(/[0-9a-f-]{36}/, '{id}'), performance, ...others, (lcp / 1000).toFixed(2), Math.round(tbt), cls.toFixed(3), mark(good));
  for (const category of Object.values(categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score: points, title } = audits[id];
      if (weight > 0 && points !== null && points < 0.9) failed.set(`${category.id}: ${title}`, [...(failed.get(`${category.id}: ${title}`) ?? []), page]);
    }
  }
}
for (const [title, where] of failed) console.log(`\n${title}: ${where.join(' ')}`);
chrome.kill();
