// Handlers that move values: the evaluation stack, constants, local variables, and the names of a namespace.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/name_errors.h"

namespace vitrine {

HANDLER(POP_TOP) {
  drop(frame, 1);
  return Outcome::kNext;
}

/// Puts the top value below the `count` - 1 values under it.
static Outcome rotate(Frame* frame, uint32_t count) {
  Value* topmost = stackOf(frame) + frame->stackHeight - 1;
  Value moved = *topmost;
  for (uint32_t i = 1; i < count; ++i) topmost[1 - int(i)] = topmost[-int(i)];
  topmost[1 - int(count)] = moved;
  return Outcome::kNext;
}
HANDLER(ROT_TWO) { return rotate(frame, 2); }
HANDLER(ROT_THREE) { return rotate(frame, 3); }
HANDLER(ROT_FOUR) { return rotate(frame, 4); }
HANDLER(ROT_N) { return rotate(frame, operand); }

HANDLER(DUP_TOP) {
  push(frame, Ref::share(top(frame)));
  return Outcome::kNext;
}
HANDLER(DUP_TOP_TWO) {
  push(frame, Ref::share(top(frame, 2)));
  push(frame, Ref::share(top(frame, 2)));
  return Outcome::kNext;
}
HANDLER(COPY) {
  push(frame, Ref::share(top(frame, operand)));
  return Outcome::kNext;
}
HANDLER(NOP) { return Outcome::kNext; }
HANDLER(EXTENDED_ARG) { UNREACHABLE("a prefix that was not decoded"); }

HANDLER(LOAD_CONST) {
  push(frame, Ref::share(decodedOf(frame)->constants[operand]));
  return Outcome::kNext;
}

HANDLER(LOAD_FAST) {
  Value value = frame->slots[operand];
  if (!value) return raiseUnbound(vm, at<TupleCell>(codeOf(frame)->varNames)->items[operand]);
  push(frame, Ref::share(value));
  return Outcome::kNext;
}
HANDLER(STORE_FAST) {
  Ref old = Ref::steal(frame->slots[operand]);
  frame->slots[operand] = pop(frame).release();
  return Outcome::kNext;
}
HANDLER(DELETE_FAST) {
  if (!frame->slots[operand]) return raiseUnbound(vm, at<TupleCell>(codeOf(frame)->varNames)->items[operand]);
  decrement(std::exchange(frame->slots[operand], Value()));
  return Outcome::kNext;
}

// --- variables shared with inner functions -----------------------------------------------------------------------------

namespace {

CellObjectCell* cellAt(Frame* frame, uint32_t operand) {
  return cellOf<CellObjectCell>(frame->slots[uint32_t(codeOf(frame)->localCount) + operand]);
}

Outcome raiseUnboundCell(Vm& vm, Frame* frame, uint32_t operand) {
  const DecodedCode* code = decodedOf(frame);
  if (operand < code->cellCount) return raiseUnbound(vm, at<TupleCell>(code->code->cellVars)->items[operand]);
  return raiseUnboundFree(vm, at<TupleCell>(code->code->freeVars)->items[operand - code->cellCount]);
}

Value cellName(Frame* frame, uint32_t operand) {
  const DecodedCode* code = decodedOf(frame);
  return operand < code->cellCount ? at<TupleCell>(code->code->cellVars)->items[operand]
                                   : at<TupleCell>(code->code->freeVars)->items[operand - code->cellCount];
}

/// A name in a namespace that may be any mapping: a null Ref in the Result's place is exhausted().
Result<Ref> findIn(Vm& vm, Value namespaceMapping, Value name) {
  if (isExactly(namespaceMapping, TypeId::kDict)) {
    Value found = dictGetName(namespaceMapping, name);
    return found ? Ref::share(found) : exhausted();
  }
  auto found = getItem(vm, namespaceMapping, name);
  if (found.ok() || !vm.pendingIs(TypeId::kKeyError) || vm.abandoned) return found;
  vm.clearPending();
  return exhausted();
}

Outcome pushFound(Frame* frame, Ref value) {
  push(frame, std::move(value));
  return Outcome::kNext;
}

/// A name that a comprehension finds neither globally nor among the builtins: 3.14 has no frame for it, so inside exec() and
/// eval() the names are those of the locals given there (R18). NameError where they do not have it.
Outcome pushFromOwner(Vm& vm, Frame* frame, Value name) {
  const Frame* owner = frame;
  while (codeOf(owner)->traits & kTraitComprehension && owner->back) owner = at<Frame>(owner->back);
  bool other = owner != frame && owner->locals && owner->locals != owner->globals && !(codeOf(owner)->traits & kTraitClassBody);
  if (!other) return raiseUndefined(vm, name);
  auto found = findIn(vm, Value::reference(owner->locals), name);
  if (!found.ok()) return Outcome::kRaised;
  Ref value = found.take();
  return isExhausted(value) ? raiseUndefined(vm, name) : pushFound(frame, std::move(value));
}

/// A name that the prelude has not defined yet: the part that does is loaded now.
Outcome pushFromPrelude(Vm& vm, Frame* frame, Value name) {
  auto found = preludeMember(vm, name);
  if (!found.ok()) return Outcome::kRaised;
  return found.value() ? pushFound(frame, Ref::share(found.value())) : raiseUndefined(vm, name);
}

Outcome pushMissing(Vm& vm, Frame* frame, Value name) {
  return frame->globals == root().prelude ? pushFromPrelude(vm, frame, name) : pushFromOwner(vm, frame, name);
}

Outcome pushGlobal(Vm& vm, Frame* frame, Value name) {
  Value found = dictGetName(Value::reference(frame->globals), name);
  if (!found && frame->builtins) {
    auto builtin = findIn(vm, Value::reference(frame->builtins), name);
    if (!builtin.ok()) return Outcome::kRaised;
    Ref value = builtin.take();
    return isExhausted(value) ? pushMissing(vm, frame, name) : pushFound(frame, std::move(value));
  }
  return found ? pushFound(frame, Ref::share(found)) : pushMissing(vm, frame, name);
}

}  // namespace

HANDLER(LOAD_CLOSURE) {
  push(frame, Ref::share(cellAt(frame, operand)));
  return Outcome::kNext;
}
HANDLER(LOAD_DEREF) {
  Value value = cellAt(frame, operand)->content;
  if (!value) return raiseUnboundCell(vm, frame, operand);
  return pushFound(frame, Ref::share(value));
}
HANDLER(STORE_DEREF) {
  Ref old = Ref::steal(std::exchange(cellAt(frame, operand)->content, pop(frame).release()));
  return Outcome::kNext;
}
HANDLER(DELETE_DEREF) {
  if (!cellAt(frame, operand)->content) return raiseUnboundCell(vm, frame, operand);
  decrement(std::exchange(cellAt(frame, operand)->content, Value()));
  return Outcome::kNext;
}

static Outcome loadFromNamespaceOrCell(Vm& vm, Frame* frame, Value space, uint32_t operand, uint32_t operands) {
  auto found = findIn(vm, space, cellName(frame, operand));
  if (!found.ok()) return Outcome::kRaised;
  Ref value = found.take();
  if (isExhausted(value)) {
    value = Ref::share(cellAt(frame, operand)->content);
    if (!value) return raiseUnboundCell(vm, frame, operand);
  }
  return replaceTop(frame, operands, std::move(value));
}
HANDLER(LOAD_CLASSDEREF) { return loadFromNamespaceOrCell(vm, frame, Value::reference(frame->locals), operand, 0); }
HANDLER(LOAD_FROM_DICT_OR_DEREF) { return loadFromNamespaceOrCell(vm, frame, top(frame), operand, 1); }

// --- names of a namespace ----------------------------------------------------------------------------------------------

HANDLER(LOAD_NAME) {
  Value name = nameAt(frame, operand);
  if (!frame->locals) return pushGlobal(vm, frame, name);
  auto found = findIn(vm, Value::reference(frame->locals), name);
  if (!found.ok()) return Outcome::kRaised;
  Ref value = found.take();
  return isExhausted(value) ? pushGlobal(vm, frame, name) : pushFound(frame, std::move(value));
}
HANDLER(LOAD_GLOBAL) { return pushGlobal(vm, frame, nameAt(frame, operand)); }
HANDLER(LOAD_FROM_DICT_OR_GLOBALS) {
  auto found = findIn(vm, top(frame), nameAt(frame, operand));
  if (!found.ok()) return Outcome::kRaised;
  Ref value = found.take();
  Ref space = pop(frame);
  return isExhausted(value) ? pushGlobal(vm, frame, nameAt(frame, operand)) : pushFound(frame, std::move(value));
}
HANDLER(LOAD_LOCALS) {
  Offset space = frame->locals ? frame->locals : frame->globals;
  push(frame, Ref::share(Value::reference(space)));
  return Outcome::kNext;
}

static Result<void> storeInNamespace(Vm& vm, Frame* frame, Value name, Value value) {
  Value space = Value::reference(frame->locals ? frame->locals : frame->globals);
  return isExactly(space, TypeId::kDict) ? dictSetName(vm, space, name, value) : setItem(vm, space, name, value);
}

/// A store in a class body; what no bytecode of 3.7 stores goes along: `__firstlineno__` behind `__qualname__`, `__static_attributes__`
/// before the first of the cells (where there is none, build_class.cpp stores it).
static Result<void> storeInClassBody(Vm& vm, Frame* frame, Value name, uint32_t operand) {
  const CodeCell* code = codeOf(frame);
  bool onlyCell = tupleItems(Value::reference(code->cellVars)).size() == 1;
  bool firstCell = name == nameOf(Name::kClassDictCell) || (name == nameOf(Name::kClassCell) && onlyCell);
  if (firstCell && code->staticAttributes)
    TRY(storeInNamespace(vm, frame, nameOf(Name::kStaticAttributes), Value::reference(code->staticAttributes)));
  TRY(storeInNamespace(vm, frame, name, top(frame)));
  if (name == nameOf(Name::kQualName) && operand < 3)
    TRY(storeInNamespace(vm, frame, nameOf(Name::kFirstLineNo), Value::integer(code->firstLine)));
  return {};
}

HANDLER(STORE_NAME) {
  Value name = nameAt(frame, operand);
  if (codeOf(frame)->traits & kTraitClassBody) return dropOperands(frame, 1, storeInClassBody(vm, frame, name, operand));
  return dropOperands(frame, 1, storeInNamespace(vm, frame, name, top(frame)));
}
HANDLER(DELETE_NAME) {
  Value name = nameAt(frame, operand), space = Value::reference(frame->locals ? frame->locals : frame->globals);
  if (isExactly(space, TypeId::kDict)) return dictDeleteName(space, name) ? Outcome::kNext : raiseUndefined(vm, name);
  if (setItem(vm, space, name, Value()).ok()) return Outcome::kNext;
  if (!vm.pendingIs(TypeId::kKeyError) || vm.abandoned) return Outcome::kRaised;
  vm.clearPending();
  return raiseUndefined(vm, name);
}
HANDLER(STORE_GLOBAL) {
  return dropOperands(frame, 1, dictSetName(vm, Value::reference(frame->globals), nameAt(frame, operand), top(frame)));
}
HANDLER(DELETE_GLOBAL) {
  Value name = nameAt(frame, operand);
  return dictDeleteName(Value::reference(frame->globals), name) ? Outcome::kNext : raiseUndefined(vm, name);
}

// --- well-known objects ------------------------------------------------------------------------------------------------

static Outcome pushType(Frame* frame, TypeId type) {
  push(frame, Ref::share(valueOf(typeCell(type))));
  return Outcome::kNext;
}
HANDLER(LOAD_ASSERTION_ERROR) { return pushType(frame, TypeId::kAssertionError); }
HANDLER(LOAD_STOP_ASYNC_ITERATION) { return pushType(frame, TypeId::kStopAsyncIteration); }
HANDLER(LOAD_COMMON_CONSTANT) {
  return pushType(frame, CommonConstant(operand) == CommonConstant::kAssertionError ? TypeId::kAssertionError : TypeId::kNotImplementedError);
}

}  // namespace vitrine
