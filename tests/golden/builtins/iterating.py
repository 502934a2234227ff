# iter, next, len, reversed, enumerate, zip, map, filter with iterators written in Python.
def error(function, *args):
    try:
        function(*args)
    except Exception as e:
        print(type(e).__name__, e)


class Count:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


print(list(Count()), sum(Count()), max(Count()), sorted(Count(), reverse=True), tuple(Count()), set(Count()), next(Count()))
# expect: [1, 2, 3] 6 3 [3, 2, 1] (1, 2, 3) {1, 2, 3} 1
print(any(Count()), dict(zip(Count(), Count())), [*Count()], list(map(str, Count())), list(filter(None, Count())), list(enumerate(Count(), 5)))
# expect: True {1: 1, 2: 2, 3: 3} [1, 2, 3] ['1', '2', '3'] [1, 2, 3] [(5, 1), (6, 2), (7, 3)]
it = Count()
for _ in range(3):
    next(it)
print(next(it, 'default'))  # expect: default
error(next, it)  # expect: StopIteration
error(next, [1])  # expect: TypeError 'list' object is not an iterator
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'))  # expect: 1 2 end
error(next, it)  # expect: StopIteration
error(iter, 5)  # expect: TypeError 'int' object is not iterable
error(iter, 5, 1)  # expect: TypeError iter(v, w): v must be callable
it = iter(int, 1)
print(next(it), next(it))  # expect: 0 0
numbers = [1, 2, 3]
print(list(iter(numbers.pop, 1)))  # expect: [3, 2]


class BadIter:
    def __iter__(self):
        return 5


class BadLen:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


error(iter, BadIter())  # expect: TypeError iter() returned non-iterator of type 'int'
error(len, BadLen(-1))  # expect: ValueError __len__() should return >= 0
error(len, BadLen('x'))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(len, BadLen(10**30))  # expect: OverflowError cannot fit 'int' into an index-sized integer
error(bool, BadLen(-10**30))  # expect: ValueError __len__() should return >= 0
error(lambda: 'long' if BadLen(-10**30) else 'short')  # expect: ValueError __len__() should return >= 0
error(lambda: 'long' if BadLen(10**30) else 'short')  # expect: OverflowError cannot fit 'int' into an index-sized integer
error(len, 5)  # expect: TypeError object of type 'int' has no len()
print(len(BadLen(3)), len([1]), len('abc'), len({1: 2}), len(range(10)))  # expect: 3 1 3 1 10


def generator():
    got = yield 1
    print('got', got)
    return 'result'


g = generator()
print(next(g))  # expect: 1
print(next(g, 'over'))
# expect: got None
# expect: over
g = generator()
next(g)
try:
    next(g)
except StopIteration as e:
    print(repr(e.value))
# expect: got None
# expect: 'result'
