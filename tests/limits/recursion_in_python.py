"""Runaway recursion raises RecursionError, again and again, and leaves the machine as good as new."""


def down(n):
    return down(n + 1)


class Mirror:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return repr([self])

    def __eq__(self, other):
        return [self] == [other]

    __hash__ = None


for attempt in range(3):
    try:
        down(0)
    except RecursionError as error:
        print(str(error).startswith("maximum recursion depth exceeded"))
# expect: True
# expect: True
# expect: True

for action in (lambda m: m.a, repr, lambda m: m == Mirror()):
    try:
        action(Mirror())
        print("no error")
    except RecursionError:
        print("RecursionError")
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError


def depth(n):
    return n if n == 900 else depth(n + 1)


print(depth(0), sum(range(10)))  # expect: 900 45
