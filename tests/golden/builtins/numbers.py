# abs, bin, hex, oct, chr, ord, divmod, pow, round.
def error(function, *args):
    try:
        function(*args)
    except Exception as e:
        print(type(e).__name__, e)


print(abs(-3), abs(-2.5), abs(3 + 4j), abs(True), abs(-10**30))  # expect: 3 2.5 5.0 1 1000000000000000000000000000000
error(abs, 'x')  # expect: TypeError bad operand type for abs(): 'str'
error(abs)  # expect: TypeError abs() takes exactly one argument (0 given)
print(bin(10), hex(255), oct(8), bin(-5), hex(-10**20), bin(True))  # expect: 0b1010 0xff 0o10 -0b101 -0x56bc75e2d63100000 0b1
error(hex, 1.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
print(chr(65), ascii(chr(0x1F600)), ord('a'), ord(b'a'), ord(bytearray(b'b')))  # expect: A '\U0001f600' 97 97 98
error(chr, -1)  # expect: ValueError chr() arg not in range(0x110000)
error(chr, 0x110000)  # expect: ValueError chr() arg not in range(0x110000)
error(ord, 'ab')  # expect: TypeError ord() expected a character, but string of length 2 found
error(ord, 5)  # expect: TypeError ord() expected string of length 1, but int found
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2))  # expect: (2, 1) (-3, 2) (3.0, 1.5)
error(divmod, 1, 0)  # expect: ZeroDivisionError division by zero
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(2, -1), pow(0, 0), pow(2, 3, -5), pow(base=2, exp=5))
# expect: 1024 24 5 8.0 0.5 1 -2 32
error(pow, 2, 3, 0)  # expect: ValueError pow() 3rd argument cannot be 0
error(pow, 2, -1, 4)  # expect: ValueError base is not invertible for the given modulus
error(pow, 'a', 2)  # expect: TypeError unsupported operand type(s) for ** or pow(): 'str' and 'int'
error(pow, 2, 3.0, 5)  # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
print(round(2.5), round(3.5), round(2.675, 2), round(-1.5), round(1234, -2), round(5), round(2.5, None), round(True))
# expect: 2 4 2.67 -2 1200 5 2 1
error(round, 'x')  # expect: TypeError type str doesn't define __round__ method
error(round, float('nan'))  # expect: ValueError cannot convert float NaN to integer


class Number:
    def __abs__(self):
        return 'abs'

    def __round__(self, digits=None):
        return ('round', digits)

    def __index__(self):
        return 97

    def __divmod__(self, other):
        return ('divmod', other)


n = Number()
print(abs(n), round(n), round(n, 2), bin(n), chr(n), divmod(n, 1))  # expect: abs ('round', None) ('round', 2) 0b1100001 a ('divmod', 1)
