// Lighthouse in its mobile profile over every page: of three runs the one that Lighthouse itself calls the median.
// Not here: what the pages weigh.
// Usage: node lighthouse.mjs URL

import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js';
import { CHROME, FLAGS, PUBLIC, fail, head, mark, residentPages, row, signIn } from './browser.mjs';

const RUNS = 3;
const url = process.argv[2];
const cookie = await signIn(url);
const pages = [...PUBLIC.map((page) => [page, undefined]), ...(await residentPages(url, cookie)).map((page) => [page, { cookie }])];
const only = process.env.BENCH_PAGES?.split(',');
const chrome = await chromeLauncher.launch({ chromePath: CHROME, chromeFlags: FLAGS });
process.on('exit', () => chrome.kill());
process.on('SIGTERM', () => process.exit(1));
// Lighthouse slows every machine down by the same factor, so its own measure of the machine stands beside what it found.
head(`Lighthouse 12, mobile, median of ${RUNS} (goals: performance 98, the others 100, LCP 1.2 s, TBT 50 ms, CLS 0)`,
  'page', 'performance', 'accessibility', 'best practices', 'SEO', 'LCP s', 'TBT ms', 'CLS', 'goals', 'TBT least–most', "machine's index");
const failed = new Map();
for (const [page, extraHeaders] of pages) {
  if (only && !only.includes(page)) continue;
  const runs = [];
  while (runs.length < RUNS) {
    const { lhr } = await lighthouse(url + page, {
      port: chrome.port, logLevel: 'error', output: 'json', extraHeaders,
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    });
    const { finalDisplayedUrl, runtimeError } = lhr;
    if (runtimeError || new URL(finalDisplayedUrl).pathname !== page) fail(`${page}: ${runtimeError?.message ?? finalDisplayedUrl}`);
    runs.push(lhr);
  }
  const { categories, audits, environment } = computeMedianRun(runs);
  const blocked = runs.map((run) => Math.round(run.audits['total-blocking-time'].numericValue)).sort((a, b) => a - b);
  const score = (id) => Math.round(categories[id].score * 100);
  const [performance, ...others] = ['performance', 'accessibility', 'best-practices', 'seo'].map(score);
  const [lcp, tbt, cls] = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map((id) => audits[id].numericValue);
  const good = performance >= 98 && others.every((other) => other === 100) && lcp <= 1200 && tbt <= 50 && cls === 0;
  row(page.replace(/[0-9a-f-]{36}/, '{id}'), performance, ...others, (lcp / 1000).toFixed(2), Math.round(tbt), cls.toFixed(3), mark(good),
    `${blocked[0]}–${blocked.at(-1)}`, environment.benchmarkIndex);
  for (const category of Object.values(categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score: points, title } = audits[id];
      if (weight > 0 && points !== null && points < 0.9) failed.set(`${category.id}: ${title}`, [...(failed.get(`${category.id}: ${title}`) ?? []), page]);
    }
  }
}
for (const [title, where] of failed) console.log(`\n${title}: ${where.join(' ')}`);
chrome.kill();
