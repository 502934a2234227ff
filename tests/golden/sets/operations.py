"""set and frozenset: operators, methods, in-place forms."""


def show(s):
    print(type(s).__name__, sorted(s))


a, b = {1, 2, 3}, {3, 4}
show(a | b)                               # expect: set [1, 2, 3, 4]
show(a & b)                               # expect: set [3]
show(a - b)                               # expect: set [1, 2]
show(a ^ b)                               # expect: set [1, 2, 4]
show(frozenset(a) | b)                    # expect: frozenset [1, 2, 3, 4]
show(a & frozenset(b))                    # expect: set [3]
print(a <= {1, 2, 3, 4}, a < a, a >= {1}, a > b, a == frozenset(a), a != b)  # expect: True False True False True True
show(a.union([5], (6,), {7: 0}, range(8, 10)))  # expect: set [1, 2, 3, 5, 6, 7, 8, 9]
show(a.intersection([1, 2, 9], (2, 3)))   # expect: set [2]
show(a.difference([1], [2]))              # expect: set [3]
show(a.symmetric_difference([1, 8]))      # expect: set [2, 3, 8]
print(a.issubset(range(5)), a.issuperset([1, 1]), a.isdisjoint('xyz'), a.isdisjoint([3]))  # expect: True True True False
c = set(a)
c |= {10}
c &= {1, 2, 10, 11}
c -= {1}
c ^= {2, 3}
show(c)                                   # expect: set [3, 10]
c.update([4], 'x' and [5])
c.intersection_update(range(5))
c.difference_update([3])
c.symmetric_difference_update([4, 6])
show(c)                                   # expect: set [6]
c.add(7)
c.discard(6)
c.discard(99)
c.remove(7)
print(c, len(c), bool(c))                 # expect: set() 0 False
print(set(), frozenset(), {1}.pop(), repr(frozenset([2])))  # expect: set() frozenset() 1 frozenset({2})
print({frozenset([1]): 'x'}[frozenset([1])], hash(frozenset([1, 2])) == hash(frozenset([2, 1])))  # expect: x True
print({1} in {frozenset([1])}, {frozenset([1])} == {frozenset([1])})  # expect: True True


class Special(set):
    pass


s = Special([1])
s.name = 'mine'
print(s, s | {2}, s.copy(), type(s.union()).__name__, s.name)  # expect: Special({1}) {1, 2} {1} set mine
print({*'ab', *['b']} == set('ab'), {x % 3 for x in range(9)})  # expect: True {0, 1, 2}
it = iter({1, 2, 3})
next(it)
print(it.__length_hint__(), set.__doc__)  # expect: 2 Build an unordered collection of unique elements.
