# str % values.
print('%s and %r and %a' % ('é', 'é', 'é'), '%d %i %u' % (1, -2, 3.9), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8))
# expect: é and 'é' and '\xe9' 1 -2 3 ff FF 0xff 10 0o10
print('%5d|%-5d|%05d|%+d|% d|%.3d' % (42, 42, 42, 42, 42, 7), '%5.1f|%-8.2e|%g|%G|%F' % (3.14159, 31415.9, 1e-5, 1e20, 2))
# expect:    42|42   |00042|+42| 42|007   3.1|3.14e+04|1e-05|1E+20|2.000000
print('%5s|%-5s|%.2s|%c%c|%%' % ('ab', 'ab', 'abcdef', 'x', 0x3042), '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%*d|' % (-4, 1))
# expect:    ab|ab   |ab|xあ|%     1|2    |3.14 1   |
print('%(name)s is %(age)03d' % {'name': 'Ada', 'age': 36}, '%(a(b))s' % {'a(b)': 1}, '%s' % {'a': 1}, 'no fields' % {}, '%s' % [1, 2])
# expect: Ada is 036 1 {'a': 1} no fields [1, 2]
print('%s' % ((1, 2),), '%d%%' % 50, '%s %s' % ('あ', '😀'), '%ld %hd' % (1, 2), '%i' % True, '%x' % 2 ** 70, '%d' % 1e25)
# expect: (1, 2) 50% あ 😀 1 2 1 400000000000000000 10000000000000000905969664
class Number:
    def __int__(self):
        return 7
    def __index__(self):
        return 8
    def __float__(self):
        return 9.5
    def __getitem__(self, key):
        return key * 2
print('%d %x %.1f' % (Number(), Number(), Number()), '%(ab)s' % Number())  # expect: 7 8 9.5 abab
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'%d' % 'a'", "'%x' % 1.5", "'%c' % 'ab'", "'%c' % -1", "'%c' % 1.5", "'%f' % 'a'", "'%s %s' % 1", "'%s' % (1, 2)", "'a' % 1", "'%' % 1",
             "'%y' % 1", "'%(a)s' % 1", "'%(a)s' % {}", "'%(a' % {}", "'%*d' % ('a', 1)", "'%5%' % 1", "'%s' % ()", "'%d' % None", "'%d' % 1j",
             "'%d' % float('inf')", "'%あ' % 1", "'%(a)s %s' % {'a': 1}", "'%99999999999999999999d' % 1", "'%l' % 1"]:
    attempt(code)
# expect: TypeError: %d format: a real number is required, not str
# expect: TypeError: %x format: an integer is required, not float
# expect: TypeError: %c requires an int or a unicode character, not a string of length 2
# expect: OverflowError: %c arg not in range(0x110000)
# expect: TypeError: %c requires an int or a unicode character, not float
# expect: TypeError: must be real number, not str
# expect: TypeError: not enough arguments for format string
# expect: TypeError: not all arguments converted during string formatting
# expect: TypeError: not all arguments converted during string formatting
# expect: ValueError: incomplete format
# expect: ValueError: unsupported format character 'y' (0x79) at index 1
# expect: TypeError: format requires a mapping
# expect: KeyError: 'a'
# expect: ValueError: incomplete format key
# expect: TypeError: * wants int
# expect: ValueError: unsupported format character '%' (0x25) at index 2
# expect: TypeError: not enough arguments for format string
# expect: TypeError: %d format: a real number is required, not NoneType
# expect: TypeError: %d format: a real number is required, not complex
# expect: OverflowError: cannot convert float infinity to integer
# expect: ValueError: unsupported format character '?' (0x3042) at index 1
# expect: TypeError: not enough arguments for format string
# expect: ValueError: width too big
# expect: ValueError: incomplete format
