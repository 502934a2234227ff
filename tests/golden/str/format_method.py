# str.format and format_map: fields, attributes, items, conversions, nested specifications.
class Point:
    x, y = 1, [10, {'k': 'deep'}]
    def __format__(self, spec):
        return f'<{spec}>'
point = Point()
print('{} {} {}'.format(1, 'b', 2.5), '{1}{0}{1}'.format('a', 'b'), '{a}-{b}'.format(a=1, b=2), '{{}}'.format(), '{0}{a}'.format(1, a=2))
# expect: 1 b 2.5 bab 1-2 {} 12
print('{0.x} {0.y[0]} {0.y[1][k]} {p.x}'.format(point, p=point), '{0[a b]}'.format({'a b': 5}), '{[1]}'.format('xyz'))
# expect: 1 10 deep 1 5 y
print('{!r} {!s} {!a}'.format('é', 'é', 'é'), '{0!r:>8}'.format('ab'), '{:spec}'.format(point), '{}'.format(point), '{!r:.3}'.format('abcdef'))
# expect: 'é' é '\xe9'     'ab' <spec> <> 'ab
print('{:{}}|{:{w}.{p}f}|{:{fill}^{w}}'.format('a', 4, 3.14159, 'm', w=8, p=2, fill='*'))  # expect: a   |    3.14|***m****
print('{a} {b[0]}'.format_map({'a': 1, 'b': 'xy'}), 'あ{}😀'.format('é'), '{:>3}{:<3}|'.format('あ', 'b'))  # expect: 1 x あé😀   あb  |
class Default(dict):
    def __missing__(self, key):
        return '?' + key
print('{known} {unknown}'.format_map(Default(known='yes')))  # expect: yes ?unknown
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'{'.format()", "'}'.format()", "'{}'.format()", "'{0}{}'.format(1, 2)", "'{}{0}'.format(1, 2)", "'{a}'.format()", "'{a.b}'.format(a=1)",
             "'{a[0]'.format(a=[1])", "'{a[]}'.format(a=1)", "'{a.}'.format(a=1)", "'{!}'.format(1)", "'{!x}'.format(1)", "'{!rx}'.format(1)",
             "'{0[0]x}'.format([1])", "'{:{:{}}}'.format(1, 2, 3)", "'{a'.format(a=1)", "'{a:'.format(a=1)", "'{a{b}}'.format(1)", "'{!'.format(1)",
             "'{0[-1]}'.format([1])", "'{:d}'.format('a')", "'{:x<5}'.format([])", "'{}'.format_map({})", "'{a}'.format_map(1)", "'{0.x.z}'.format(point)",
             "'{9999999999999999999999}'.format(1)"]:
    attempt(code)
# expect: ValueError: Single '{' encountered in format string
# expect: ValueError: Single '}' encountered in format string
# expect: IndexError: Replacement index 0 out of range for positional args tuple
# expect: ValueError: cannot switch from manual field specification to automatic field numbering
# expect: ValueError: cannot switch from automatic field numbering to manual field specification
# expect: KeyError: 'a'
# expect: AttributeError: 'int' object has no attribute 'b'
# expect: ValueError: expected '}' before end of string
# expect: ValueError: Empty attribute in format string
# expect: ValueError: Empty attribute in format string
# expect: ValueError: unmatched '{' in format spec
# expect: ValueError: Unknown conversion specifier x
# expect: ValueError: expected ':' after conversion specifier
# expect: ValueError: Only '.' or '[' may follow ']' in format field specifier
# expect: ValueError: Max string recursion exceeded
# expect: ValueError: expected '}' before end of string
# expect: ValueError: unmatched '{' in format spec
# expect: ValueError: unexpected '{' in field name
# expect: ValueError: end of string while looking for conversion specifier
# expect: TypeError: list indices must be integers or slices, not str
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: TypeError: unsupported format string passed to list.__format__
# expect: ValueError: Format string contains positional fields
# expect: TypeError: 'int' object is not subscriptable
# expect: AttributeError: 'int' object has no attribute 'z'
# expect: ValueError: Too many decimal digits in format string
