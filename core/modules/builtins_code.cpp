// compile, eval, exec and the namespaces of the running frame. CPython: Python/bltinmodule.c.
#include "modules/builtins.h"

#include "base/utf8.h"
#include "modules/import_hook.h"
#include "modules/source.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/interpreter.h"

namespace vitrine::builtins {

namespace {

/// The text of what compile() accepts as source: str, or anything with a buffer.
Result<std::string> sourceText(Vm& vm, Value source, const char* function, const char* what) {
  std::string text;
  if (isStr(source)) {
    text = utf8Of(source);
    if (utf8::validate(text)) (void)TRY(encodeStr(vm, source, CodecNames()));  // raises: it holds a surrogate
  } else if (auto buffer = bufferOf(source)) {
    text = std::string(*buffer);
  } else {
    return vm.raise(TypeId::kTypeError, "%s() arg 1 must be a %s object", function, what);
  }
  if (text.find('\0') != std::string::npos) return vm.raise(TypeId::kSyntaxError, "source code string cannot contain null bytes");
  return text;
}

/// The future features of the code that calls, as flags of compile().
uint32_t callersFutures() {
  Frame* frame = pythonFrame(0);
  return frame ? futureFlagsTo314(codeOf(frame)->flags) : 0;
}

Result<std::string> modeText(Vm& vm, Value mode) {
  if (!isStr(mode)) return vm.raise(TypeId::kTypeError, "compile() argument 'mode' must be str, not %s", argumentTypeName(mode).c_str());
  std::string text = utf8Of(mode);
  if (text.find('\0') != std::string::npos) return vm.raise(TypeId::kValueError, "embedded null character");
  return text;
}

Result<CompileMode> modeOf(Vm& vm, const std::string& text, uint32_t flags) {
  if (text == "exec") return CompileMode::kExec;
  if (text == "eval") return CompileMode::kEval;
  if (text == "single") return CompileMode::kSingle;
  if (text == "func_type" && flags & kCompileOnlyAst) return CompileMode::kEval;  // a tree's mode: see library/_ast.py
  if (text == "func_type") return vm.raise(TypeId::kValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  const char* modes = flags & kCompileOnlyAst ? "'exec', 'eval', 'single' or 'func_type'" : "'exec', 'eval' or 'single'";
  return vm.raise(TypeId::kValueError, "compile() mode must be %s", modes);
}

/// What os.fspath() makes of a file's name (CPython: PyOS_FSPath).
Result<Ref> pathOf(Vm& vm, Value name) {
  if (isStr(name) || isBytes(name)) return Ref::share(name);
  Ref attribute = intern("__fspath__");
  if (!lookupOnType(typeOf(name), attribute)) return vm.raiseTypeErrorFor("expected str, bytes or os.PathLike object, not %s", name);
  Ref method = TRY(getAttribute(vm, name, attribute));
  Ref path = TRY(call(vm, method, {}));
  if (isStr(path) || isBytes(path)) return path;
  return vm.raise(TypeId::kTypeError, "expected %s.__fspath__() to return str or bytes, not %s", typeName(name).c_str(), typeName(path).c_str());
}

Result<std::string> fileNameOf(Vm& vm, Value name) {
  Ref path = TRY(pathOf(vm, name));
  if (isBytes(path)) path = TRY(decodeBytes(vm, path, CodecNames{"utf-8", "surrogateescape"}));
  std::string text = utf8Of(path);
  if (text.find('\0') != std::string::npos) return vm.raise(TypeId::kValueError, "embedded null character");
  return text;
}

bool isSource(Value v) { return isStr(v) || bufferOf(v); }

/// The ways from a source to a tree and from a tree on: library/_ast.py has the classes. `args` and `options` are compile()'s.
Result<Ref> compileByTree(Vm& vm, Args args, const CompileOptions& options, uint32_t flags) {
  Ref source = Ref::share(args[0]), fileName = TRY(newStr(vm, options.fileName));
  if (isSource(source)) {
    std::string text = TRY(sourceText(vm, source, "compile", "string, bytes or AST"));
    if (!isStr(source)) source = TRY(newBytes(vm, text));
  }
  const char* next = isSource(source) ? "compile_to_tree" : "compile_tree";
  return tailCallPrelude(vm, next, {source, fileName, args[2], Value::integer(flags), Value::integer(options.optimize)});
}

/// A declared encoding counts in bytes only.
CompileOptions optionsFor(Value source) {
  CompileOptions options;
  options.sourceKind = isStr(source) ? syntax::SourceKind::kText : syntax::SourceKind::kBytes;
  return options;
}

}  // namespace

/// values: source, filename, mode, flags, dont_inherit, optimize, _feature_version.
Result<Ref> compile(Vm& vm, Args args) {
  CompileOptions options = optionsFor(args[0]);
  options.fileName = TRY(fileNameOf(vm, args[1]));
  std::string mode = TRY(modeText(vm, args[2]));
  uint32_t flags = args.has(3) ? uint32_t(TRY(intArgument(vm, args[3]))) : 0;
  bool inherit = !(args.has(4) && TRY(truth(vm, args[4])));
  int64_t optimize = args.has(5) ? TRY(intArgument(vm, args[5])) : -1;
  if (args.has(6)) TRY(intArgument(vm, args[6]));  // what grammar a syntax tree is made by
  if (flags & ~kCompileKnown) return vm.raise(TypeId::kValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) return vm.raise(TypeId::kValueError, "compile(): invalid optimize value");
  options.mode = TRY(modeOf(vm, mode, flags));
  options.optimize = optimize < 0 ? 0 : int(optimize);
  if (inherit) flags |= callersFutures();
  takeFlags(options, flags);
  if (flags & kCompileOnlyAst || !isSource(args[0])) return compileByTree(vm, args, options, flags);
  std::string text = TRY(sourceText(vm, args[0], "compile", "string, bytes or AST"));
  return compileText(vm, text, options);
}

namespace {

/// What the code runs in: both set where the caller gave none.
struct Namespaces {
  Ref globals, locals;
};

Result<void> addBuiltins(Vm& vm, Value globals) {
  Value name = nameOf(Name::kBuiltins);
  if (TRY(dictGet(vm, globals, name))) return {};
  return dictSetName(vm, globals, name, Value::reference(root().builtins));
}

bool isMapping(Value v) { return typeOf(v)->definesInPython(Dunder::kGetItem) || slotsOf(v).getItem; }

Result<Namespaces> namespacesOf(Vm& vm, const char* function, Value globals, Value locals) {
  bool evaluates = function[1] == 'v';
  bool own = globals && !isNone(globals), given = locals && !isNone(locals);
  if (evaluates && given && !isMapping(locals)) return vm.raise(TypeId::kTypeError, "locals must be a mapping");
  if (own && !isDict(globals)) {
    if (!evaluates) return vm.raise(TypeId::kTypeError, "%s() globals must be a dict, not %s", function, typeName(globals).c_str());
    return vm.raise(TypeId::kTypeError, isMapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict");
  }
  if (given && !isMapping(locals)) return vm.raise(TypeId::kTypeError, "locals must be a mapping or None, not %s", typeName(locals).c_str());
  Namespaces spaces;
  spaces.globals = own ? Ref::share(globals) : Ref::share(currentGlobals());
  if (!spaces.globals) return vm.raise(TypeId::kSystemError, "globals and locals cannot be NULL");
  spaces.locals = given ? Ref::share(locals) : own ? Ref::share(globals) : TRY(currentLocals(vm));
  TRY(addBuiltins(vm, spaces.globals));
  return spaces;
}

Result<Ref> enter(Vm& vm, Value code, const Namespaces& spaces) { return startCode(vm, code, spaces.globals, spaces.locals); }

uint32_t freeCountOf(Value code) { return cellOf<TupleCell>(Value::reference(cellOf<CodeCell>(code)->freeVars))->length; }

}  // namespace

/// values: source, globals, locals.
Result<Ref> eval(Vm& vm, Args args) {
  Namespaces spaces = TRY(namespacesOf(vm, "eval", args.has(1) ? args[1] : Value(), args.has(2) ? args[2] : Value()));
  if (isExactly(args[0], TypeId::kCode)) {
    if (freeCountOf(args[0])) return vm.raise(TypeId::kTypeError, "code object passed to eval() may not contain free variables");
    return enter(vm, args[0], spaces);
  }
  std::string text = TRY(sourceText(vm, args[0], "eval", "string, bytes or code"));
  text.erase(0, text.find_first_not_of(" \t"));
  CompileOptions options = optionsFor(args[0]);
  options.mode = CompileMode::kEval;
  takeFlags(options, callersFutures());
  Ref code = TRY(compileText(vm, text, options));
  return enter(vm, code, spaces);
}

namespace {

/// Code with free variables runs as a function over exactly these cells.
Result<Ref> execWithClosure(Vm& vm, Value code, Value closureOrNull, const Namespaces& spaces) {
  uint32_t wanted = freeCountOf(code);
  bool given = closureOrNull && !isNone(closureOrNull);
  if (!wanted) return vm.raise(TypeId::kTypeError, "cannot use a closure with this code object");
  bool fits = given && isExactly(closureOrNull, TypeId::kTuple) && cellOf<TupleCell>(closureOrNull)->length == wanted;
  for (uint32_t i = 0; fits && i < wanted; ++i) fits = isExactly(tupleItems(closureOrNull)[i], TypeId::kCellObject);
  if (!fits) return vm.raise(TypeId::kTypeError, "code object requires a closure of exactly length %u", wanted);
  Ref function = TRY(newFunction(vm, code, spaces.globals, Value()));
  function.as<FunctionCell>()->closure = Ref::share(closureOrNull).release().offset();
  return tailCallPrelude(vm, "exec_closure", {function, spaces.locals});
}

}  // namespace

/// values: source, globals, locals, closure.
Result<Ref> exec(Vm& vm, Args args) {
  Namespaces spaces = TRY(namespacesOf(vm, "exec", args.has(1) ? args[1] : Value(), args.has(2) ? args[2] : Value()));
  bool closure = args.has(3) && !isNone(args[3]);
  if (isExactly(args[0], TypeId::kCode)) {
    if (closure || freeCountOf(args[0])) return execWithClosure(vm, args[0], args.has(3) ? args[3] : Value(), spaces);
    return tailCallPrelude(vm, "exec_code", {args[0], spaces.globals, spaces.locals});
  }
  if (closure) return vm.raise(TypeId::kTypeError, "closure can only be used when source is a code object");
  std::string text = TRY(sourceText(vm, args[0], "exec", "string, bytes or code"));
  CompileOptions options = optionsFor(args[0]);
  takeFlags(options, callersFutures());
  Ref code = TRY(compileText(vm, text, options));
  return enter(vm, code, spaces);
}

Result<Ref> globals(Vm& vm, Args) {
  Value found = currentGlobals();
  return found ? Ref::share(found) : noneRef();
}
Result<Ref> locals(Vm& vm, Args) { return currentLocals(vm); }

Result<Ref> buildClass(Vm& vm, Args args) { return vitrine::buildClass(vm, args); }

/// values: name, globals, locals, fromlist, level.
Result<Ref> import(Vm& vm, Args args) {
  return importName(vm, args[0], args.has(1) ? args[1] : none(), args.has(3) ? args[3] : none(), args.has(4) ? args[4] : Value::integer(0));
}

}  // namespace vitrine::builtins
