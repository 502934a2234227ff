"""What never ends can be left: islices of endless iterators, zip with a short one, next on endless generators."""
import itertools


def forever():
    n = 0
    while True:
        yield n
        n += 1


print(list(itertools.islice(forever(), 100_000))[-1])      # expect: 99999
print(sum(1 for _ in zip(range(100_000), itertools.count())))  # expect: 100000
print(next(n for n in itertools.count() if n > 50_000))    # expect: 50001
print(any(n == 70_000 for n in forever()))                 # expect: True
print(min(itertools.takewhile(lambda n: n < 5, forever())))  # expect: 0
