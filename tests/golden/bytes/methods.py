# Methods that bytes and bytearray share; each gives back the type it was called on.
for kind in (bytes, bytearray):
    text = kind(b'  Hello, World  ')
    print(text.strip(), text.lower(), text.upper(), text.swapcase(), text.title(), text.capitalize(), text.strip().split(b', '), text.split(), text.rsplit(None, 1))
    print(text.find(b'o'), text.rfind(b'o'), text.find(111), text.index(b'W'), text.count(b'l'), text.count(108), text.startswith(b'  H'), text.endswith((b'x', b' ')))
    print(text.replace(b'l', b'LL', 2), text.replace(b'o', b''), kind(b'ab').replace(b'', b'-'), text.partition(b','), text.rpartition(b'x'), kind(b'a\nb\r\nc').splitlines(), kind(b'a\nb').splitlines(True))
    print(kind(b',').join([b'a', bytearray(b'b')]), kind(b'').join(n for n in (b'x', b'y')), kind(b'a').center(5, b'*'), kind(b'a').ljust(3), kind(b'a').rjust(3, b'0'), kind(b'-5').zfill(4))
    print(kind(b'a\tb').expandtabs(4), kind(b'unab').removeprefix(b'un'), kind(b'ab.c').removesuffix(b'.c'), kind(b'abc').translate(bytes.maketrans(b'ab', b'xy')), kind(b'abcabc').translate(None, b'b'))
    print([kind(t).isalpha() for t in (b'', b'a', b'1')], [kind(t).isdigit() for t in (b'1', b'a')], kind(b'A1').isupper(), kind(b'Ab Cd').istitle(), kind(b' \t').isspace(), kind(b'\xff').isascii(), kind(b'a1').isalnum(), kind(b'a').islower())
    print(kind(b'\x01\xab').hex(), kind(b'abcdef').hex(':'), kind(b'abcdefg').hex('-', 3), kind(b'abcdefg').hex(b'-', -3), kind.fromhex('01 aB\tff'), kind.fromhex(b'41'))
    print(kind(b'caf\xc3\xa9').decode(), kind(b'\xe9').decode('latin-1'), kind(b'\xff').decode(errors='replace'))
# expect: b'Hello, World' b'  hello, world  ' b'  HELLO, WORLD  ' b'  hELLO, wORLD  ' b'  Hello, World  ' b'  hello, world  ' [b'Hello', b'World'] [b'Hello,', b'World'] [b'  Hello,', b'World']
# expect: 6 10 6 9 3 3 True True
# expect: b'  HeLLLLo, World  ' b'  Hell, Wrld  ' b'-a-b-' (b'  Hello', b',', b' World  ') (b'', b'', b'  Hello, World  ') [b'a', b'b', b'c'] [b'a\n', b'b']
# expect: b'a,b' b'xy' b'**a**' b'a  ' b'00a' b'-005'
# expect: b'a   b' b'ab' b'ab' b'xyc' b'acac'
# expect: [False, True, False] [True, False] True True True False True True
# expect: 01ab 61:62:63:64:65:66 61-626364-656667 616263-646566-67 b'\x01\xab\xff' b'A'
# expect: café é �
# expect: bytearray(b'Hello, World') bytearray(b'  hello, world  ') bytearray(b'  HELLO, WORLD  ') bytearray(b'  hELLO, wORLD  ') bytearray(b'  Hello, World  ') bytearray(b'  hello, world  ') [bytearray(b'Hello'), bytearray(b'World')] [bytearray(b'Hello,'), bytearray(b'World')] [bytearray(b'  Hello,'), bytearray(b'World')]
# expect: 6 10 6 9 3 3 True True
# expect: bytearray(b'  HeLLLLo, World  ') bytearray(b'  Hell, Wrld  ') bytearray(b'-a-b-') (bytearray(b'  Hello'), bytearray(b','), bytearray(b' World  ')) (bytearray(b''), bytearray(b''), bytearray(b'  Hello, World  ')) [bytearray(b'a'), bytearray(b'b'), bytearray(b'c')] [bytearray(b'a\n'), bytearray(b'b')]
# expect: bytearray(b'a,b') bytearray(b'xy') bytearray(b'**a**') bytearray(b'a  ') bytearray(b'00a') bytearray(b'-005')
# expect: bytearray(b'a   b') bytearray(b'ab') bytearray(b'ab') bytearray(b'xyc') bytearray(b'acac')
# expect: [False, True, False] [True, False] True True True False True True
# expect: 01ab 61:62:63:64:65:66 61-626364-656667 616263-646566-67 bytearray(b'\x01\xab\xff') bytearray(b'A')
# expect: café é �
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["b'a'.find('a')", "b'a'.find(256)", "b'a'.find(1.5)", "b'a'.index(b'x')", "b'a'.replace('a', b'')", "b'a'.split(b'')", "b'a'.split('a')", "b'a'.join(['a'])", "b'a'.join(5)",
             "b'a'.startswith('a')", "b'a'.startswith((b'b', 'a'))", "b'a'.center(3, b'xy')", "b'a'.center(3, 'x')", "b'a'.strip(1)", "b'a'.translate(b'x')", "b'a'.translate('x')", "bytes.maketrans(b'a', b'')",
             "bytes.fromhex('a')", "bytes.fromhex('zz')", "bytes.fromhex('a b')", "bytes.fromhex('é')", "bytes.fromhex(1)", "b'a'.hex('')", "b'a'.hex(1)", "b'a'.hex('é')", "b'a'.decode(1)", "b'a'.decode('nope')",
             "b'\\xff'.decode()", "b'a'.partition(b'')", "b'a'.removeprefix('a')", "b'a'.zfill('a')"]:
    attempt(code)
# expect: TypeError: argument should be integer or bytes-like object, not 'str'
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: argument should be integer or bytes-like object, not 'float'
# expect: ValueError: subsection not found
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: ValueError: empty separator
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: sequence item 0: expected a bytes-like object, str found
# expect: TypeError: can only join an iterable
# expect: TypeError: startswith first arg must be bytes or a tuple of bytes, not str
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: center(): argument 2 must be a byte string of length 1, not a bytes object of length 2
# expect: TypeError: center() argument 2 must be a byte string of length 1, not str
# expect: TypeError: a bytes-like object is required, not 'int'
# expect: ValueError: translation table must be 256 characters long
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: ValueError: maketrans arguments must have same length
# expect: ValueError: fromhex() arg must contain an even number of hexadecimal digits
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 0
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 1
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 0
# expect: TypeError: fromhex() argument must be str or bytes-like, not int
# expect: ValueError: sep must be length 1.
# expect: TypeError: object of type 'int' has no len()
# expect: ValueError: sep must be ASCII.
# expect: TypeError: decode() argument 'encoding' must be str, not int
# expect: LookupError: unknown encoding: nope
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: ValueError: empty separator
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: 'str' object cannot be interpreted as an integer
