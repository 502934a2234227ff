// Sizes as transferred, measured in Chromium: DESIGN.md's bars. The README's table is printed from here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { inRoot } from '../../harness/paths.mjs';
import { startBrowser } from './browser.mjs';

const { browser, origin, asked } = await startBrowser();
const kBars = { wasm: 350_000, editor: 125_000, 'page and glue': 100_000 };

const gaps = new Map(JSON.parse(readFileSync(inRoot('tests/known_gaps.json'), 'utf8')).map(({ check, reason }) => [check, reason]));

function partOf(url) {
  if (url.endsWith('.wasm')) return 'wasm';
  return /editor_live/.test(url) ? 'editor' : 'page and glue';
}

test('the first load stays within the bars', async () => {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map();
  const totals = { wasm: 0, editor: 0, 'page and glue': 0 };
  session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url?.startsWith('http')) totals[partOf(url)] += encodedDataLength;
  });
  await page.goto(origin);
  await page.waitForSelector('vitrine-playground[ready]');
  await page.locator('.cm-content').waitFor();
  await page.waitForTimeout(300);
  assert.ok(!asked.some((url) => /\.rest/.test(url)), 'the rest of the module is no part of the first load');
  for (const [part, bar] of Object.entries(kBars)) {
    console.log(`# transferred: ${part} ${(totals[part] / 1000).toFixed(1)} KB of ${bar / 1000} KB`);
    const gap = gaps.get(`page: size of ${part}`);
    if (gap === undefined) assert.ok(totals[part] <= bar, `${part}: ${totals[part]} bytes, bar ${bar}`);
    else assert.ok(totals[part] > bar, `${part} is within its bar now: strike the gap off tests/known_gaps.json (it said: ${gap})`);
  }
});
