"""Prints, as a C++ fragment, what CPython makes of integers (64-bit, for hash(): run it on python3.11 or later).

Rows: {operation, left, right, result}; integers in hexadecimal, floats by float.hex().
"""
import math
import random
import sys

sys.set_int_max_str_digits(0)
random.seed(61)
EDGES = [0, 1, -1, 2, -2, 3, 255, -256, 2 ** 31 - 1, 2 ** 31, -2 ** 31, 2 ** 32 - 1, 2 ** 32, -2 ** 32, 2 ** 53 + 1, 2 ** 61 - 1,
         -(2 ** 61 - 1), 2 ** 61 - 2, 2 ** 62, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64 - 1, 2 ** 64, -2 ** 64,
         2 ** 96 - 1, 2 ** 127 + 1, -2 ** 128, 2 ** 1023, 2 ** 1024 - 2 ** 970, 2 ** 1024 - 2 ** 970 - 1, -2 ** 1024, 10 ** 40]


def some(bits):
    v = random.getrandbits(random.randint(1, bits))
    if random.random() < 0.3:
        v = (1 << v.bit_length()) - 1 - (random.getrandbits(8) if random.random() < 0.5 else 0)  # runs of ones
    return random.choice((v, -v))


def row(operation, left, right, result):
    text = lambda v: v.hex() if isinstance(v, float) else v if isinstance(v, str) else format(v, 'x')
    print('{"%s", "%s", "%s", "%s"},' % (operation, text(left), text(right), text(result)))


def attempt(function):
    try:
        return function()
    except (OverflowError, ValueError):
        return 'error'


def binary(a, b):
    row('+', a, b, a + b)
    row('-', a, b, a - b)
    row('*', a, b, a * b)
    row('&', a, b, a & b)
    row('|', a, b, a | b)
    row('^', a, b, a ^ b)
    row('cmp', a, b, (a > b) - (a < b))
    if b:
        row('//', a, b, a // b)
        row('%', a, b, a % b)
        row('/', a, b, attempt(lambda: a / b))
        row('inv', a, b, attempt(lambda: pow(a, -1, b)))
        row('powmod', a, b, pow(a, 0x1234567, b))


def unary(a):
    row('~', a, 0, ~a)
    row('str', a, 0, str(a))
    row('float', a, 0, attempt(lambda: float(a)))
    row('hash', a, 0, hash(a))
    row('bits', a, 0, a.bit_length())
    row('ones', a, 0, a.bit_count())
    for base in (3, 8, 36):
        digits, n = '', abs(a)
        while n:
            n, d = divmod(n, base)
            digits = '0123456789abcdefghijklmnopqrstuvwxyz'[d] + digits
        row('base%d' % base, a, 0, ('-' if a < 0 else '') + (digits or '0'))
    for n in (0, 1, 31, 32, 65):
        row('<<', a, n, a << n)
        row('>>', a, n, a >> n)
    for n in (0, 1, 4, 8, 9):
        if (a, n) == (-1, 0):
            continue  # an error since 3.13, b'' before
        row('bytes', a, n, attempt(lambda: a.to_bytes(n, 'little', signed=True).hex() or 'none'))
        row('ubytes', a, n, attempt(lambda: a.to_bytes(n, 'big').hex() or 'none'))
    if a >= 0:
        row('isqrt', a, 0, math.isqrt(a))


print('// Made by data/big_int_cases.py on 64-bit CPython.')
for a in EDGES:
    unary(a)
    for b in random.sample(EDGES, 7):
        binary(a, b)
for bits in (60, 100, 200, 400, 2000):
    for _ in range(14 if bits < 2000 else 2):
        a, b = some(bits), some(bits if random.random() < 0.5 else bits // 2)
        unary(a)
        binary(a, b)
        row('gcd', a, b, math.gcd(a, b))
for _ in range(60):
    a, e = some(70), random.randint(0, 40)
    row('**', a, e, a ** e)
for f in (0.5, -0.5, 1e22, -1e300, 2.0 ** 53, 2.0 ** 63, 0.0, -7.9, 5e-324, 1.7976931348623157e308, float(2 ** 61 - 1)):
    row('int', f, 0, int(f))
    row('fhash', f, 0, hash(f))
    for a in (int(f), int(f) + 1, int(f) - 1, 0, 2 ** 2000, -2 ** 2000):
        row('cmpf', a, f, (a > f) - (a < f))
