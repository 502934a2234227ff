// The first visit, as PRODUCT.md tells it: painted before the VM, a question, one Step that answers it, back, drag to 0.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeViolations, kMedium, kNarrow, kWide, output, pointAt, position, says, startBrowser } from './browser.mjs';

const { open } = await startBrowser();

test('without JavaScript the moment before break is there, as HTML', async () => {
  const page = await open({ javaScriptEnabled: false, ready: false });
  assert.equal(await says(page), 'break is about to run. A finally is in the way. What next?');
  assert.equal(await position(page), '42 of 54');
  assert.match(await page.locator('.op.now').innerText(), /BREAK_LOOP/);
  assert.equal(await page.locator('button.filled').count(), 1);
});

test('the live page is the same picture as the static one', async () => {
  const still = await open({ javaScriptEnabled: false, ready: false });
  const live = await open();
  for (const part of ['.sentence', '.machine', '.ops', '.timeline']) {
    const [before, after] = [await still.locator(part).first().innerText(), await live.locator(part).first().innerText()];
    assert.equal(after, before, part);
    assert.deepEqual(await live.locator(part).first().boundingBox(), await still.locator(part).first().boundingBox(), part);
  }
});

test('Step answers the question: the finally block leaves, 16 is noted', async () => {
  const page = await open();
  assert.equal(await page.locator('.rule.still').count(), 2);
  await page.locator('button.step').click();
  await page.locator('.position', { hasText: '43 of 54' }).waitFor();
  assert.equal(await page.locator('.rule.left .word').innerText(), 'finally');
  assert.match(await page.locator('.slot.came').innerText(), /16\s*came\s*TOS\s*note: break pending/);
  await page.locator('button.back').click();
  await page.locator('.position', { hasText: '42 of 54' }).waitFor();
  assert.equal(await page.locator('.rule.still').count(), 2);
});

test('the output is that of the moment', async () => {
  const page = await open();
  assert.equal((await output(page)).trim(), 'looked at 3');
  await page.keyboard.press('End');
  await page.locator('.position', { hasText: 'end' }).waitFor();
  assert.equal(await output(page), 'looked at 3\nlooked at 4\n4\n');
  await page.keyboard.press('Home');
  await page.locator('.position', { hasText: /^0 of/ }).waitFor();
  assert.match(await says(page), /call stack is empty/);
  assert.equal((await output(page)).trim(), '');
});

test('the hints come one at a time and go', async () => {
  const page = await open();
  assert.match(await page.locator('.hint-line').innerText(), /Guess first/);
  await page.locator('button.step').click();
  await page.locator('.hint-line', { hasText: 'Drag to 0' }).waitFor();
  await page.locator('.scrubber').fill('0');
  await page.locator('.hint-line', { hasText: 'Change a number' }).waitFor();
});

test('the source and the bytecode light each other up', async () => {
  const page = await open();
  await page.locator('.op[data-offset="16"]').hover();
  await page.locator('.lit-part').waitFor();
  assert.equal(await page.locator('.lit-part').allInnerTexts().then((parts) => parts.join('')), 'n % 2');
  assert.match(await page.locator('.opcode-card').innerText(), /BINARY_MODULO/);
  await pointAt(page, '==');
  await page.locator('.op.lit').first().waitFor();
});

test('a waiting frame opens to show where it was called from', async () => {
  const page = await open();
  await page.locator('.frame.folded button').click();
  await page.locator('.frame.open.waiting').waitFor();
  assert.match(await page.locator('.cm-line.now').innerText(), /print\(first_even/);
  assert.match(await page.locator('.frame.open.waiting .slot.moved').innerText(), /callable, 1 argument\s*in call: handed to first_even/);
});

test('by keyboard alone: reach Step, list and scrubber, and move', async () => {
  const page = await open();
  const seen = new Set();
  for (let press = 0; press < 24; ++press) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.className === 'editor-live')) await page.keyboard.press('Escape');  // Tab is its own there
    seen.add(await page.evaluate(() => document.activeElement?.className || document.activeElement?.tagName));
  }
  const classes = [...seen].join(' ');
  for (const wanted of ['step', 'back', 'run', 'share', 'ops', 'scrubber']) assert.match(classes, new RegExp(wanted), `${wanted} in ${classes}`);
  await page.locator('.ops').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.locator('.position', { hasText: '43 of 54' }).waitFor();
});

for (const [name, viewport] of Object.entries({ wide: kWide, medium: kMedium, narrow: kNarrow })) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async () => {
      const page = await open({ viewport, colorScheme });
      await page.locator('.cm-content').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await page.locator('button.step').click();
      await page.locator('.position', { hasText: '43 of 54' }).waitFor();
      await page.locator('button.share').click();
      await page.locator('.notice').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing hangs over the side');
    });
  }
}

test('nothing on the console, nothing against the policy', async () => {
  const page = await open();
  await page.locator('.cm-content').waitFor();
  await page.locator('button.step').click();
  await page.locator('.position', { hasText: '43 of 54' }).waitFor();
  assert.deepEqual(page.complaints, []);
});
