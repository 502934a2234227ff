// See code_value.h.
#include "modules/code_value.h"

#include <cstring>

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

std::vector<std::string> namesAt(Offset tuple) {
  std::vector<std::string> names;
  for (Value name : tupleItems(Value::reference(tuple))) names.push_back(utf8Of(name));
  return names;
}
std::string bytesAt(Offset bytes) { return std::string(at<BytesCell>(bytes)->view()); }

Result<Constant> itemsOf(Vm& vm, std::span<const Value> values, bool frozenSet, CodeCells* cells) {
  std::vector<Constant> items;
  for (Value v : values) items.push_back(TRY(constantOf(vm, v, cells)));
  return frozenSet ? Constant::frozenSet(std::move(items)) : Constant::tuple(std::move(items));
}

Result<Constant> frozenSetOf(Vm& vm, Value set, CodeCells* cells) {
  std::vector<Value> values;
  uint32_t position = 0;
  Value key;
  while (setNext(set, &position, &key)) values.push_back(key);
  return itemsOf(vm, values, true, cells);
}

}  // namespace

Result<Constant> constantOf(Vm& vm, Value v, CodeCells* cells) {
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kValueError, "object too deeply nested to marshal");
  if (isNone(v)) return Constant::none();
  if (v.isBool()) return Constant::boolean(v.asBool());
  if (v == ellipsis()) return Constant::ellipsis();
  if (v.isInt() || isExactly(v, TypeId::kInt)) return Constant::integerOf(BigInt(IntDigits(v).view));
  if (v.isFloat() || isExactly(v, TypeId::kFloat)) return Constant::floating(floatValue(v));
  if (isExactly(v, TypeId::kComplex)) return Constant::complex(cellOf<ComplexCell>(v)->real, cellOf<ComplexCell>(v)->imaginary);
  if (isExactly(v, TypeId::kStr)) return Constant::str(utf8Of(v));
  if (isExactly(v, TypeId::kBytes)) return Constant::bytes(std::string(cellOf<BytesCell>(v)->view()));
  if (isExactly(v, TypeId::kTuple)) return itemsOf(vm, tupleItems(v), false, cells);
  if (isExactly(v, TypeId::kFrozenSet)) return frozenSetOf(vm, v, cells);
  if (isExactly(v, TypeId::kCode)) return Constant::codeOf(TRY(codeObjectOf(vm, v, cells)));
  return vm.raise(TypeId::kValueError, "unmarshallable object");
}

Result<std::shared_ptr<const CodeObject>> codeObjectOf(Vm& vm, Value v, CodeCells* cells) {
  const auto* cell = cellOf<CodeCell>(v);
  auto code = std::make_shared<CodeObject>();
  code->argCount = cell->argCount;
  code->posOnlyArgCount = cell->posOnlyArgCount;
  code->kwOnlyArgCount = cell->kwOnlyArgCount;
  code->localCount = cell->localCount;
  code->stackSize = cell->stackSize;
  code->blockStackSize = cell->blockStackSize;
  code->flags = cell->flags;
  code->firstLine = cell->firstLine;
  code->code = bytesAt(cell->code);
  code->lnotab = bytesAt(cell->lineTable);
  for (Value constant : tupleItems(Value::reference(cell->constants))) code->constants.push_back(TRY(constantOf(vm, constant, cells)));
  code->names = namesAt(cell->names);
  code->varNames = namesAt(cell->varNames);
  code->freeVars = namesAt(cell->freeVars);
  code->cellVars = namesAt(cell->cellVars);
  code->fileName = utf8Of(Value::reference(cell->fileName));
  code->name = utf8Of(Value::reference(cell->name));
  code->qualName = utf8Of(Value::reference(cell->qualName));
  if (cell->positions) {
    std::string bytes = bytesAt(cell->positions);
    code->positions.resize(bytes.size() / sizeof(SourceRange));
    std::memcpy(code->positions.data(), bytes.data(), code->positions.size() * sizeof(SourceRange));
  }
  if (cell->staticAttributes) code->staticAttributes = namesAt(cell->staticAttributes);
  code->isComprehension = cell->traits & kTraitComprehension;
  code->isClassBody = cell->traits & kTraitClassBody;
  if (cells) cells->emplace(code.get(), v.offset());
  return std::shared_ptr<const CodeObject>(code);
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
    case ConstantKind::kCode: return loadVerified(vm, *constant.code, 0);
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
