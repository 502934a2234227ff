// The playground page: fetches the glue and the module's first part at once and hands them to the one element that is the page.

import { fetchAssets } from 'vitrine/client.js';
import { VitrinePlayground } from 'vitrine/elements/playground.js';
import glueUrl from 'vitrine-wasm/vitrine.js?url';
import wasmUrl from 'vitrine-wasm/vitrine.wasm?url';
import restUrl from 'vitrine-wasm/vitrine.rest.wasm?url';
import namesUrl from 'vitrine-wasm/unicode-names.bin?url';
import { examples } from './examples.js';

const assets = fetchAssets(glueUrl, wasmUrl, namesUrl, restUrl);
const playground = document.querySelector('vitrine-playground');
if (playground instanceof VitrinePlayground) {
  playground.examples = examples;
  void playground.begin(assets);
}
