# sum, min, max, any, all: over containers, iterators, generators, and objects whose operators are written in Python.
def error(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e)


print(sum([1, 2, 3]), sum([0.1] * 10), sum([1, 2.5]), sum(range(100)), sum([[1], [2]], []), sum([True, 2]), sum([1j, 2]))
# expect: 6 1.0 3.5 4950 [1, 2] 3 (2+1j)
print(sum(x * x for x in range(10)), sum(0.1 for _ in range(10)), sum(iter([1, 2])), sum([2**47, 2**47]), sum([1e100, 1, -1e100]))
# expect: 285 1.0 3 281474976710656 1.0
print(sum([1, 2], start=10), sum((), 'x'[0:0] or 0))  # expect: 13 0
error(sum, ['a'])  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
error(sum, ['a'], '')  # expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
error(sum, [b'a'], b'')  # expect: TypeError sum() can't sum bytes [use b''.join(seq) instead]
error(sum, 5)  # expect: TypeError 'int' object is not iterable
print(min(3, 1, 2), max([4, 9, 2]), min('hello'), max('a', 'B'), min([1, 2.5, 0]), max({'x': 1, 'y': 2}), min([], default=7))
# expect: 1 9 e a 0 y 7
print(max([1, -5, 3], key=abs), min(x for x in (3, 2, 1)), max('abc', 'abd', key=lambda s: s[2]), max([(1, 'b'), (1, 'a')]))
# expect: -5 1 abd (1, 'b')
error(max, [])  # expect: ValueError max() iterable argument is empty
error(min, 1)  # expect: TypeError 'int' object is not iterable
error(max, 1, 'a')  # expect: TypeError '>' not supported between instances of 'str' and 'int'
error(max)  # expect: TypeError max expected at least 1 argument, got 0
error(max, 1, 2, default=3)  # expect: TypeError Cannot specify a default for max() with multiple positional arguments
error(max, [1], foo=3)  # expect: TypeError max() got an unexpected keyword argument 'foo'
print(any([0, 0, 1]), all([]), any([]), all([1, 0]), any(x > 2 for x in range(5)), all(x < 5 for x in range(5)), any({}), all('abc'))
# expect: True True False False True True False True
error(any, 5)  # expect: TypeError 'int' object is not iterable


class N:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return N(self.value + (other.value if isinstance(other, N) else other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.value < other.value

    def __gt__(self, other):
        return self.value > other.value

    def __repr__(self):
        return f'N({self.value})'

    def __bool__(self):
        return self.value > 1


print(sum([N(1), N(2)]), max([N(1), N(3), N(2)]), min(N(2), N(1)), any([N(0), N(2)]), all([N(0)]), sorted([N(2), N(1)]))
# expect: N(3) N(3) N(1) True False [N(1), N(2)]
print(sum([1, 2, N(3)], 10), sum([1.5, 2, N(3)]))  # expect: N(16) N(6.5)
print(sorted([3, 1, 2]), sorted('hello'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A'], key=str.lower), sorted(x for x in [2, 1]))
# expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] [3, 2, 1] ['A', 'b'] [1, 2]
error(sorted, [1, 'a'])  # expect: TypeError '<' not supported between instances of 'str' and 'int'
error(sorted)  # expect: TypeError sorted expected 1 argument, got 0
error(sorted, [1], 5)  # expect: TypeError sorted expected 1 argument, got 2
