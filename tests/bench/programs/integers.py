"""Loops over integers: sieve, Collatz, greatest common divisors, a linear congruential generator, digits."""


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    n = 2
    while n * n <= limit:
        if flags[n]:
            for multiple in range(n * n, limit + 1, n):
                flags[multiple] = False
        n += 1
    count = 0
    for flag in flags:
        if flag:
            count += 1
    return count


def longest_collatz(limit):
    best, best_length = 0, 0
    for start in range(1, limit):
        n, length = start, 1
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            length += 1
        if length > best_length:
            best, best_length = start, length
    return best, best_length


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def coprime_pairs(limit):
    count = 0
    for a in range(1, limit):
        for b in range(a, limit):
            if gcd(a, b) == 1:
                count += 1
    return count


def random_bits(steps):
    state, ones = 12345, 0
    for _ in range(steps):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        ones += (state >> 16) & 1
    return state, ones


def digit_sums(limit):
    total = 0
    for n in range(limit):
        while n:
            total += n % 10
            n //= 10
    return total


def main():
    for _ in range(2):
        assert sieve(100000) == 9592
        assert longest_collatz(4000) == (3711, 238)
        assert coprime_pairs(150) == 6818
        assert random_bits(60000) == (751137497, 30092)
        assert digit_sums(30000) == 570000


main()
