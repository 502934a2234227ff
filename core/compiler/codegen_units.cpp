// Codegen: units, their variables, access to names, and the making of code objects. See codegen.h.
#include <algorithm>

#include "compiler/assembler.h"
#include "compiler/codegen.h"
#include "compiler/peephole.h"

namespace vitrine::compiler {

void Unit::clear() {
  qualName.clear();
  argCount = posOnlyArgCount = kwOnlyArgCount = 0;
  graph.clear();
  constants.clear();
  names.clear();
  varNames.clear();
  cellVars.clear();
  freeVars.clear();
  blocks.clear();
  blockDepth = conditionalAnnotations = 0;
  nextAnnotation = 0;
  annotations.clear();
}

namespace {

// Adds the names of `scope` that `wanted` accepts to `map`, in order of their text.
template <class Wanted>
void addSorted(IndexMap& map, const Scope& scope, const NameTable& names, Wanted wanted) {
  std::vector<NameId> found;
  const std::vector<NameId>& keys = scope.index.keys();
  for (size_t i = 0; i < keys.size(); ++i)
    if (wanted(scope.symbols[i])) found.push_back(keys[i]);
  std::sort(found.begin(), found.end(), [&](NameId a, NameId b) { return names.text(a) < names.text(b); });
  for (NameId name : found) map.add(name);
}

std::vector<std::string> textsOf(const IndexMap& map, const NameTable& names) {
  std::vector<std::string> texts;
  texts.reserve(map.size());
  for (NameId name : map.keys()) texts.emplace_back(names.text(name));
  return texts;
}

std::vector<std::string> sortedAttributes(const Scope& scope, const NameTable& names) {
  std::vector<std::string> texts;
  for (NameId name : scope.staticAttributes) texts.emplace_back(names.text(name));
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

}  // namespace

void Codegen::enterUnit(UnitKind kind, NameId name, const void* node, int32_t firstLine) {
  enterUnitIn(symbols_.scopeOf(node), kind, name, firstLine);
}

void Codegen::enterUnitIn(Scope* scope, UnitKind kind, NameId name, int32_t firstLine) {
  if (units_.size() == depth_) units_.push_back(std::make_unique<Unit>());
  Unit* parent = unit_;
  unit_ = units_[depth_++].get();
  unit_->clear();
  unit_->kind = kind;
  unit_->scope = scope;
  unit_->name = name;
  unit_->firstLine = firstLine;
  unit_->qualName = parent ? qualifiedName(*parent, kind, name) : std::string(names_.text(name));
  for (NameId parameter : scope->parameters) unit_->varNames.add(parameter);
  if (scope->needsClassClosure) unit_->cellVars.add(known_.dunderClass);
  if (scope->needsClassDict) unit_->cellVars.add(known_.classDict);
  addSorted(unit_->cellVars, *scope, names_, [](const Symbol& symbol) { return symbol.binding == Binding::kCell; });
  addSorted(unit_->freeVars, *scope, names_, [](const Symbol& symbol) {
    return symbol.binding == Binding::kFree || (symbol.flags & kDefFreeInClass);
  });
}

static bool isPartOfQualifiedNames(ScopeKind kind) {
  return kind != ScopeKind::kTypeParameters && kind != ScopeKind::kAnnotation && kind != ScopeKind::kTypeVariable && kind != ScopeKind::kTypeAlias;
}

// PEP 3155; a name that the scope around declares global stands alone. A scope for annotations or types is passed over, once
// (CPython 3.14: compiler_set_qualname).
std::string Codegen::qualifiedName(const Unit& parent, UnitKind kind, NameId name) {
  std::string text(names_.text(name));
  const Unit* around = &parent;
  if (!isPartOfQualifiedNames(around->scope->kind)) {
    if (depth_ < 3) return text;
    around = units_[depth_ - 3].get();
  }
  if (around->kind == UnitKind::kModule) return text;
  if (kind == UnitKind::kFunction || kind == UnitKind::kAsyncFunction || kind == UnitKind::kClass) {
    NameId mangled = names_.mangle(around->scope->privateClass, name);
    if (around->scope->bindingOf(mangled) == Binding::kGlobalExplicit) return text;
  }
  bool isFunction = around->kind == UnitKind::kFunction || around->kind == UnitKind::kAsyncFunction ||
                    around->kind == UnitKind::kLambda;
  return around->qualName + (isFunction ? ".<locals>." : ".") + text;
}

uint32_t Codegen::codeFlags() const {
  const Scope& scope = *unit_->scope;
  uint32_t flags = future_.flags;
  if (scope.isFunctionLike()) {
    flags |= kCodeNewLocals | kCodeOptimized;
    if (scope.isNested) flags |= kCodeNested;
    if (scope.isGenerator && scope.isCoroutine)
      flags |= kCodeAsyncGenerator;
    else if (scope.isGenerator)
      flags |= kCodeGenerator;
    else if (scope.isCoroutine)
      flags |= kCodeCoroutine;
    if (scope.hasVarArgs) flags |= kCodeVarArgs;
    if (scope.hasVarKeywords) flags |= kCodeVarKeywords;
  } else if (scope.kind == ScopeKind::kModule && scope.isCoroutine) {
    flags |= kCodeCoroutine;  // top-level await
  }
  if (unit_->freeVars.size() == 0 && unit_->cellVars.size() == 0) flags |= kCodeNoFree;
  return flags;
}

std::shared_ptr<CodeObject> Codegen::leaveUnit(bool returnsNone) {
  Unit& unit = *unit_;
  auto popUnit = [this] {
    --depth_;
    unit_ = depth_ ? units_[depth_ - 1].get() : nullptr;
  };
  if (problems_.failed()) {
    popUnit();
    return nullptr;
  }
  if (!unit.graph.currentBlockReturns()) {
    nextBlock();
    if (returnsNone) emitNone({});
    emit(Opcode::RETURN_VALUE, {});
  }
  auto code = std::make_shared<CodeObject>();
  int32_t entryLine = unit.graph.entryLine();
  code->firstLine = unit.firstLine ? unit.firstLine : entryLine ? entryLine : 1;
  code->stackSize = unit.graph.stackDepth();
  AssembledCode assembled = assemble(unit.graph, code->firstLine);
  if (!assembled.linesFit) problems_.outOfMemory("the lines of a code object lie too far apart");
  code->constants = std::move(unit.constants.constants());
  optimizePeephole(assembled, code->constants);
  code->code = std::move(assembled.code);
  code->lnotab = std::move(assembled.lnotab);
  code->positions = std::move(assembled.positions);
  code->argCount = unit.argCount;
  code->posOnlyArgCount = unit.posOnlyArgCount;
  code->kwOnlyArgCount = unit.kwOnlyArgCount;
  code->flags = codeFlags();
  code->names = textsOf(unit.names, names_);
  code->varNames = textsOf(unit.varNames, names_);
  // Its parameter cannot have that name in the scope: an annotation may mean the builtin.
  if (unit.kind == UnitKind::kAnnotation && unit.name == known_.annotate) code->varNames[0] = "format";
  code->localCount = int32_t(code->varNames.size());
  code->freeVars = textsOf(unit.freeVars, names_);
  code->cellVars = textsOf(unit.cellVars, names_);
  code->fileName = options_.fileName;
  code->name = names_.text(unit.name);
  code->qualName = unit.qualName;
  ComprehensionKind comprehension = unit.scope->comprehension;
  code->isComprehension = comprehension != ComprehensionKind::kNone && comprehension != ComprehensionKind::kGenerator;
  code->isClassBody = unit.kind == UnitKind::kClass;
  code->isMethod = unit.scope->kind == ScopeKind::kFunction && unit.scope->parent->kind == ScopeKind::kClass;
  if (code->isClassBody) code->staticAttributes = sortedAttributes(*unit.scope, names_);
  popUnit();
  return code;
}

void Codegen::loadClosure(NameId name, const Range& range) {
  uint32_t index = unit_->cellVars.find(name);
  if (index == IndexMap::kAbsent) index = uint32_t(unit_->cellVars.size()) + unit_->freeVars.add(name);
  emitArg(Opcode::LOAD_CLOSURE, index, range);
}

// Code and name on the stack become a function; its free variables' cells go below.
void Codegen::makeClosure(std::shared_ptr<CodeObject> code, uint32_t flags, std::string qualName, const Range& range) {
  if (!code) return;  // after a problem
  if (!code->freeVars.empty()) {
    for (const std::string& name : code->freeVars) loadClosure(names_.internCopy(name), range);
    flags |= kFunctionClosure;
    emitArg(Opcode::BUILD_TUPLE, uint32_t(code->freeVars.size()), range);
  }
  emitConstant(Constant::codeOf(std::move(code)), range);
  emitText(qualName, range);
  emitArg(Opcode::MAKE_FUNCTION, flags, range);
}

// ---- Names ----

bool Codegen::refusesName(NameId name, Access access, const Range& range) {
  if (name != known_.debug || access == Access::kLoad) return false;
  problems_.errorBeforeCode(range, access == Access::kStore ? "cannot assign to __debug__" : "cannot delete __debug__");
  return true;
}

void Codegen::derefOp(NameId mangled, bool isCell, Access access, const Range& range) {
  uint32_t index = isCell ? unit_->cellVars.find(mangled) : uint32_t(unit_->cellVars.size()) + unit_->freeVars.find(mangled);
  if (access == Access::kStore) return emitArg(Opcode::STORE_DEREF, index, range);
  if (access == Access::kDelete) return emitArg(Opcode::DELETE_DEREF, index, range);
  if (scope().kind == ScopeKind::kClass && !isCell) return emitArg(Opcode::LOAD_CLASSDEREF, index, range);
  bool isCompilersOwn = mangled == known_.classDict || mangled == known_.conditionalAnnotations;
  if (scope().canSeeClassScope && !isCell && !isCompilersOwn) {
    derefOp(known_.classDict, false, Access::kLoad, range);
    return emitArg(Opcode::LOAD_FROM_DICT_OR_DEREF, index, range);
  }
  emitArg(Opcode::LOAD_DEREF, index, range);
}

void Codegen::nameOp(NameId name, Access access, const Range& range) {
  if (refusesName(name, access, range)) return;
  NameId mangled = names_.mangle(scope().privateClass, name);
  Binding binding = scope().bindingOf(mangled);
  if (binding == Binding::kFree || binding == Binding::kCell)
    return derefOp(mangled, binding == Binding::kCell, access, range);
  auto pick = [access](Opcode load, Opcode store, Opcode remove) {
    return access == Access::kLoad ? load : access == Access::kStore ? store : remove;
  };
  if (binding == Binding::kLocal && inFunction()) {
    return emitArg(pick(Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST), unit_->varNames.add(mangled), range);
  }
  uint32_t index = unit_->names.add(mangled);
  bool isGlobal = binding == Binding::kGlobalExplicit || (binding == Binding::kGlobalImplicit && inFunction());
  if (binding == Binding::kGlobalImplicit && scope().canSeeClassScope && access == Access::kLoad) {
    derefOp(known_.classDict, false, Access::kLoad, range);
    return emitArg(Opcode::LOAD_FROM_DICT_OR_GLOBALS, index, range);
  }
  if (isGlobal)
    emitArg(pick(Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL), index, range);
  else
    emitArg(pick(Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME), index, range);
}

}  // namespace vitrine::compiler
