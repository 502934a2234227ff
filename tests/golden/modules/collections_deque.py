"""collections: deque, defaultdict, OrderedDict, Counter, namedtuple."""
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=5)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, d[0], d[-1], len(d), 3 in d)  # expect: deque([0, 1, 2, 3, 4], maxlen=5) 5 0 4 5 True
d.rotate(1)
print(d, d.pop(), d.popleft(), d)         # expect: deque([0, 1, 2], maxlen=5) 3 4 deque([0, 1, 2], maxlen=5)
d.extend('ab')
d.extendleft(x for x in 'yz')
print(d, d.count('y'), d.index('y'))      # expect: deque(['z', 'y', 0, 1, 2], maxlen=5) 1 1
e = deque('abc')
e.insert(1, 'X')
e.remove('c')
e.reverse()
del e[0]
e[0] = 'Y'
print(e, e + deque('q'), e * 2, e == deque(['Y', 'a']), e < deque('Z'), list(reversed(e)))
# expect: deque(['Y', 'a']) deque(['Y', 'a', 'q']) deque(['Y', 'a', 'Y', 'a']) True True ['a', 'Y']


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: deque().pop())            # expect: IndexError: pop from an empty deque
attempt(lambda: deque([1])[5])            # expect: IndexError: deque index out of range
attempt(lambda: deque([1])[:1])           # expect: TypeError: sequence index must be integer, not 'slice'
attempt(lambda: deque([1], -1))           # expect: ValueError: maxlen must be non-negative
attempt(lambda: e.remove('nope'))         # expect: ValueError: deque.remove(x): x not in deque
attempt(lambda: e + [1])                  # expect: TypeError: can only concatenate deque (not "list") to deque
attempt(lambda: [e.append(x) for x in e])  # expect: RuntimeError: deque mutated during iteration
groups = defaultdict(list)
for word in 'apple avocado banana'.split():
    groups[word[0]].append(word)
print(groups, groups.default_factory, groups.get('z'))
# expect: defaultdict(<class 'list'>, {'a': ['apple', 'avocado'], 'b': ['banana']}) <class 'list'> None
counts = defaultdict(lambda: 10)
counts['a'] += 1
print(counts['a'], counts['b'], dict(counts), counts == {'a': 11, 'b': 10}, counts | {'c': 1} == {'a': 11, 'b': 10, 'c': 1})
# expect: 11 10 {'a': 11, 'b': 10} True True
attempt(lambda: defaultdict(None)['x'])   # expect: KeyError: 'x'
attempt(lambda: defaultdict(1))           # expect: TypeError: first argument must be callable or None
c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], c.total())  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) [('a', 5), ('b', 2)] 0 11
c.update(x for x in 'zz')
c.subtract('aaa')
print(c, c + Counter('b'), c - Counter('rr'), c & Counter('ab'), sorted(c.elements())[:3])
# expect: Counter({'a': 2, 'b': 2, 'r': 2, 'z': 2, 'c': 1, 'd': 1}) Counter({'b': 3, 'a': 2, 'r': 2, 'z': 2, 'c': 1, 'd': 1}) Counter({'a': 2, 'b': 2, 'z': 2, 'c': 1, 'd': 1}) Counter({'a': 1, 'b': 1}) ['a', 'a', 'b']
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a')
o.move_to_end('c', last=False)
print(o, o.popitem(), o.popitem(last=False), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {'a': 1})
# expect: OrderedDict({'b': 2}) ('a', 1) ('c', 3) False True
Point = namedtuple('Point', 'x y', defaults=[0])
p = Point(1)
print(p, p.x, p._replace(y=5), p._asdict(), Point._fields, p == (1, 0), Point._make([7, 8]))
# expect: Point(x=1, y=0) 1 Point(x=1, y=5) {'x': 1, 'y': 0} ('x', 'y') True Point(x=7, y=8)
attempt(lambda: Point())                  # expect: TypeError: Point.__new__() missing 1 required positional argument: 'x'
attempt(lambda: setattr(p, 'x', 1))       # expect: AttributeError: can't set attribute
