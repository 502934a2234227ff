# f-strings: conversions, formats, nesting, special methods in their order.
class F:
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __format__(self, spec): return f'<{spec}>'
f = F()
print(f'{f} {f!s} {f!r} {f!a} {f:>10} {f!s:>6} {f!r:_^8}')  # expect: <> str repr repr <>10>    str __repr__
print(f'{3:05d} {3.14159:.3f} {255:#x} {255:b} {1234567:,} {0.5:%} {"x":*^5} {-3:+}')
# expect: 00003 3.142 0xff 11111111 1,234,567 50.000000% **x** -3
w, p = 10, 2
print(f'[{3.14159:{w}.{p}f}] [{"a":{"<"}{w}}]')  # expect: [      3.14] [a         ]
print(f'{w=} {w = } {w=!r:>5} {w + p=}')  # expect: w=10 w = 10 w=   10 w + p=12
print(f'{{literal}} {"nested " + f"{w + 1}"} {f"{f"{1}"}"}')  # expect: {literal} nested 11 1
print(f'{[x for x in range(3)]} {({"a": 1})["a"]} {(lambda x: x * 2)(4)}')  # expect: [0, 1, 2] 1 8
text = f'''multi
line {w}'''
print(repr(text))  # expect: 'multi\nline 10'
class Bad:
    def __format__(self, spec): return 3
    def __repr__(self): return None
def check(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
check(lambda: f'{Bad()}')  # expect: TypeError __format__ must return a str, not int
check(lambda: f'{Bad()!r}')  # expect: TypeError __repr__ returned non-string (type NoneType)
check(lambda: f'{3:q}')  # expect: ValueError Unknown format code 'q' for object of type 'int'
check(lambda: f'{"x":d}')  # expect: ValueError Unknown format code 'd' for object of type 'str'
check(lambda: f'{[]:x}')  # expect: TypeError unsupported format string passed to list.__format__
check(lambda: f'{type:x}')  # expect: TypeError unsupported format string passed to type.__format__
check(lambda: f'{None:>5}')  # expect: TypeError unsupported format string passed to NoneType.__format__
print(f'{True} {True:d} {None} {...}')  # expect: True 1 None Ellipsis
def order(tag):
    print('eval', tag)
    return tag
print(f'{order("a")}{order("b"):{order("5")}}|')
# expect: eval a
# expect: eval b
# expect: eval 5
# expect: ab    |
print(f"{'a' 'b'}" 'c' f'{1}' "d{}")  # expect: abc1d{}
