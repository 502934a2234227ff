// The module's two parts in the page: what the examples need is in the first, and the rest is fetched once, when a program needs it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from '../../harness/paths.mjs';
import { startBrowser, typeProgram } from './browser.mjs';

const { open, asked } = await startBrowser();
const kRest = /vitrine\.rest[^/]*\.wasm$/;
const kNeedy = 'import math\nprint(math.gamma(5.0), bytearray(b"ab").zfill(4), complex(1, 2) ** 2)';

async function runUntil(page, expected) {
  await page.locator('button.run').click();
  await page.locator('.console-text', { hasText: expected }).waitFor({ timeout: 20_000 });
}

/** How often the rest has been asked for since the last time. */
const rests = () => asked.splice(0).filter((url) => kRest.test(url)).length;

test('the examples need no more than the first part', async () => {
  const page = await open();
  for (const name of readdirSync(inRoot('site/examples')).filter((file) => file.endsWith('.py') && file !== 'guess.py')) {
    await typeProgram(page, `${readFileSync(inRoot(`site/examples/${name}`), 'utf8')}\nprint("end of", "${name}")`);
    await runUntil(page, `end of ${name}`);
  }
  assert.equal(rests(), 0);
  await page.context().close();
});

test('a program that needs the rest gets it in the middle of its run, and once', async () => {
  const page = await open();
  for (let round = 0; round < 2; ++round) {
    await typeProgram(page, `${kNeedy}\nprint("round", ${round})`);
    await runUntil(page, `round ${round}`);
    assert.match(await page.locator('.console-text').first().innerText(), /24\.0 bytearray\(b'00ab'\) \(-3\+4j\)/);
  }
  assert.equal(rests(), 1);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('where the rest cannot be fetched, the program ends with a reason, and the page goes on', async () => {
  const page = await open();
  await page.context().route(kRest, (route) => route.abort());
  asked.splice(0);
  await typeProgram(page, kNeedy);
  await page.locator('button.run').click();
  await page.getByText('the rest of the machine could not be loaded').first().waitFor();
  await typeProgram(page, 'print("six times", 7)');
  await runUntil(page, 'six times 7');
  assert.equal(rests(), 0);
  await page.context().unroute(kRest);
  await typeProgram(page, `${kNeedy}\nprint("round", 3)`);
  await runUntil(page, 'round 3');
  assert.equal(rests(), 1);
  await page.context().close();
});
