// See text_stream.h. CPython: Modules/_io/textio.c; methods behave as a TextIOWrapper's in UTF-8, line-buffered.
#include "modules/text_stream.h"

#include <cstdio>

#include "base/utf8.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"
#include "vm/host.h"
#include "vm/interpreter.h"

namespace vitrine {

namespace {

PairHolderCell* streamCell(Value v) { return cellOf<PairHolderCell>(v); }
int descriptorOf(Value v) { return int(streamCell(v)->first.asInt()); }

Result<void> checkOpen(Vm& vm, Value v) {
  if (streamCell(v)->first) return {};
  return vm.raise(TypeId::kValueError, "I/O operation on closed file.");
}
Raised raiseUnsupported(Vm& vm, const char* what) { return vm.raise(TypeId::kOSError, "not %s", what); }

/// UnicodeEncodeError for the surrogates that begin at `start`.
Raised raiseSurrogates(Vm& vm, const StrCell* text, uint32_t start) {
  uint32_t end = start;
  while (end < text->length && utf8::isSurrogate(text->at(end))) ++end;
  Ref encoding = intern("utf-8");
  Ref reason = TRY(newStr(vm, "surrogates not allowed"));
  return vm.raiseObject(TRY(call(vm, valueOf(typeCell(TypeId::kUnicodeEncodeError)),
                                 {encoding, valueOf(text), Value::integer(start), Value::integer(end), reason})).get());
}

/// Lone surrogates of WTF-8 written as \udc80.
std::string escapeSurrogates(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char32_t c = utf8::decode(text, at);
    char escape[8];
    if (utf8::isSurrogate(c)) {
      std::snprintf(escape, sizeof escape, "\\u%04x", unsigned(c));
      out += escape;
    } else {
      utf8::append(out, c);
    }
  }
  return out;
}

}  // namespace

Ref newTextStream(int descriptor) {
  auto* cell = makeCell<PairHolderCell>(TypeId::kTextStream);
  cell->first = Value::integer(descriptor);
  return Ref::steal(cell);
}

bool isOpenStream(Value v) { return isExactly(v, TypeId::kTextStream) && streamCell(v)->first; }

int streamDescriptor(Value stream) { return descriptorOf(stream); }

void writeDescriptor(int descriptor, std::string_view bytes) {
  if (bytes.empty()) return;
  if (host) host->write(descriptor, bytes, root().outputBytes);
  root().outputBytes += bytes.size();
}

Result<void> writeStream(Vm& vm, Value stream, const StrCell* text) {
  int descriptor = descriptorOf(stream);
  if (text->ascii) {
    writeDescriptor(descriptor, text->bytes());
    return {};
  }
  std::string bytes;
  appendUtf8(bytes, text);
  if (text->width > 1) {
    for (uint32_t i = 0; i < text->length; ++i) {
      if (!utf8::isSurrogate(text->at(i))) continue;
      if (descriptor != 2) return raiseSurrogates(vm, text, i);
      bytes = escapeSurrogates(bytes);
      break;
    }
  }
  writeDescriptor(descriptor, bytes);
  return {};
}

Value sysMember(const char* name) {
  if (!root().sysModule) return Value();
  Ref key = intern(name);
  return dictGetName(moduleDict(Value::reference(root().sysModule)), key);
}

// --- reading ---------------------------------------------------------------------------------------------------------------------

namespace {

/// Bytes of input as a str: what is no UTF-8 becomes lone surrogates (surrogateescape), so that nothing is lost.
Result<Ref> decodeInput(Vm& vm, const std::string& bytes) {
  if (!utf8::validate(bytes)) return newStr(vm, bytes);
  std::string text;
  for (size_t at = 0; at < bytes.size();) {
    size_t before = at;
    char32_t c = utf8::decode(bytes, at);
    if (c == utf8::kMalformed || utf8::isSurrogate(c)) {
      at = before + 1;
      c = 0xDC00 + uint8_t(bytes[before]);
    }
    utf8::append(text, c);
  }
  return newStr(vm, text);
}

/// What is left of a line read in part; taken.
Ref takeRest(Value stream) { return Ref::steal(std::exchange(streamCell(stream)->second, Value())); }

Result<void> checkReadable(Vm& vm, Value stream) {
  TRY(checkOpen(vm, stream));
  if (descriptorOf(stream) != 0) return raiseUnsupported(vm, "readable");
  return {};
}

/// Splits the first `count` characters off, keeping the rest for the next read.
Result<Ref> takeCharacters(Vm& vm, Value stream, Ref text, int64_t count) {
  uint32_t length = text.as<StrCell>()->length;
  if (count < 0 || length <= uint64_t(count)) return text;
  Ref first = TRY(subStr(vm, text, 0, uint32_t(count)));
  streamCell(stream)->second = TRY(subStr(vm, text, uint32_t(count), length)).release();
  return first;
}

Result<Ref> readLineMethod(Vm& vm, Args args) {
  TRY(checkReadable(vm, args[0]));
  int64_t size = args.has(1) && !isNone(args[1]) ? TRY(toIndex64(vm, args[1], IndexOverflow::kClip)) : -1;
  Ref line = TRY(readStreamLine(vm, args[0]));
  if (line.get().isToken()) return line;
  return takeCharacters(vm, args[0], std::move(line), size);
}

/// read(size): takes lines until there is enough; nothing counts as taken until all of them are there.
Result<Ref> readMethod(Vm& vm, Args args) {
  TRY(checkReadable(vm, args[0]));
  int64_t size = args.has(1) && !isNone(args[1]) ? TRY(toIndex64(vm, args[1], IndexOverflow::kClip)) : -1;
  std::string bytes, line;
  uint64_t index = root().inputLines;
  Value rest = streamCell(args[0])->second;
  size_t have = rest ? cellOf<StrCell>(rest)->length : 0;
  while (size < 0 || have < size_t(size)) {
    Answer answer = host ? host->readLine(index, &line) : Answer::kEnded;
    if (answer == Answer::kNotYet) return suspend(vm, RunStatus::kNeedsInput);
    if (answer == Answer::kEnded) break;
    ++index;
    bytes += line;
    have += utf8::countCodePoints(line);
  }
  root().inputLines = index;
  Ref text = TRY(decodeInput(vm, bytes));
  Ref before = takeRest(args[0]);
  if (before) text = TRY(concatStr(vm, before, text));
  return takeCharacters(vm, args[0], std::move(text), size);
}

Result<Ref> readLinesMethod(Vm& vm, Args args) {
  TRY(checkReadable(vm, args[0]));
  return tailCallPrelude(vm, "stream_read_lines", {args[0], args.has(1) ? args[1] : Value::integer(-1)});
}
Result<Ref> iterStream(Vm& vm, Args args) {
  TRY(checkReadable(vm, args[0]));
  return tailCallPrelude(vm, "stream_lines", {args[0]});
}
Result<Ref> nextOfStream(Vm& vm, Args args) {
  TRY(checkReadable(vm, args[0]));
  Ref line = TRY(readStreamLine(vm, args[0]));
  if (line.get().isToken() || line.as<StrCell>()->length) return line;
  return vm.raiseWith(TypeId::kStopIteration, Value());
}

}  // namespace

Result<Ref> readStreamLine(Vm& vm, Value stream) {
  if (Ref rest = takeRest(stream)) {
    auto* text = rest.as<StrCell>();
    uint32_t end = 0;
    while (end < text->length && text->at(end) != '\n') ++end;
    return takeCharacters(vm, stream, std::move(rest), int64_t(end) + 1);
  }
  std::string line;
  Answer answer = host ? host->readLine(root().inputLines, &line) : Answer::kEnded;
  if (answer == Answer::kNotYet) return suspend(vm, RunStatus::kNeedsInput);
  if (answer == Answer::kEnded) return Ref::share(nameOf(Name::kEmpty));
  ++root().inputLines;
  return decodeInput(vm, line);
}

// --- writing and the rest --------------------------------------------------------------------------------------------------------

namespace {

Result<Ref> writeMethod(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("write() argument must be str, not %s", args[1]);
  if (descriptorOf(args[0]) == 0) return raiseUnsupported(vm, "writable");
  TRY(writeStream(vm, args[0], cellOf<StrCell>(args[1])));
  return intRef(cellOf<StrCell>(args[1])->length);
}
Result<Ref> writeLinesMethod(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return tailCallPrelude(vm, "stream_write_lines", {args[0], args[1]});
}
Result<Ref> flushMethod(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return noneRef();
}
Result<Ref> closeMethod(Vm&, Args args) {
  streamCell(args[0])->first = Value();
  return noneRef();
}
Result<Ref> filenoMethod(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return intRef(descriptorOf(args[0]));
}
Result<Ref> no(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return boolRef(false);
}
Result<Ref> readable(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return boolRef(descriptorOf(args[0]) == 0);
}
Result<Ref> writable(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return boolRef(descriptorOf(args[0]) != 0);
}
Result<Ref> enter(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return Ref::share(args[0]);
}
Result<Ref> exitStream(Vm& vm, Args args) { return closeMethod(vm, args); }
Result<Ref> reconfigure(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return noneRef();
}

const char* fileNameOf(Value v) {
  static const char* const kNames[] = {"<stdin>", "<stdout>", "<stderr>"};
  return streamCell(v)->first ? kNames[descriptorOf(v)] : "<closed>";
}
Result<Ref> getClosed(Vm&, Value v) { return boolRef(!streamCell(v)->first); }
Result<Ref> getName(Vm& vm, Value v) { return newStr(vm, fileNameOf(v)); }
Result<Ref> getMode(Vm&, Value v) { return intern(streamCell(v)->first && descriptorOf(v) == 0 ? "r" : "w"); }
Result<Ref> getEncoding(Vm&, Value) { return intern("utf-8"); }
Result<Ref> getErrors(Vm&, Value v) { return intern(streamCell(v)->first && descriptorOf(v) == 2 ? "backslashreplace" : "strict"); }
Result<Ref> getNewlines(Vm&, Value) { return noneRef(); }
Result<Ref> getLineBuffering(Vm&, Value v) { return boolRef(streamCell(v)->first && descriptorOf(v) == 2); }

Result<Ref> streamRepr(Vm& vm, Value v) {
  Ref mode = TRY(getMode(vm, v));
  return newStr(vm, std::string("<_io.TextIOWrapper name='") + fileNameOf(v) + "' mode='" + utf8Of(mode) + "' encoding='utf-8'>");
}

const NativeMethod kMethods[] = {
    {"write", "($self, text, /)", writeMethod},
    {"writelines", "($self, lines, /)", writeLinesMethod},
    {"flush", "($self, /)", flushMethod},
    {"close", "($self, /)", closeMethod},
    {"fileno", "($self, /)", filenoMethod},
    {"isatty", "($self, /)", no},
    {"seekable", "($self, /)", no},
    {"readable", "($self, /)", readable},
    {"writable", "($self, /)", writable},
    {"read", "($self, size=-1, /)", readMethod},
    {"readline", "($self, size=-1, /)", readLineMethod},
    {"readlines", "($self, hint=-1, /)", readLinesMethod},
    {"reconfigure", "($self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)", reconfigure},
    {"__iter__", "($self, /)", iterStream},
    {"__next__", "($self, /)", nextOfStream},
    {"__enter__", "($self, /)", enter},
    {"__exit__", "($self, *exception)", exitStream},
};
const NativeGetSet kAttributes[] = {
    {"closed", getClosed}, {"name", getName}, {"mode", getMode}, {"encoding", getEncoding},
    {"errors", getErrors}, {"newlines", getNewlines}, {"line_buffering", getLineBuffering},
};

Result<Ref> iterSlot(Vm& vm, Value self) {
  Value values[] = {self};
  return iterStream(vm, {values, 1, Value()});
}

}  // namespace

const NativeType kTextStreamType = {
    .id = TypeId::kTextStream,
    .instanceBytes = sizeof(PairHolderCell),
    .slots = {.repr = streamRepr, .iter = iterSlot},
    .methods = kMethods,
    .attributes = kAttributes,
};

}  // namespace vitrine
