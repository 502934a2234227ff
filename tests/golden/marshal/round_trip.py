# What goes in comes out.
import marshal

for value in ((1, 'a', None, True, 2.5, b'x', (3,), 10**30, frozenset([1]), ..., 1j, '\u20ac'), -5, ''):
    print(marshal.loads(marshal.dumps(value)) == value)
# expect: True
# expect: True
# expect: True
code = compile('a = 1 + 2\ndef f(x): return x * a\nprint(f(3))', 'f', 'exec')
exec(marshal.loads(marshal.dumps(code)))  # expect: 9


class Maker:
    def make(self, n, *rest, by=2):
        return [self, n * by, rest, lambda: n]


method = Maker.make.__code__
back = marshal.loads(marshal.dumps(method))
print(back == method, back.co_flags == method.co_flags, back.co_flags >> 27 & 1)  # expect: True True 1
print(type(Maker.make)(back, {}, closure=None, argdefs=None)(1, 2, 3, by=4)[:3])  # expect: [1, 8, (3,)]
try:
    marshal.loads(b'')
except EOFError as e:
    print(e)
# expect: EOF read where object expected
try:
    marshal.dumps(object())
except ValueError as e:
    print(e)
# expect: unmarshallable object
