// Complex products, quotients and powers; see complex_math.h.
#include "base/complex_math.h"

#include <cmath>
#include <cstdint>

namespace vitrine {

namespace {

bool isInfinite(ComplexNumber z) { return std::isinf(z.real) || std::isinf(z.imaginary); }
bool isFinite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imaginary); }
bool isLost(ComplexNumber z) { return std::isnan(z.real) && std::isnan(z.imaginary); }

/// An infinite number's direction: its infinite parts become 1, the others 0, signs kept.
ComplexNumber direction(ComplexNumber z) {
  return {std::copysign(std::isinf(z.real) ? 1.0 : 0.0, z.real), std::copysign(std::isinf(z.imaginary) ? 1.0 : 0.0, z.imaginary)};
}
ComplexNumber nansAsZeros(ComplexNumber z) {
  return {std::isnan(z.real) ? std::copysign(0.0, z.real) : z.real, std::isnan(z.imaginary) ? std::copysign(0.0, z.imaginary) : z.imaginary};
}
ComplexNumber plainProduct(ComplexNumber a, ComplexNumber b) {
  return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

/// The product where the plain one is NaN in both parts.
ComplexNumber recoveredProduct(ComplexNumber a, ComplexNumber b, ComplexNumber plain) {
  bool recovers = false;
  if (isInfinite(a)) {
    a = direction(a);
    b = nansAsZeros(b);
    recovers = true;
  }
  if (isInfinite(b)) {
    b = direction(b);
    a = nansAsZeros(a);
    recovers = true;
  }
  bool overflowed = std::isinf(a.real * b.real) || std::isinf(a.imaginary * b.imaginary) || std::isinf(a.real * b.imaginary) ||
                    std::isinf(a.imaginary * b.real);
  if (!recovers && overflowed) {
    a = nansAsZeros(a);
    b = nansAsZeros(b);
    recovers = true;
  }
  if (!recovers) return plain;
  ComplexNumber product = plainProduct(a, b);
  return {HUGE_VAL * product.real, HUGE_VAL * product.imaginary};
}

}  // namespace

ComplexNumber complexProduct(ComplexNumber a, ComplexNumber b) {
  ComplexNumber plain = plainProduct(a, b);
  return isLost(plain) ? recoveredProduct(a, b, plain) : plain;
}

ComplexNumber complexQuotient(ComplexNumber a, ComplexNumber b) {
  ComplexNumber result;
  if (std::fabs(b.real) >= std::fabs(b.imaginary)) {
    double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
    result = {(a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator};
  } else if (std::fabs(b.imaginary) >= std::fabs(b.real)) {
    double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
    result = {(a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator};
  } else {
    result = {NAN, NAN};
  }
  if (!isLost(result)) return result;
  if (isInfinite(a) && isFinite(b)) {
    a = direction(a);
    return {HUGE_VAL * (a.real * b.real + a.imaginary * b.imaginary), HUGE_VAL * (a.imaginary * b.real - a.real * b.imaginary)};
  }
  if (isInfinite(b) && isFinite(a)) {
    b = direction(b);
    return {0.0 * (a.real * b.real + a.imaginary * b.imaginary), 0.0 * (a.imaginary * b.real - a.real * b.imaginary)};
  }
  return result;
}

ComplexNumber complexQuotient(double a, ComplexNumber b) {
  ComplexNumber result;
  if (std::fabs(b.real) >= std::fabs(b.imaginary)) {
    double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
    result = {a / denominator, (-a * ratio) / denominator};
  } else if (std::fabs(b.imaginary) >= std::fabs(b.real)) {
    double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
    result = {(a * ratio) / denominator, -a / denominator};
  } else {
    result = {NAN, NAN};
  }
  if (!isLost(result) || !std::isfinite(a) || !isInfinite(b)) return result;
  b = direction(b);
  return {0.0 * (a * b.real), 0.0 * (-a * b.imaginary)};
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
  return {isInfinite(value) ? PowerStatus::kOverflow : PowerStatus::kOk, value};
}

}  // namespace vitrine
