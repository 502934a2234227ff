// What site/classic.html says that CPython 3.14 compiles is what it compiles.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kListings, listings } from '../classic_listings.mjs';

test("the listings of CPython 3.14 are CPython 3.14's", async () => {
  assert.deepEqual(JSON.parse(readFileSync(kListings, 'utf8')), await listings(), 'write them again: node tests/web/classic_listings.mjs');
});
