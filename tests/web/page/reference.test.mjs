// The reference of the instruction set: a page for each row of opcodes.def, made at build time, whose links lead somewhere, which stands
// under the strictest policy and in which axe finds nothing.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../harness/paths.mjs';
import { axeViolations, kNarrow, kWide, site, startBrowser } from './browser.mjs';

const { browser, origin, open } = await startBrowser();
const directory = join(site, 'reference');
const names = [...readFileSync(inRoot('core/bytecode/opcodes.def'), 'utf8').matchAll(/^OPCODE\((\w+), /gm)].map(([, name]) => name);
const pages = readdirSync(directory).filter((file) => file.endsWith('.html'));
const text = (file) => readFileSync(join(directory, file), 'utf8');
const kWithoutExample = ['COPY', 'NOP'];

async function visit(file, options = {}) {
  const context = await browser.newContext({ viewport: kWide, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  await page.goto(`${origin}/reference/${file}`);
  return page;
}

test('each instruction has a page, and there is no other', () => {
  assert.deepEqual([...pages].sort(), [...names.map((name) => `${name}.html`), 'index.html'].sort());
});

test('each page shows its instruction about to run, and the stacks before and after', () => {
  for (const name of names.filter((each) => !kWithoutExample.includes(each))) {
    const html = text(`${name}.html`);
    const now = [...html.matchAll(/<li class="op now[^"]*">.*?<span class="opname">([^<]*)</gs)].map(([, shown]) => shown);
    assert.deepEqual(now, [name]);
    assert.equal(html.match(/<div class="standing">/g)?.length, 2, name);
    assert.match(html, /The same source in CPython 3\.14<\/summary><pre[^>]*>\s*\S/, name);
  }
});

test('all links lead somewhere', () => {
  for (const file of pages) {
    const html = text(file);
    for (const [, target] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      const [path, hash] = target.split('#');
      if (path !== '') assert.ok(existsSync(join(dirname(join(directory, file)), path)), `${file}: ${target}`);
      else assert.ok(html.includes(`id="${hash}"`), `${file}: ${target}`);
    }
    assert.match(html, /content="default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;/, file);
  }
});

test('axe finds nothing, wide and narrow, light and dark', async () => {
  for (const file of ['index.html', 'BREAK_LOOP.html', 'CALL_FUNCTION.html', 'CALL_INTRINSIC_2.html', 'NOP.html']) {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: kNarrow }]) {
      const page = await visit(file, options);
      assert.deepEqual(await axeViolations(page), [], `${file} ${JSON.stringify(options)}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${file} is wider than the screen`);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  }
});

test('an example opens in the playground, not run', async () => {
  const page = await visit('BREAK_LOOP.html');
  await page.locator('.open-example').click();
  await page.waitForSelector('vitrine-playground[ready]');
  await page.locator('.cm-content').waitFor();
  assert.match(await page.locator('.cm-content').innerText(), /def find\(rows, wanted\)/);
  assert.equal((await page.locator('.console-text').innerText()).trim(), '');
  await page.context().close();
});

test("the card of an instruction leads to its page: by pointer, and by keyboard", async () => {
  const page = await open();
  const row = page.locator('.op', { hasText: 'COMPARE_OP' }).first();
  await row.click();
  await page.locator('.opcode-card').hover();
  assert.match(await page.locator('.opcode-card').innerText(), /COMPARE_OP/);
  await page.locator('.ops').press('ArrowUp');
  await page.keyboard.press('Tab');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await opened.waitForLoadState();
  const name = (await page.locator('.opcode-name a').innerText()).trim();
  assert.notEqual(name, 'COMPARE_OP');
  assert.equal(new URL(opened.url()).pathname, `/reference/${name}.html`);
  assert.equal((await opened.locator('h1 code').innerText()).trim(), name);
});
