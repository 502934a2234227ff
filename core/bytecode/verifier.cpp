// The verifier's entry: structure first, then flow, then the code objects inside; see verifier.h.
#include "bytecode/verifier.h"

#include "base/depth_guard.h"
#include "bytecode/verifier_flow.h"

namespace vitrine {
namespace {

std::optional<std::string> checkModule(const CodeObject& code) {
  const bool parameters = code.argCount != 0 || code.kwOnlyArgCount != 0 || (code.flags & (kCodeVarArgs | kCodeVarKeywords));
  if (parameters || !code.freeVars.empty()) return "'" + code.name + "': a module with parameters or a closure";
  if (code.flags & (kCodeOptimized | kCodeNewLocals)) return "'" + code.name + "': a module whose names are a function's";
  return {};
}

}  // namespace

std::optional<std::string> verify(const CodeObject& code, CodeRole role) {
  DepthGuard guard;
  if (guard.exceeded()) return "'" + code.name + "': code objects are nested too deeply";
  if (role != CodeRole::kAny) {
    if (auto reason = checkModule(code)) return reason;
    if (role == CodeRole::kProgram && (code.flags & (kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator))) return "'" + code.name + "': a module that is a generator or coroutine";
  }
  {
    InstructionList list;
    if (auto reason = checkStructure(code, list)) return reason;
    verifier::Flow flow(code, list);
    if (auto reason = flow.run()) return reason;
    code.blockStackSize = flow.maxBlocks();
  }
  for (const Constant& constant : code.constants) {
    if (constant.kind != ConstantKind::kCode) continue;
    if (auto reason = verify(*constant.code)) return reason;
  }
  return {};
}

}  // namespace vitrine
