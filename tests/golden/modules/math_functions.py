"""math: values that are the same on every platform, and errors."""
import math

print(math.sqrt(16), math.isqrt(10**30), math.hypot(3, 4), math.hypot(), math.dist((1, 2), (4, 6)), math.cbrt(27))
# expect: 4.0 1000000000000000 5.0 0.0 5.0 3.0
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(10**20), math.ceil(1e20))
# expect: -2 -1 -1 100000000000000000000 100000000000000000000
print(math.gcd(12, -18), math.gcd(), math.lcm(4, 6), math.lcm(), math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.perm(4))
# expect: 6 0 12 1 15511210043330985984000000 126410606437752 720 24
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([1.5, 2], start=2), math.sumprod([1, 2], [3, 4]))
# expect: 1.0 1.0 24 6.0 11
print(math.fsum(x / 10 for x in range(11)), math.prod(x for x in (2, 3)), math.sumprod(iter([0.1] * 3), (0.3,) * 3))  # expect: 5.5 6 0.09
print(math.frexp(8.0), math.ldexp(0.5, 4), math.modf(-2.25), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0))
# expect: (0.5, 4) 8.0 (-0.25, -2.0) -1.0 -1.0 -1.0
print(math.nextafter(1, 2), math.nextafter(0, 1), math.nextafter(1, 0, steps=3), math.ulp(1), math.fma(2, 3, 4))
# expect: 1.0000000000000002 5e-324 0.9999999999999997 2.220446049250313e-16 10.0
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, abs_tol=0.2))
# expect: True True True True True
print(math.pi, math.e, math.tau, math.inf, math.nan, math.degrees(math.pi), math.radians(180) == math.pi)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan 180.0 True
print(math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.log(10**400), math.log2(2**5000), math.exp(0), math.pow(2, 10))
# expect: 1.0 3.0 10.0 3.0 921.0340371976182 5000.0 1.0 1024.0
print(math.gamma(5), math.gamma(0.5), math.lgamma(10), math.erf(0), math.sin(0), math.cos(0), math.atan2(0, -1))
# expect: 24.0 1.7724538509055159 12.801827480081467 0.0 0.0 1.0 3.141592653589793


class Length:
    def __float__(self):
        return 2.25

    def __floor__(self):
        return 'floor'

    def __index__(self):
        return 6


print(math.sqrt(Length()), math.floor(Length()), math.factorial(Length()), math.gcd(Length(), 4))  # expect: 1.5 floor 720 2


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: math.sqrt(-1))            # expect: ValueError: expected a nonnegative input, got -1.0
attempt(lambda: math.log(0))              # expect: ValueError: expected a positive input
attempt(lambda: math.log(-1.5))           # expect: ValueError: expected a positive input, got -1.5
attempt(lambda: math.acos(2))             # expect: ValueError: expected a number in range from -1 up to 1, got 2.0
attempt(lambda: math.atanh(1))            # expect: ValueError: expected a number between -1 and 1, got 1.0
attempt(lambda: math.sin(math.inf))       # expect: ValueError: expected a finite input, got inf
attempt(lambda: math.exp(1000))           # expect: OverflowError: math range error
attempt(lambda: math.pow(0, -1))          # expect: ValueError: math domain error
attempt(lambda: math.fmod(1, 0))          # expect: ValueError: math domain error
attempt(lambda: math.gamma(-1))           # expect: ValueError: expected a noninteger or positive integer, got -1.0
attempt(lambda: math.factorial(-1))       # expect: ValueError: factorial() not defined for negative values
attempt(lambda: math.factorial(1.5))      # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: math.comb(5, -1))         # expect: ValueError: k must be a non-negative integer
attempt(lambda: math.isqrt(-1))           # expect: ValueError: isqrt() argument must be nonnegative
attempt(lambda: math.floor(math.nan))     # expect: ValueError: cannot convert float NaN to integer
attempt(lambda: math.sqrt('x'))           # expect: TypeError: must be real number, not str
attempt(lambda: math.sqrt())              # expect: TypeError: math.sqrt() takes exactly one argument (0 given)
attempt(lambda: math.sqrt(10**400))       # expect: OverflowError: int too large to convert to float
attempt(lambda: math.ldexp(1, 5000))      # expect: OverflowError: math range error
attempt(lambda: math.dist([1], [1, 2]))   # expect: ValueError: both points must have the same number of dimensions
attempt(lambda: math.fsum([1e308, 1e308]))  # expect: OverflowError: intermediate overflow in fsum
attempt(lambda: math.sumprod([1], []))    # expect: ValueError: Inputs are not the same length
attempt(lambda: math.trunc('x'))          # expect: TypeError: type str doesn't define __trunc__ method
attempt(lambda: math.log(10, 1))          # expect: ZeroDivisionError: division by zero
