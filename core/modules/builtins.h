// The functions of `builtins`, in files by subject: numbers, iteration, attributes, code, output. The table with their
// signatures is in builtins_module.cpp. Those that drive iterators or callbacks go on in the prelude (R11).
#pragma once

#include "objects/native.h"

namespace vitrine::builtins {

#define BUILTIN(name) Result<Ref> name(Vm& vm, Args args)

// builtins_numbers.cpp
BUILTIN(absolute);
BUILTIN(bin);
BUILTIN(chr);
BUILTIN(divMod);
BUILTIN(hex);
BUILTIN(oct);
BUILTIN(ord);
BUILTIN(pow);
BUILTIN(round);

// builtins_iteration.cpp
BUILTIN(aiter);
BUILTIN(anext);
BUILTIN(iter);
BUILTIN(next);
BUILTIN(length);
BUILTIN(sorted);

// builtins_reduce.cpp
BUILTIN(all);
BUILTIN(any);
BUILTIN(maximum);
BUILTIN(minimum);
BUILTIN(sum);

// builtins_attributes.cpp
BUILTIN(ascii);
BUILTIN(callable);
BUILTIN(delAttr);
BUILTIN(dir);
BUILTIN(format);
BUILTIN(getAttr);
BUILTIN(hasAttr);
BUILTIN(hash);
BUILTIN(id);
BUILTIN(isInstance);
BUILTIN(isSubclass);
BUILTIN(repr);
BUILTIN(setAttr);
BUILTIN(vars);

// builtins_code.cpp
BUILTIN(buildClass);
BUILTIN(compile);
BUILTIN(eval);
BUILTIN(exec);
BUILTIN(globals);
BUILTIN(import);
BUILTIN(locals);

// builtins_output.cpp
BUILTIN(breakpoint);
BUILTIN(help);
BUILTIN(input);
BUILTIN(open);
BUILTIN(print);

#undef BUILTIN

inline bool definesInPython(Value v, Dunder dunder) { return typeOf(v)->definesInPython(dunder); }

}  // namespace vitrine::builtins
