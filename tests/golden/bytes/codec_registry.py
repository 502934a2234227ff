# _codecs: registered error handlers, character maps, escapes, incremental decoding.
import _codecs
def angle(problem):
    return '<%s>' % problem.reason[:3], problem.end
_codecs.register_error('angle', angle)
print('aéb'.encode('ascii', 'angle'), b'a\xff\xfeb'.decode('ascii', 'angle'), b'a\xffb'.decode('utf-8', 'angle'))
# expect: b'a<ord>b' a<ord><ord>b a<inv>b
_codecs.register_error('bytes', lambda problem: (b'\xff', problem.end))
_codecs.register_error('skip', lambda problem: ('', -1))
print('é!'.encode('ascii', 'bytes'), 'ééab'.encode('ascii', 'skip'))  # expect: b'\xff!' b'b'
print(_codecs.utf_8_decode(b'a\xe3\x81'), _codecs.utf_8_decode(b'\xe3\x81\x82', 'strict', True), _codecs.utf_16_ex_decode(b'\xff\xfea\x00b', 'strict', 0, False))
# expect: ('a', 1) ('あ', 3) ('a', 4, -1)
print(_codecs.escape_decode(rb'a\n\x41\101'), _codecs.escape_encode(b"a'\n\xff"), _codecs.unicode_escape_encode('a\né😀'), ascii(_codecs.unicode_escape_decode(rb'\xe9\u3042\101')))
# expect: (b'a\nAA', 11) (b"a\\'\\n\\xff", 4) (b'a\\n\\xe9\\U0001f600', 4) ('\xe9\u3042A', 14)
print(ascii(_codecs.raw_unicode_escape_decode(rb'\n\u3042\\u3042')), _codecs.charmap_build('abc'), _codecs.charmap_encode('ab', 'strict', {97: 65, 98: b'xx'}))
# expect: ('\\n\u3042\\\\u3042', 15) {97: 0, 98: 1, 99: 2} (b'Axx', 2)
print(_codecs.charmap_decode(b'ab', 'replace', {97: 'xy'}), _codecs.lookup_error('backslashreplace')(UnicodeEncodeError('ascii', 'éあ', 0, 2, 'x')))
# expect: ('xy�', 2) ('\\xe9\\u3042', 2)
_codecs.register_error('bad', lambda problem: 5)
_codecs.register_error('far', lambda problem: ('', 50))
_codecs.register_error('same', lambda problem: ('é', problem.end))
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'é'.encode('ascii', 'bad')", "b'\\xff'.decode('ascii', 'bad')", "'é'.encode('ascii', 'far')", "'é'.encode('ascii', 'same')", "_codecs.register_error('x', 5)", "_codecs.lookup_error('nope')",
             "_codecs.charmap_encode('é', 'strict', {})", "_codecs.charmap_decode(b'a', 'strict', {})", "_codecs.unicode_escape_decode(rb'\\x4')", "_codecs.escape_decode(b'\\\\')", "_codecs.register(5)", "'a'.encode('no-such-codec')"]:
    attempt(code)
# expect: TypeError: encoding error handler must return (str/bytes, int) tuple
# expect: TypeError: decoding error handler must return (str, int) tuple
# expect: IndexError: position 50 from error handler out of bounds
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: TypeError: handler must be callable
# expect: LookupError: unknown error handler name 'nope'
# expect: UnicodeEncodeError: 'charmap' codec can't encode character '\xe9' in position 0: character maps to <undefined>
# expect: UnicodeDecodeError: 'charmap' codec can't decode byte 0x61 in position 0: character maps to <undefined>
# expect: UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
# expect: ValueError: Trailing \ in string
# expect: TypeError: argument must be callable
# expect: LookupError: unknown encoding: no-such-codec
