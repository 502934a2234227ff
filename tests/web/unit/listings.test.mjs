// What the site says that CPython 3.14 compiles is what it compiles, and the names the reference gives are in it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kListings, kReferenceListings, listings, referenceEntries } from '../classic_listings.mjs';

const written = (path) => JSON.parse(readFileSync(path, 'utf8'));

test("the listings of CPython 3.14 are CPython 3.14's", async () => {
  const { examples, reference } = await listings();
  assert.deepEqual(written(kListings), examples, 'write them again: node tests/web/classic_listings.mjs');
  assert.deepEqual(written(kReferenceListings), reference, 'write them again: node tests/web/classic_listings.mjs');
});

test("the reference's names of 3.14 are in 3.14's listings", () => {
  const reference = written(kReferenceListings);
  for (const [name, { example, today, todayNote }] of Object.entries(referenceEntries)) {
    assert.ok(today.length > 0 || todayNote, `${name} says nothing of 3.14`);
    if (example) for (const wanted of today) assert.match(reference[name], new RegExp(`\\b${wanted}\\b`), name);
  }
});
