// print, input and the builtins that deal with the world outside. Text goes straight to the host where sys.stdout and sys.stdin
// are ours; where they were replaced, or __str__ is written in Python, the prelude does it (output.py).
#include "modules/builtins.h"
#include "modules/text_stream.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"
#include "vm/interpreter.h"

namespace vitrine::builtins {

namespace {

/// Whether str(v) may run Python code at the outermost level (containers are left to nested calls).
bool textNeedsPython(Value v) { return definesInPython(v, Dunder::kStr) || definesInPython(v, Dunder::kRepr); }

Result<void> checkEdge(Vm& vm, Value text, const char* name) {
  if (!text || isNone(text) || isStr(text)) return {};
  return vm.raise(TypeId::kTypeError, "%s must be None or a string, not %s", name, typeName(text).c_str());
}

/// Gathers what one print() writes, so that the host is called once; before code of the program may run (and print, too) it is
/// written out.
class Line {
 public:
  explicit Line(Value stream) : stream_(stream) {}

  Result<void> add(Vm& vm, Value str) {
    const auto* text = cellOf<StrCell>(str);
    if (text->ascii) {
      gathered_ += text->bytes();
      return {};
    }
    flush();
    return writeStream(vm, stream_, text);
  }
  /// A separator: a str, or NULL or None for the usual one.
  Result<void> addEdge(Vm& vm, Value textOrNone, char usual) {
    if (textOrNone && !isNone(textOrNone)) return add(vm, textOrNone);
    gathered_ += usual;
    return {};
  }
  void flush() {
    if (isOpenStream(stream_)) writeDescriptor(streamDescriptor(stream_), gathered_);
    gathered_.clear();
  }

 private:
  Value stream_;
  std::string gathered_;
};

/// Whether str(v) runs no code of the program.
bool textIsNative(Value v) { return !v.isReference() || isNone(v) || isExactly(v, TypeId::kStr) || isExactly(v, TypeId::kInt); }

Result<void> addValues(Vm& vm, Line& line, std::span<const Value> values, Value separator, Value end) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i) TRY(line.addEdge(vm, separator, ' '));
    if (!textIsNative(values[i])) line.flush();
    Ref text = TRY(str(vm, values[i]));
    TRY(line.add(vm, text));
  }
  return line.addEdge(vm, end, '\n');
}

Result<void> printNatively(Vm& vm, Value stream, std::span<const Value> values, Value separator, Value end) {
  Line line(stream);
  auto added = addValues(vm, line, values, separator, end);
  line.flush();
  return added;
}

}  // namespace

/// values: sep, end, file, flush, args.
Result<Ref> print(Vm& vm, Args args) {
  Value stream = args[2];
  if (!stream || isNone(stream)) {
    stream = sysMember("stdout");
    if (!stream) return vm.raise(TypeId::kRuntimeError, "lost sys.stdout");
    if (isNone(stream)) return noneRef();
  }
  TRY(checkEdge(vm, args[0], "sep"));
  TRY(checkEdge(vm, args[1], "end"));
  auto values = tupleItems(args[4]);
  bool native = isOpenStream(stream);
  for (Value v : values) native = native && !textNeedsPython(v);
  Ref held = Ref::share(stream);
  if (native) {
    TRY(printNatively(vm, held, values, args[0], args[1]));
    return noneRef();
  }
  bool flush = args[3] && TRY(truth(vm, args[3]));
  return tailCallPrelude(vm, "print_to", {stream, args[4], args[0] ? args[0] : none(), args[1] ? args[1] : none(), Value::boolean(flush)});
}

namespace {

/// Writes the prompt of input number Root::inputLines unless it stands there already (the instruction may run again).
Result<void> promptOnce(Vm& vm, Value output, Value prompt) {
  uint64_t mark = root().inputLines + 1;
  if (root().promptedInput == mark) return {};
  Ref text = TRY(str(vm, prompt));
  TRY(writeStream(vm, output, text.as<StrCell>()));
  root().promptedInput = mark;
  return {};
}

}  // namespace

Result<Ref> input(Vm& vm, Args args) {
  Value in = sysMember("stdin"), out = sysMember("stdout"), error = sysMember("stderr");
  for (auto [stream, name] : {std::pair{in, "stdin"}, std::pair{out, "stdout"}, std::pair{error, "stderr"}})
    if (!stream || isNone(stream)) return vm.raise(TypeId::kRuntimeError, "input(): lost sys.%s", name);
  bool needsPython = args.has(0) && textNeedsPython(args[0]);
  if (!isOpenStream(in) || !isOpenStream(out) || needsPython) {
    Ref prompt = args.has(0) ? TRY(newTuple(vm, {args[0]})) : Ref::share(Value::reference(root().emptyTuple));
    return tailCallPrelude(vm, "input_from", {in, out, error, prompt});
  }
  if (args.has(0)) TRY(promptOnce(vm, out, args[0]));
  Ref line = TRY(readStreamLine(vm, in));
  if (line.get().isToken()) return line;
  root().promptedInput = 0;
  uint32_t length = line.as<StrCell>()->length;
  if (length == 0) return vm.raise(TypeId::kEOFError, "EOF when reading a line");
  return line.as<StrCell>()->at(length - 1) == '\n' ? subStr(vm, line, 0, length - 1) : Result<Ref>(std::move(line));
}

/// There is no file system: reading finds nothing, writing is refused.
Result<Ref> open(Vm& vm, Args args) {
  Value mode = args.has(1) ? args[1] : Value();
  if (mode && !isStr(mode)) return vm.raiseTypeErrorFor("open() argument 'mode' must be str, not %s", mode);
  bool writes = mode && utf8Of(mode).find_first_of("wax+") != std::string::npos;
  Ref text = TRY(newStr(vm, writes ? "Read-only file system" : "No such file or directory"));
  Ref exception = TRY(call(vm, valueOf(typeCell(TypeId::kOSError)), {Value::integer(writes ? 30 : 2), text, args[0]}));
  return vm.raiseObject(exception);
}

/// values: args, kwargs.
Result<Ref> breakpoint(Vm& vm, Args args) { return tailCallPrelude(vm, "call_breakpoint_hook", {args[0], args[1]}); }

Result<Ref> help(Vm& vm, Args args) {
  if (!args.has(0)) return tailCallPrelude(vm, "help_in_general", {});
  return tailCallPrelude(vm, "help_on", {args[0]});
}

}  // namespace vitrine::builtins
