// The frozen prelude: Python sources (prelude/*.py) that the machine carries in itself, for what drives iterators and callbacks (R11).
// Each source is a part; it is compiled and run when one of the names that it defines is first asked for, so a start pays for none of them.
#pragma once

#include <string_view>
#include <vector>

#include "objects/native.h"

namespace vitrine {

/// Makes the namespace that all parts share: a copy of the builtins and the helpers of prelude_helpers.h. Installs preludeHook.
Result<void> startPrelude(Vm& vm);

/// What the parts define, part by part.
std::vector<std::string_view> preludeNames();

}  // namespace vitrine
