// libFuzzer target: any bytes as source text. Lexes, parses, compiles; what compiles must pass the verifier and come back from
// marshal byte for byte; what does not has a message.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/depth_guard.h"
#include "bytecode/marshal.h"
#include "bytecode/verifier.h"
#include "compiler/compiler.h"

using namespace vitrine;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  setNativeStackLimit(4 << 20);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  CompileOptions options;
  options.mode = CompileMode(data[0] % 3);
  options.sourceKind = data[0] & 4 ? syntax::SourceKind::kText : syntax::SourceKind::kBytes;
  options.optimize = data[0] >> 3 & 1;
  options.allowTopLevelAwait = data[0] & 16;
  options.allowIncomplete = data[0] & 32;
  options.impliesDedent = !(data[0] & 64);
  options.typeComments = data[0] & 128;
  options.futureFlags = data[0] % 5 == 0 ? uint32_t(kCodeFutureBarryAsBdfl) : 0;
  CompileResult result = compileSource(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1), options);
  if (!result.ok()) {
    CHECK(!result.problem.message.empty());
    return 0;
  }
  CHECK(!verify(*result.code, CodeRole::kModule));
  Constant constant = Constant::codeOf(result.code);
  MarshalOutput written = writeMarshal(constant, MarshalDialect::kVitrine);
  CHECK(written.error.empty());
  MarshalResult read = readMarshal(written.bytes, MarshalDialect::kVitrine);
  CHECK(read.value.has_value());
  CHECK(writeMarshal(*read.value, MarshalDialect::kVitrine).bytes == written.bytes);
  return 0;
}
