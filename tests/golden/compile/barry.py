# PEP 401: the operator <> and its uncle.
import __future__

BARRY = __future__.barry_as_FLUFL.compiler_flag


def show(source, mode="eval", flags=BARRY):
    try:
        print(ascii(eval(compile(source, "f", mode, flags), {})))
    except SyntaxError as error:
        print(type(error).__name__, ascii(error.args))


for source in ("1 <> 2", "1 <> 1", "1<>2<>3", "not 1 <> 2", "f'{1 <> 2}{3!r}'", "[x for x in (1, 2) if x <> 1]", "(lambda: 1 <> 2)()"):
    show(source)
    show(source, flags=0)
# expect: True
# expect: SyntaxError ('invalid syntax', ('f', 1, 3, '1 <> 2', 1, 5))
# expect: False
# expect: SyntaxError ('invalid syntax', ('f', 1, 3, '1 <> 1', 1, 5))
# expect: True
# expect: SyntaxError ('invalid syntax', ('f', 1, 2, '1<>2<>3', 1, 4))
# expect: False
# expect: SyntaxError ('invalid syntax', ('f', 1, 7, 'not 1 <> 2', 1, 9))
# expect: 'True3'
# expect: SyntaxError ("f-string: expecting '=', or '!', or ':', or '}'", ('f', 1, 6, "f'{1 <> 2}{3!r}'", 1, 8))
# expect: [2]
# expect: SyntaxError ('invalid syntax', ('f', 1, 25, '[x for x in (1, 2) if x <> 1]', 1, 27))
# expect: True
# expect: SyntaxError ('invalid syntax', ('f', 1, 12, '(lambda: 1 <> 2)()', 1, 14))
for source in ("1 != 2", "1 != 2 <> 3", "f'{1 != 2}'", "(1 != 2", "x != (", "1 !=", "1 <>", "1 < > 2", "x <>= 2", "1 != 2)", "print 1 != 2", "'a' != '\\d'"):
    show(source)
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, '1 != 2', 1, 5))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, '1 != 2 <> 3', 1, 5))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 6, "f'{1 != 2}'", 1, 8))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 4, '(1 != 2', 1, 6))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, 'x != (', 1, 5))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, '1 !=', 1, 5))
# expect: SyntaxError ('invalid syntax', ('f', 1, 0, '1 <>', 1, 0))
# expect: SyntaxError ('invalid syntax', ('f', 1, 5, '1 < > 2', 1, 6))
# expect: SyntaxError ('invalid syntax', ('f', 1, 5, 'x <>= 2', 1, 6))
# expect: SyntaxError ("unmatched ')'", ('f', 1, 7, '1 != 2)', 1, 7))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 9, 'print 1 != 2', 1, 11))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 5, "'a' != '\\d'", 1, 7))
show("1 != 2", "exec")  # expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, '1 != 2\n', 1, 5))
show("1 != 2", "single")  # expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 1, 3, '1 != 2', 1, 5))
for source in ("from __future__ import barry_as_FLUFL\nprint(1 <> 2)",
               "from __future__ import barry_as_FLUFL\nx = 1 != 2",
               "'doc'\nfrom __future__ import annotations, barry_as_FLUFL as z\nx = 1 <> 2",
               "from __future__ import (barry_as_FLUFL,)\nx = 1 != 2",
               "from __future__ import barry_as_FLUFL; print(1 <> 2)",
               "x = 1\nfrom __future__ import barry_as_FLUFL\nx = 1 <> 2",
               "x = 1\nfrom __future__ import barry_as_FLUFL\nx = 1 != 2",
               "if 1:\n  from __future__ import barry_as_FLUFL\n  x = 1 != 2",
               "1 <> 2\nfrom __future__ import barry_as_FLUFL",
               "1 != 2\nfrom __future__ import barry_as_FLUFL\nx y",
               "from .__future__ import barry_as_FLUFL\nx = 1 <> 2",
               "from x import barry_as_FLUFL\nx = 1 <> 2"):
    show(source, "exec", 0)
# expect: True
# expect: None
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 2, 7, 'x = 1 != 2\n', 2, 9))
# expect: None
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 2, 7, 'x = 1 != 2\n', 2, 9))
# expect: True
# expect: None
# expect: SyntaxError ('from __future__ imports must occur at the beginning of the file',)
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 3, 7, 'x = 1 != 2\n', 3, 9))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 3, 9, '  x = 1 != 2\n', 3, 11))
# expect: SyntaxError ('invalid syntax', ('f', 1, 3, '1 <> 2\n', 1, 5))
# expect: SyntaxError ("with Barry as BDFL, use '<>' instead of '!='", ('f', 3, 3, 'x y\n', 3, 4))
# expect: SyntaxError ('invalid syntax', ('f', 2, 7, 'x = 1 <> 2\n', 2, 9))
# expect: SyntaxError ('invalid syntax', ('f', 2, 7, 'x = 1 <> 2\n', 2, 9))
exec("""from __future__ import barry_as_FLUFL
class A:
    def f(self): return 1 <> 2
print(A().f(), eval('1 <> 2'))
exec('print(1 <> 3)')
print(compile('1 <> 2', '', 'eval').co_flags == __future__.barry_as_FLUFL.compiler_flag)
try: compile('1 <> 2', '', 'eval', 0, True)
except SyntaxError as e: print(e)
""")
# expect: True True
# expect: True
# expect: True
# expect: invalid syntax (, line 1)
show("from __future__ import braces", "exec", 0)  # expect: SyntaxError ('not a chance',)
