// Annotations of classes and modules, made when first asked for (PEP 649, 749): the attributes `__annotations__` and
// `__annotate__`. Functions have theirs in function.cpp.
#pragma once

#include "objects/native.h"

namespace vitrine {

/// What an annotate function gives in format VALUE, checked; `function` None or no callable: an empty dict.
Result<Ref> annotationsFrom(Vm& vm, Value function);

Result<Ref> typeAnnotations(Vm& vm, Value type);
Result<void> setTypeAnnotations(Vm& vm, Value type, Value valueOrNull);
Result<Ref> typeAnnotate(Vm& vm, Value type);
Result<void> setTypeAnnotate(Vm& vm, Value type, Value valueOrNull);
Result<Ref> typeTypeParameters(Vm& vm, Value type);
Result<void> setTypeTypeParameters(Vm& vm, Value type, Value valueOrNull);

Result<Ref> moduleAnnotations(Vm& vm, Value module);
Result<void> setModuleAnnotations(Vm& vm, Value module, Value valueOrNull);
Result<Ref> moduleAnnotate(Vm& vm, Value module);
Result<void> setModuleAnnotate(Vm& vm, Value module, Value valueOrNull);

}  // namespace vitrine
