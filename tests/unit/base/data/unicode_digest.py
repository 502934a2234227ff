"""Prints, as a C++ fragment, digests of what CPython 3.14 says of every code point (run it on npm's pyodide).

A digest is FNV-1a (64 bits) over the numbers of one property, each as eight little-endian bytes.
"""
import struct
import unicodedata as u

CATEGORIES = ('Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So').split()


def digest(numbers):
    h = 0xcbf29ce484222325
    for n in numbers:
        for b in struct.pack('<q', n):
            h = (h ^ b) * 0x100000001b3 & (1 << 64) - 1
    return h


chars = [chr(c) for c in range(0x110000)]
flat = lambda f: (ord(x) for c in chars for x in f(c))
double_bits = lambda value: struct.unpack('<q', struct.pack('<d', value))[0]
props = {
    'Category': (CATEGORIES.index(u.category(c)) for c in chars),
    'Flags': (c.isalpha() | c.isdecimal() << 1 | c.isdigit() << 2 | c.isnumeric() << 3 | c.isalnum() << 4 |
              c.isspace() << 5 | c.isprintable() << 6 | c.isupper() << 7 | c.islower() << 8 |
              c.isidentifier() << 9 | ('a' + c).isidentifier() << 10 | (len(('a' + c + 'a').splitlines()) > 1) << 11 for c in chars),
    'Decimal': (u.decimal(c, -1) for c in chars),
    'Digit': (u.digit(c, -1) for c in chars),
    'Numeric': (double_bits(u.numeric(c, -1.0)) for c in chars),
    'Combining': (u.combining(c) for c in chars),
    'Lower': flat(str.lower), 'Upper': flat(str.upper), 'Title': flat(str.title), 'Fold': flat(str.casefold),
    'NFC': flat(lambda c: u.normalize('NFC', c)), 'NFD': flat(lambda c: u.normalize('NFD', c)),
    'NFKC': flat(lambda c: u.normalize('NFKC', c)), 'NFKD': flat(lambda c: u.normalize('NFKD', c)),
}
print('// Made by data/unicode_digest.py on CPython 3.14 (Unicode 16.0).')
for name, numbers in props.items():
    print(f'constexpr uint64_t k{name}Digest = 0x{digest(numbers):016x};')
