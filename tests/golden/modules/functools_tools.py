"""functools, with hidden frames where CPython's are in C."""
import functools
import sys
from functools import cache, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, (x for x in [3, 1, 4]), 2), reduce(None, [], 'initial'))  # expect: 6 4 initial


@lru_cache(maxsize=2)
def square(x):
    print('computing', x)
    return x * x


print([square(i) for i in (1, 2, 1, 3, 2)])
# expect: computing 1
# expect: computing 2
# expect: computing 3
# expect: computing 2
# expect: [1, 4, 1, 9, 4]
print(square.cache_info(), square.cache_parameters(), square.__name__)
# expect: CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} square
square.cache_clear()
print(square.cache_info())                # expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().hits)     # expect: 23416728348467685 78
p = partial(int, base=2)
print(p('101'), p.func, p.args, p.keywords, partial(print, 1, sep='-')(2, 3))
# expect: 1-2-3
# expect: 5 <class 'int'> () {'base': 2} None
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))  # expect: [3, 2, 1]


@total_ordering
class Card:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


print(Card(1) <= Card(2), Card(3) > Card(2), Card(2) >= Card(2))  # expect: True True True


@singledispatch
def describe(x):
    return 'something'


@describe.register
def _(x: int):
    return 'a number'


@describe.register(list)
def _(x):
    return 'a list of ' + str(len(x))


print(describe(1), describe([1]), describe('x'))  # expect: a number a list of 1 something


def logged(function):
    @wraps(function)
    def wrapper(*args):
        return 'logged ' + function(*args)

    return wrapper


@logged
def greet(name):
    """Say hello."""
    return 'hello ' + name


print(greet('Ada'), greet.__name__, greet.__doc__)  # expect: logged hello Ada greet Say hello.


class Slow:
    @functools.cached_property
    def value(self):
        print('once')
        return 7

    @lru_cache
    def method(self, x):
        return x + 1


s = Slow()
print(s.value, s.value, s.method(1))
# expect: once
# expect: 7 7 2


def depth():
    frame, names = sys._getframe(), []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names[:2]


print(cache(depth)(), partial(depth)(), reduce(lambda a, b: depth(), [1, 2]))
# expect: ['depth', '<module>'] ['depth', '<module>'] ['depth', '<lambda>']


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: reduce(max, []))          # expect: TypeError: reduce() of empty iterable with no initial value
attempt(lambda: fib([]))                  # expect: TypeError: unhashable type: 'list'
attempt(lambda: partial())                # expect: TypeError: type 'partial' takes at least one argument
attempt(lambda: partial(1))               # expect: TypeError: the first argument must be callable
