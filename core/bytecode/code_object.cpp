// Constants of code objects: making them and telling equal ones; see code_object.h.
#include "bytecode/code_object.h"

#include <cstring>

#include "base/depth_guard.h"

namespace vitrine {
namespace {

Constant ofKind(ConstantKind kind) {
  Constant constant;
  constant.kind = kind;
  return constant;
}

/// Equal as bits: 0.0 and -0.0 differ, a NaN equals itself.
bool sameBits(double left, double right) { return std::memcmp(&left, &right, sizeof left) == 0; }

bool sameItems(const std::vector<Constant>& left, const std::vector<Constant>& right) {
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!left[i].sameAs(right[i])) return false;
  }
  return true;
}

/// Frozensets compare without order; they are small and few, so quadratic search does.
bool sameElements(const std::vector<Constant>& left, const std::vector<Constant>& right) {
  if (left.size() != right.size()) return false;
  for (const Constant& item : left) {
    bool found = false;
    for (const Constant& other : right) found = found || item.sameAs(other);
    if (!found) return false;
  }
  return true;
}

}  // namespace

Constant Constant::boolean(bool value) { return ofKind(value ? ConstantKind::kTrue : ConstantKind::kFalse); }
Constant Constant::ellipsis() { return ofKind(ConstantKind::kEllipsis); }
Constant Constant::integerOf(int64_t value) { return integerOf(BigInt(value)); }

Constant Constant::integerOf(BigInt value) {
  Constant constant = ofKind(ConstantKind::kInt);
  constant.integer = std::move(value);
  return constant;
}

Constant Constant::floating(double value) {
  Constant constant = ofKind(ConstantKind::kFloat);
  constant.real = value;
  return constant;
}

Constant Constant::complex(double real, double imaginary) {
  Constant constant = ofKind(ConstantKind::kComplex);
  constant.real = real;
  constant.imaginary = imaginary;
  return constant;
}

Constant Constant::str(std::string wtf8) {
  Constant constant = ofKind(ConstantKind::kStr);
  constant.text = std::move(wtf8);
  return constant;
}

Constant Constant::bytes(std::string bytes) {
  Constant constant = ofKind(ConstantKind::kBytes);
  constant.text = std::move(bytes);
  return constant;
}

Constant Constant::tuple(std::vector<Constant> items) {
  Constant constant = ofKind(ConstantKind::kTuple);
  constant.items = std::move(items);
  return constant;
}

Constant Constant::frozenSet(std::vector<Constant> items) {
  Constant constant = ofKind(ConstantKind::kFrozenSet);
  constant.items = std::move(items);
  return constant;
}

Constant Constant::codeOf(std::shared_ptr<const CodeObject> code) {
  Constant constant = ofKind(ConstantKind::kCode);
  constant.code = std::move(code);
  return constant;
}

bool Constant::sameAs(const Constant& other) const {
  if (kind != other.kind) return false;
  switch (kind) {
    case ConstantKind::kNone:
    case ConstantKind::kFalse:
    case ConstantKind::kTrue:
    case ConstantKind::kEllipsis: return true;
    case ConstantKind::kInt: return integer == other.integer;
    case ConstantKind::kFloat: return sameBits(real, other.real);
    case ConstantKind::kComplex: return sameBits(real, other.real) && sameBits(imaginary, other.imaginary);
    case ConstantKind::kStr:
    case ConstantKind::kBytes: return text == other.text;
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet: {
      DepthGuard guard;
      if (guard.exceeded()) return false;  // taken for different: only costs a second entry in the table of constants
      return kind == ConstantKind::kTuple ? sameItems(items, other.items) : sameElements(items, other.items);
    }
    case ConstantKind::kCode: return code == other.code;
  }
  return false;
}

}  // namespace vitrine
