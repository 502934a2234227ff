// The symbol table: which scopes a program has, and for each name of each scope whether it is local, global, free or
// a cell (Language Reference 4.2; the two passes are CPython's symtable.c: collect, then analyse). Names are stored
// mangled. Scopes live as long as the table; they are found again by the syntax node that opened them.
// Next: symbol_visitor.* collects, symbol_analysis.cpp decides.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "compiler/name_table.h"
#include "compiler/problem.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

namespace ast = vitrine::syntax;

/// The kinds of scope. All but module and class work like functions; the last four are PEP 649's and PEP 695's.
enum class ScopeKind : uint8_t { kModule, kClass, kFunction, kAnnotation, kTypeAlias, kTypeParameters, kTypeVariable };
enum class ComprehensionKind : uint8_t { kNone, kList, kSet, kDict, kGenerator };

/// What is known of a name in one scope, as bits.
enum SymbolFlag : uint16_t {
  kDefGlobal = 1,        // global statement
  kDefLocal = 2,         // assigned
  kDefParameter = 4,
  kDefNonlocal = 8,      // nonlocal statement
  kUsed = 16,
  kDefFreeInClass = 64,  // bound here in a class body, and free in a method
  kDefImport = 128,
  kDefAnnotated = 256,
  kDefIterated = 512,    // target of a comprehension's `for`
  kDefTypeParameter = 1024,
  kDefBound = kDefLocal | kDefParameter | kDefImport | kDefTypeParameter,
};

enum class Binding : uint8_t { kUnknown, kLocal, kGlobalExplicit, kGlobalImplicit, kFree, kCell };

struct Symbol {
  uint16_t flags = 0;
  Binding binding = Binding::kUnknown;
};

struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  ComprehensionKind comprehension = ComprehensionKind::kNone;
  NameId name = kNoName;
  NameId privateClass = kNoName;  // for mangling
  Scope* parent = nullptr;
  const void* node = nullptr;
  Scope* annotations = nullptr;   // of a module or class: its __annotate__
  bool isNested = false;          // somewhere inside a function
  bool isGenerator = false, isCoroutine = false, isAsyncFunction = false;
  bool hasVarArgs = false, hasVarKeywords = false;
  bool returnsValue = false;
  bool needsClassClosure = false, needsClassDict = false;  // `__class__`, `__classdict__` are free in something inside
  bool canSeeClassScope = false;
  bool hasConditionalAnnotations = false;
  bool inIterable = false;        // while the visitor is in a comprehension's iterable
  bool inUnevaluatedAnnotation = false;
  int conditionalDepth = 0;       // if, for, try ... around, while the visitor is there
  std::vector<NameId> parameters;
  std::vector<NameId> staticAttributes;  // of a class: names assigned through `self.` in its methods

  IndexMap index;                 // name -> place in symbols
  std::vector<Symbol> symbols;

  bool isFunctionLike() const { return kind != ScopeKind::kModule && kind != ScopeKind::kClass; }
  Symbol* find(NameId mangled) {
    uint32_t at = index.find(mangled);
    return at == IndexMap::kAbsent ? nullptr : &symbols[at];
  }
  Symbol& add(NameId mangled) {
    uint32_t at = index.add(mangled);
    if (at == symbols.size()) symbols.emplace_back();
    return symbols[at];
  }
  uint16_t flagsOf(NameId mangled) {
    Symbol* symbol = find(mangled);
    return symbol ? symbol->flags : 0;
  }
  Binding bindingOf(NameId mangled) {
    Symbol* symbol = find(mangled);
    return symbol ? symbol->binding : Binding::kUnknown;
  }
};

/// A global or nonlocal statement's name, for errors found in the second pass.
struct Directive {
  Scope* scope;
  NameId name;
  Range range;
};

struct SymbolTableOptions {
  bool futureAnnotations = false;
  bool allowTopLevelAwait = false;
};

/// Names that the compiler itself needs.
struct KnownNames {
  explicit KnownNames(NameTable& names);
  NameId dunderClass, classDict, classCell, classDictCell, doc, moduleName, qualName, name, module, annotations, annotate,
      annotateFunc, conditionalAnnotations, typeParams, dotTypeParams, dotGenericBase, dotDefaults, dotKwDefaults, dotZero,
      debug, super, assertionError, stopAsyncIteration, dotFormat, top, lambda, listComp, setComp, dictComp, genExpr,
      staticAttributes;
};

class SymbolTable {
 public:
  SymbolTable(NameTable& names, const KnownNames& known, ProblemSink& problems)
      : names_(names), known_(known), problems_(problems) {}

  /// Builds the table. Check the sink afterwards.
  void build(const ast::Module& module, const SymbolTableOptions& options);

  Scope* top() { return &scopes_.front(); }
  /// The scope that `node` opened.
  Scope* scopeOf(const void* node) const { return byNode_.at(node); }
  Scope* findScope(const void* node) const {
    auto found = byNode_.find(node);
    return found == byNode_.end() ? nullptr : found->second;
  }

 private:
  friend class SymbolVisitor;
  Scope* open(ScopeKind kind, NameId name, const void* node, Scope* parent, NameId privateClass);
  void analyze();
  void analyzeSymbol(Scope& scope, NameId name, Symbol& symbol);
  void resolveNonlocal(Scope& scope, NameId name, Symbol& symbol);
  bool resolveUse(Scope& scope, NameId name, Symbol& symbol);
  Scope* findBinder(Scope& scope, NameId name);
  void makeFree(Scope& scope, NameId name, Scope* binder);
  void errorAtDirective(Scope& scope, NameId name, std::string message);

  NameTable& names_;
  const KnownNames& known_;
  ProblemSink& problems_;
  std::deque<Scope> scopes_;  // parents before children
  std::unordered_map<const void*, Scope*> byNode_;
  std::vector<Directive> directives_;
};

}  // namespace vitrine::compiler
