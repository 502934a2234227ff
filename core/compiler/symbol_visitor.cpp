// SymbolVisitor: statements and patterns. See symbol_visitor.h.
#include "compiler/symbol_visitor.h"

#include "base/depth_guard.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Scope = compiler::Scope;

void SymbolTable::build(const Module& module, const SymbolTableOptions& options) {
  SymbolVisitor(*this, options).visitModule(module);
  if (!problems_.failed()) analyze();
}

void SymbolVisitor::visitModule(const Module& module) {
  current_ = table_.open(ScopeKind::kModule, known_.top, &module, nullptr, kNoName);
  if (module.kind == ModKind::kExpression)
    visitExpr(module.expression);
  else
    visitBody(module.body);
}

Scope* SymbolVisitor::open(ScopeKind kind, NameId name, const void* node) {
  current_ = table_.open(kind, name, node, current_, current_->privateClass);
  return current_;
}

void SymbolVisitor::defineIn(Scope& scope, NameId name, uint16_t flags, const Range& range) {
  Symbol& symbol = scope.add(name);
  if ((flags & kDefTypeParameter) && (symbol.flags & kDefTypeParameter))
    return problems_.error(range, "duplicate type parameter '" + std::string(names_.text(name)) + "'");
  symbol.flags |= flags;
  if (flags & kDefParameter) scope.parameters.push_back(name);
}

void SymbolVisitor::visitBody(StmtList body) {
  for (const Stmt* stmt : body) {
    if (problems_.failed()) return;
    visitStmt(stmt);
  }
}

void SymbolVisitor::visitStmt(const Stmt* stmt) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(stmt->range);
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return visitFunction(stmt, *stmt->as<FunctionDef>(), false);
    case StmtKind::kAsyncFunctionDef: return visitFunction(stmt, *stmt->as<AsyncFunctionDef>(), true);
    case StmtKind::kClassDef: return visitClass(stmt->as<ClassDef>());
    case StmtKind::kReturn:
      if (stmt->as<Return>()->value) {
        visitExpr(stmt->as<Return>()->value);
        current_->returnsValue = true;
      }
      return;
    case StmtKind::kDelete: return visitExprs(stmt->as<Delete>()->targets);
    case StmtKind::kAssign:
      visitExprs(stmt->as<Assign>()->targets);
      return visitExpr(stmt->as<Assign>()->value);
    case StmtKind::kTypeAlias: return visitTypeAlias(stmt->as<TypeAlias>());
    case StmtKind::kAugAssign:
      visitExpr(stmt->as<AugAssign>()->target);
      return visitExpr(stmt->as<AugAssign>()->value);
    case StmtKind::kAnnAssign: return visitAnnAssign(stmt->as<AnnAssign>());
    case StmtKind::kFor: return visitFor(stmt->as<For>());
    case StmtKind::kAsyncFor: return refusesAsync(stmt, "'async for'") ? void() : visitFor(stmt->as<AsyncFor>());
    case StmtKind::kWhile: {
      auto* loop = stmt->as<While>();
      visitExpr(loop->test);
      ++current_->conditionalDepth;
      visitBody(loop->body);
      visitBody(loop->orelse);
      --current_->conditionalDepth;
      return;
    }
    case StmtKind::kIf: return visitIf(stmt->as<If>());
    case StmtKind::kWith: return visitWith(stmt->as<With>());
    case StmtKind::kAsyncWith: return refusesAsync(stmt, "'async with'") ? void() : visitWith(stmt->as<AsyncWith>());
    case StmtKind::kMatch: return visitMatch(stmt->as<Match>());
    case StmtKind::kRaise:
      visitOptional(stmt->as<Raise>()->exc);
      return visitOptional(stmt->as<Raise>()->cause);
    case StmtKind::kTry: return visitTry(stmt->as<Try>());
    case StmtKind::kTryStar: return visitTry(stmt->as<TryStar>());
    case StmtKind::kAssert:
      visitExpr(stmt->as<Assert>()->test);
      return visitOptional(stmt->as<Assert>()->msg);
    case StmtKind::kImport: return visitImport(stmt->as<Import>());
    case StmtKind::kImportFrom: return visitImport(stmt->as<ImportFrom>());
    case StmtKind::kGlobal: return visitGlobal(stmt->as<Global>());
    case StmtKind::kNonlocal: return visitNonlocal(stmt->as<Nonlocal>());
    case StmtKind::kExpr: return visitExpr(stmt->as<ExprStmt>()->value);
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue: return;
  }
}

// Where a module may await, it becomes a coroutine.
bool SymbolVisitor::refusesAsync(const Stmt* stmt, const char* what) {
  if (awaitsAtTop()) current_->isCoroutine = true;
  if (!current_->isCoroutine) problems_.error(stmt->range, std::string(what) + " outside async function");
  return !current_->isCoroutine;
}

// A chain of `elif` may be of any length: it is followed in a loop.
void SymbolVisitor::visitIf(const If* stmt) {
  ++current_->conditionalDepth;
  for (;;) {
    visitExpr(stmt->test);
    visitBody(stmt->body);
    if (stmt->orelse.size() != 1 || stmt->orelse[0]->kind != StmtKind::kIf || problems_.failed()) break;
    stmt = stmt->orelse[0]->as<If>();
  }
  visitBody(stmt->orelse);
  --current_->conditionalDepth;
}

template <class T>
void SymbolVisitor::visitFor(const T* stmt) {
  visitExpr(stmt->target);
  visitExpr(stmt->iter);
  ++current_->conditionalDepth;
  visitBody(stmt->body);
  visitBody(stmt->orelse);
  --current_->conditionalDepth;
}

template <class T>
void SymbolVisitor::visitWith(const T* stmt) {
  ++current_->conditionalDepth;
  for (const WithItem* item : stmt->items) {
    visitExpr(item->contextExpr);
    visitOptional(item->optionalVars);
  }
  visitBody(stmt->body);
  --current_->conditionalDepth;
}

template <class T>
void SymbolVisitor::visitTry(const T* stmt) {
  ++current_->conditionalDepth;
  visitBody(stmt->body);
  for (const ExceptHandler* handler : stmt->handlers) {
    visitOptional(handler->type);
    if (!handler->name.empty()) define(mangled(handler->name), kDefLocal, handler->range);
    visitBody(handler->body);
  }
  visitBody(stmt->orelse);
  visitBody(stmt->finalbody);
  --current_->conditionalDepth;
}

void SymbolVisitor::visitMatch(const Match* stmt) {
  visitExpr(stmt->subject);
  ++current_->conditionalDepth;
  for (const MatchCase* matchCase : stmt->cases) {
    visitPattern(matchCase->pattern);
    visitOptional(matchCase->guard);
    visitBody(matchCase->body);
  }
  --current_->conditionalDepth;
}

void SymbolVisitor::visitPattern(const Pattern* pattern) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(pattern->range);
  auto visitAll = [this](PatternList list) {
    for (const Pattern* part : list) visitPattern(part);
  };
  auto capture = [this, pattern](Identifier name) {
    if (!name.empty()) define(mangled(name), kDefLocal, pattern->range);
  };
  switch (pattern->kind) {
    case PatternKind::kMatchValue: return visitExpr(pattern->as<MatchValue>()->value);
    case PatternKind::kMatchSingleton: return;
    case PatternKind::kMatchSequence: return visitAll(pattern->as<MatchSequence>()->patterns);
    case PatternKind::kMatchMapping: {
      auto* mapping = pattern->as<MatchMapping>();
      visitExprs(mapping->keys);
      visitAll(mapping->patterns);
      return capture(mapping->rest);
    }
    case PatternKind::kMatchClass: {
      auto* cls = pattern->as<MatchClass>();
      visitExpr(cls->cls);
      visitAll(cls->patterns);
      return visitAll(cls->kwdPatterns);
    }
    case PatternKind::kMatchStar: return capture(pattern->as<MatchStar>()->name);
    case PatternKind::kMatchAs:
      if (pattern->as<MatchAs>()->pattern) visitPattern(pattern->as<MatchAs>()->pattern);
      return capture(pattern->as<MatchAs>()->name);
    case PatternKind::kMatchOr: return visitAll(pattern->as<MatchOr>()->patterns);
  }
}

void SymbolVisitor::visitAnnAssign(const AnnAssign* stmt) {
  if (auto* name = stmt->target->dynAs<Name>()) {
    NameId id = mangled(name->id);
    uint16_t flags = current_->flagsOf(id);
    if ((flags & (kDefGlobal | kDefNonlocal)) && current_->kind != ScopeKind::kModule && stmt->simple)
      return problems_.error(stmt->range, "annotated name '" + std::string(name->id) + "' can't be " +
                                              (flags & kDefGlobal ? "global" : "nonlocal"));
    if (stmt->simple)
      define(id, kDefAnnotated | kDefLocal, name->range);
    else if (stmt->value)
      define(id, kDefLocal, name->range);
  } else {
    visitExpr(stmt->target);
  }
  visitAnnotation(stmt->annotation);
  visitOptional(stmt->value);
}

template <class T>
void SymbolVisitor::visitImport(const T* stmt) {
  for (const Alias* alias : stmt->names) {
    Identifier bound = alias->asname.empty() ? alias->name.substr(0, alias->name.find('.')) : alias->asname;
    if (bound != "*") {
      define(mangled(bound), kDefImport, alias->range);
    } else if (current_->kind != ScopeKind::kModule) {
      return problems_.error(alias->range, "import * only allowed at module level");
    }
  }
}

void SymbolVisitor::visitGlobal(const Global* stmt) {
  for (Identifier text : stmt->names) {
    NameId name = mangled(text);
    uint16_t flags = current_->flagsOf(name);
    if (flags & (kDefParameter | kDefLocal | kUsed | kDefAnnotated)) {
      std::string quoted = "name '" + std::string(text) + "'";
      return problems_.error(stmt->range, flags & kDefParameter   ? quoted + " is parameter and global"
                                          : flags & kUsed         ? quoted + " is used prior to global declaration"
                                          : flags & kDefAnnotated ? "annotated " + quoted + " can't be global"
                                                                  : quoted + " is assigned to before global declaration");
    }
    define(name, kDefGlobal, stmt->range);
    table_.top()->add(name).flags |= kDefGlobal;  // the module itself uses the name by STORE_GLOBAL then
    table_.directives_.push_back({current_, name, stmt->range});
  }
}

void SymbolVisitor::visitNonlocal(const Nonlocal* stmt) {
  for (Identifier text : stmt->names) {
    NameId name = mangled(text);
    uint16_t flags = current_->flagsOf(name);
    if (flags & (kDefParameter | kDefLocal | kUsed | kDefAnnotated)) {
      std::string quoted = "name '" + std::string(text) + "'";
      return problems_.error(stmt->range, flags & kDefParameter   ? quoted + " is parameter and nonlocal"
                                          : flags & kUsed         ? quoted + " is used prior to nonlocal declaration"
                                          : flags & kDefAnnotated ? "annotated " + quoted + " can't be nonlocal"
                                                                  : quoted + " is assigned to before nonlocal declaration");
    }
    define(name, kDefNonlocal, stmt->range);
    table_.directives_.push_back({current_, name, stmt->range});
  }
}

}  // namespace vitrine::compiler
