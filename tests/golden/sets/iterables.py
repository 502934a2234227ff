"""Sets and other containers made from iterables written in Python: they are iterated one step at a time."""


def numbers(n):
    for i in range(n):
        print('give', i)
        yield i


print(set(numbers(2)))
# expect: give 0
# expect: give 1
# expect: {0, 1}
print({0, 1}.intersection(numbers(4)))
# expect: give 0
# expect: give 1
# expect: {0, 1}
print({0, 5}.union(numbers(1)))
# expect: give 0
# expect: {0, 5}
print({0, 5}.difference(numbers(2)))
# expect: give 0
# expect: give 1
# expect: {5}
print({0, 5}.symmetric_difference(numbers(2)))
# expect: give 0
# expect: give 1
# expect: {1, 5}
print({0}.issuperset(numbers(3)), {7}.isdisjoint(numbers(1)), {0}.issubset(numbers(1)))
# expect: give 0
# expect: give 1
# expect: give 0
# expect: give 0
# expect: False True True
print(frozenset(numbers(1)), list(numbers(1)), tuple(numbers(1)))
# expect: give 0
# expect: give 0
# expect: give 0
# expect: frozenset({0}) [0] (0,)
s = {9}
try:
    s.update(numbers(2), (1 / 0 for _ in [1]))
except ZeroDivisionError:
    print('so far', sorted(s))
# expect: give 0
# expect: give 1
# expect: so far [0, 1, 9]


class Counted:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print('__iter__')
        return iter(range(self.n))

    def __len__(self):
        print('__len__')
        return self.n


print(list(Counted(2)))
# expect: __iter__
# expect: __len__
# expect: [0, 1]
print(set(Counted(2)))
# expect: __iter__
# expect: {0, 1}
x = [1]
x.extend(numbers(2))
# expect: give 0
# expect: give 1
x += (c for c in 'ab')
x[1:1] = (c for c in 'yz')
print(x)                                  # expect: [1, 'y', 'z', 0, 1, 'a', 'b']
d = dict((k, v) for k, v in [('a', 1)])
d.update((k, 2) for k in 'bc')
print(d, dict.fromkeys(c for c in 'xy'))  # expect: {'a': 1, 'b': 2, 'c': 2} {'x': None, 'y': None}


class Mapping:
    def keys(self):
        return iter('pq')

    def __getitem__(self, key):
        return key * 2


print(dict(Mapping()), {**Mapping()})     # expect: {'p': 'pp', 'q': 'qq'} {'p': 'pp', 'q': 'qq'}
