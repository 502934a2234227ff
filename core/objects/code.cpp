// Code cells: loading a CodeObject into the region, and the lines and ranges of its instructions.
// Invariant: names are interned, and so are string constants that look like identifiers (CPython: Objects/codeobject.c,
// all_name_chars); everything else about a code object is copied as it is.
#include "objects/code.h"

#include <cstring>

#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

namespace {

bool isNameLike(const std::string& text) {
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  return true;
}

Result<Ref> loadConstant(Vm& vm, const Constant& constant, uint32_t traits);

Result<Ref> loadItems(Vm& vm, const std::vector<Constant>& items, uint32_t traits) {
  Ref tuple = TRY(newTupleBlank(vm, uint32_t(items.size())));
  for (size_t i = 0; i < items.size(); ++i)
    tuple.as<TupleCell>()->items[i] = TRY(loadConstant(vm, items[i], traits)).release();
  return tuple;
}

Result<Ref> loadFrozenSet(Vm& vm, const std::vector<Constant>& items, uint32_t traits) {
  Ref set = newFrozenSet();
  for (const Constant& item : items) {
    Ref value = TRY(loadConstant(vm, item, traits));
    TRY(setAdd(vm, set, value));
  }
  return set;
}

Result<Ref> loadConstant(Vm& vm, const Constant& constant, uint32_t traits) {
  switch (constant.kind) {
    case ConstantKind::kNone: return noneRef();
    case ConstantKind::kFalse: return Ref::steal(Value::boolean(false));
    case ConstantKind::kTrue: return Ref::steal(Value::boolean(true));
    case ConstantKind::kEllipsis: return Ref::share(ellipsis());
    case ConstantKind::kInt: return newInt(vm, constant.integer);
    case ConstantKind::kFloat: return newFloat(constant.real);
    case ConstantKind::kComplex: return newComplex(constant.real, constant.imaginary);
    case ConstantKind::kStr: return isNameLike(constant.text) ? Result<Ref>(intern(constant.text)) : newStr(vm, constant.text);
    case ConstantKind::kBytes: return newBytes(vm, constant.text);
    case ConstantKind::kTuple: return loadItems(vm, constant.items, traits);
    case ConstantKind::kFrozenSet: return loadFrozenSet(vm, constant.items, traits);
    case ConstantKind::kCode: return loadCode(vm, *constant.code, traits);
  }
  UNREACHABLE("kind of constant");
}

Result<Offset> loadNames(Vm& vm, const std::vector<std::string>& names) {
  Ref tuple = TRY(newTupleBlank(vm, uint32_t(names.size())));
  for (size_t i = 0; i < names.size(); ++i) tuple.as<TupleCell>()->items[i] = intern(names[i]).release();
  return tuple.release().offset();
}

Result<Offset> loadBytes(Vm& vm, std::string_view bytes) { return TRY(newBytes(vm, bytes)).release().offset(); }

bool isComprehensionName(const std::string& name) { return name == "<listcomp>" || name == "<setcomp>" || name == "<dictcomp>"; }

uint32_t traitsOf(const CodeObject& code) {
  uint32_t traits = 0;
  if (code.isComprehension || isComprehensionName(code.name)) traits |= kTraitComprehension;
  if (code.isClassBody) traits |= kTraitClassBody;
  if (code.isMethod) traits |= kTraitMethod;
  return traits;
}

Result<void> fillCode(Vm& vm, CodeCell* cell, const CodeObject& code, uint32_t traits) {
  cell->code = TRY(loadBytes(vm, code.code));
  cell->lineTable = TRY(loadBytes(vm, code.lnotab));
  cell->names = TRY(loadNames(vm, code.names));
  cell->varNames = TRY(loadNames(vm, code.varNames));
  cell->freeVars = TRY(loadNames(vm, code.freeVars));
  cell->cellVars = TRY(loadNames(vm, code.cellVars));
  cell->fileName = TRY(newStr(vm, code.fileName)).release().offset();
  cell->name = intern(code.name).release().offset();
  cell->qualName = intern(code.qualName.empty() ? code.name : code.qualName).release().offset();
  if (!code.positions.empty())
    cell->positions = TRY(loadBytes(vm, {reinterpret_cast<const char*>(code.positions.data()), code.positions.size() * sizeof(SourceRange)}));
  if (code.isClassBody) cell->staticAttributes = TRY(loadNames(vm, code.staticAttributes));
  cell->constants = TRY(loadItems(vm, code.constants, traits)).release().offset();
  return {};
}

const BytesCell* bytesAt(Offset offset) { return at<BytesCell>(offset); }

}  // namespace

Result<Ref> loadCode(Vm& vm, const CodeObject& code, uint32_t traits) {
  auto* cell = makeCell<CodeCell>(TypeId::kCode);
  Ref result = Ref::steal(cell);
  cell->argCount = code.argCount;
  cell->posOnlyArgCount = code.posOnlyArgCount;
  cell->kwOnlyArgCount = code.kwOnlyArgCount;
  cell->localCount = code.localCount;
  cell->stackSize = code.stackSize;
  cell->blockStackSize = code.blockStackSize;
  cell->flags = code.flags;
  cell->firstLine = code.firstLine;
  cell->serial = root().nextCodeSerial++;
  cell->traits = traits | traitsOf(code);
  TRY(fillCode(vm, cell, code, traits));
  return result;
}

int32_t lineAt(const CodeCell* code, uint32_t byteOffset) { return rangeAt(code, byteOffset).line; }

SourceRange rangeAt(const CodeCell* code, uint32_t byteOffset) {
  if (code->positions) {
    const BytesCell* bytes = bytesAt(code->positions);
    SourceRange range;
    if ((byteOffset / 2 + 1) * sizeof(range) <= bytes->length) {
      std::memcpy(&range, bytes->data + byteOffset / 2 * sizeof(range), sizeof(range));
      return range;
    }
  }
  const BytesCell* table = bytesAt(code->lineTable);
  int32_t line = code->firstLine;
  uint32_t offset = 0;
  for (uint32_t i = 0; i + 1 < table->length; i += 2) {
    offset += uint8_t(table->data[i]);
    if (offset > byteOffset) break;
    line += int8_t(table->data[i + 1]);
  }
  return {line, 0, 0, 0};
}

#define CODE_MEMBERS(DO)                                                                                                     \
  DO(constants) DO(names) DO(varNames) DO(freeVars) DO(cellVars) DO(code) DO(lineTable) DO(fileName) DO(name) DO(qualName)   \
  DO(positions) DO(staticAttributes)

void traverseCode(Cell* cell, Visitor& visitor) {
  auto* code = static_cast<CodeCell*>(cell);
#define VISIT(member) visitor.visitAt(code->member);
  CODE_MEMBERS(VISIT)
#undef VISIT
}

void dropCode(Cell* cell) {
  auto* code = static_cast<CodeCell*>(cell);
#define DROP(member) decrementAt(std::exchange(code->member, 0));
  CODE_MEMBERS(DROP)
#undef DROP
}

/// Nothing: a code object refers to constants only, so a cycle never goes through it alone.
void clearCode(Cell*) {}

}  // namespace vitrine
