# Trees that have been changed at random places: compile() takes or refuses each for the same reason as CPython's.
import _ast as ast, warnings

warnings.simplefilter("ignore")
SEED, COUNT = 1, 4000
state = SEED * 2654435761 % 2**32
def rnd(n):
    global state
    state = (state * 1664525 + 1013904223) % 2**32
    return (state >> 8) % n
SOURCES = ['''
def f(a, /, b: int = 1, *c, d, e=2, **g) -> str:
    "doc"
    global z
    x, *y = a, b
    del x, y[0], y.q
    for i in a:
        if i: break
        elif b: continue
        else: pass
    else: return i
    while a: b += 1
    with a as b, c: pass
    try: raise a from b
    except (A, B) as e: pass
    except C: pass
    else: pass
    finally: return
    assert a, b
    return lambda q, *r, s=1: q
''', '''
@d
class C[T: int, *U, **V](B, metaclass=M):
    x: int = 3
    y: str
    def m(self): return super().m(__class__)
    type A[X] = list[X]
import a.b as c, d
from . import x as y, z
from q import *
nonlocal_ = [x for x in y if z for w in v]
s = {x: y for x in y} | {x for x in y} | set(x async for x in y) if a else b
t = f"{x!r:>{w}}{y=}" + t"{a}{b!s:c}" + "s" 
v = a[1:2, ::3, ...] and not -b or c < d <= e is not f in g
w = (yield_ := 3, [*a, *b], {**a, 'k': 2}, {1, 2}, None, True, b'q', 1.5, 2j, 10**3)
print(a, *b, k=1, **c)
''', '''
match x:
    case 1 | "s" | -2 | 3+4j | None: pass
    case [a, *b, C(1, k=2)] if a: pass
    case {"k": v, **rest}: pass
    case C.D: pass
    case str() as s: pass
    case _: pass
async def g():
    async for a in b: await c
    async with a as b: yield d
    return
def h():
    x = 1
    def k():
        nonlocal x
        x = yield from a
    return k
try: pass
except* A as e: pass
except* (B, C): pass
x: list[int]
(y): int = 2
a.b: int
''']
FLAG = 0x400
def nodes(tree):
    out, todo = [], [tree]
    while todo:
        n = todo.pop()
        out.append(n)
        for f in n._fields:
            v = getattr(n, f, None)
            for c in v if type(v) is list else [v]:
                if isinstance(c, ast.AST) and len(out) < 5000: todo.append(c)
    return out
def fix(node, p=(1, 0, 1, 0)):
    todo = [(node, p)]
    seen = 0
    while todo:
        node, p = todo.pop()
        seen += 1
        if seen > 20000: return
        if "lineno" in node._attributes:
            for k, v in zip(("lineno", "col_offset", "end_lineno", "end_col_offset"), p):
                if getattr(node, k, None) is None: setattr(node, k, v)
            p = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
        for f in node._fields:
            v = getattr(node, f, None)
            for c in v if type(v) is list else [v]:
                if isinstance(c, ast.AST): todo.append((c, p))
def beyond(n):
    """What CPython crashes on or calls an error of its own, and a `str` of an Interpolation that is none: see the README."""
    if isinstance(n, (ast.MatchSequence, ast.MatchMapping, ast.MatchClass, ast.MatchOr)):
        lists = [n.patterns, getattr(n, "kwd_patterns", []), getattr(n, "kwd_attrs", [])]
    else:
        lists = [getattr(n, "handlers", []), getattr(n, "type_params", []), getattr(n, "names", [])]
    if any(type(each) is list and None in each for each in lists):
        return True
    if isinstance(n, ast.TryStar) and type(n.handlers) is list:
        return any(getattr(handler, "type", None) is None for handler in n.handlers)
    return isinstance(n, ast.Interpolation) and type(n.str) is not str
VALUES = [None, 3, "x", "None", "_", "__debug__", [], -1, 2.5, True, (1, 2), -7, 10**25, 1j, ..., b"q", "", "@nope"]
for i in range(COUNT):
    state = (SEED * 7919 + i) * 2654435761 % 2**32
    tree = compile(SOURCES[rnd(3)], "f", "exec", FLAG)
    for _ in range(1 + rnd(3)):
        every = nodes(tree)
        n = every[rnd(len(every))]
        kind = rnd(8)
        if not n._fields: continue
        f = n._fields[rnd(len(n._fields))]
        v = getattr(n, f, None)
        other = every[rnd(len(every))]
        if kind == 0: new = VALUES[rnd(len(VALUES))]
        elif kind == 1 and type(v) is list and v:
            v = list(v); v.pop(rnd(len(v))); new = v
        elif kind == 2 and type(v) is list:
            v = list(v); v.insert(rnd(len(v) + 1), other); new = v
        elif kind == 3 and type(v) is list:
            v = list(v); v.insert(rnd(len(v) + 1), VALUES[rnd(len(VALUES))]); new = v
        elif kind == 4 and type(v) is list and v:
            v = list(v); v[rnd(len(v))] = other; new = v
        elif kind == 5:
            g = other._fields
            new = getattr(other, g[rnd(len(g))], None) if g else other
        elif kind == 6: new = type(v)() if isinstance(v, ast.AST) else v
        else:
            same = [o for o in every if type(o).__base__ is type(v).__base__] if isinstance(v, ast.AST) else []
            new = same[rnd(len(same))] if same else other
        if n in nodes(new)[:4000] if isinstance(new, ast.AST) else False: continue
        if type(new) is list and any(isinstance(c, ast.AST) and n in nodes(c) for c in new): continue
        setattr(n, f, new)
    fix(tree)
    if [n for n in nodes(tree) if beyond(n)]:
        continue
    try:
        code = compile(tree, "f", "exec")
        print(i, "ok")
    except Exception as e:
        print(i, type(e).__name__, e)
