"""Freeing a long chain of objects recurses nowhere: instances, generators, exceptions, closures."""


class Node:
    def __init__(self, next):
        self.next = next


head = None
for _ in range(300_000):
    head = Node(head)
del head
print("instances")         # expect: instances

chain = None
for _ in range(100_000):
    chain = (lambda inner: lambda: inner)(chain)
del chain
print("closures")          # expect: closures


def raise_from(cause):
    try:
        raise ValueError from cause
    except ValueError as error:
        return error.with_traceback(None)


error = None
for _ in range(50_000):
    error = raise_from(error)
del error
print("exceptions")        # expect: exceptions


def wrap(inner):
    yield from inner


generator = iter([1])
for _ in range(500):
    generator = wrap(generator)
print(next(generator))     # expect: 1
for _ in range(20_000):
    generator = wrap(generator)
try:
    next(generator)
except RecursionError:
    print("RecursionError")  # expect: RecursionError
del generator
print("generators")        # expect: generators
