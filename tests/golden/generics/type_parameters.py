# Type parameters of functions, classes and aliases (PEP 695, 696).
def first[T](items: list[T]) -> T: return items[0]
print(first([3]), first.__type_params__, first.__type_params__[0].__name__)  # expect: 3 (T,) T
class Box[T]:
    def __init__(self, item: T): self.item = item
    def get(self) -> T: return self.item
b = Box[int](5)
print(b.get(), Box[int], Box.__type_params__, Box.__parameters__, Box.__orig_bases__, b.__orig_class__)
# expect: 5 __main__.Box[int] (T,) (T,) (typing.Generic[T],) __main__.Box[int]
print([c.__name__ for c in Box.__mro__])  # expect: ['Box', 'Generic', 'object']
class Pair[A, B](Box[A]): pass
print(Pair[int, str], Pair[int, str].__args__, Pair.__parameters__)  # expect: __main__.Pair[int, str] (<class 'int'>, <class 'str'>) (A, B)
type Number = int | float
type Tree[T] = list[Tree[T]] | T
print(Number, Number.__value__, Tree, Tree.__type_params__, Tree[int])  # expect: Number int | float Tree (T,) Tree[int]
def f[T: int, U: (int, str), *Ts, **P, D = list[T]](): pass
for p in f.__type_params__:
    print(p, type(p).__name__, getattr(p, '__bound__', '-'), getattr(p, '__constraints__', '-'), p.has_default())
    # expect: T TypeVar <class 'int'> () False
    # expect: U TypeVar None (<class 'int'>, <class 'str'>) False
    # expect: Ts TypeVarTuple - - False
    # expect: P ParamSpec None - False
    # expect: D TypeVar None () True
print(f.__type_params__[-1].__default__)  # expect: list[T]
type Lazy = undefined_name
try: Lazy.__value__
except NameError as e: print(e)  # expect: name 'undefined_name' is not defined
undefined_name = str
print(Lazy.__value__)  # expect: <class 'str'>
def outer[T]():
    def inner[U](x: T, y: U) -> T: pass
    return inner
i = outer()
print(i.__type_params__, i.__annotations__, i.__qualname__)  # expect: (U,) {'x': T, 'y': U, 'return': T} outer.<locals>.inner
class C[T]:
    attr: T
    def meth[S](self, s: S) -> tuple[T, S]: return s
print(C.__annotations__, C.meth.__annotations__, C.meth.__type_params__)  # expect: {'attr': T} {'s': S, 'return': tuple[T, S]} (S,)
try: T
except NameError as e: print(e)  # expect: name 'T' is not defined
def check(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
check(lambda: Box[int, str])  # expect: TypeError Too many arguments for <class '__main__.Box'>; actual 2, expected 1
check(lambda: Number[int])  # expect: TypeError Only generic type aliases are subscriptable
check(lambda: isinstance(3, Box[int]))  # expect: TypeError Subscripted generics cannot be used with class and instance checks
check(lambda: type('X', (Number,), {}))
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
class Default[T = int]: pass
print(Default.__type_params__[0].__default__, Default[str])  # expect: <class 'int'> __main__.Default[str]
async def co[T](x: T): return x
print(co.__type_params__)  # expect: (T,)
class Meta(type): pass
class WithMeta[T](metaclass=Meta): x: T
print(type(WithMeta).__name__, WithMeta[int])  # expect: Meta __main__.WithMeta[int]
try:
    class Wrong[*U, T = int]: pass
except TypeError as error:
    print(error)  # expect: Type parameter with a default follows TypeVarTuple
def ordered(a: 1, /, b: 2, *, c: 3): pass
print(ordered.__annotations__)  # expect: {'b': 2, 'a': 1, 'c': 3}
