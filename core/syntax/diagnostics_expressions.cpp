// Why an expression is invalid: the counterparts of the "invalid_" rules in CPython's grammar. See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {
bool Parser::diagnoseExpression(size_t, Expr*) { return false; }
bool Parser::diagnoseNamedExpression(size_t, Expr*) { return false; }
bool Parser::diagnoseAssignment(size_t, Expr*) { return false; }
bool Parser::diagnoseArguments(size_t) { return false; }
bool Parser::diagnoseKeywordArgument(size_t, Expr*) { return false; }
bool Parser::diagnoseGroup(size_t, Expr*) { return false; }
bool Parser::diagnoseDictItem(size_t) { return false; }
bool Parser::diagnoseForTarget() { return false; }
bool Parser::diagnoseWithItem() { return false; }
bool Parser::diagnoseDelTarget() { return false; }
bool Parser::diagnoseImport(size_t) { return false; }
bool Parser::diagnoseImportTarget() { return false; }
bool Parser::diagnoseExceptTarget(size_t, bool) { return false; }
bool Parser::diagnoseAnnotationTarget(size_t, const Expr*) { return false; }
bool Parser::diagnoseAssertTarget(size_t, const Expr*) { return false; }
bool Parser::diagnoseParameters(ParameterStyle, size_t) { return false; }
bool Parser::diagnoseField(size_t) { return false; }
bool Parser::diagnoseComprehensionElement(size_t, Expr*) { return false; }
std::string_view Parser::describe(const Expr*) const { return "expression"; }
}  // namespace vitrine::syntax
