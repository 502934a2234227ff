# complex: constructor, arithmetic with real numbers (C11 Annex G), text.
print(complex(), complex(1), complex(1, 2), complex('1+2j'), complex(' ( -1.5-2j ) '), complex('j'), complex('1e5'), complex('nan+infj'), complex('1_0j'), complex(imag=3))
# expect: 0j (1+0j) (1+2j) (1+2j) (-1.5-2j) 1j (100000+0j) (nan+infj) 10j 3j
print(1j * 1j, (1 + 2j) / (3 - 4j), 2 ** 1j == complex(2) ** 1j, (1 + 2j) ** 2, abs(3 + 4j), -(0j), (1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag)
# expect: (-1+0j) (-0.2+0.4j) True (-3+4j) 5.0 (-0-0j) (1-2j) 1.0 2.0
print(complex('inf') * 2, 2 - 0j, complex(0, -0.0) + 1, 1 - complex(0, 0.0), 0 / 1j, (1 + 1j) / float('inf'), 1e200j * 1e200, (1e200 + 1e200j) * (1e200 + 1e200j))
# expect: (inf+0j) (2-0j) (1-0j) (1-0j) -0j 0j infj (nan+infj)
print(1j == 1, 1 + 0j == 1, 1 + 0j == 1.0, 2 ** 1000 + 0j == 2 ** 1000, hash(1 + 0j) == hash(1), bool(0j), bool(1j), repr(-1j), str(1.0 + 0j), 1j in [1j])
# expect: False True True True True False True (-0-1j) (1+0j) True
class Convertible:
    def __complex__(self):
        return 1 + 2j
class Real:
    def __float__(self):
        return 2.5
print(complex(Convertible()), complex(Real()), complex(1, Real()), complex.from_number(3), complex.from_number(Convertible()))
# expect: (1+2j) (2.5+0j) (1+2.5j) (3+0j) (1+2j)
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["complex('1+')", "complex('')", "complex('1 + 2j')", "complex('1__0')", "complex('1', 2)", "complex(1, '2')", "complex(None)", "complex(1, None)", "complex(1, 2, 3)", "complex(foo=1)", "1j / 0", "0j ** -1", "1j // 1", "1j % 1",
             "1j < 1", "int(1j)", "float(1j)", "divmod(1j, 1)", "pow(1j, 2, 3)", "round(1j)", "(1e200 + 1e200j) ** 2", "1j + 'a'", "complex.from_number('1')", "complex(10 ** 400)", "abs(1.7e308 + 1.7e308j)"]:
    attempt(code)
# expect: ValueError: complex() arg is a malformed string
# expect: ValueError: complex() arg is a malformed string
# expect: ValueError: complex() arg is a malformed string
# expect: ValueError: could not convert string to complex: '1__0'
# expect: TypeError: complex() argument 'real' must be a real number, not str
# expect: TypeError: complex() argument 'imag' must be a real number, not str
# expect: TypeError: complex() argument must be a string or a number, not NoneType
# expect: TypeError: complex() argument 'imag' must be a real number, not NoneType
# expect: TypeError: complex() takes at most 2 arguments (3 given)
# expect: TypeError: complex() got an unexpected keyword argument 'foo'
# expect: ZeroDivisionError: division by zero
# expect: ZeroDivisionError: zero to a negative or complex power
# expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
# expect: TypeError: unsupported operand type(s) for %: 'complex' and 'int'
# expect: TypeError: '<' not supported between instances of 'complex' and 'int'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: TypeError: float() argument must be a string or a real number, not 'complex'
# expect: TypeError: unsupported operand type(s) for divmod(): 'complex' and 'int'
# expect: ValueError: complex modulo
# expect: TypeError: type complex doesn't define __round__ method
# expect: OverflowError: complex exponentiation
# expect: TypeError: unsupported operand type(s) for +: 'complex' and 'str'
# expect: TypeError: must be real number, not str
# expect: OverflowError: int too large to convert to float
# expect: OverflowError: absolute value too large
