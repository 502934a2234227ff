# bytes and bytearray: making, items, slices, operators, repr.
print(bytes(), bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), bytes(range(3)), bytes(b'x'), bytes(bytearray(b'y')), bytes(n for n in (1, 2)), bytes({7: 0}))
# expect: b'' b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'\x00\x01\x02' b'x' b'y' b'\x01\x02' b'\x07'
print(bytearray(), bytearray(2), bytearray('a', 'ascii'), bytearray([1, 2]), bytearray(n for n in (1, 2)), bytearray(map(int, '12')))
# expect: bytearray(b'') bytearray(b'\x00\x00') bytearray(b'a') bytearray(b'\x01\x02') bytearray(b'\x01\x02') bytearray(b'\x01\x02')
data = b'abcdef'
print(data[0], data[-1], data[1:3], data[::-1], data[::2], list(data[:2]), bytearray(data)[1:3], bytearray(data)[0], len(data))
# expect: 97 102 b'bc' b'fedcba' b'ace' [97, 98] bytearray(b'bc') 97 6
print(b'a' + b'b', b'a' + bytearray(b'b'), bytearray(b'a') + b'b', b'ab' * 2, 2 * bytearray(b'x'), b'x' * -1)
# expect: b'ab' b'ab' bytearray(b'ab') b'abab' bytearray(b'xx') b''
print(97 in data, b'cd' in data, b'' in data, b'a' == bytearray(b'a'), b'a' < b'b', bytearray(b'a') <= b'a', b'a' == 'a', b'a' != 97)
# expect: True True True True True True False True
print(b"it's", b'"both\'"', b'\x00\t\n\r\\\x7f\x80', bytearray(b"it's"), str(b'a'), ascii(bytearray(b'\xff')))
# expect: b"it's" b'"both\'"' b'\x00\t\n\r\\\x7f\x80' bytearray(b"it\'s") b'a' bytearray(b'\xff')
print(hash(b'a') == hash('a'), {b'k': 1}[b'k'], sorted([b'b', b'a', b'']))  # expect: True 1 [b'', b'a', b'b']
class Mine(bytes):
    pass
mine = Mine(b'abc')
mine.note = 1
print(mine, type(mine), mine.note, type(mine[:]), type(mine + b''), mine == b'abc', type(Mine.fromhex('41')), type(bytes(mine)))
# expect: b'abc' <class '__main__.Mine'> 1 <class 'bytes'> <class 'bytes'> True <class '__main__.Mine'> <class 'bytes'>
class Convertible:
    def __bytes__(self):
        return b'by hand'
    def __index__(self):
        return 3
print(bytes(Convertible()), bytearray(Convertible()), b'abcdef'[Convertible()], bytes([Convertible()]))
# expect: b'by hand' bytearray(b'\x00\x00\x00') 100 b'\x03'
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["bytes('a')", "bytes([256])", "bytes([-1])", "bytes(['a'])", "bytes(-1)", "bytes(1.5)", "bytes(None)", "bytes(1, 'ascii')", "bytes(encoding='ascii')", "bytes(foo=1)",
             "bytes(1, 2, 3, 4)", "data[6]", "data['a']", "data + 'a'", "data + 1", "data * 'a'", "data < 'a'", "256 in data", "'a' in data", "hash(bytearray())",
             "bytearray([256])", "bytearray(1.5)", "bytes(n for n in [300])", "bytes('a', 1)", "1 + data", "data.x", "data[::0]", "bytearray(b'a')[5]"]:
    attempt(code)
# expect: TypeError: string argument without an encoding
# expect: ValueError: bytes must be in range(0, 256)
# expect: ValueError: bytes must be in range(0, 256)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: ValueError: negative count
# expect: TypeError: cannot convert 'float' object to bytes
# expect: TypeError: cannot convert 'NoneType' object to bytes
# expect: TypeError: encoding without a string argument
# expect: TypeError: encoding without a string argument
# expect: TypeError: bytes() got an unexpected keyword argument 'foo'
# expect: TypeError: bytes() takes at most 3 arguments (4 given)
# expect: IndexError: index out of range
# expect: TypeError: byte indices must be integers or slices, not str
# expect: TypeError: can't concat str to bytes
# expect: TypeError: can't concat int to bytes
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: '<' not supported between instances of 'bytes' and 'str'
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: unhashable type: 'bytearray'
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: cannot convert 'float' object to bytearray
# expect: ValueError: bytes must be in range(0, 256)
# expect: TypeError: bytes() argument 'encoding' must be str, not int
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'bytes'
# expect: AttributeError: 'bytes' object has no attribute 'x'
# expect: ValueError: slice step cannot be zero
# expect: IndexError: bytearray index out of range
