// Codegen: walks the tree and emits the instructions CPython 3.7's compiler would emit, in its order, with its lines;
// newer syntax follows the same scheme. One Unit per code object under construction. Every emitting function takes the
// source range the instruction belongs to in 3.14 (PEP 657); an empty range means "that of the instruction before".
//
// By subject: codegen_units (scopes, names, code objects), codegen_statements, codegen_control (loops, try, with),
// codegen_functions, codegen_expressions, codegen_calls (calls and displays), codegen_comprehensions,
// codegen_assignments, codegen_annotations, codegen_type_params, codegen_patterns, codegen_exception_groups.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/check.h"

#include "compiler/compiler.h"
#include "compiler/constant_table.h"
#include "compiler/flow_graph.h"
#include "compiler/folded.h"
#include "compiler/future.h"
#include "compiler/problem.h"
#include "compiler/symbol_table.h"

namespace vitrine::compiler {

/// What a unit is (CPython: COMPILER_SCOPE_*). kAnnotation stands for all of PEP 649's and 695's scopes.
enum class UnitKind : uint8_t { kModule, kClass, kFunction, kAsyncFunction, kLambda, kComprehension, kAnnotation };

/// What a statement is nested in (CPython 3.7: fblocktype; the last is ours).
enum class FrameBlockKind : uint8_t { kLoop, kExcept, kFinallyTry, kFinallyEnd };
/// How a block is left by instructions of its own where a `continue` goes through a finally clause.
enum class Leaving : uint8_t { kPopBlock, kPopFinally, kPopExcept, kNamedHandler, kFinally, kWith, kAsyncWith };
struct FrameBlock {
  FrameBlockKind kind;
  BlockId block;
  Leaving leaving = Leaving::kPopBlock;
  const void* node = nullptr;  // kNamedHandler: the ExceptHandler; kFinally: the TryFields
  bool isExceptStar = false;   // break, continue and return may not leave it
};

/// One annotation of a variable, kept for `__annotate__`.
struct DeferredAnnotation {
  NameId name;
  const syntax::Expr* annotation;
  int conditionIndex;  // its number in __conditional_annotations__; -1: none
};

/// A code object under construction.
struct Unit {
  UnitKind kind = UnitKind::kModule;
  Scope* scope = nullptr;
  NameId name = kNoName;
  std::string qualName;
  int32_t firstLine = 0;
  int32_t argCount = 0, posOnlyArgCount = 0, kwOnlyArgCount = 0;
  FlowGraph graph;
  ConstantTable constants;
  IndexMap names, varNames, cellVars, freeVars;
  std::vector<FrameBlock> blocks;
  int blockDepth = 0;       // nested blocks as 3.14 counts them
  std::vector<DeferredAnnotation> annotations;
  int conditionalAnnotations = 0;  // how many of them have a number
  size_t nextAnnotation = 0;       // the one that is likely asked for next

  void clear();
};

/// COMPARE_OP's operand.
uint32_t compareOperand(syntax::CompareOperator op);

/// Where 3.14 puts an attribute access, or a call of one, of range `whole`.
Range attributeRange(const Range& whole, const syntax::Attribute* attribute);

class Codegen {
 public:
  Codegen(const CompileOptions& options, FutureFeatures future, NameTable& names, const KnownNames& known,
          SymbolTable& symbols, ConstantPool& pool, ProblemSink& problems)
      : options_(options), future_(future), names_(names), known_(known), symbols_(symbols), pool_(pool),
        problems_(problems) {}

  /// The code object of the module; null after a problem.
  std::shared_ptr<CodeObject> run(const syntax::Module& module);

 private:
  // ---- Units (codegen_units.cpp) ----
  void enterUnit(UnitKind kind, NameId name, const void* node, int32_t firstLine);
  void enterUnitIn(Scope* scope, UnitKind kind, NameId name, int32_t firstLine);
  /// Ends the unit and gives its code object (null after a problem); the unit around becomes current.
  std::shared_ptr<CodeObject> leaveUnit(bool returnsNone);
  std::string qualifiedName(const Unit& parent, UnitKind kind, NameId name);
  uint32_t codeFlags() const;
  void makeClosure(std::shared_ptr<CodeObject> code, uint32_t flags, std::string qualName, const Range& range);
  Scope& scope() { return *unit_->scope; }
  bool inFunction() const { return unit_->scope->isFunctionLike(); }
  bool futureAnnotations() const { return (future_.flags & kCodeFutureAnnotations) != 0; }

  // ---- Emitting ----
  void emit(Opcode op, const Range& range) { emitArg(op, 0, range); }
  void emitArg(Opcode op, uint32_t arg, const Range& range) {
    if (range.line) range_ = range;
    unit_->graph.emit(op, arg, range_);
  }
  void emitJump(Opcode op, BlockId target, const Range& range) {
    if (range.line) range_ = range;
    unit_->graph.emitJump(op, target, range_);
  }
  void emitConstant(Constant value, const Range& range) {
    emitArg(Opcode::LOAD_CONST, unit_->constants.add(std::move(value)), range);
  }
  void emitNone(const Range& range) { emitArg(Opcode::LOAD_CONST, unit_->constants.addNone(), range); }
  void emitText(std::string_view text, const Range& range) {
    emitArg(Opcode::LOAD_CONST, unit_->constants.addText(text), range);
  }
  void emitLiteral(const syntax::Expr* expr);
  /// An instruction whose operand is a name, mangled.
  void emitName(Opcode op, NameId name, const Range& range) {
    emitArg(op, unit_->names.add(names_.mangle(scope().privateClass, name)), range);
  }
  BlockId newBlock() { return unit_->graph.newBlock(); }
  void useNextBlock(BlockId block) { unit_->graph.useNextBlock(block); }
  void nextBlock() { unit_->graph.nextBlock(); }
  NameId intern(std::string_view text) { return names_.intern(text); }
  Constant constantOf(const syntax::Expr* expr) const {
    return compiler::constantOf(*expr->as<syntax::Constant>(), pool_);
  }

  // ---- Names ----
  enum class Access : uint8_t { kLoad, kStore, kDelete };
  void nameOp(NameId name, Access access, const Range& range);
  void nameOp(std::string_view name, Access access, const Range& range) { nameOp(intern(name), access, range); }
  void derefOp(NameId mangled, bool isCell, Access access, const Range& range);
  void loadClosure(NameId name, const Range& range);
  bool refusesName(NameId name, Access access, const Range& range);

  // ---- Statements ----
  void visitBody(syntax::StmtList body);
  void visitModuleBody(const syntax::Module& module);
  /// A module's or class's statements, with the docstring.
  void visitScopeBody(syntax::StmtList body);
  bool visitFoldedText(syntax::StmtList body);
  void visitStmt(const syntax::Stmt* stmt);
  void visitStmtKind(const syntax::Stmt* stmt);
  void visitExprStmt(const syntax::ExprStmt* stmt);
  void visitReturn(const syntax::Return* stmt);
  void visitRaise(const syntax::Raise* stmt);
  void visitAssert(const syntax::Assert* stmt);
  void visitImport(const syntax::Import* stmt);
  void visitImportAs(std::string_view name, std::string_view asName, const Range& range);
  void visitImportFrom(const syntax::ImportFrom* stmt);
  void visitDelete(const syntax::Delete* stmt);
  /// Statements that never run: checked for errors, nothing emitted.
  void checkDeadBody(syntax::StmtList body);

  // ---- Control ----
  enum class Truth : int8_t { kUnknown = -1, kFalse = 0, kTrue = 1 };
  Truth truthOfTest(const syntax::Expr* test) const;
  void visitIf(const syntax::If* stmt);
  void visitWhile(const syntax::While* stmt);
  void visitFor(const syntax::Stmt* stmt, const syntax::ForFields& loop);
  void visitAsyncFor(const syntax::Stmt* stmt, const syntax::ForFields& loop);
  void visitTry(const syntax::Stmt* stmt, const syntax::TryFields& fields);
  void visitTryFinally(const syntax::Stmt* stmt, const syntax::TryFields& fields, bool isStar);
  void visitTryExcept(const syntax::Stmt* stmt, const syntax::TryFields& fields);
  void visitHandler(const syntax::ExceptHandler* handler, BlockId end);
  void visitNamedHandler(const syntax::ExceptHandler* handler);
  void unbindHandlerName(std::string_view name, const Range& range);
  void unwindTo(size_t index, const Range& range);
  void unwindBlock(const FrameBlock& block, const Range& range);
  void emitAsyncNext(const syntax::Expr* target, BlockId attempt, BlockId ended, const Range& range);
  void emitAsyncEnd(const Range& range);
  void visitTryStar(const syntax::Stmt* stmt, const syntax::TryFields& fields);
  void visitStarHandler(const syntax::ExceptHandler* handler);
  void visitWith(const syntax::Stmt* stmt, const syntax::WithFields& fields, size_t index, bool isAsync);
  void visitBreak(const syntax::Stmt* stmt);
  void visitContinue(const syntax::Stmt* stmt);
  enum class LeavingJump : uint8_t { kLoopJump, kReturn };
  bool leavesExceptStar(const Range& range, LeavingJump what);
  void pushBlock(FrameBlock block, const Range& range, int counted = 1);
  void popBlock(int counted = 1);
  /// A conditional jump to `target` if `expr` is `condition` (CPython 3.7: compiler_jump_if).
  void jumpIf(const syntax::Expr* expr, BlockId target, bool condition);
  void jumpIfBoolOp(const syntax::BoolOp* expr, BlockId target, bool condition);
  void jumpIfConditional(const syntax::IfExp* expr, BlockId target, bool condition);
  void jumpIfChain(const syntax::Compare* expr, BlockId target, bool condition);
  void awaitIt(const Range& range);  // GET_AWAITABLE; LOAD_CONST None; YIELD_FROM
  void yieldFromNone(const Range& range);

  // ---- Functions and classes ----
  void visitFunction(const syntax::Stmt* stmt, const syntax::FunctionFields& fields, bool isAsync);
  std::shared_ptr<CodeObject> functionCode(const syntax::Stmt* stmt, const syntax::FunctionFields& fields, bool isAsync,
                                           std::string& qualName);
  void visitClass(const syntax::ClassDef* stmt);
  std::shared_ptr<CodeObject> classCode(const syntax::ClassDef* stmt);
  void finishClassBody(const syntax::ClassDef* stmt);
  void visitLambda(const syntax::Lambda* expr);
  uint32_t visitDefaults(const syntax::Arguments& args, const Range& range);
  bool visitKwDefaults(const syntax::Arguments& args, const Range& range);
  void setParameters(const syntax::Arguments& args);
  void checkParameterNames(const syntax::Arguments& args);
  void visitDecorators(syntax::ExprList decorators);
  void applyDecorators(syntax::ExprList decorators);

  // ---- Annotations ----
  uint32_t visitFunctionAnnotations(const syntax::FunctionFields& fields, const Range& range);
  uint32_t futureFunctionAnnotations(const syntax::FunctionFields& fields, const Range& range);
  void visitAnnAssign(const syntax::AnnAssign* stmt);
  void noteAnnotation(const syntax::AnnAssign* stmt, const syntax::Name* name);
  void checkAnnotationTarget(const syntax::Expr* target);
  void checkAnnotationKey(const syntax::Expr* key);
  void evaluateAndDrop(const syntax::Expr* expr);
  void collectAnnotations(syntax::StmtList body, bool isConditional);
  void collectFromIf(const syntax::If* stmt);
  void collectFromTry(const syntax::TryFields& fields);
  void collectAnnotation(const syntax::AnnAssign* stmt, bool isConditional);
  int conditionIndexOf(const syntax::Expr* annotation);
  void enterAnnotationUnit(Scope* scope, NameId name, int32_t line, const Range& range);
  void emitModuleAnnotate(syntax::StmtList body);
  void emitAnnotateFunction(Scope* annotationScope, const Range& range);

  // ---- Type parameters ----
  void visitGenericFunction(const syntax::Stmt* stmt, const syntax::FunctionFields& fields, bool isAsync);
  void visitGenericClass(const syntax::ClassDef* stmt);
  void visitTypeAlias(const syntax::TypeAlias* stmt);
  void emitTypeParams(std::span<syntax::TypeParam*> params);
  void emitTypeParam(const syntax::TypeParam* param);
  void emitTypeVariableFunction(const syntax::Expr* value, NameId name, const void* node);
  void enterTypeParams(std::string_view name, std::span<syntax::TypeParam*> params, int32_t line);
  void leaveTypeParams(const Range& range);

  // ---- Expressions ----
  void visitExpr(const syntax::Expr* expr);
  void visitOptional(const syntax::Expr* expr) {
    if (expr) visitExpr(expr);
  }
  void visitExprs(syntax::ExprList list) {
    for (const syntax::Expr* expr : list) visitExpr(expr);
  }
  void visitNode(const syntax::Expr* expr);
  void visitTail(const syntax::Expr* expr);
  const syntax::Expr* chainLeft(const syntax::Expr* expr);
  void visitStarred(const syntax::Starred* expr);
  void visitBoolOp(const syntax::BoolOp* expr);
  void visitIfExp(const syntax::IfExp* expr);
  void visitNamedExpr(const syntax::NamedExpr* expr);
  void visitCompare(const syntax::Compare* expr);
  void visitName(const syntax::Name* expr);
  void visitYield(const syntax::Yield* expr);
  void visitYieldFrom(const syntax::YieldFrom* expr);
  void visitAwait(const syntax::Await* expr);
  void visitAttributeTail(const syntax::Attribute* expr);
  void visitSubscriptTail(const syntax::Subscript* expr);
  void visitSlice(const syntax::Slice* slice);
  void visitSubscriptKey(const syntax::Expr* key);
  void visitStarredKey(const syntax::Tuple* key);
  void visitJoinedStr(const syntax::JoinedStr* expr);
  void visitFormattedValue(const syntax::FormattedValue* expr);
  void visitTemplateStr(const syntax::TemplateStr* expr);
  void visitInterpolation(const syntax::Interpolation* expr);
  void warnCompare(const syntax::Compare* expr);
  void warnCall(const syntax::Expr* func, const Range& range);
  void warnSubscript(const syntax::Expr* value, const syntax::Expr* key, const Range& range);

  // ---- Calls and displays ----
  static bool isMethodCall(const syntax::Call* call);
  void visitCallTail(const syntax::Call* call);
  void visitCallArguments(uint32_t already, syntax::ExprList args, std::span<syntax::Keyword*> keywords,
                          const Range& range);
  void visitPackedArguments(uint32_t already, syntax::ExprList args, const Range& range);
  uint32_t visitPackedKeywords(std::span<syntax::Keyword*> keywords, const Range& range);
  void visitKeywordGroup(std::span<syntax::Keyword*> keywords, const Range& range);
  void checkKeywords(std::span<syntax::Keyword*> keywords);
  enum class DisplayKind : uint8_t { kTuple, kList, kSet };
  void visitDisplay(DisplayKind kind, syntax::ExprList elts, const Range& range);
  void visitElements(DisplayKind kind, syntax::ExprList elts, syntax::ExprContext context, const Range& range);
  void visitDict(const syntax::Dict* expr);
  void visitSubdict(const syntax::Dict* expr, size_t begin, size_t end);

  // ---- Comprehensions ----
  struct ComprehensionParts {
    ComprehensionKind kind;
    const syntax::Expr* expr;
    const syntax::Expr* element;  // the key, of a dict
    const syntax::Expr* value;
    std::span<syntax::Comprehension*> generators;
  };
  void visitComprehension(const ComprehensionParts& parts, NameId name);
  void visitGenerators(const ComprehensionParts& parts, size_t index);
  void visitSyncGenerator(const ComprehensionParts& parts, size_t index);
  void visitAsyncGenerator(const ComprehensionParts& parts, size_t index);
  void loadIterable(const ComprehensionParts& parts, size_t index);
  void visitInner(const ComprehensionParts& parts, size_t index, BlockId ifCleanup);
  void visitElement(const ComprehensionParts& parts);
  bool dictOrderIsVisible(const ComprehensionParts& parts);

  // ---- Assignments ----
  void visitAssign(const syntax::Assign* stmt);
  void visitAugAssign(const syntax::AugAssign* stmt);
  void unpackTargets(syntax::ExprList elts, const Range& range);

  // ---- Patterns ----
  struct PatternContext {
    std::vector<NameId> stores;     // names captured so far; their values lie on the stack, the first on top
    std::vector<BlockId> failPop;   // number i: where to go on failure with i values to pop
    bool allowIrrefutable = false;  // may this pattern always match?
    uint32_t onTop = 0;             // values above the captured ones that must stay
  };
  void visitMatch(const syntax::Match* stmt);
  void visitPattern(const syntax::Pattern* pattern, PatternContext& context);
  void patternValue(const syntax::Expr* value, PatternContext& context);
  void patternSingleton(const syntax::MatchSingleton* pattern, PatternContext& context);
  void patternAs(const syntax::MatchAs* pattern, PatternContext& context);
  void patternStar(const syntax::MatchStar* pattern, PatternContext& context);
  void patternSequence(const syntax::MatchSequence* pattern, PatternContext& context);
  void patternUnpack(syntax::PatternList patterns, PatternContext& context, const Range& range);
  void patternSubscripts(syntax::PatternList patterns, size_t star, PatternContext& context, const Range& range);
  void patternLength(CompareOperand comparison, size_t length, PatternContext& context, const Range& range);
  void patternNotNone(PatternContext& context, const Range& range);
  void patternMapping(const syntax::MatchMapping* pattern, PatternContext& context);
  void patternMappingKeys(const syntax::MatchMapping* pattern, PatternContext& context);
  void patternClass(const syntax::MatchClass* pattern, PatternContext& context);
  void patternOr(const syntax::MatchOr* pattern, PatternContext& context);
  void patternCapture(std::string_view name, PatternContext& context, const Range& range);
  void subpattern(const syntax::Pattern* pattern, PatternContext& context);
  void failureJump(Opcode op, PatternContext& context, const Range& range);
  BlockId failureBlock(uint32_t pops, PatternContext& context);
  void placeFailures(PatternContext& context, const Range& range);
  void visitCase(const syntax::MatchCase* matchCase, bool isLast, bool keepsSubject, BlockId end);
  bool matchControl(std::vector<NameId>& control, PatternContext& context, const Range& range);
  void rotateTo(uint32_t depth, const Range& range);

  const CompileOptions& options_;
  FutureFeatures future_;
  NameTable& names_;
  const KnownNames& known_;
  SymbolTable& symbols_;
  ConstantPool& pool_;
  ProblemSink& problems_;
  std::vector<std::unique_ptr<Unit>> units_;  // reused; the first depth_ are in use
  size_t depth_ = 0;
  Unit* unit_ = nullptr;
  bool interactive_ = false;
  Range range_;                               // of the instruction before
  std::vector<const syntax::Expr*> spine_;
};

}  // namespace vitrine::compiler
