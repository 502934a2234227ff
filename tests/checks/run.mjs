// The checks of the house style: arrows between rooms, sizes, the shape of the tree.

import { checkLayering } from './layering.mjs';
import { checkSizes } from './sizes.mjs';
import { checkTree } from './tree.mjs';

export function run(report) {
  checkLayering(report);
  checkSizes(report);
  checkTree(report);
}
