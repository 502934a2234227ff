// Codegen: f-strings and t-strings. See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

// FORMAT_VALUE's and BUILD_INTERPOLATION's number of a conversion.
uint32_t conversionCode(int32_t conversion) {
  switch (conversion) {
    case 's': return 1;
    case 'r': return 2;
    case 'a': return 3;
    default: return 0;
  }
}

bool isComputed(const Expr* formatSpec) {
  auto* joined = formatSpec->dynAs<JoinedStr>();
  if (!joined) return !isConstant(formatSpec);
  for (const Expr* part : joined->values)
    if (!isConstant(part)) return true;
  return false;
}

constexpr uint32_t kWithFormat = 4;

}  // namespace

void Codegen::visitJoinedStr(const JoinedStr* expr) {
  visitExprs(expr->values);
  if (expr->values.size() != 1) emitArg(Opcode::BUILD_STRING, uint32_t(expr->values.size()), expr->range);
}

void Codegen::visitFormattedValue(const FormattedValue* expr) {
  uint32_t conversion = conversionCode(expr->conversion);
  visitExpr(expr->value);
  if (!expr->formatSpec) return emitArg(Opcode::FORMAT_VALUE, conversion, expr->range);
  if (conversion && isComputed(expr->formatSpec)) {
    // 3.14 converts before it evaluates the format.
    emitArg(Opcode::FORMAT_VALUE, conversion, expr->range);
    conversion = 0;
  }
  visitExpr(expr->formatSpec);
  emitArg(Opcode::FORMAT_VALUE, conversion | kWithFormat, expr->range);
}

// The texts, one more than the fields and empty where two fields meet, then the fields.
void Codegen::visitTemplateStr(const TemplateStr* expr) {
  std::vector<Constant> texts;
  std::string text;
  uint32_t fields = 0;
  for (const Expr* value : expr->values) {
    if (isConstant(value)) {
      text += constantOf(value).text;
      continue;
    }
    texts.push_back(Constant::str(std::move(text)));
    text.clear();
    ++fields;
  }
  texts.push_back(Constant::str(std::move(text)));
  emitConstant(Constant::tuple(std::move(texts)), expr->range);
  for (const Expr* value : expr->values)
    if (!isConstant(value)) visitExpr(value);
  emitArg(Opcode::BUILD_TUPLE, fields, expr->range);
  emit(Opcode::BUILD_TEMPLATE, expr->range);
}

void Codegen::visitInterpolation(const Interpolation* expr) {
  visitExpr(expr->value);
  emitText(expr->str, expr->range);
  if (expr->formatSpec) visitExpr(expr->formatSpec);
  emitArg(Opcode::BUILD_INTERPOLATION, conversionCode(expr->conversion) * 4 + (expr->formatSpec != nullptr), expr->range);
}

}  // namespace vitrine::compiler
