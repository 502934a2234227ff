// The symbol table's second pass: every name of every scope becomes local, global, free or a cell. Scopes come parents
// first, so a name that is only used asks the scopes around it, class bodies left out, who binds it; everything
// between then gets it as a free name too (CPython: symtable.c, analyze_name and update_symbols, there with sets).
#include "compiler/symbol_table.h"

namespace vitrine::compiler {

KnownNames::KnownNames(NameTable& names)
    : dunderClass(names.intern("__class__")),
      classDict(names.intern("__classdict__")),
      classCell(names.intern("__classcell__")),
      classDictCell(names.intern("__classdictcell__")),
      doc(names.intern("__doc__")),
      moduleName(names.intern("__name__")),
      qualName(names.intern("__qualname__")),
      name(names.intern("name")),
      module(names.intern("__module__")),
      annotations(names.intern("__annotations__")),
      annotate(names.intern("__annotate__")),
      annotateFunc(names.intern("__annotate_func__")),
      conditionalAnnotations(names.intern("__conditional_annotations__")),
      typeParams(names.intern("__type_params__")),
      dotTypeParams(names.intern(".type_params")),
      dotGenericBase(names.intern(".generic_base")),
      dotDefaults(names.intern(".defaults")),
      dotKwDefaults(names.intern(".kwdefaults")),
      dotZero(names.intern(".0")),
      debug(names.intern("__debug__")),
      super(names.intern("super")),
      assertionError(names.intern("AssertionError")),
      stopAsyncIteration(names.intern("StopAsyncIteration")),
      dotFormat(names.intern(".format")),
      top(names.intern("<module>")),
      lambda(names.intern("<lambda>")),
      listComp(names.intern("<listcomp>")),
      setComp(names.intern("<setcomp>")),
      dictComp(names.intern("<dictcomp>")),
      genExpr(names.intern("<genexpr>")),
      staticAttributes(names.intern("__static_attributes__")) {}

Scope* SymbolTable::open(ScopeKind kind, NameId name, const void* node, Scope* parent, NameId privateClass) {
  Scope& scope = scopes_.emplace_back();
  scope.kind = kind;
  scope.name = name;
  scope.node = node;
  scope.parent = parent;
  scope.privateClass = privateClass;
  scope.inIterable = parent && parent->inIterable;
  scope.isNested = parent && (parent->isNested || parent->isFunctionLike());
  byNode_[node] = &scope;
  return &scope;
}

void SymbolTable::errorAtDirective(Scope& scope, NameId name, std::string message) {
  Range range;
  for (const Directive& directive : directives_)
    if (directive.scope == &scope && directive.name == name) {
      range = directive.range;
      break;
    }
  problems_.error(range, std::move(message));
}

// The function-like scope around `scope` that binds `name`; null where none does or a global statement intervenes.
Scope* SymbolTable::findBinder(Scope& scope, NameId name) {
  for (Scope* around = scope.parent; around; around = around->parent) {
    if (around->kind == ScopeKind::kModule) return nullptr;
    if (around->kind == ScopeKind::kClass) {
      if (name == known_.dunderClass || name == known_.classDict || name == known_.conditionalAnnotations) {
        if (name != known_.conditionalAnnotations || around->hasConditionalAnnotations) return around;
      }
      continue;
    }
    uint16_t flags = around->flagsOf(name);
    if (flags & kDefGlobal) return nullptr;
    if ((flags & kDefBound) && !(flags & kDefNonlocal)) return around;
  }
  return nullptr;
}

// `name` is free in `scope` and everything up to `binder`, in which it becomes a cell.
void SymbolTable::makeFree(Scope& scope, NameId name, Scope* binder) {
  for (Scope* between = scope.parent; between != binder; between = between->parent) {
    Symbol* symbol = between->find(name);
    if (!symbol) {
      between->add(name).binding = Binding::kFree;
    } else if (between->kind == ScopeKind::kClass && (symbol->flags & (kDefBound | kDefGlobal))) {
      symbol->flags |= kDefFreeInClass;
    } else if (symbol->binding == Binding::kUnknown || symbol->binding == Binding::kGlobalImplicit) {
      symbol->binding = Binding::kFree;
    }
  }
  if (binder->kind == ScopeKind::kClass) {
    if (name == known_.dunderClass) binder->needsClassClosure = true;
    if (name == known_.classDict) binder->needsClassDict = true;
    if (name == known_.conditionalAnnotations) binder->add(name).binding = Binding::kCell;
    return;
  }
  binder->add(name).binding = Binding::kCell;
}

void SymbolTable::resolveNonlocal(Scope& scope, NameId name, Symbol& symbol) {
  std::string text(names_.text(name));
  if (scope.kind == ScopeKind::kModule)
    return errorAtDirective(scope, name, "nonlocal declaration not allowed at module level");
  Scope* binder = findBinder(scope, name);
  if (!binder) return errorAtDirective(scope, name, "no binding for nonlocal '" + text + "' found");
  if (binder->flagsOf(name) & kDefTypeParameter)
    return errorAtDirective(scope, name, "nonlocal binding not allowed for type parameter '" + text + "'");
  symbol.binding = Binding::kFree;
  makeFree(scope, name, binder);
}

// A name that an annotation or type-parameter scope inside a class uses, and that the class body binds.
bool SymbolTable::resolveUse(Scope& scope, NameId name, Symbol& symbol) {
  if (!scope.canSeeClassScope || name == known_.classDict) return false;
  Scope* around = scope.parent;
  while (around->kind != ScopeKind::kClass) around = around->parent;
  if (scope.parent != around && (scope.parent->flagsOf(name) & kDefBound)) return false;
  uint16_t flags = around->flagsOf(name);
  if (flags & kDefGlobal) {
    symbol.binding = Binding::kGlobalExplicit;
    return true;
  }
  if ((flags & kDefBound) && !(flags & kDefNonlocal)) {
    symbol.binding = Binding::kGlobalImplicit;
    return true;
  }
  return false;
}

void SymbolTable::analyzeSymbol(Scope& scope, NameId name, Symbol& symbol) {
  if (symbol.flags & kDefGlobal) {
    if (symbol.flags & kDefNonlocal)
      return errorAtDirective(scope, name, "name '" + std::string(names_.text(name)) + "' is nonlocal and global");
    symbol.binding = Binding::kGlobalExplicit;
    return;
  }
  if (symbol.flags & kDefNonlocal) return resolveNonlocal(scope, name, symbol);
  if (symbol.flags & kDefBound) {
    if (symbol.binding == Binding::kUnknown) symbol.binding = Binding::kLocal;
    return;
  }
  if (symbol.binding != Binding::kUnknown) return;  // free, for the sake of a scope inside
  if (resolveUse(scope, name, symbol)) return;
  if (Scope* binder = findBinder(scope, name)) {
    symbol.binding = Binding::kFree;
    makeFree(scope, name, binder);
  } else {
    symbol.binding = Binding::kGlobalImplicit;
  }
}

void SymbolTable::analyze() {
  for (Scope& scope : scopes_) {
    const std::vector<NameId>& names = scope.index.keys();
    for (size_t i = 0; i < names.size(); ++i) {
      analyzeSymbol(scope, names[i], scope.symbols[i]);
      if (problems_.failed()) return;
    }
  }
}

}  // namespace vitrine::compiler
