// What the types of generators, coroutines and asynchronous generators share. See generator_types.cpp, async_types.cpp.
#pragma once

#include "objects/frame.h"
#include "objects/native.h"
#include "objects/tuple.h"

namespace vitrine {

/// The exception that throw(value) or throw(type, value, traceback) means: an instance. The second form takes the values as
/// `method` gets them (values[0]: self) and warns where there is more than one.
Result<Ref> thrownException(Vm& vm, Value type, Value valueOrNull, Value tracebackOrNull);
Result<Ref> thrownException(Vm& vm, Args args, const char* method);

// Attributes of GeneratorCells, whatever their prefix (gi_, cr_, ag_).
Result<Ref> generatorRepr(Vm& vm, Value v);
Result<Ref> generatorName(Vm& vm, Value v);
Result<void> setGeneratorName(Vm& vm, Value v, Value value);
Result<Ref> generatorQualName(Vm& vm, Value v);
Result<void> setGeneratorQualName(Vm& vm, Value v, Value value);
Result<Ref> generatorCode(Vm& vm, Value v);
Result<Ref> generatorRunning(Vm& vm, Value v);
Result<Ref> generatorSuspended(Vm& vm, Value v);
Result<Ref> generatorDelegate(Vm& vm, Value v);
Result<Ref> generatorFrame(Vm& vm, Value v);

}  // namespace vitrine
