// The native half of _ast (library/_ast.py): the table of nodes, and the ways from source to tree and from tree to code.
#include "compiler/future.h"
#include "compiler/preprocess.h"
#include "modules/registry.h"
#include "modules/source.h"
#include "modules/syntax_tree.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/ast_fields.h"

namespace vitrine {
namespace {

/// Collects the declarations of a node's fields.
struct Declarations {
  std::vector<const char*> found;
  template <class Member>
  void operator()(const char* declaration, const Member&) {
    found.push_back(declaration);
  }
  void literal(const char* declaration, const syntax::Constant&) { found.push_back(declaration); }
  void prefix(const char* declaration, bool) { found.push_back(declaration); }
};

/// Writes the rows of schema().
class SchemaWriter {
 public:
  SchemaWriter(Vm& vm, Value list) : vm_(vm), list_(list) {}

  template <class Node>
  void add(const char* sum, const char* name, const Node& node, bool isProduct, bool hasRange) {
    Declarations declarations;
    syntax::visitFields(node, declarations);
    row(sum, name, declarations.found, isProduct, hasRange);
  }
  void symbol(const char* sum, const char* name) { row(sum, name, {}, false, false); }
  void mod(const char* name, syntax::ModKind kind) {
    syntax::Module module;
    module.kind = kind;
    add("mod", name, module, false, false);
  }
  bool ok() const { return ok_; }

 private:
  void row(const char* sum, const char* name, const std::vector<const char*>& declarations, bool isProduct, bool hasRange) {
    if (ok_) ok_ = append(sum, name, declarations, isProduct, hasRange).ok();
  }
  Result<void> append(const char* sum, const char* name, const std::vector<const char*>& declarations, bool isProduct, bool hasRange) {
    Ref fields = TRY(newTupleBlank(vm_, uint32_t(declarations.size())));
    for (size_t i = 0; i < declarations.size(); ++i) fields.as<TupleCell>()->items[i] = intern(declarations[i]).release();
    Ref sumName = isProduct ? noneRef() : Ref(intern(sum)), ownName = intern(name);
    return listAppendOwned(vm_, list_, TRY(newTuple(vm_, {sumName, ownName, fields, Value::boolean(hasRange)})));
  }

  Vm& vm_;
  Value list_;
  bool ok_ = true;
};

/// schema(): rows (sum or None, name, declarations of fields, has a position), in the order of syntax::NodeName.
Result<Ref> schema(Vm& vm, Args) {
  Ref list = TRY(newList(vm));
  SchemaWriter rows(vm, list);
#define MOD(name, ...) rows.mod(#name, syntax::ModKind::k##name);
#define STMT(name, ...) rows.add("stmt", #name, syntax::name(), false, true);
#define STMT_AS(name, type, ...) rows.add("stmt", #name, syntax::type(), false, true);
#define EXPR(name, ...) rows.add("expr", #name, syntax::name(), false, true);
#define PATTERN(name, ...) rows.add("pattern", #name, syntax::name(), false, true);
#define TYPE_PARAM(name, ...) rows.add("type_param", #name, syntax::name(), false, true);
#define PRODUCT(name, type, ...) rows.add("", #name, syntax::type(), true, syntax::kHasRange<syntax::type>);
#define SOLE(sum, name, type, ...) rows.add(#sum, #name, syntax::type(), false, syntax::kHasRange<syntax::type>);
#define SYMBOL(sum, name) rows.symbol(#sum, #name);
#include "syntax/ast.def"
  if (!rows.ok()) return Raised{};
  return list;
}

struct Mode {
  const char* name;
  syntax::ParseMode parse;
  syntax::ModKind kind;
  CompileMode compile;
};
constexpr Mode kModes[] = {
    {"exec", syntax::ParseMode::kExec, syntax::ModKind::kModule, CompileMode::kExec},
    {"eval", syntax::ParseMode::kEval, syntax::ModKind::kExpression, CompileMode::kEval},
    {"single", syntax::ParseMode::kSingle, syntax::ModKind::kInteractive, CompileMode::kSingle},
    {"func_type", syntax::ParseMode::kFunctionType, syntax::ModKind::kFunctionType, CompileMode::kEval},
};

/// What both ways get from compile(): values 1 to 4 are filename, mode, flags (3.14's, the caller's futures among them), optimize.
struct Request {
  CompileOptions options;
  const Mode* mode;
  uint32_t flags;
};
Result<Request> requestOf(Vm& vm, Args args) {
  Request request{{}, nullptr, uint32_t(TRY(intArgument(vm, args[3])))};
  request.options.fileName = utf8Of(args[1]);
  for (const Mode& mode : kModes)
    if (equalsAscii(cellOf<StrCell>(args[2]), mode.name)) request.mode = &mode;
  if (!request.mode) return vm.raise(TypeId::kValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  request.options.mode = request.mode->compile;
  request.options.optimize = int(TRY(intArgument(vm, args[4])));
  takeFlags(request.options, request.flags);
  return request;
}

/// The objects of a tree, the tree first preprocessed where that is asked for.
Result<Ref> finished(Vm& vm, const Request& request, syntax::Module& module, compiler::ConstantPool pool, TreeClasses classes,
                     syntax::AstArena& arena) {
  if (request.flags & kCompileOptimizedAst) {
    compiler::ProblemSink ignored;
    bool futureAnnotations = (request.options.futureFlags | compiler::findFutureFeatures(module, ignored).flags) & kCodeFutureAnnotations;
    if (!compiler::preprocessTree(module, {request.options.optimize, futureAnnotations}, arena, pool))
      return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded during compilation");
  }
  return treeObject(vm, module, pool, classes);
}

/// parse(source, filename, mode, flags, optimize, classes, symbols): the tree of a str, or of bytes.
Result<Ref> parse(Vm& vm, Args args) {
  Request request = TRY(requestOf(vm, args));
  bool isText = isStr(args[0]);
  request.options.sourceKind = isText ? syntax::SourceKind::kText : syntax::SourceKind::kBytes;
  std::string source = isText ? utf8Of(args[0]) : std::string(cellOf<BytesCell>(args[0])->view());
  syntax::AstArena arena;
  const syntax::Module* module = TRY(parseText(vm, source, request.options, request.mode->parse, arena));
  return finished(vm, request, *arena.make<syntax::Module>(*module), {}, {args[5], args[6]}, arena);
}

/// compile(tree, filename, mode, flags, optimize, classes, symbols): its code object; with PyCF_ONLY_AST the tree made anew.
Result<Ref> compileObject(Vm& vm, Args args) {
  Request request = TRY(requestOf(vm, args));
  syntax::AstArena arena;
  compiler::ConstantPool pool;
  TreeClasses classes{args[5], args[6]};
  syntax::Module* module = TRY(treeOf(vm, args[0], request.mode->kind, classes, arena, pool));
  if (request.flags & kCompileOnlyAst) return finished(vm, request, *module, std::move(pool), classes, arena);
  return compileModule(vm, *module, request.options, arena, pool);
}

const NativeMethod kFunctions[] = {
    {"schema", "()", schema},
    {"parse", "(source, filename, mode, flags, optimize, classes, symbols, /)", parse},
    {"compile", "(tree, filename, mode, flags, optimize, classes, symbols, /)", compileObject},
};

}  // namespace

extern const NativeModule kAsdlModule = {"_asdl", kFunctions};

}  // namespace vitrine
