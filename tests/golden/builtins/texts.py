# print, repr, str, format, input with objects and streams written in Python.
import sys


class A:
    def __str__(self):
        return 'str'

    def __repr__(self):
        return 'repr'

    def __format__(self, spec):
        return 'format ' + spec


a = A()
print(a, [a], f'{a}', f'{a!r:>6}', f'{a:xyz}', str(a), repr(a), format(a, 'q'))  # expect: str [repr] format    repr format xyz str repr format q
print(1, 2, sep='-', end='!\n')  # expect: 1-2!
print('a', 'b', sep='')  # expect: ab
print(*[1, 2, 3], sep=', ')  # expect: 1, 2, 3
print('x', sep=None, end=None)  # expect: x
for options in ({'sep': 5}, {'end': 5}, {'foo': 1}):
    try:
        print(1, **options)
    except TypeError as e:
        print(e)
# expect: sep must be None or a string, not int
# expect: end must be None or a string, not int
# expect: print() got an unexpected keyword argument 'foo'


class Wrong:
    __repr__ = __str__ = __format__ = lambda self, *args: 5


for function in (repr, str, format, print, ascii):
    try:
        function(Wrong())
    except TypeError as e:
        print(e)
# expect: __repr__ returned non-string (type int)
# expect: __str__ returned non-string (type int)
# expect: __format__ must return a str, not int
# expect: __str__ returned non-string (type int)
# expect: __repr__ returned non-string (type int)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append('flush')


w = Writer()
print('a', 1, file=w)
print('b', flush=True, file=w)
old = sys.stdout
sys.stdout = w
print('c')
sys.stdout = old
print(w.parts)  # expect: ['a', ' ', '1', '\n', 'b', '\n', 'flush', 'c', '\n']
print(sys.stdout.write('written\n'))
# expect: written
# expect: 8
