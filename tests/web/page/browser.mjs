// One Chromium and one server per test file, over the built site. VITRINE_SITE names another build than build/site.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../web/build/serve.mjs';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export const site = process.env.VITRINE_SITE ?? fileURLToPath(new URL('../../../build/site', import.meta.url));
const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const args = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const kWide = { width: 1440, height: 900 };
export const kMedium = { width: 1024, height: 768 };
export const kNarrow = { width: 360, height: 740 };

/** Starts both. `asked` gets the path of every request as it arrives: the browser's tools do not see a Worker's. */
export async function launch() {
  const server = await serve(site, 0);
  const asked = [];
  server.on('request', ({ url }) => asked.push(url));
  const browser = await chromium.launch({ executablePath, args });
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  const origin = `http://localhost:${server.address().port}`;
  return { browser, origin, asked, close, open: (options = {}) => openPage(browser, origin, options) };
}

/** Starts both; they end with the file's tests. */
export async function startBrowser() {
  const started = await launch();
  after(started.close);
  return started;
}

/** Opens the playground in a fresh profile; the page records complaints of the console and of the policy. */
async function openPage(browser, origin, { hash = '', viewport = kWide, ready = true, ...rest } = {}) {
  const context = await browser.newContext({ viewport, ...rest });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  await page.goto(`${origin}/${hash}`);
  if (ready) await page.waitForSelector('vitrine-playground[ready]');
  return page;
}

const kAxe = require.resolve('axe-core/axe.min.js');

/** What axe finds on the page as it is, in words. */
export async function axeViolations(page) {
  // As the page is once what moves has come to rest: halfway in, a value is paler than it is.
  await page.evaluate(() => {
    const ends = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    return Promise.all(ends.map((animation) => animation.finished.catch(() => {})));
  });
  // The page's own policy forbids injected scripts, so axe comes in through the debugger.
  await page.evaluate(readFileSync(kAxe, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`);
}

export const says = (page) => page.locator('.says').innerText();
export const position = (page) => page.locator('.position').innerText();
export const output = (page) => page.locator('.console-text').innerText();

/** Replaces the program, as typing would, and waits until the page shows it as edited. */
export async function typeProgram(page, source) {
  await page.locator('.cm-content').waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(source);
}

/** Runs what is in the editor and waits for its end, or until it asks. */
export async function runProgram(page, timeout = 30_000) {
  await page.locator('button.run').click();
  await page.waitForFunction(() => document.querySelector('button.run') !== null || document.querySelector('.input-field') !== null, undefined, { timeout });
}

/** Moves the pointer to the first place where `text` stands in the live editor. */
export async function pointAt(page, text) {
  const { x, y } = await page.evaluate((wanted) => {
    const root = document.querySelector('.editor-live').shadowRoot;
    const walker = document.createTreeWalker(root.querySelector('.cm-content'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return { x: 0, y: 0 };
  }, text);
  await page.mouse.move(x, y);
}
