// In wasm two stacks run out: the one in linear memory, which DepthGuard measures in bytes, and the engine's own, which nobody
// can measure. So there a level of nesting counts as a fixed share of the stack in memory, and who starts the module says how
// many levels the engine has room for.
#pragma once

namespace vitrine {

/// After so many nested DepthGuards the stack counts as used up; 0: levels count for nothing (native builds).
void setEngineStackLevels(int levels);

}  // namespace vitrine
