"""A list nested 100,000 deep can be made and freed; printing and comparing it raise RecursionError or just work."""


def nest(depth):
    result = []
    for _ in range(depth):
        result = [result]
    return result


def attempt(action):
    try:
        action()
    except RecursionError:
        pass
    return "alive"


one, two = nest(100_000), nest(100_000)
print(attempt(lambda: repr(one)))          # expect: alive
print(attempt(lambda: one == two))         # expect: alive
print(attempt(lambda: str((one, two))))    # expect: alive
print(attempt(lambda: one < two))          # expect: alive
del one, two
print("freed")                             # expect: freed

nested = ()
for _ in range(100_000):
    nested = (nested,)
print(attempt(lambda: hash(nested)))       # expect: alive
nested = {}
for _ in range(100_000):
    nested = {"k": nested}
print(attempt(lambda: repr(nested)))       # expect: alive
del nested
print(repr([[1, [2]], {"a": (3,)}]))       # expect: [[1, [2]], {'a': (3,)}]
