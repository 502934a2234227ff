"""Calls and recursion: Fibonacci, Takeuchi, Ackermann, towers, mutual recursion, closures, every kind of argument."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def towers(n, source, target, spare, moves):
    if n:
        towers(n - 1, source, spare, target, moves)
        moves[source] -= 1
        moves[target] += 1
        towers(n - 1, spare, target, source, moves)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def adder(amount):
    def add(n, scale=1):
        return n + amount * scale
    return add


def collect(first, *rest, step=1, **named):
    return first + len(rest) * step + len(named)


def many_kinds(rounds):
    total = 0
    add = adder(3)
    for n in range(rounds):
        total += add(n) + add(n, 2) + add(n, scale=3)
        total += collect(n) + collect(n, 1, 2) + collect(n, 1, step=2, x=1, y=2)
        arguments = (n, 1, 2)
        total += collect(*arguments, **{"step": 5})
    return total


def compose(f, g):
    return lambda x: f(g(x))


def composed(rounds):
    inc = lambda x: x + 1
    double = lambda x: x * 2
    both = compose(compose(inc, double), compose(double, inc))
    total = 0
    for n in range(rounds):
        total += both(n)
    return total


def main():
    assert fib(22) == 17711
    assert tak(12, 8, 4) == 5
    assert ackermann(2, 60) == 123
    moves = {"a": 13, "b": 0, "c": 0}
    towers(13, "a", "c", "b", moves)
    assert moves == {"a": 0, "b": 0, "c": 13}
    for n in range(200):
        assert is_even(90) and not is_even(91)
    assert many_kinds(8000) == 224244000
    assert composed(12000) == 288036000


for _ in range(4):
    main()
