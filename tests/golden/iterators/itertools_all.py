"""Each iterator of itertools, over lists and over generators."""
from itertools import (accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle,
                       dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
                       takewhile, tee, zip_longest)


def gen(*items):
    yield from items


print(list(islice(count(3, 2), 3)), count(1), count(2.5, 0.5), next(count(2**70)))
# expect: [3, 5, 7] count(1) count(2.5, 0.5) 1180591620717411303424
print(list(islice(cycle('ab'), 5)), list(islice(cycle(gen(1, 2)), 5)), list(cycle([])))
# expect: ['a', 'b', 'a', 'b', 'a'] [1, 2, 1, 2, 1] []
print(list(repeat('x', 2)), repeat(1), repeat(1, 3))  # expect: ['x', 'x'] repeat(1) repeat(1, 3)
print(list(accumulate([1, 2, 3])), list(accumulate(gen(1, 2, 3), lambda a, b: a * b, initial=10)), list(accumulate([], initial=None)))
# expect: [1, 3, 6] [10, 10, 20, 60] []
print(list(batched('abcde', 2)), list(batched(gen(1, 2, 3), n=5)))  # expect: [('a', 'b'), ('c', 'd'), ('e',)] [(1, 2, 3)]
print(list(chain('ab', gen(1), [])), list(chain.from_iterable(gen('xy', [3]))))  # expect: ['a', 'b', 1] ['x', 'y', 3]
print(''.join(map(''.join, combinations('abcd', 2))), list(combinations(gen(1, 2), 3)), list(combinations([], 0)))
# expect: abacadbcbdcd [] [()]
print(list(combinations_with_replacement('ab', 2)), list(permutations([1, 2, 3], 2)), len(list(permutations(range(4)))))
# expect: [('a', 'a'), ('a', 'b'), ('b', 'b')] [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] 24
print(list(product('ab', gen(1, 2))), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] []
print(list(compress('abcd', gen(1, 0, 1))), list(filterfalse(None, [0, 1, 2])), list(filterfalse(lambda x: x > 1, gen(1, 2, 3))))
# expect: ['a', 'c'] [0] [1]
print(list(dropwhile(lambda x: x < 2, gen(1, 2, 1))), list(takewhile(lambda x: x < 2, gen(1, 2, 1))))  # expect: [2, 1] [1]
print([(k, list(g)) for k, g in groupby('aabccc')], [(k, list(g)) for k, g in groupby(gen(1, 3, 2), lambda x: x % 2)])
# expect: [('a', ['a', 'a']), ('b', ['b']), ('c', ['c', 'c', 'c'])] [(1, [1, 3]), (0, [2])]
groups = [g for k, g in groupby('aab')]
print([list(g) for g in groups])          # expect: [[], []]
print(list(islice(gen(*range(9)), 1, 8, 3)), list(islice('abc', None)), list(islice('abc', 1, None)))
# expect: [1, 4, 7] ['a', 'b', 'c'] ['b', 'c']
source = gen(*range(6))
print(list(islice(source, 2)), list(source))  # expect: [0, 1] [2, 3, 4, 5]
print(list(pairwise(gen(1, 2, 3))), list(pairwise([1])), list(starmap(pow, gen((2, 3), [3, 2]))))  # expect: [(1, 2), (2, 3)] [] [8, 9]
a, b = tee(gen(1, 2, 3))
print(next(a), next(a), list(b), list(a), len(tee([], 3)), tee([1], 0))  # expect: 1 2 [1, 2, 3] [3] 3 ()
print(list(zip_longest('abc', gen(1), fillvalue='-')), list(zip_longest()))  # expect: [('a', 1), ('b', '-'), ('c', '-')] []
for i, pair in enumerate(zip(count(), repeat('r'))):
    if i == 2:
        break
    print(pair)
# expect: (0, 'r')
# expect: (1, 'r')


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: islice([1], -1))          # expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(lambda: islice([1], 1, 2, 0))     # expect: ValueError: Step for islice() must be a positive integer or None.
attempt(lambda: combinations([1], -1))    # expect: ValueError: r must be non-negative
attempt(lambda: permutations([1], 'a'))   # expect: TypeError: Expected int as r
attempt(lambda: list(batched('abc', 2, strict=True)))  # expect: ValueError: batched(): incomplete batch
attempt(lambda: batched('abc', 0))        # expect: ValueError: n must be at least one
attempt(lambda: product([1], repeat=-1))  # expect: ValueError: repeat argument cannot be negative
attempt(lambda: count('a'))               # expect: TypeError: a number is required
attempt(lambda: list(chain([1], 2)))      # expect: TypeError: 'int' object is not iterable
attempt(lambda: accumulate())             # expect: TypeError: accumulate() missing required argument 'iterable' (pos 1)
attempt(lambda: zip_longest(a=1))         # expect: TypeError: zip_longest() got an unexpected keyword argument
attempt(lambda: tee([1], -1))             # expect: ValueError: n must be >= 0
attempt(lambda: cycle(1, 2))              # expect: TypeError: cycle expected 1 argument, got 2
