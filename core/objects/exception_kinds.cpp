// Exceptions with attributes of their own: StopIteration, SystemExit, KeyError's text, NameError, AttributeError, ImportError,
// OSError, SyntaxError, UnicodeErrors (CPython: Objects/exceptions.c).
#include "objects/exception_kinds.h"

#include "objects/allocate.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }

/// A plain member as attribute: NULL reads as None, deleting sets NULL.
template <class T, auto member>
Result<Ref> getMember(Vm&, Value v) { return shareOrNone(cellOf<T>(v)->*member); }
template <class T, auto member>
Result<void> setMember(Vm&, Value v, Value value) {
  replaceMember(cellOf<T>(v)->*member, value);
  return {};
}
#define MEMBER(name, T, member) {name, getMember<T, &T::member>, setMember<T, &T::member>}

/// Positional arguments become `args`; keywords named in `names` set members in the same order, others are refused.
Result<void> keepArgs(Vm& vm, Args args, std::span<const char* const> names, std::span<Value* const> places) {
  Ref positional = TRY(newTuple(vm, std::span(args.values + 1, args.count - 1)));
  replaceMember(exceptionCell(args[0])->args, positional);
  for (uint32_t k = 0; k < args.keywordCount(); ++k) {
    Value name = tupleItems(args.keywordNames)[k];
    size_t i = 0;
    while (i < names.size() && !equalsAscii(cellOf<StrCell>(name), names[i])) ++i;
    if (i == names.size()) {
      std::string type = typeName(args[0]);
      if (names.empty()) return vm.raise(TypeId::kTypeError, "%s() takes no keyword arguments", type.c_str());
      return vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'", type.c_str(), textOf(name).c_str());
    }
    replaceMember(*places[i], args[args.count + k]);
  }
  return {};
}
Result<Ref> noneAfter(Result<void> result) { return result.ok() ? Result<Ref>(noneRef()) : Result<Ref>(Raised{}); }

// --- StopIteration, SystemExit: the first argument is the value -------------------------------------------------------------
Result<Ref> valueInit(Vm& vm, Args args) {
  TRY(keepArgs(vm, args, {}, {}));
  initExceptionKind(args[0]);
  return noneRef();
}
const NativeGetSet kStopAttributes[] = {MEMBER("value", ValueExceptionCell, value)};
const NativeGetSet kExitAttributes[] = {MEMBER("code", ValueExceptionCell, value)};

// --- KeyError: the repr of a single argument ----------------------------------------------------------------------------------
Result<Ref> keyErrorStr(Vm& vm, Value v) {
  auto items = tupleItems(exceptionCell(v)->args);
  if (items.size() == 1) return repr(vm, items[0]);
  return slotsOf(typeCell(TypeId::kBaseException)).str(vm, v);
}

// --- NameError, AttributeError, ImportError --------------------------------------------------------------------------------------
Result<Ref> nameInit(Vm& vm, Args args) {
  auto* e = cellOf<NameExceptionCell>(args[0]);
  const char* const names[] = {"name", "obj"};
  Value* const places[] = {&e->name, &e->object};
  size_t count = isInstance(args[0], TypeId::kAttributeError) ? 2 : 1;
  return noneAfter(keepArgs(vm, args, std::span(names, count), std::span(places, count)));
}
const NativeGetSet kNameAttributes[] = {MEMBER("name", NameExceptionCell, name)};
const NativeGetSet kAttributeAttributes[] = {MEMBER("name", NameExceptionCell, name), MEMBER("obj", NameExceptionCell, object)};

Result<Ref> importInit(Vm& vm, Args args) {
  auto* e = cellOf<ImportExceptionCell>(args[0]);
  const char* const names[] = {"name", "path", "name_from"};
  Value* const places[] = {&e->name, &e->path, &e->nameFrom};
  TRY(keepArgs(vm, args, names, places));
  initExceptionKind(args[0]);
  return noneRef();
}
Result<Ref> importStr(Vm& vm, Value v) {
  Value message = cellOf<ImportExceptionCell>(v)->message;
  if (message && isStr(message)) return Ref::share(message);
  return slotsOf(typeCell(TypeId::kBaseException)).str(vm, v);
}
const NativeGetSet kImportAttributes[] = {MEMBER("msg", ImportExceptionCell, message), MEMBER("name", ImportExceptionCell, name),
                                          MEMBER("path", ImportExceptionCell, path), MEMBER("name_from", ImportExceptionCell, nameFrom)};

// --- OSError -----------------------------------------------------------------------------------------------------------------------
struct ErrnoRow {
  int number;
  TypeId type;
};
/// PEP 3151: OSError(errno, ...) makes the subclass for its number (Linux numbers, R7).
constexpr ErrnoRow kErrnoTypes[] = {
    {11, TypeId::kBlockingIOError}, {115, TypeId::kBlockingIOError}, {10, TypeId::kChildProcessError}, {32, TypeId::kBrokenPipeError},
    {108, TypeId::kBrokenPipeError}, {103, TypeId::kConnectionAbortedError}, {111, TypeId::kConnectionRefusedError},
    {104, TypeId::kConnectionResetError}, {17, TypeId::kFileExistsError}, {2, TypeId::kFileNotFoundError}, {21, TypeId::kIsADirectoryError},
    {20, TypeId::kNotADirectoryError}, {4, TypeId::kInterruptedError}, {13, TypeId::kPermissionError}, {1, TypeId::kPermissionError},
    {3, TypeId::kProcessLookupError}, {110, TypeId::kTimeoutError},
};
Result<Ref> osCreate(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kOSError) && args.count >= 3 && args.count <= 6 && args[1].isInt())
    for (const ErrnoRow& row : kErrnoTypes)
      if (row.number == args[1].asInt()) type = typeCell(row.type);
  Ref made = TRY(allocateObject(vm, type));
  exceptionCell(made)->args = TRY(newTuple(vm, std::span(args.values + 1, args.count - 1))).release();
  initExceptionKind(made);
  return made;
}
Result<Ref> osInit(Vm& vm, Args args) {
  TRY(keepArgs(vm, args, {}, {}));
  initExceptionKind(args[0]);
  return noneRef();
}
Result<Ref> osStr(Vm& vm, Value v) {
  auto* e = cellOf<OsExceptionCell>(v);
  if (!e->errorNumber || !e->text) return slotsOf(typeCell(TypeId::kBaseException)).str(vm, v);
  Ref number = TRY(str(vm, e->errorNumber)), text = TRY(str(vm, e->text));
  std::string out = "[Errno " + utf8Of(number) + "] " + utf8Of(text);
  for (Value name : {e->fileName, e->fileName2}) {
    if (!name || isNone(name)) continue;
    Ref shown = TRY(repr(vm, name));
    out += (name == e->fileName ? ": " : " -> ") + utf8Of(shown);
  }
  return newStr(vm, out);
}
const NativeGetSet kOsAttributes[] = {MEMBER("errno", OsExceptionCell, errorNumber), MEMBER("strerror", OsExceptionCell, text),
                                      MEMBER("filename", OsExceptionCell, fileName), MEMBER("filename2", OsExceptionCell, fileName2)};

// --- SyntaxError ---------------------------------------------------------------------------------------------------------------------
Result<Ref> syntaxInit(Vm& vm, Args args) {
  TRY(keepArgs(vm, args, {}, {}));
  auto* e = cellOf<SyntaxExceptionCell>(args[0]);
  if (args.count >= 2) replaceMember(e->message, args[1]);
  if (args.count != 3) return noneRef();
  Ref details = TRY(tupleFrom(vm, args[2]));
  auto items = tupleItems(details);
  if (items.size() < 4 || items.size() == 5 || items.size() > 7)
    return vm.raise(TypeId::kTypeError, "function missing required argument or takes at most 7 arguments (%zu given)", items.size());
  Value* const places[] = {&e->fileName, &e->line, &e->column, &e->text, &e->endLine, &e->endColumn, &e->metadata};
  for (size_t i = 0; i < items.size(); ++i) replaceMember(*places[i], items[i]);
  return noneRef();
}
Result<Ref> syntaxStr(Vm& vm, Value v) {
  auto* e = cellOf<SyntaxExceptionCell>(v);
  Ref message = TRY(str(vm, e->message ? e->message : none()));
  bool hasLine = e->line && isIntOrBool(e->line), hasFile = e->fileName && isStr(e->fileName);
  if (!hasLine && !hasFile) return message;
  std::string file = hasFile ? utf8Of(e->fileName) : "";
  if (size_t slash = file.rfind('/'); slash != std::string::npos) file = file.substr(slash + 1);
  std::string line;
  if (hasLine) {
    Ref number = TRY(str(vm, e->line));
    line = "line " + utf8Of(number);
  }
  return newStr(vm, utf8Of(message) + " (" + file + (hasFile && hasLine ? ", " : "") + line + ")");
}
const NativeGetSet kSyntaxAttributes[] = {
    MEMBER("msg", SyntaxExceptionCell, message), MEMBER("filename", SyntaxExceptionCell, fileName), MEMBER("lineno", SyntaxExceptionCell, line),
    MEMBER("offset", SyntaxExceptionCell, column), MEMBER("text", SyntaxExceptionCell, text), MEMBER("end_lineno", SyntaxExceptionCell, endLine),
    MEMBER("end_offset", SyntaxExceptionCell, endColumn), MEMBER("print_file_and_line", SyntaxExceptionCell, printFileAndLine),
    MEMBER("_metadata", SyntaxExceptionCell, metadata),
};

// --- UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError ------------------------------------------------------------------------
Result<Ref> unicodeInit(Vm& vm, Args args) {
  TRY(keepArgs(vm, args, {}, {}));
  bool translate = isInstance(args[0], TypeId::kUnicodeTranslateError);
  uint32_t wanted = translate ? 5 : 6;
  if (args.count != wanted) {
    return vm.raise(TypeId::kTypeError, "function takes exactly %u arguments (%u given)", wanted - 1, args.count - 1);
  }
  auto* e = cellOf<UnicodeExceptionCell>(args[0]);
  const Value* rest = args.values + 1;
  if (!translate) replaceMember(e->encoding, *rest++);
  for (Value* place : {&e->object, &e->start, &e->end, &e->reason}) replaceMember(*place, *rest++);
  return noneRef();
}
Result<Ref> unicodeStr(Vm& vm, Value v) {
  auto* e = cellOf<UnicodeExceptionCell>(v);
  if (!e->object || !e->start || !e->start.isInt() || !e->end || !e->end.isInt()) return Ref::share(nameOf(Name::kEmpty));
  Ref reason = TRY(str(vm, e->reason)), encoding = TRY(str(vm, e->encoding ? e->encoding : nameOf(Name::kEmpty)));
  int64_t start = e->start.asInt(), end = e->end.asInt();
  bool decode = isInstance(v, TypeId::kUnicodeDecodeError), translate = isInstance(v, TypeId::kUnicodeTranslateError);
  std::string codec = translate ? "" : "'" + utf8Of(encoding) + "' codec ", verb = decode ? "decode" : translate ? "translate" : "encode";
  char place[96];
  if (end == start + 1) {
    Ref index = TRY(newInt(vm, start));
    Ref item = TRY(getItem(vm, e->object, index));
    if (decode) {
      std::snprintf(place, sizeof place, " byte 0x%02x in position %lld: ", unsigned(item.get().asInt()), static_cast<long long>(start));
    } else {
      unsigned c = isStr(item) && item.as<StrCell>()->length ? unsigned(item.as<StrCell>()->at(0)) : 0;
      const char* form = c < 256 ? " character '\\x%02x' in position %lld: " : c < 65536 ? " character '\\u%04x' in position %lld: "
                                                                                           : " character '\\U%08x' in position %lld: ";
      std::snprintf(place, sizeof place, form, c, static_cast<long long>(start));
    }
  } else {
    std::snprintf(place, sizeof place, " %s in position %lld-%lld: ", decode ? "bytes" : "characters", static_cast<long long>(start),
                  static_cast<long long>(end - 1));
  }
  return newStr(vm, codec + "can't " + verb + place + utf8Of(reason));
}
const NativeGetSet kUnicodeAttributes[] = {
    MEMBER("encoding", UnicodeExceptionCell, encoding), MEMBER("object", UnicodeExceptionCell, object), MEMBER("start", UnicodeExceptionCell, start),
    MEMBER("end", UnicodeExceptionCell, end), MEMBER("reason", UnicodeExceptionCell, reason)};

constexpr uint32_t kFlags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsException;

/// errno, strerror and file names of OSError(errno, strerror[, filename[, winerror[, filename2]]]).
void initOs(Value exception, std::span<const Value> items) {
  auto* e = cellOf<OsExceptionCell>(exception);
  if (items.size() < 2 || items.size() > 5) return;
  replaceMember(e->errorNumber, items[0]);
  replaceMember(e->text, items[1]);
  if (items.size() > 2) replaceMember(e->fileName, items[2]);
  if (items.size() > 4) replaceMember(e->fileName2, items[4]);
}

}  // namespace

void initExceptionKind(Value exception) {
  auto items = tupleItems(exceptionCell(exception)->args);
  constexpr uint8_t kCount = uint8_t(LayoutId::kCount);
  switch (LayoutId(uint8_t(typeOf(exception)->layout % kCount))) {
    case LayoutId::kValueException: {
      bool isExit = isInstance(exception, TypeId::kSystemExit);
      Value value = items.empty() ? Value() : isExit && items.size() > 1 ? exceptionCell(exception)->args : items[0];
      replaceMember(cellOf<ValueExceptionCell>(exception)->value, value);
      return;
    }
    case LayoutId::kImportException:
      if (items.size() == 1) replaceMember(cellOf<ImportExceptionCell>(exception)->message, items[0]);
      return;
    case LayoutId::kSyntaxException:
      if (!items.empty()) replaceMember(cellOf<SyntaxExceptionCell>(exception)->message, items[0]);
      return;
    case LayoutId::kOsException: return initOs(exception, items);
    default: return;
  }
}

#define KIND(kind, Struct, ...) \
  const NativeType k##kind##Type = {.id = TypeId::k##kind, .instanceBytes = sizeof(Struct), .flags = kFlags, __VA_ARGS__};
KIND(StopIteration, ValueExceptionCell, .slots = {.initialize = valueInit}, .attributes = kStopAttributes)
KIND(SystemExit, ValueExceptionCell, .slots = {.initialize = valueInit}, .attributes = kExitAttributes)
KIND(KeyError, ExceptionCell, .slots = {.str = keyErrorStr})
KIND(NameError, NameExceptionCell, .slots = {.initialize = nameInit}, .attributes = kNameAttributes)
KIND(AttributeError, NameExceptionCell, .slots = {.initialize = nameInit}, .attributes = kAttributeAttributes)
KIND(ImportError, ImportExceptionCell, .slots = {.str = importStr, .initialize = importInit}, .attributes = kImportAttributes)
KIND(OSError, OsExceptionCell, .slots = {.str = osStr, .create = osCreate, .initialize = osInit}, .attributes = kOsAttributes)
KIND(SyntaxError, SyntaxExceptionCell, .slots = {.str = syntaxStr, .initialize = syntaxInit}, .attributes = kSyntaxAttributes)
KIND(UnicodeDecodeError, UnicodeExceptionCell, .slots = {.str = unicodeStr, .initialize = unicodeInit}, .attributes = kUnicodeAttributes)
KIND(UnicodeEncodeError, UnicodeExceptionCell, .slots = {.str = unicodeStr, .initialize = unicodeInit}, .attributes = kUnicodeAttributes)
KIND(UnicodeTranslateError, UnicodeExceptionCell, .slots = {.str = unicodeStr, .initialize = unicodeInit}, .attributes = kUnicodeAttributes)

}  // namespace vitrine
