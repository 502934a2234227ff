// Root: the machine's state that is no cell of its own, at a fixed offset. Everything the program can reach hangs off
// it (R3), so it is copied with the region.
#pragma once

#include "objects/names.h"
#include "objects/type.h"

namespace vitrine {

struct Root {
  TypeCell types[size_t(TypeId::kCount)];
  Cell none, notImplemented, ellipsis, noDefault;
  Offset names[size_t(Name::kCount)];          // interned StrCells
  Offset latinCharacters[256];                 // StrCells of one character
  Offset emptyTuple, emptyStr, emptyBytes;
  Offset internTable;                          // str.h
  Offset modules;                              // DictCell: sys.modules
  Offset builtins;                             // DictCell: the builtins module's namespace
  Offset prelude;                              // DictCell: the frozen prelude's namespace (modules/prelude)
  Offset callStack;                            // CallStackCell that runs
  Value pending;                               // the raised exception instance, NULL for none
  Offset pendingTraceback;                     // used by the unwinder
  uint32_t nextTypeVersion, nextShapeSerial, nextCodeSerial, recursionLimit;
  uint32_t nextDictVersion, reserved;          // dict.h
  uint64_t instructionCount, userInstructionCount;
  uint64_t random[4];                          // seeds (R5)
  uint64_t outputBytes;                        // written so far, all descriptors together (vm/host.h)
  uint64_t inputLines, clockReads, sleeps;     // taken so far: indexes into what the host records
  uint64_t promptedInput;                      // 1 + number of the input line whose prompt is written; 0: none
  Offset sysModule, mainModule;
  Offset spare[32];                            // for vm/: named in vm/root_slots.h
};
static_assert(sizeof(Root) <= kHeapStart - kRootOffset);

inline Root& root() { return *at<Root>(kRootOffset); }
inline constexpr Offset noneOffset() { return kRootOffset + Offset(__builtin_offsetof(Root, none)); }
inline Value none() { return Value::reference(noneOffset()); }
inline Value notImplemented() { return Value::reference(kRootOffset + Offset(__builtin_offsetof(Root, notImplemented))); }
inline Value ellipsis() { return Value::reference(kRootOffset + Offset(__builtin_offsetof(Root, ellipsis))); }
/// typing.NoDefault
inline Value noDefault() { return Value::reference(kRootOffset + Offset(__builtin_offsetof(Root, noDefault))); }
inline bool isNone(Value v) { return v == none(); }
inline bool isNotImplemented(Value v) { return v == notImplemented(); }

/// A new reference to None.
inline Ref noneRef() { return Ref::share(none()); }

}  // namespace vitrine
