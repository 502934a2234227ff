// Complex products, quotients and powers; see complex_math.h.
#include "base/complex_math.h"

#include <cmath>
#include <cstdint>

namespace vitrine {

ComplexNumber complexProduct(ComplexNumber a, ComplexNumber b) {
  return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

ComplexNumber complexQuotient(ComplexNumber a, ComplexNumber b) {
  if (std::fabs(b.real) >= std::fabs(b.imaginary)) {
    double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
    return {(a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator};
  }
  double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
  return {(a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator};
}

namespace {

ComplexNumber wholePower(ComplexNumber base, int64_t exponent) {
  ComplexNumber result{1, 0}, square = base;
  for (auto n = uint64_t(exponent < 0 ? -exponent : exponent); n; n >>= 1) {
    if (n & 1) result = complexProduct(result, square);
    square = complexProduct(square, square);
  }
  return exponent < 0 ? complexQuotient({1, 0}, result) : result;
}

ComplexNumber polarPower(ComplexNumber base, ComplexNumber exponent) {
  double modulus = std::hypot(base.real, base.imaginary), length = std::pow(modulus, exponent.real);
  double angle = std::atan2(base.imaginary, base.real), phase = angle * exponent.real;
  if (exponent.imaginary != 0) {
    length *= std::exp(-angle * exponent.imaginary);
    phase += exponent.imaginary * std::log(modulus);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

}  // namespace

ComplexPower complexPower(ComplexNumber base, ComplexNumber exponent) {
  constexpr double kMostByMultiplication = 100;
  if (exponent == ComplexNumber{}) return {PowerStatus::kOk, {1, 0}};
  if (base == ComplexNumber{}) {
    bool isPositive = exponent.imaginary == 0 && exponent.real >= 0;
    return {isPositive ? PowerStatus::kOk : PowerStatus::kZeroDivision, {}};
  }
  bool isWhole = exponent.imaginary == 0 && exponent.real == std::floor(exponent.real);
  ComplexNumber value = isWhole && std::fabs(exponent.real) <= kMostByMultiplication
                            ? wholePower(base, int64_t(exponent.real))
                            : polarPower(base, exponent);
  bool isInfinite = std::isinf(value.real) || std::isinf(value.imaginary);
  return {isInfinite ? PowerStatus::kOverflow : PowerStatus::kOk, value};
}

}  // namespace vitrine
