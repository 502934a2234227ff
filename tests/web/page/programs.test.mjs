// Real programs in the page: the six of tests/programs print what they should, input() asks, Stop stops, errors are underlined.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesBelow, inRoot } from '../../harness/paths.mjs';
import { axeViolations, kNarrow, output, position, says, startBrowser, typeProgram } from './browser.mjs';

const { open } = await startBrowser();
const kPatience = 20_000;
const kStopMs = 100;

/** What the program wrote, without the echo of what it was given. */
const written = (page) => page.evaluate(() => [...document.querySelectorAll('.console-text > :not(.out-input)')].map((part) => part.textContent).join(''));

async function waitForOutput(page, expected) {
  const deadline = Date.now() + kPatience;
  let last = '';
  while (Date.now() < deadline) {
    last = await written(page);
    if (last === expected && (await page.locator('button.run').count())) return;
    await page.waitForTimeout(50);
  }
  assert.equal(last, expected);
}

async function answer(page, line) {
  const field = page.locator('.input-field');
  await field.waitFor({ timeout: kPatience });
  await field.fill(line);
  await field.press('Enter');
}

for (const path of filesBelow('tests/programs', '.py')) {
  test(`${path} prints its .out in the page`, async () => {
    const page = await open();
    const expected = readFileSync(inRoot(path.replace(/\.py$/, '.out')), 'utf8');
    const input = inRoot(path.replace(/\.py$/, '.in'));
    await typeProgram(page, readFileSync(inRoot(path), 'utf8'));
    await page.locator('button.run').click();
    if (existsSync(input)) {
      const lines = readFileSync(input, 'utf8').replace(/\n$/, '').split('\n');
      for (let at = 0; at < lines.length; ++at) {
        await answer(page, lines[at]);
        await page.waitForFunction((count) => document.querySelectorAll('.out-input').length >= count, at + 1, { timeout: kPatience });
      }
    }
    await waitForOutput(page, expected);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test('input() asks in the output panel while the page stays alive', async () => {
  const page = await open();
  await typeProgram(page, 'name = input("Name? ")\nprint("Hello,", name)\n');
  await page.locator('button.run').click();
  await page.locator('.input-field').waitFor();
  assert.match(await says(page), /asks for a line of input/);
  await page.locator('button.share').click();
  await page.locator('.notice').waitFor();
  await answer(page, 'Ada');
  await page.waitForFunction(() => document.querySelector('.console-text')?.textContent.includes('Hello, Ada'));
  assert.match(await output(page), /Name\? Ada\s*\n?Hello, Ada/);
});

/** Clicks Stop and gives the milliseconds until Run is on offer again. */
const stop = (page) => page.evaluate(() => new Promise((resolve) => {
  const begin = performance.now();
  const done = () => document.querySelector('button.run') && resolve(performance.now() - begin);
  new MutationObserver(done).observe(document.querySelector('vitrine-playground'), { subtree: true, childList: true });
  document.querySelector('button.stop').click();
}));

for (const source of ['while True: pass', 'sum(iter(int, 1))', 'while True: print("again")']) {
  test(`Stop ends ${source} within ${kStopMs} ms, and the page can run again at once`, async () => {
    const page = await open();
    await typeProgram(page, source);
    await page.locator('button.run').click();
    await page.waitForFunction(() => /Running: [\d,]+ instructions/.test(document.querySelector('.says')?.textContent ?? ''), undefined, { timeout: kPatience });
    await page.waitForTimeout(500);
    const took = await stop(page);
    console.log(`# measured: Stop on ${source}: ${took.toFixed(0)} ms`);
    assert.ok(took <= kStopMs, `${took} ms`);
    assert.match(await position(page), /of/);
    await typeProgram(page, 'print("and now", 6 * 7)');
    await page.locator('button.run').click();
    await waitForOutput(page, 'and now 42\n');
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test('a syntax error is underlined where it is, with its message', async () => {
  const page = await open();
  await typeProgram(page, 'a = 1\nb = (2 +\nc = 3\n');
  await page.locator('.source-error').waitFor();
  assert.match(await page.locator('.source-error').innerText(), /Line 2\s*'\(' was never closed/);
  await page.locator('.error-part').waitFor();
  assert.equal(await page.locator('.error-part').first().innerText(), '(');
  assert.deepEqual(await axeViolations(page), []);
});

test('tokens and tree of the line at the cursor stand below the bytecode', async () => {
  const page = await open();
  await page.locator('.cm-content').waitFor();
  await page.keyboard.press('t');
  await page.locator('.syntax .tree').waitFor();
  assert.match(await page.locator('.syntax').innerText(), /Tokens of line 5[^]*break[^]*KEYWORD[^]*Break/);
  await page.locator('.cm-line', { hasText: 'if n % 2' }).click();
  await page.locator('.syntax', { hasText: 'Tokens of line 4' }).waitFor();
  await page.locator('.syntax .node', { hasText: 'BinOp' }).hover();
  await page.locator('.lit-part').waitFor();
  assert.equal(await page.locator('.lit-part').allInnerTexts().then((parts) => parts.join('')), 'n % 2');
  assert.deepEqual(await axeViolations(page), []);
});

test('an uncaught exception shows its traceback, and the moment it ended at', async () => {
  const page = await open();
  await typeProgram(page, 'def f(n):\n    return 1 / n\n\nf(0)\n');
  await page.locator('button.run').click();
  await page.locator('.out-error', { hasText: 'ZeroDivisionError: division by zero' }).waitFor();
  assert.match(await output(page), /Traceback \(most recent call last\):[^]*line 4, in <module>[^]*line 2, in f/);
});

test('by touch at 360 px: forwards, back, the sheets', async () => {
  const page = await open({ viewport: kNarrow, hasTouch: true, isMobile: true });
  await page.locator('button.step').tap();
  await page.locator('.position', { hasText: '43 of 54' }).waitFor();
  await page.locator('button.back').tap();
  await page.locator('.position', { hasText: '42 of 54' }).waitFor();
  for (const name of ['Source', 'Bytecode', 'Output']) {
    await page.getByRole('button', { name, exact: true }).tap();
    assert.deepEqual(await axeViolations(page), []);
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});

test('the page about the classic machine has both listings', async () => {
  const page = await open();
  await page.locator('a.classic').click();
  await page.locator('details summary').first().click();
  const text = await page.locator('details').first().innerText();
  assert.match(text, /SETUP_LOOP[^]*RESUME/);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(page.complaints, []);
});
