// codeObjectOf: a code cell as the plain value it was loaded from, for the disassembler and the verifier.
#include <cstring>

#include "base/depth_guard.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "trace/code_book.h"
#include "trace/value_text.h"

namespace vitrine {
namespace {

std::vector<std::string> textsOf(Offset tuple) {
  std::vector<std::string> texts;
  for (Value item : tupleItems(Value::reference(tuple))) texts.push_back(utf8Of(item));
  return texts;
}

std::string bytesAt(Offset bytes) { return bytes ? std::string(at<BytesCell>(bytes)->view()) : std::string(); }

Constant constantOf(Value value);

std::vector<Constant> constantsOf(Value tuple) {
  std::vector<Constant> items;
  for (Value item : tupleItems(tuple)) items.push_back(constantOf(item));
  return items;
}

std::vector<Constant> elementsOf(Value set) {
  std::vector<Constant> items;
  uint32_t position = 0;
  for (Value key; setNext(set, &position, &key);) items.push_back(constantOf(key));
  return items;
}

Constant constantOf(Value value) {
  DepthGuard guard;
  if (guard.exceeded() || value.isNull()) return Constant::none();
  if (value.isInt()) return Constant::integerOf(value.asInt());
  if (value.isBool()) return Constant::boolean(value.asBool());
  if (value.isFloat() || isExactly(value, TypeId::kFloat)) return Constant::floating(floatValue(value));
  if (isExactly(value, TypeId::kInt)) return Constant::integerOf(BigInt(IntDigits(value).view));
  if (isExactly(value, TypeId::kStr)) return Constant::str(utf8Of(value));
  if (isExactly(value, TypeId::kBytes)) return Constant::bytes(bytesAt(value.offset()));
  if (isExactly(value, TypeId::kTuple)) return Constant::tuple(constantsOf(value));
  if (isExactly(value, TypeId::kFrozenSet)) return Constant::frozenSet(elementsOf(value));
  if (isExactly(value, TypeId::kCode)) return Constant::codeOf(codeObjectOf(cellOf<CodeCell>(value)));
  if (isExactly(value, TypeId::kComplex)) return Constant::complex(cellOf<ComplexCell>(value)->real, cellOf<ComplexCell>(value)->imaginary);
  return value == ellipsis() ? Constant::ellipsis() : Constant::none();
}

}  // namespace

std::shared_ptr<const CodeObject> codeObjectOf(const CodeCell* cell) {
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
  code->constants = constantsOf(Value::reference(cell->constants));
  code->names = textsOf(cell->names);
  code->varNames = textsOf(cell->varNames);
  code->freeVars = textsOf(cell->freeVars);
  code->cellVars = textsOf(cell->cellVars);
  code->fileName = textAt(cell->fileName);
  code->name = textAt(cell->name);
  code->qualName = textAt(cell->qualName);
  const std::string positions = bytesAt(cell->positions);
  code->positions.resize(positions.size() / sizeof(SourceRange));
  if (!positions.empty()) std::memcpy(static_cast<void*>(code->positions.data()), positions.data(), code->positions.size() * sizeof(SourceRange));
  code->isComprehension = cell->traits & kTraitComprehension;
  code->isClassBody = cell->traits & kTraitClassBody;
  code->isMethod = cell->traits & kTraitMethod;
  return code;
}

}  // namespace vitrine
