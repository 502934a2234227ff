// collections.defaultdict: a dict with a factory for missing keys.
#pragma once

#include "objects/dict.h"

namespace vitrine {

struct DefaultDictCell : DictCell {
  Value factory;  // NULL: none
};

void traverseDefaultDict(Cell* cell, Visitor& visitor);
void dropDefaultDict(Cell* cell);
void clearDefaultDict(Cell* cell);

}  // namespace vitrine
