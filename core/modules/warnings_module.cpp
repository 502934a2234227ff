// The module _warnings: what library/warnings.py needs natively.
#include "modules/registry.h"
#include "modules/traceback_text.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {
namespace {

/// _source_line(file name, line): the text of a line, or "".
Result<Ref> sourceLine(Vm& vm, Args args) {
  if (!isStr(args[0]) || !isIntOrBool(args[1])) return Ref::share(nameOf(Name::kEmpty));
  auto number = asInt64(args[1]);
  traceback::SourceLines sources;
  return newStr(vm, traceback::narrow(sources.line(utf8Of(args[0]), number && *number < INT32_MAX ? int32_t(*number) : 0)));
}

const NativeMethod kFunctions[] = {{"_source_line", "(filename, lineno, /)", sourceLine}};

}  // namespace

extern const NativeModule kWarningsModule = {"_warnings", kFunctions};

}  // namespace vitrine
