// See code_value.h.
#include "modules/code_value.h"

#include "base/depth_guard.h"
#include "modules/source.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

namespace {

Result<void> checkRead(Vm& vm, const CodeReader& reader) {
  switch (reader.flaw()) {
    case CodeReader::Flaw::kNone: return {};
    case CodeReader::Flaw::kForeign: return vm.raise(TypeId::kValueError, "unmarshallable object");
    case CodeReader::Flaw::kTooDeep: return vm.raise(TypeId::kValueError, "object too deeply nested to marshal");
  }
  return {};
}

}  // namespace

Result<Constant> constantOf(Vm& vm, Value v) {
  CodeReader reader;
  Constant constant = reader.constantOf(v);
  TRY(checkRead(vm, reader));
  return constant;
}

Result<std::shared_ptr<const CodeObject>> codeObjectOf(Vm& vm, Value v, CodeCells* cells) {
  CodeReader reader(cells);
  auto code = reader.codeObjectOf(cellOf<CodeCell>(v));
  TRY(checkRead(vm, reader));
  return code;
}

Result<Ref> objectOf(Vm& vm, const Constant& constant) {
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kValueError, "recursion limit exceeded");
  switch (constant.kind) {
    case ConstantKind::kNone: return noneRef();
    case ConstantKind::kFalse: return Ref::steal(Value::boolean(false));
    case ConstantKind::kTrue: return Ref::steal(Value::boolean(true));
    case ConstantKind::kEllipsis: return Ref::share(ellipsis());
    case ConstantKind::kInt: return newInt(vm, constant.integer);
    case ConstantKind::kFloat: return newFloat(constant.real);
    case ConstantKind::kComplex: return newComplex(constant.real, constant.imaginary);
    case ConstantKind::kStr: return newStr(vm, constant.text);
    case ConstantKind::kBytes: return newBytes(vm, constant.text);
    case ConstantKind::kCode: return loadVerified(vm, *constant.code, CodeRole::kAny, 0);
    case ConstantKind::kTuple: {
      Ref tuple = TRY(newTupleBlank(vm, uint32_t(constant.items.size())));
      for (size_t i = 0; i < constant.items.size(); ++i) tuple.as<TupleCell>()->items[i] = TRY(objectOf(vm, constant.items[i])).release();
      return tuple;
    }
    case ConstantKind::kFrozenSet: {
      Ref set = newFrozenSet();
      for (const Constant& item : constant.items) {
        Ref value = TRY(objectOf(vm, item));
        TRY(setAdd(vm, set, value));
      }
      return set;
    }
  }
  UNREACHABLE("kind of constant");
}

}  // namespace vitrine
