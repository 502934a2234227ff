// See code_reading.h.
#include "objects/code_reading.h"

#include <cstring>

#include "base/depth_guard.h"
#include "objects/bytes.h"
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
std::string textAt(Offset str) { return utf8Of(Value::reference(str)); }
std::string bytesAt(Offset bytes) { return std::string(at<BytesCell>(bytes)->view()); }

void readPositions(CodeObject& code, Offset bytesOrNone) {
  if (!bytesOrNone) return;
  std::string_view bytes = at<BytesCell>(bytesOrNone)->view();
  code.positions.resize(bytes.size() / sizeof(SourceRange));
  if (!bytes.empty()) std::memcpy(static_cast<void*>(code.positions.data()), bytes.data(), code.positions.size() * sizeof(SourceRange));
}

}  // namespace

Constant CodeReader::flawed(Flaw flaw) {
  if (flaw_ == Flaw::kNone) flaw_ = flaw;
  return Constant::none();
}

std::vector<Constant> CodeReader::itemsOf(std::span<const Value> values) {
  std::vector<Constant> items;
  for (Value v : values) items.push_back(constantOf(v));
  return items;
}

std::vector<Constant> CodeReader::elementsOf(Value set) {
  std::vector<Constant> items;
  uint32_t position = 0;
  for (Value key; setNext(set, &position, &key);) items.push_back(constantOf(key));
  return items;
}

Constant CodeReader::constantOf(Value v) {
  DepthGuard guard;
  if (flaw_ == Flaw::kTooDeep || guard.exceeded()) return flawed(Flaw::kTooDeep);
  if (isNone(v)) return Constant::none();
  if (v.isBool()) return Constant::boolean(v.asBool());
  if (v == ellipsis()) return Constant::ellipsis();
  if (v.isInt() || isExactly(v, TypeId::kInt)) return Constant::integerOf(BigInt(IntDigits(v).view));
  if (v.isFloat() || isExactly(v, TypeId::kFloat)) return Constant::floating(floatValue(v));
  if (isExactly(v, TypeId::kComplex)) return Constant::complex(cellOf<ComplexCell>(v)->real, cellOf<ComplexCell>(v)->imaginary);
  if (isExactly(v, TypeId::kStr)) return Constant::str(utf8Of(v));
  if (isExactly(v, TypeId::kBytes)) return Constant::bytes(bytesAt(v.offset()));
  if (isExactly(v, TypeId::kTuple)) return Constant::tuple(itemsOf(tupleItems(v)));
  if (isExactly(v, TypeId::kFrozenSet)) return Constant::frozenSet(elementsOf(v));
  if (isExactly(v, TypeId::kCode)) return Constant::codeOf(codeObjectOf(cellOf<CodeCell>(v)));
  return flawed(Flaw::kForeign);
}

std::shared_ptr<const CodeObject> CodeReader::codeObjectOf(const CodeCell* cell) {
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
  code->constants = itemsOf(tupleItems(Value::reference(cell->constants)));
  code->names = namesAt(cell->names);
  code->varNames = namesAt(cell->varNames);
  code->freeVars = namesAt(cell->freeVars);
  code->cellVars = namesAt(cell->cellVars);
  code->fileName = textAt(cell->fileName);
  code->name = textAt(cell->name);
  code->qualName = textAt(cell->qualName);
  readPositions(*code, cell->positions);
  if (cell->staticAttributes) code->staticAttributes = namesAt(cell->staticAttributes);
  code->isComprehension = cell->traits & kTraitComprehension;
  code->isClassBody = cell->traits & kTraitClassBody;
  code->isMethod = cell->traits & kTraitMethod;
  if (cells_) cells_->emplace(code.get(), offsetOf(cell));
  return code;
}

}  // namespace vitrine
