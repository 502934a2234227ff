// Codegen: match statements (PEP 634). The subject lies on the stack; a pattern takes it and leaves the values it captured
// below everything it still works on, the first on top; they are stored when the whole pattern has matched. On failure
// what is there is popped by a ladder of POP_TOPs: PatternContext::failPop has its rungs. See codegen.h.
#include <cmath>

#include <algorithm>

#include "base/depth_guard.h"
#include "bytecode/constant_repr.h"
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

bool isWildcard(const Pattern* pattern) {
  auto* capture = pattern->dynAs<MatchAs>();
  return capture && capture->name.empty() && !capture->pattern;
}

bool isStarWildcard(const Pattern* pattern) {
  auto* star = pattern->dynAs<MatchStar>();
  return star && star->name.empty();
}

}  // namespace

// ---- The statement ----

void Codegen::visitMatch(const Match* stmt) {
  visitExpr(stmt->subject);
  BlockId end = newBlock();
  size_t count = stmt->cases.size();
  bool hasDefault = count > 1 && isWildcard(stmt->cases[count - 1]->pattern);
  size_t tested = count - (hasDefault ? 1 : 0);
  for (size_t i = 0; i < tested; ++i) {
    visitCase(stmt->cases[i], i + 1 == count, i + 1 < tested, end);
    if (problems_.failed()) return;
  }
  if (hasDefault) {
    const MatchCase* last = stmt->cases[count - 1];
    unit_->graph.setLine(last->pattern->classicLine);
    if (last->guard) jumpIf(last->guard, end, false);
    visitBody(last->body);
  }
  useNextBlock(end);
}

// `keepsSubject`: later cases will look at it.
void Codegen::visitCase(const MatchCase* matchCase, bool isLast, bool keepsSubject, BlockId end) {
  const Pattern* pattern = matchCase->pattern;
  unit_->graph.setLine(pattern->classicLine);
  if (keepsSubject) emit(Opcode::DUP_TOP, pattern->range);
  PatternContext context;
  context.allowIrrefutable = matchCase->guard || isLast;
  visitPattern(pattern, context);
  if (problems_.failed()) return;
  for (NameId name : context.stores) nameOp(name, Access::kStore, pattern->range);
  if (matchCase->guard) jumpIf(matchCase->guard, failureBlock(0, context), false);
  if (keepsSubject) emit(Opcode::POP_TOP, pattern->range);
  visitBody(matchCase->body);
  emitJump(Opcode::JUMP_FORWARD, end, {});
  placeFailures(context, pattern->range);
}

// ---- Failure ----

// Where to go with `pops` values to pop.
BlockId Codegen::failureBlock(uint32_t pops, PatternContext& context) {
  while (context.failPop.size() <= pops) context.failPop.push_back(newBlock());
  return context.failPop[pops];
}

void Codegen::failureJump(Opcode op, PatternContext& context, const Range& range) {
  uint32_t pops = context.onTop + uint32_t(context.stores.size());
  emitJump(op, failureBlock(pops, context), range);
}

// The ladder: each rung pops one value more than the next.
void Codegen::placeFailures(PatternContext& context, const Range& range) {
  for (size_t i = context.failPop.size(); i-- > 0;) {
    useNextBlock(context.failPop[i]);
    if (i) emit(Opcode::POP_TOP, range);
  }
  context.failPop.clear();
}

// ---- Capturing ----

// The top goes below the `depth` - 1 values under it.
void Codegen::rotateTo(uint32_t depth, const Range& range) {
  switch (depth) {
    case 0:
    case 1: return;
    case 2: return emit(Opcode::ROT_TWO, range);
    case 3: return emit(Opcode::ROT_THREE, range);
    case 4: return emit(Opcode::ROT_FOUR, range);
    default: return emitArg(Opcode::ROT_N, depth, range);
  }
}

void Codegen::patternCapture(std::string_view name, PatternContext& context, const Range& range) {
  if (name.empty()) return emit(Opcode::POP_TOP, range);
  NameId id = intern(name);
  if (refusesName(id, Access::kStore, range)) return;
  if (std::find(context.stores.begin(), context.stores.end(), id) != context.stores.end())
    return problems_.error(range, "multiple assignments to name '" + std::string(name) + "' in pattern");
  rotateTo(context.onTop + uint32_t(context.stores.size()) + 1, range);
  context.stores.push_back(id);
}

void Codegen::patternAs(const MatchAs* pattern, PatternContext& context) {
  if (pattern->pattern) {
    ++context.onTop;
    emit(Opcode::DUP_TOP, pattern->range);
    visitPattern(pattern->pattern, context);
    --context.onTop;
    return patternCapture(pattern->name, context, pattern->range);
  }
  if (!context.allowIrrefutable) {
    std::string what = pattern->name.empty() ? "wildcard" : "name capture '" + std::string(pattern->name) + "'";
    return problems_.error(pattern->range, what + " makes remaining patterns unreachable");
  }
  patternCapture(pattern->name, context, pattern->range);
}

void Codegen::patternStar(const MatchStar* pattern, PatternContext& context) {
  patternCapture(pattern->name, context, pattern->range);
}

// ---- Patterns ----

void Codegen::visitPattern(const Pattern* pattern, PatternContext& context) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(pattern->range);
  if (problems_.failed()) return;
  unit_->graph.advanceLine(pattern->classicLine);
  switch (pattern->kind) {
    case PatternKind::kMatchValue: return patternValue(pattern->as<MatchValue>()->value, context);
    case PatternKind::kMatchSingleton: return patternSingleton(pattern->as<MatchSingleton>(), context);
    case PatternKind::kMatchSequence: return patternSequence(pattern->as<MatchSequence>(), context);
    case PatternKind::kMatchMapping: return patternMapping(pattern->as<MatchMapping>(), context);
    case PatternKind::kMatchClass: return patternClass(pattern->as<MatchClass>(), context);
    case PatternKind::kMatchStar: return patternStar(pattern->as<MatchStar>(), context);
    case PatternKind::kMatchAs: return patternAs(pattern->as<MatchAs>(), context);
    case PatternKind::kMatchOr: return patternOr(pattern->as<MatchOr>(), context);
  }
}

// A pattern inside another: it may match anything.
void Codegen::subpattern(const Pattern* pattern, PatternContext& context) {
  bool allowed = context.allowIrrefutable;
  context.allowIrrefutable = true;
  visitPattern(pattern, context);
  context.allowIrrefutable = allowed;
}

void Codegen::patternValue(const Expr* value, PatternContext& context) {
  if (!isConstant(value) && value->kind != ExprKind::kAttribute)
    return problems_.error(value->range, "patterns may only match literals and attribute lookups");
  visitExpr(value);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kEqual), value->range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, value->range);
}

void Codegen::patternSingleton(const MatchSingleton* pattern, PatternContext& context) {
  const Range& range = pattern->range;
  emitConstant(pattern->value == LiteralKind::kNone ? Constant::none()
                                                    : Constant::boolean(pattern->value == LiteralKind::kTrue),
               range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kIs), range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, range);
}

// ---- Sequences ----

// Compares len() of the top, which stays, with `length`.
void Codegen::patternLength(CompareOperand comparison, size_t length, PatternContext& context, const Range& range) {
  emit(Opcode::GET_LEN, range);
  emitConstant(Constant::integerOf(int64_t(length)), range);
  emitArg(Opcode::COMPARE_OP, uint32_t(comparison), range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, range);
}

void Codegen::patternSequence(const MatchSequence* pattern, PatternContext& context) {
  const Range& range = pattern->range;
  PatternList patterns = pattern->patterns;
  size_t size = patterns.size(), star = size;
  bool onlyWildcards = true, starIsWildcard = false;
  for (size_t i = 0; i < size; ++i) {
    if (patterns[i]->kind != PatternKind::kMatchStar) {
      onlyWildcards = onlyWildcards && isWildcard(patterns[i]);
      continue;
    }
    if (star < size) return problems_.error(range, "multiple starred names in sequence pattern");
    starIsWildcard = isStarWildcard(patterns[i]);
    onlyWildcards = onlyWildcards && starIsWildcard;
    star = i;
  }
  ++context.onTop;
  emit(Opcode::MATCH_SEQUENCE, range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, range);
  if (star == size)
    patternLength(CompareOperand::kEqual, size, context, range);
  else if (size > 1)
    patternLength(CompareOperand::kGreaterEqual, size - 1, context, range);
  --context.onTop;
  if (onlyWildcards) return emit(Opcode::POP_TOP, range);
  if (starIsWildcard) return patternSubscripts(patterns, star, context, range);
  patternUnpack(patterns, context, range);
}

void Codegen::patternUnpack(PatternList patterns, PatternContext& context, const Range& range) {
  constexpr size_t kMostBefore = 256, kMostAfter = 1 << 23;
  size_t size = patterns.size(), star = size;
  for (size_t i = 0; i < size; ++i)
    if (patterns[i]->kind == PatternKind::kMatchStar) star = i;
  if (star < size) {
    size_t after = size - star - 1;
    if (star >= kMostBefore || after >= kMostAfter)
      return problems_.error(range, "too many expressions in star-unpacking sequence pattern");
    emitArg(Opcode::UNPACK_EX, uint32_t(star + (after << 8)), range);
  } else {
    emitArg(Opcode::UNPACK_SEQUENCE, uint32_t(size), range);
  }
  context.onTop += uint32_t(size);
  for (const Pattern* pattern : patterns) {
    --context.onTop;
    subpattern(pattern, context);
  }
}

// With `*_` nothing is unpacked: the items asked for are taken by index, those behind the star from the length.
void Codegen::patternSubscripts(PatternList patterns, size_t star, PatternContext& context, const Range& range) {
  ++context.onTop;
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i == star || isWildcard(patterns[i])) continue;
    emit(Opcode::DUP_TOP, range);
    if (i < star) {
      emitConstant(Constant::integerOf(int64_t(i)), range);
    } else {
      emit(Opcode::GET_LEN, range);
      emitConstant(Constant::integerOf(int64_t(patterns.size() - i)), range);
      emit(Opcode::BINARY_SUBTRACT, range);
    }
    emit(Opcode::BINARY_SUBSCR, range);
    subpattern(patterns[i], context);
  }
  --context.onTop;
  emit(Opcode::POP_TOP, range);
}

// ---- Mappings ----

/// The constant that stands for all equal ones: 0 for False, 0.0 and 0j.
static Constant asKey(const Constant& value) {
  constexpr double kExact = 9007199254740992.0;  // 2 ** 53
  switch (value.kind) {
    case ConstantKind::kFalse: return Constant::integerOf(int64_t(0));
    case ConstantKind::kTrue: return Constant::integerOf(int64_t(1));
    case ConstantKind::kFloat:
    case ConstantKind::kComplex:
      if (value.imaginary != 0) return value;
      if (std::fabs(value.real) <= kExact && value.real == std::trunc(value.real)) return Constant::integerOf(int64_t(value.real));
      return Constant::floating(value.real);
    default: return value;
  }
}

// subject -- subject, keys
void Codegen::patternMappingKeys(const MatchMapping* pattern, PatternContext&) {
  ConstantTable seen;
  uint32_t count = 0;
  for (const Expr* key : pattern->keys) {
    if (isConstant(key)) {
      Constant value = constantOf(key);
      if (seen.add(asKey(value)) != count)
        return problems_.error(pattern->range, "mapping pattern checks duplicate key (" + reprConstant(value) + ")");
      ++count;
    } else if (key->kind != ExprKind::kAttribute) {
      return problems_.error(pattern->range, "mapping pattern keys may only match literals and attribute lookups");
    }
    visitExpr(key);
  }
  emitArg(Opcode::BUILD_TUPLE, uint32_t(pattern->keys.size()), pattern->range);
}

// Fails where the top is None; it stays.
void Codegen::patternNotNone(PatternContext& context, const Range& range) {
  emit(Opcode::DUP_TOP, range);
  emitNone(range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kIsNot), range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, range);
}

void Codegen::patternMapping(const MatchMapping* pattern, PatternContext& context) {
  const Range& range = pattern->range;
  size_t size = pattern->keys.size();
  ++context.onTop;
  emit(Opcode::MATCH_MAPPING, range);
  failureJump(Opcode::POP_JUMP_IF_FALSE, context, range);
  if (!size && pattern->rest.empty()) {
    --context.onTop;
    return emit(Opcode::POP_TOP, range);
  }
  if (size) patternLength(CompareOperand::kGreaterEqual, size, context, range);
  patternMappingKeys(pattern, context);
  emit(Opcode::MATCH_KEYS, range);
  context.onTop += 2;
  patternNotNone(context, range);
  emitArg(Opcode::UNPACK_SEQUENCE, uint32_t(size), range);
  context.onTop += uint32_t(size) - 1;
  for (const Pattern* part : pattern->patterns) {
    --context.onTop;
    subpattern(part, context);
  }
  --context.onTop;  // the keys: what comes next takes them
  if (pattern->rest.empty()) {
    emit(Opcode::POP_TOP, range);
  } else {
    emit(Opcode::COPY_DICT_WITHOUT_KEYS, range);
    patternCapture(pattern->rest, context, range);
  }
  --context.onTop;
  emit(Opcode::POP_TOP, range);
}

// ---- Classes ----

void Codegen::patternClass(const MatchClass* pattern, PatternContext& context) {
  const Range& range = pattern->range;
  size_t positional = pattern->patterns.size(), size = positional + pattern->kwdPatterns.size();
  std::vector<Constant> attributes;
  for (size_t i = 0; i < pattern->kwdAttrs.size(); ++i) {
    Identifier name = pattern->kwdAttrs[i];
    if (refusesName(intern(name), Access::kStore, range)) return;
    for (size_t j = 0; j < i; ++j)
      if (pattern->kwdAttrs[j] == name)
        return problems_.error(pattern->kwdPatterns[i]->range,
                               "attribute name repeated in class pattern: " + std::string(name));
    attributes.push_back(Constant::str(std::string(name)));
  }
  visitExpr(pattern->cls);
  emitConstant(Constant::tuple(std::move(attributes)), range);
  emitArg(Opcode::MATCH_CLASS, uint32_t(positional), range);
  ++context.onTop;
  patternNotNone(context, range);
  emitArg(Opcode::UNPACK_SEQUENCE, uint32_t(size), range);
  context.onTop += uint32_t(size) - 1;
  for (size_t i = 0; i < size; ++i) {
    --context.onTop;
    const Pattern* part = i < positional ? pattern->patterns[i] : pattern->kwdPatterns[i - positional];
    isWildcard(part) ? emit(Opcode::POP_TOP, range) : subpattern(part, context);
  }
}

// ---- Alternatives ----

// Brings the captures of an alternative into the order of the first one's; false where they are other names.
bool Codegen::matchControl(std::vector<NameId>& control, PatternContext& context, const Range& range) {
  std::vector<NameId>& stores = context.stores;
  if (stores.size() != control.size()) return false;
  for (size_t wanted = control.size(); wanted-- > 0;) {
    auto found = std::find(stores.begin(), stores.end(), control[wanted]);
    if (found == stores.end()) return false;
    auto at = size_t(found - stores.begin());
    if (at == wanted) continue;
    // Everything down to the name goes below the others that are above its place.
    std::rotate(stores.begin(), stores.begin() + std::ptrdiff_t(at) + 1, stores.begin() + std::ptrdiff_t(wanted) + 1);
    for (size_t i = 0; i <= at; ++i) rotateTo(uint32_t(wanted) + 1, range);
  }
  return true;
}

void Codegen::patternOr(const MatchOr* pattern, PatternContext& context) {
  BlockId end = newBlock();
  std::vector<NameId> control;
  size_t count = pattern->patterns.size();
  for (size_t i = 0; i < count; ++i) {
    const Pattern* alternative = pattern->patterns[i];
    PatternContext inner;
    inner.allowIrrefutable = i + 1 == count && context.allowIrrefutable;
    emit(Opcode::DUP_TOP, alternative->range);
    visitPattern(alternative, inner);
    if (problems_.failed()) return;
    if (i == 0) control = inner.stores;
    if (!matchControl(control, inner, alternative->range))
      return problems_.error(pattern->range, "alternative patterns bind different names");
    emitJump(Opcode::JUMP_FORWARD, end, alternative->range);
    placeFailures(inner, alternative->range);
  }
  emit(Opcode::POP_TOP, pattern->range);
  failureJump(Opcode::JUMP_FORWARD, context, pattern->range);
  useNextBlock(end);
  auto captured = uint32_t(control.size());
  uint32_t depth = captured + 1 + context.onTop + uint32_t(context.stores.size());
  for (NameId name : control) {
    rotateTo(depth, pattern->range);
    if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end())
      return problems_.error(pattern->range,
                             "multiple assignments to name '" + std::string(names_.text(name)) + "' in pattern");
    context.stores.push_back(name);
  }
  emit(Opcode::POP_TOP, pattern->range);
}

}  // namespace vitrine::compiler
