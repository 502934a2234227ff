// Future statements; see future.h.
#include "compiler/future.h"

#include "bytecode/code_object.h"
#include "compiler/docstring.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;

namespace {

struct Feature {
  std::string_view name;
  uint32_t flag;  // 0: always on, without a trace in code objects
};

constexpr Feature kFeatures[] = {
    {"nested_scopes", 0},
    {"generators", 0},
    {"division", 0},
    {"absolute_import", 0},
    {"with_statement", 0},
    {"print_function", 0},
    {"unicode_literals", 0},
    {"barry_as_FLUFL", kCodeFutureBarryAsBdfl},
    {"generator_stop", 0},
    {"annotations", kCodeFutureAnnotations},
};

uint32_t flagsOf(const ImportFrom* stmt, ProblemSink& problems) {
  uint32_t flags = 0;
  for (const Alias* alias : stmt->names) {
    const Feature* found = nullptr;
    for (const Feature& feature : kFeatures)
      if (feature.name == alias->name) found = &feature;
    if (found)
      flags |= found->flag;
    else if (alias->name == "braces")
      problems.error(alias->range, "not a chance");
    else
      problems.error(alias->range, "future feature " + std::string(alias->name.substr(0, 100)) + " is not defined");
  }
  return flags;
}

}  // namespace

FutureFeatures findFutureFeatures(const Module& module, ProblemSink& problems) {
  FutureFeatures features;
  if (module.kind == ModKind::kExpression) return features;
  bool first = docstringOf(module.body) != nullptr;
  for (const Stmt* stmt : module.body) {
    bool isDocstring = first;
    first = false;
    if (isDocstring) continue;
    auto* import = stmt->dynAs<ImportFrom>();
    if (!import || import->level || import->module != "__future__") break;
    features.flags |= flagsOf(import, problems);
    features.lastLine = stmt->range.line;
  }
  return features;
}

}  // namespace vitrine::compiler
