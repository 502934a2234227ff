"""zip, map, filter, enumerate, reversed: over builtin iterators, generators and callbacks."""


def count_to(n):
    for i in range(1, n + 1):
        yield i


print(list(zip('ab', [1, 2, 3], count_to(9))))  # expect: [('a', 1, 1), ('b', 2, 2)]
print(list(zip()), list(zip([])), list(zip([1])))  # expect: [] [] [(1,)]
print(list(map(str.upper, 'ab')), list(map(int, ['1', '2'])), list(map(lambda a, b: a + b, [1, 2], count_to(5))))
# expect: ['A', 'B'] [1, 2] [2, 4]
print(list(filter(None, [0, 1, '', 'x'])), list(filter(lambda x: x % 2, count_to(5))), list(filter(str.isdigit, 'a1b2')))
# expect: [1, 'x'] [1, 3, 5] ['1', '2']
print(list(enumerate('ab')), list(enumerate(count_to(2), start=10)), list(enumerate('x', 2**70)))
# expect: [(0, 'a'), (1, 'b')] [(10, 1), (11, 2)] [(1180591620717411303424, 'x')]
print(list(reversed([1, 2])), list(reversed('ab')), list(reversed(range(3))), list(reversed({'a': 1, 'b': 2})))
# expect: [2, 1] ['b', 'a'] [2, 1, 0] ['b', 'a']
print(list(map(list, zip(*[[1, 2], [3, 4]]))))  # expect: [[1, 3], [2, 4]]
for i, (a, b) in enumerate(zip('xy', 'zw')):
    print(i, a, b)
# expect: 0 x z
# expect: 1 y w
m = map(int, ['1', 'x', '3'])
print(next(m))                            # expect: 1
try:
    next(m)
except ValueError as error:
    print(error)                          # expect: invalid literal for int() with base 10: 'x'
print(next(m), next(m, 'end'))            # expect: 3 end


def stop(x):
    if x == 2:
        raise StopIteration
    return x


print(list(map(stop, [1, 2, 3])))         # expect: [1]
z = zip(count_to(3), 'ab')
print(list(z), next(z, None))             # expect: [(1, 'a'), (2, 'b')] None


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: list(zip([1, 2], [1], strict=True)))  # expect: ValueError: zip() argument 2 is shorter than argument 1
attempt(lambda: list(zip([1], count_to(2), strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
attempt(lambda: list(zip([1], [1], [1, 2], strict=True)))  # expect: ValueError: zip() argument 3 is longer than arguments 1-2
attempt(lambda: list(map(lambda a, b: a, [1], [1, 2], strict=True)))  # expect: ValueError: map() argument 2 is longer than argument 1
attempt(lambda: map(1))                   # expect: TypeError: map() must have at least two arguments.
attempt(lambda: zip(5))                   # expect: TypeError: 'int' object is not iterable
attempt(lambda: filter(None))             # expect: TypeError: filter expected 2 arguments, got 1
attempt(lambda: enumerate())              # expect: TypeError: enumerate() missing required argument 'iterable'
attempt(lambda: enumerate([], 'a'))       # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: reversed({1}))            # expect: TypeError: 'set' object is not reversible
attempt(lambda: list(map(None, [1])))     # expect: TypeError: 'NoneType' object is not callable
answers = iter(['a', 'b', 'done', 'c'])
print(list(iter(lambda: next(answers), 'done')))  # expect: ['a', 'b']
print(list(iter(answers.__next__, 'nothing')))  # expect: ['c']
