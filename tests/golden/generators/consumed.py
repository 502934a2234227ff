# Builtins that take the items of a generator: what needs no Python code at once, the rest in the prelude.
print(sum(k * k for k in range(10)), any(k > 5 for k in range(10)), all(k < 5 for k in range(10)))
# expect: 285 True False
print(list(k for k in range(30)) == list(range(30)), tuple(k for k in 'ab'), ''.join(c for c in 'hello'), sorted(k for k in (3, 1, 2)))
# expect: True ('a', 'b') hello [1, 2, 3]
print(sum((0.1 for _ in range(10)), 0), sum(x for x in [1, 2.5, 3]), sum(True for _ in range(3)), sum(2**46 for _ in range(8)))
# expect: 1.0 6.5 3 562949953421312


class Told:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print('bool', self.value)
        return self.value

    def __radd__(self, other):
        print('radd', other)
        return 100


print(any(Told(value) for value in (False, True, False)))
# expect: bool False
# expect: bool True
# expect: True
print(all(Told(value) for value in (True, False, True)))
# expect: bool True
# expect: bool False
# expect: False
print(sum(x for x in [1, Told(True), 3]))
# expect: radd 1
# expect: 103


def failing():
    yield 1
    raise ValueError('from inside')


grown = [0]
for take in sum, all, list, grown.extend:
    try:
        print(take(failing()))
    except ValueError as error:
        print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
# expect: from inside failing
# expect: from inside failing
# expect: from inside failing
# expect: from inside failing
print(grown, any(failing()))
# expect: [0, 1] True

spent = (x for x in [1, 2])
print(list(spent), list(spent), sum(spent), any(spent), all(spent))
# expect: [1, 2] [] 0 False True


def guarded():
    try:
        yield 0
        yield 1
        yield 2
    finally:
        print('closed')


print(any(guarded()))
# expect: closed
# expect: True


def inner():
    yield sum(n for n in (1, 2))
    yield from (n for n in (3, 4))


print(list(inner()), sum(inner()), [sum(m for m in range(n)) for n in range(4)])
# expect: [3, 3, 4] 10 [0, 0, 1, 3]


def itself():
    yield 1
    yield sum(running)


running = itself()
try:
    sum(running)
except ValueError as error:
    print(error)
# expect: generator already executing
try:
    sum(x for x in ['a'])
except TypeError as error:
    print(error)
# expect: unsupported operand type(s) for +: 'int' and 'str'


class Kept(list):
    pass


kept = Kept(x for x in 'xyz')
print(type(kept).__name__, kept)
# expect: Kept ['x', 'y', 'z']
