// Programs that name characters (\N{...}) run in the page: the table of names is fetched when, and only when, a program needs it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { says, startBrowser, typeProgram } from './browser.mjs';

const { open } = await startBrowser();
const kTable = /unicode-names[^/]*\.bin$/;
const kProgram = 'print("\\N{GREEK SMALL LETTER ALPHA} and \\N{grinning face}")';

/** Runs what is in the editor until it has written `expected`. */
async function runUntil(page, expected) {
  await page.locator('button.run').click();
  await page.locator('.console-text', { hasText: expected }).waitFor({ timeout: 20_000 });
}

/** A page, with the times it asked for the table counted in `page.tables`. */
async function openCounting(options) {
  const page = await open(options);
  page.tables = 0;
  page.on('request', (request) => (page.tables += kTable.test(request.url()) ? 1 : 0));
  return page;
}

test('a program without names fetches no table', async () => {
  const page = await openCounting();
  await typeProgram(page, 'print("\\u03b1")');
  await runUntil(page, 'α');
  assert.equal(page.tables, 0);
  await page.context().close();
});

test('a program with names runs, and runs again without asking twice', async () => {
  const page = await openCounting();
  await typeProgram(page, kProgram);
  await runUntil(page, 'α and 😀');
  await typeProgram(page, 'print("é∮".encode("ascii", "namereplace"))');
  await runUntil(page, /\\\\N\{LATIN SMALL LETTER E WITH ACUTE\}\\\\N\{CONTOUR INTEGRAL\}/);
  assert.equal(page.tables, 1);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a shared link with names opens compiled, and runs', async () => {
  const first = await openCounting();
  await typeProgram(first, kProgram);
  await first.locator('button.share').click();
  await first.locator('.notice').waitFor();
  const { hash } = new URL(first.url());
  await first.context().close();
  const page = await openCounting({ hash });
  await page.locator('.op', { hasText: "'α and 😀'" }).waitFor();
  assert.match(await says(page), /Nothing has run yet/);
  await runUntil(page, 'α and 😀');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a program that asks for a name only while it runs finds it', async () => {
  const page = await openCounting();
  await typeProgram(page, 'print("é".encode("ascii", "namereplace"))');
  await runUntil(page, /LATIN SMALL LETTER E WITH ACUTE/);
  await page.context().close();
});

test('where the table cannot be had, the program is refused with the reason', async () => {
  const page = await openCounting();
  await page.route(kTable, (route) => route.abort());
  await typeProgram(page, kProgram);
  await page.locator('.source-error').waitFor();
  assert.match(await page.locator('.source-error').innerText(), /names/);
  await page.context().close();
});
