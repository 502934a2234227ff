# Class patterns: __match_args__, keywords, builtin classes that match themselves, errors.
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def where(p):
    match p:
        case Point(0, 0): return 'origin'
        case Point(0, y): return f'on y at {y}'
        case Point(x, y=0): return f'on x at {x}'
        case Point(x=x, y=y) if x == y: return f'diagonal {x}'
        case Point(): return 'somewhere'
        case int(n) | float(n): return f'number {n}'
        case str() | bytes(): return 'text'
        case list([a, *_]) | tuple((a, *_)): return f'starts with {a}'
        case dict(d): return f'dict {d}'
        case bool(b): return 'never: bool is int'
        case _: return 'unknown'
for p in (Point(0, 0), Point(0, 3), Point(4, 0), Point(5, 5), Point(1, 2), 7, 2.5, 'a', b'b', [1, 2], (3,), {'k': 1}, True, None, set()):
    print(where(p))
    # expect: origin
    # expect: on y at 3
    # expect: on x at 4
    # expect: diagonal 5
    # expect: somewhere
    # expect: number 7
    # expect: number 2.5
    # expect: text
    # expect: text
    # expect: starts with 1
    # expect: starts with 3
    # expect: dict {'k': 1}
    # expect: number True
    # expect: unknown
    # expect: unknown
def t(f):
    try: print(f())
    except TypeError as e: print('TypeError', e)
def too_many(x):
    match x:
        case Point(1, 2, 3): return 'three'
def no_args(x):
    class Plain: pass
    match Plain():
        case Plain(1): return 'one'
def twice(x):
    match x:
        case Point(1, x=2): return 'twice'
def not_class(x):
    factory = lambda: 0
    match x:
        case factory(): return 'called'
class Bad:
    __match_args__ = ['x']
class Bad2:
    __match_args__ = (1,)
def bad(x):
    match x:
        case Bad(1): pass
        case Bad2(1): pass
def two_ints(x):
    match x:
        case int(1, 2): pass
t(lambda: too_many(Point(1, 2)))  # expect: TypeError Point() accepts 2 positional sub-patterns (3 given)
t(lambda: no_args(0))  # expect: TypeError Plain() accepts 0 positional sub-patterns (1 given)
t(lambda: twice(Point(1, 2)))  # expect: TypeError Point() got multiple sub-patterns for attribute 'x'
t(lambda: not_class(0))  # expect: TypeError called match pattern must be a class
t(lambda: bad(Bad()))  # expect: TypeError Bad.__match_args__ must be a tuple (got list)
t(lambda: bad(Bad2()))  # expect: TypeError __match_args__ elements must be strings (got int)
t(lambda: two_ints(1))  # expect: TypeError int() accepts 1 positional sub-pattern (2 given)
class Lazy:
    __match_args__ = ('a', 'b')
    def __getattr__(self, name):
        print('asked for', name)
        if name == 'b': raise AttributeError(name)
        return 1
match Lazy():
    case Lazy(a=2, b=3): print('no')
    # expect: asked for a
    # expect: asked for b
    case Lazy(1, 2): print('no')
    # expect: asked for a
    # expect: asked for b
    case Lazy(1): print('yes')
    # expect: asked for a
    # expect: yes
class Meta(type):
    def __instancecheck__(cls, x): return x == 42
class Answer(metaclass=Meta): pass
match 42:
    case Answer(): print('by __instancecheck__')  # expect: by __instancecheck__
