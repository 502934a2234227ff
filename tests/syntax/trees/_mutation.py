# Trees changed at random places, the same ones wherever this runs; for the programs beside this one.
import _ast as ast
import warnings

warnings.simplefilter("ignore")
state = 0


def rnd(n):
    """A number below n."""
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
from q import w
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
VALUES = [None, 3, "x", "None", "_", "__debug__", [], -1, 2.5, True, (1, 2), -7, 10**25, 1j, ..., b"q", "", "@nope"]


def children(node):
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if type(value) is list else [value]:
            if isinstance(child, ast.AST):
                yield child


def nodes(tree):
    """All nodes; of a tree in which many are shared, the first 5,000 or so."""
    out, todo = [], [tree]
    while todo:
        node = todo.pop()
        out.append(node)
        if len(out) < 5000:
            todo.extend(children(node))
    return out


def fill_positions(tree):
    """Nodes without a position get that of the node around them."""
    todo, seen = [(tree, (1, 0, 1, 0))], 0
    while todo and seen < 20000:
        node, position = todo.pop()
        seen += 1
        if "lineno" in node._attributes:
            for name, number in zip(("lineno", "col_offset", "end_lineno", "end_col_offset"), position):
                if getattr(node, name, None) is None:
                    setattr(node, name, number)
            position = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
        todo.extend([(child, position) for child in children(node)])


def differs_by_design(node):
    """What CPython crashes on or calls an error of its own, and a `str` of an Interpolation that is none: see the README."""
    names = ("patterns", "kwd_patterns", "kwd_attrs") if isinstance(node, ast.pattern) else ("handlers", "type_params", "names")
    lists = [getattr(node, name, None) for name in names]
    if any([type(each) is list and None in each for each in lists]):
        return True
    if isinstance(node, ast.TryStar) and type(node.handlers) is list:
        return any([getattr(handler, "type", None) is None for handler in node.handlers])
    return isinstance(node, ast.Interpolation) and type(node.str) is not str


def changed_list(items, every, kind):
    items = list(items)
    if kind == 1 and items:
        items.pop(rnd(len(items)))
    elif kind == 2:
        items.insert(rnd(len(items) + 1), every[rnd(len(every))])
    elif kind == 3:
        items.insert(rnd(len(items) + 1), VALUES[rnd(len(VALUES))])
    elif kind == 4 and items:
        items[rnd(len(items))] = every[rnd(len(every))]
    return items


def new_value(value, every):
    """Something to stand where `value` stands: changed, of another node, of the same sum, or any other thing."""
    kind, other = rnd(8), every[rnd(len(every))]
    if kind == 0:
        return VALUES[rnd(len(VALUES))]
    if kind < 5 and type(value) is list:
        return changed_list(value, every, kind)
    if kind == 5:
        return getattr(other, other._fields[rnd(len(other._fields))], None) if other._fields else other
    if kind == 6:
        return type(value)() if isinstance(value, ast.AST) else value
    same = [each for each in every if type(each).__base__ is type(value).__base__]
    return same[rnd(len(same))] if same else other


def holds(value, node):
    """Would `node` come to stand inside itself?"""
    return any([node in nodes(each) for each in (value if type(value) is list else [value]) if isinstance(each, ast.AST)])


def mutated_trees(seed, count):
    """Numbers and trees, up to `count`."""
    global state
    for number in range(count):
        state = (seed * 7919 + number) * 2654435761 % 2**32
        tree = compile(SOURCES[rnd(len(SOURCES))], "f", "exec", ast.PyCF_ONLY_AST)
        for _ in range(1 + rnd(3)):
            every = nodes(tree)
            node = every[rnd(len(every))]
            if not node._fields:
                continue
            field = node._fields[rnd(len(node._fields))]
            value = new_value(getattr(node, field, None), every)
            if not holds(value, node):
                setattr(node, field, value)
        fill_positions(tree)
        if not any([differs_by_design(node) for node in nodes(tree)]):
            yield number, tree


