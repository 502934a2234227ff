// Operations on complex numbers that take more than a line, as CPython computes them (Objects/complexobject.c), for the
// type `complex` and for constant folding.
#pragma once

namespace vitrine {

struct ComplexNumber {
  double real = 0, imaginary = 0;
  bool operator==(const ComplexNumber&) const = default;
};

/// a * b; an infinite operand gives an infinite product even where its parts are NaN (C11, Annex G.5.1).
ComplexNumber complexProduct(ComplexNumber a, ComplexNumber b);
/// a / b by Smith's method, infinities recovered likewise; b is not zero.
ComplexNumber complexQuotient(ComplexNumber a, ComplexNumber b);
/// The quotient of a real number, whose missing imaginary part is not taken for a zero with a sign.
ComplexNumber complexQuotient(double a, ComplexNumber b);

enum class PowerStatus : unsigned char { kOk, kZeroDivision, kOverflow };
struct ComplexPower {
  PowerStatus status = PowerStatus::kOk;
  ComplexNumber value;
};
/// base ** exponent: whole exponents up to 100 by repeated multiplication, others through polar form.
ComplexPower complexPower(ComplexNumber base, ComplexNumber exponent);

}  // namespace vitrine
