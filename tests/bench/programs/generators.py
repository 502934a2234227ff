"""Generators: pipelines, trees with yield from, permutations, coroutines with send, generator expressions."""


def naturals(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def squares(source):
    for n in source:
        yield n * n


def odd(source):
    for n in source:
        if n % 2:
            yield n


def pairs(source):
    previous = None
    for n in source:
        if previous is not None:
            yield previous, n
        previous = n


def pipeline(limit):
    total = 0
    for a, b in pairs(odd(squares(naturals(limit)))):
        total += b - a
    return total


def insert(tree, value):
    if tree is None:
        return [None, value, None]
    side = 0 if value < tree[1] else 2
    tree[side] = insert(tree[side], value)
    return tree


def walk(tree):
    if tree is not None:
        yield from walk(tree[0])
        yield tree[1]
        yield from walk(tree[2])


def tree_order(count):
    tree, value = None, 1
    for _ in range(count):
        value = value * 75 % 65537
        tree = insert(tree, value)
    previous = -1
    seen = 0
    for value in walk(tree):
        assert value > previous
        previous = value
        seen += 1
    return seen


def permutations(items):
    if not items:
        yield ()
        return
    for at in range(len(items)):
        for rest in permutations(items[:at] + items[at + 1:]):
            yield (items[at],) + rest


def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return
        total += value
        count += 1
        average = total / count


def averages(limit):
    coroutine = averager()
    next(coroutine)
    for n in range(limit):
        average = coroutine.send(n)
    coroutine.close()
    return average


def expressions(limit):
    total = 0
    for n in range(limit):
        total += sum(k * k for k in range(n % 20))
        if any(k > 15 for k in range(n % 20)):
            total += 1
    return total


def main():
    assert pipeline(30000) == 899940000
    assert tree_order(900) == 900
    assert len(list(permutations((1, 2, 3, 4, 5, 6, 7)))) == 5040
    assert averages(20000) == 9999.5
    assert expressions(4000) == 2166600


for _ in range(5):
    main()
