// Share: the link holds the program, opening it restores without running, a damaged one says so over an empty editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { output, position, says, startBrowser, typeProgram } from './browser.mjs';

const { open, origin } = await startBrowser();
const editorText = (page) => page.locator('.cm-line').allInnerTexts().then((lines) => lines.map((line) => line.replace(/\n$/, '')).join('\n'));

test('a shared program is restored and not run', async () => {
  const page = await open();
  await typeProgram(page, 'print("run me", 1 + 2)');
  await page.locator('button.share').click();
  await page.locator('.notice').waitFor();
  const hash = new URL(page.url()).hash;
  assert.match(hash, /^#0[\w-]+/);
  const other = await open({ hash });
  await other.locator('.cm-content').waitFor();
  assert.equal(await editorText(other), 'print("run me", 1 + 2)');
  assert.equal((await output(other)).trim(), '');
  assert.match(await position(other), /^0 of 0/);
  assert.match(await says(other), /Nothing has run yet/);
  assert.equal(await other.locator('.hint-line').count(), 0);
});

test('damaged links say so and leave an empty editor', async () => {
  for (const hash of ['#0AAAA', '#0zz!!', '#zabcdef', '#0' + 'A'.repeat(3000)]) {
    const page = await open({ hash });
    assert.match(await page.locator('.notice').innerText(), /This link is damaged/);
    await page.locator('.cm-content').waitFor();
    assert.equal(await editorText(page), '');
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
});

test('a link put into an open page opens', async () => {
  const page = await open();
  await page.goto(`${origin}/#0AAAA`);
  await page.locator('.notice', { hasText: 'damaged' }).waitFor();
});
