// The type code as programs see it (CPython: Objects/codeobject.c). The bytes are this machine's wordcode; flags are numbered
// as CPython 3.14 numbers them, so that `inspect` and its kind read them right.
#include <cstdio>

#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

CodeCell* self(Value v) { return cellOf<CodeCell>(v); }
Ref shareAt(Offset offset) { return Ref::share(Value::reference(offset)); }

template <int32_t CodeCell::*member>
Result<Ref> number(Vm& vm, Value v) {
  return newInt(vm, int64_t(self(v)->*member));
}
template <Offset CodeCell::*member>
Result<Ref> part(Vm&, Value v) {
  return shareAt(self(v)->*member);
}

constexpr uint32_t kSameFlags = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x20 | 0x80 | 0x100 | 0x200;
constexpr uint32_t kFutureMask = 0x1FE000, kFutureShift = 4, kHasDocstring = 0x4000000, kMethod = 0x8000000;

bool hasDocstring(const CodeCell* code) {
  auto constants = tupleItems(Value::reference(code->constants));
  auto* name = at<StrCell>(code->name);
  bool function = code->flags & kCodeOptimized && name->length && name->at(0) != U'<';
  return function && !constants.empty() && isStr(constants[0]);
}

Result<Ref> getFlags(Vm& vm, Value v) {
  uint32_t flags = self(v)->flags;
  uint32_t added = (hasDocstring(self(v)) ? kHasDocstring : 0) | (self(v)->traits & kTraitMethod ? kMethod : 0);
  return newInt(vm, int64_t((flags & kSameFlags) | (flags & kFutureMask) << kFutureShift | added));
}
Result<Ref> getEmptyBytes(Vm&, Value) { return shareAt(root().emptyBytes); }

Result<Ref> codeRepr(Vm& vm, Value v) {
  char text[64], line[32];
  std::snprintf(text, sizeof text, " at 0x%x, file \"", v.offset());
  std::snprintf(line, sizeof line, "\", line %d>", self(v)->firstLine);
  return newStr(vm, "<code object " + utf8Of(Value::reference(self(v)->name)) + text + utf8Of(Value::reference(self(v)->fileName)) + line);
}

constexpr Offset CodeCell::*kCompared[] = {&CodeCell::name,   &CodeCell::code,     &CodeCell::constants, &CodeCell::names,
                                           &CodeCell::varNames, &CodeCell::freeVars, &CodeCell::cellVars,  &CodeCell::lineTable};
constexpr int32_t CodeCell::*kComparedNumbers[] = {&CodeCell::argCount, &CodeCell::posOnlyArgCount, &CodeCell::kwOnlyArgCount, &CodeCell::firstLine};

Result<bool> sameCode(Vm& vm, const CodeCell* a, const CodeCell* b) {
  if (a == b) return true;
  for (auto member : kComparedNumbers)
    if (a->*member != b->*member) return false;
  if (a->flags != b->flags) return false;
  for (auto member : kCompared)
    if (!TRY(equal(vm, Value::reference(a->*member), Value::reference(b->*member)))) return false;
  return true;
}
Result<Ref> codeCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (!isExactly(b, TypeId::kCode) || (op != CompareOp::kEq && op != CompareOp::kNe)) return notImplementedRef();
  return boolRef(TRY(sameCode(vm, self(a), self(b))) == (op == CompareOp::kEq));
}
Result<int64_t> codeHash(Vm& vm, Value v) {
  int64_t hash_ = TRY(hash(vm, Value::reference(self(v)->name))) ^ self(v)->firstLine;
  for (auto member : {&CodeCell::code, &CodeCell::names, &CodeCell::varNames})
    hash_ = int64_t(uint64_t(hash_) * 1000003) ^ TRY(hash(vm, Value::reference(self(v)->*member)));
  return hash_ == -1 ? -2 : hash_;
}

uint32_t codeBytes(const CodeCell* code) { return at<BytesCell>(code->code)->length; }
Value numberOrNone(int32_t value, bool known) { return known ? Value::integer(value) : none(); }

/// PEP 657: (line, end line, column, end column) of each instruction.
Result<Ref> codePositions(Vm& vm, Args args) {
  const CodeCell* code = self(args[0]);
  Ref list = TRY(newList(vm));
  for (uint32_t offset = 0; offset < codeBytes(code); offset += 2) {
    SourceRange range = rangeAt(code, offset);
    bool known = range.line > 0, full = known && range.endLine > 0;
    Ref entry = TRY(newTuple(vm, {numberOrNone(range.line, known), numberOrNone(range.endLine, full), numberOrNone(range.column, full),
                                  numberOrNone(range.endColumn, full)}));
    TRY(listAppend(vm, list, entry));
  }
  return iterate(vm, list);
}

/// PEP 626: (start, end, line) of each run of instructions of one line.
Result<Ref> codeLines(Vm& vm, Args args) {
  const CodeCell* code = self(args[0]);
  Ref list = TRY(newList(vm));
  uint32_t start = 0, size = codeBytes(code);
  for (uint32_t offset = 2; offset <= size; offset += 2) {
    int32_t line = lineAt(code, start);
    if (offset < size && lineAt(code, offset) == line) continue;
    Ref entry = TRY(newTuple(vm, {Value::integer(start), Value::integer(offset), numberOrNone(line, line > 0)}));
    TRY(listAppend(vm, list, entry));
    start = offset;
  }
  return iterate(vm, list);
}

/// What replace() may change besides the instructions: members that no instruction depends on.
struct Replaceable {
  const char* keyword;
  Offset CodeCell::*member;
  TypeId type;
};
constexpr Replaceable kReplaceable[] = {
    {"co_filename", &CodeCell::fileName, TypeId::kStr},
    {"co_name", &CodeCell::name, TypeId::kStr},
    {"co_qualname", &CodeCell::qualName, TypeId::kStr},
};
constexpr struct {
  const char* keyword;
  Offset CodeCell::*member;
} kSameLength[] = {{"co_consts", &CodeCell::constants}, {"co_names", &CodeCell::names},       {"co_varnames", &CodeCell::varNames},
                   {"co_freevars", &CodeCell::freeVars}, {"co_cellvars", &CodeCell::cellVars}};

void replaceMemberAt(Offset& place, Value value) {
  Offset old = std::exchange(place, Ref::share(value).release().offset());
  decrementAt(old);
}

Result<void> replaceOne(Vm& vm, CodeCell* code, Value name, Value value) {
  std::string keyword = textOf(name);
  for (const auto& each : kReplaceable) {
    if (keyword != each.keyword) continue;
    if (!isStr(value)) return vm.raise(TypeId::kTypeError, "replace() argument '%s' must be str, not %s", each.keyword, typeName(value).c_str());
    replaceMemberAt(code->*each.member, value);
    return {};
  }
  for (const auto& each : kSameLength) {
    if (keyword != each.keyword) continue;
    if (!isTuple(value)) return vm.raise(TypeId::kTypeError, "replace() argument '%s' must be tuple, not %s", each.keyword, typeName(value).c_str());
    if (tupleItems(value).size() < tupleItems(Value::reference(code->*each.member)).size())
      return vm.raise(TypeId::kValueError, "code: %s is too small", each.keyword);
    replaceMemberAt(code->*each.member, value);
    return {};
  }
  if (keyword == "co_firstlineno") {
    code->firstLine = int32_t(TRY(toIndex64(vm, value, IndexOverflow::kRaise, TypeId::kOverflowError)));
    return {};
  }
  if (keyword == "co_flags") {
    auto flags = uint32_t(TRY(toIndex64(vm, value, IndexOverflow::kRaise, TypeId::kOverflowError)));
    constexpr uint32_t kKinds = kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator;
    if ((flags ^ code->flags) & kSameFlags & ~kKinds & ~kCodeIterableCoroutine)
      return vm.raise(TypeId::kValueError, "code: co_flags do not fit the instructions");
    code->flags = (code->flags & ~kCodeIterableCoroutine) | (flags & kCodeIterableCoroutine);
    return {};
  }
  const char* others[] = {"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_code", "co_linetable",
                          "co_exceptiontable"};
  for (const char* each : others)
    if (keyword == each) return vm.raise(TypeId::kValueError, "code: %s cannot be replaced in verified code", each);
  return vm.raise(TypeId::kTypeError, "replace() got an unexpected keyword argument '%s'", keyword.c_str());
}

Result<Ref> codeReplace(Vm& vm, Args args) {
  if (args.count > 1) return vm.raise(TypeId::kTypeError, "replace() takes no positional arguments (%u given)", args.count - 1);
  auto* made = makeCell<CodeCell>(TypeId::kCode);
  Ref result = Ref::steal(made);
  const CodeCell* old = self(args[0]);
  Cell header = *made;
  *made = *old;
  static_cast<Cell&>(*made) = header;
  made->serial = root().nextCodeSerial++;
  for (auto member : {&CodeCell::code, &CodeCell::lineTable, &CodeCell::constants, &CodeCell::names, &CodeCell::varNames, &CodeCell::freeVars,
                      &CodeCell::cellVars, &CodeCell::fileName, &CodeCell::name, &CodeCell::qualName, &CodeCell::positions, &CodeCell::staticAttributes})
    incrementAt(made->*member);
  for (uint32_t i = 0; i < args.keywordCount(); ++i) TRY(replaceOne(vm, made, tupleItems(args.keywordNames)[i], args[args.count + i]));
  return result;
}

const NativeMethod kMethods[] = {
    {"replace", nullptr, codeReplace, kMethodPlain, "Return a copy of the code object with new values for the specified fields."},
    {"__replace__", nullptr, codeReplace, kMethodPlain, "The same as replace()."},
    {"co_positions", "($self, /)", codePositions},
    {"co_lines", "($self, /)", codeLines},
};
const NativeGetSet kAttributes[] = {
    {"co_argcount", number<&CodeCell::argCount>},
    {"co_posonlyargcount", number<&CodeCell::posOnlyArgCount>},
    {"co_kwonlyargcount", number<&CodeCell::kwOnlyArgCount>},
    {"co_nlocals", number<&CodeCell::localCount>},
    {"co_stacksize", number<&CodeCell::stackSize>},
    {"co_firstlineno", number<&CodeCell::firstLine>},
    {"co_flags", getFlags},
    {"co_code", part<&CodeCell::code>},
    {"co_lnotab", part<&CodeCell::lineTable>},
    {"co_linetable", part<&CodeCell::lineTable>},
    {"co_exceptiontable", getEmptyBytes},
    {"co_consts", part<&CodeCell::constants>},
    {"co_names", part<&CodeCell::names>},
    {"co_varnames", part<&CodeCell::varNames>},
    {"co_freevars", part<&CodeCell::freeVars>},
    {"co_cellvars", part<&CodeCell::cellVars>},
    {"co_filename", part<&CodeCell::fileName>},
    {"co_name", part<&CodeCell::name>},
    {"co_qualname", part<&CodeCell::qualName>},
};

}  // namespace

const NativeType kCodeType = {
    .id = TypeId::kCode,
    .instanceBytes = sizeof(CodeCell),
    .flags = kTypeWeakReferenceable,
    .slots = {.repr = codeRepr, .hash = codeHash, .compare = codeCompare},
    .methods = kMethods,
    .attributes = kAttributes,
};

}  // namespace vitrine
