# bytes % values.
print(b'%s %b %a %r' % (b'x', bytearray(b'y'), 'é', 'é'), b'%d %i %x %#o' % (1, 2.9, 255, 8), b'%c%c' % (65, b'B'), b'%%' % ())
# expect: b"x y '\\xe9' '\\xe9'" b'1 2 ff 0o10' b'AB' b'%'
print(b'%5s|%-5s|%.2s' % (b'ab', b'ab', b'abc'), b'%05.1f|%e|%g' % (3.14159, 1.5, 1e-7), b'%(a)s%(b)d' % {b'a': b'x', b'b': 5}, b'%*d' % (4, 7))
# expect: b'   ab|ab   |ab' b'003.1|1.500000e+00|1e-07' b'x5' b'   7'
print(bytearray(b'%d') % 5, b'none' % {}, b'\xff%s\xfe' % b'\x00')  # expect: bytearray(b'5') b'none' b'\xff\x00\xfe'
class Convertible:
    def __bytes__(self):
        return b'conv'
print(b'%s' % Convertible())  # expect: b'conv'
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["b'%s' % 'a'", "b'%b' % 1", "b'%c' % 256", "b'%c' % b'ab'", "b'%c' % 'a'", "b'%d' % 'a'", "b'%f' % 'a'", "b'%x' % 1.5", "b'%y' % 1", "b'%' % 1", "b'%s %s' % b'a'", "b'a' % 1", "b'%(a)s' % {}", "b'%(a)s' % 1"]:
    attempt(code)
# expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: OverflowError: %c arg not in range(256)
# expect: TypeError: %c requires an integer in range(256) or a single byte, not a bytes object of length 2
# expect: TypeError: %c requires an integer in range(256) or a single byte, not str
# expect: TypeError: %d format: a real number is required, not str
# expect: TypeError: float argument required, not str
# expect: TypeError: %x format: an integer is required, not float
# expect: ValueError: unsupported format character 'y' (0x79) at index 1
# expect: ValueError: incomplete format
# expect: TypeError: not enough arguments for format string
# expect: TypeError: not all arguments converted during bytes formatting
# expect: KeyError: b'a'
# expect: TypeError: format requires a mapping
