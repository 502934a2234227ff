# What changes a bytearray.
data = bytearray(b'hello')
data[0] = 72
data.append(33)
data.extend(b' you')
data.extend([65, 66])
data.extend(n for n in (67, 68))
print(data, data.pop(), data.pop(0), data.pop(-2), data)  # expect: bytearray(b'ello! youAC') 68 72 66 bytearray(b'ello! youAC')
data.insert(0, 90)
data.insert(100, 89)
data.remove(108)
data.reverse()
print(data)  # expect: bytearray(b'YCAuoy !oleZ')
data[1:3] = b'---'
data[:0] = bytearray(b'<')
data[len(data):] = range(62, 63)
print(data)  # expect: bytearray(b'<Y---uoy !oleZ>')
data[::2] = b'x' * len(data[::2])
del data[0], data[-1]
del data[::3]
print(data)  # expect: bytearray(b'x-uxx!lx')
data *= 2
data += b'!'
data += bytearray(b'?')
print(data, data.copy() is data, data == data.copy())  # expect: bytearray(b'x-uxx!lxx-uxx!lx!?') False True
data[2:4] = data
print(data)  # expect: bytearray(b'x-x-uxx!lxx-uxx!lx!?x!lxx-uxx!lx!?')
same = data
data.clear()
print(same, len(same))  # expect: bytearray(b'') 0
data.extend(data)
data[:] = b'12345'
data.resize(7)
print(data)  # expect: bytearray(b'12345\x00\x00')
data.resize(2)
print(data, list(data), bytes(data))  # expect: bytearray(b'12') [49, 50] b'12'
def attempt(code):
    a = bytearray(b'abc')
    try:
        exec(code)
        print(a)
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}', a)
for code in ["a[5] = 1", "a[0] = 256", "a[0] = 'a'", "a['x'] = 1", "a[0:1] = 'b'", "a[0:1] = 5", "a[::2] = b'x'", "a[0:1] = [256]", "del a[9]", "del a['x']", "a.append(256)", "a.append('a')",
             "a.append(b'a')", "a.extend('ab')", "a.extend(5)", "a.extend([1, 300])", "a.insert('a', 1)", "a.pop(9)", "a.pop('a')", "a.remove(0)", "a.remove(b'a')", "a += 'x'", "a += 5", "a *= 'x'", "a *= -1",
             "a.resize(-1)", "a[1:2] = None", "bytearray().pop()", "a.extend(n for n in [1, 'x'])", "a.clear(1)", "a[0] = -1", "a[:] = (n for n in (1, 2))"]:
    attempt(code)
# expect: IndexError: bytearray index out of range bytearray(b'abc')
# expect: ValueError: byte must be in range(0, 256) bytearray(b'abc')
# expect: TypeError: 'str' object cannot be interpreted as an integer bytearray(b'abc')
# expect: TypeError: bytearray indices must be integers or slices, not str bytearray(b'abc')
# expect: TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256) bytearray(b'abc')
# expect: TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256) bytearray(b'abc')
# expect: ValueError: attempt to assign bytes of size 1 to extended slice of size 2 bytearray(b'abc')
# expect: ValueError: byte must be in range(0, 256) bytearray(b'abc')
# expect: IndexError: bytearray index out of range bytearray(b'abc')
# expect: TypeError: bytearray indices must be integers or slices, not str bytearray(b'abc')
# expect: ValueError: byte must be in range(0, 256) bytearray(b'abc')
# expect: TypeError: 'str' object cannot be interpreted as an integer bytearray(b'abc')
# expect: TypeError: 'bytes' object cannot be interpreted as an integer bytearray(b'abc')
# expect: TypeError: expected iterable of integers; got: 'str' bytearray(b'abc')
# expect: TypeError: can't extend bytearray with int bytearray(b'abc')
# expect: ValueError: byte must be in range(0, 256) bytearray(b'abc')
# expect: TypeError: 'str' object cannot be interpreted as an integer bytearray(b'abc')
# expect: IndexError: pop index out of range bytearray(b'abc')
# expect: TypeError: 'str' object cannot be interpreted as an integer bytearray(b'abc')
# expect: ValueError: value not found in bytearray bytearray(b'abc')
# expect: TypeError: 'bytes' object cannot be interpreted as an integer bytearray(b'abc')
# expect: TypeError: can't concat str to bytearray bytearray(b'abc')
# expect: TypeError: can't concat int to bytearray bytearray(b'abc')
# expect: TypeError: can't multiply sequence by non-int of type 'str' bytearray(b'abc')
# expect: bytearray(b'')
# expect: ValueError: Can only resize to positive sizes, got -1 bytearray(b'abc')
# expect: TypeError: cannot convert 'NoneType' object to bytearray bytearray(b'abc')
# expect: IndexError: pop from empty bytearray bytearray(b'abc')
# expect: TypeError: 'str' object cannot be interpreted as an integer bytearray(b'abc')
# expect: TypeError: bytearray.clear() takes no arguments (1 given) bytearray(b'abc')
# expect: ValueError: byte must be in range(0, 256) bytearray(b'abc')
# expect: bytearray(b'\x01\x02')
