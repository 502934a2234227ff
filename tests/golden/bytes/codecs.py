# encode and decode: encodings, error handlers, the exceptions' fields.
for encoding in ['utf-8', 'UTF_8', 'utf-8-sig', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be']:
    text = 'aé' if encoding == 'latin-1' else 'a' if encoding == 'ascii' else 'aéあ😀'
    data = text.encode(encoding)
    print(encoding, data, data.decode(encoding) == text)
# expect: utf-8 b'a\xc3\xa9\xe3\x81\x82\xf0\x9f\x98\x80' True
# expect: UTF_8 b'a\xc3\xa9\xe3\x81\x82\xf0\x9f\x98\x80' True
# expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9\xe3\x81\x82\xf0\x9f\x98\x80' True
# expect: ascii b'a' True
# expect: latin-1 b'a\xe9' True
# expect: utf-16 b'\xff\xfea\x00\xe9\x00B0=\xd8\x00\xde' True
# expect: utf-16-le b'a\x00\xe9\x00B0=\xd8\x00\xde' True
# expect: utf-16-be b'\x00a\x00\xe90B\xd8=\xde\x00' True
# expect: utf-32 b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00B0\x00\x00\x00\xf6\x01\x00' True
# expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x000B\x00\x01\xf6\x00' True
for handler in ['ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace']:
    print(handler, 'aéあ😀b'.encode('ascii', handler), '\ud800'.encode('utf-8', handler))
# expect: ignore b'ab' b''
# expect: replace b'a???b' b'?'
# expect: backslashreplace b'a\\xe9\\u3042\\U0001f600b' b'\\ud800'
# expect: xmlcharrefreplace b'a&#233;&#12354;&#128512;b' b'&#55296;'
for handler in ['ignore', 'replace', 'backslashreplace', 'surrogateescape']:
    print(handler, ascii(b'a\xff\xe3\x81b\xf0\x9f\x98'.decode('utf-8', handler)), ascii(b'\x80a'.decode('ascii', handler)))
# expect: ignore 'ab' 'a'
# expect: replace 'a\ufffd\ufffdb\ufffd' '\ufffda'
# expect: backslashreplace 'a\\xff\\xe3\\x81b\\xf0\\x9f\\x98' '\\x80a'
# expect: surrogateescape 'a\udcff\udce3\udc81b\udcf0\udc9f\udc98' '\udc80a'
print('\udcff\udc80a'.encode('utf-8', 'surrogateescape'), '\ud800x'.encode('utf-8', 'surrogatepass'), ascii(b'\xed\xa0\x80x'.decode('utf-8', 'surrogatepass')))
# expect: b'\xff\x80a' b'\xed\xa0\x80x' '\ud800x'
print(b'\xff\xfea\x00'.decode('utf-16'), b'\xfe\xff\x00a'.decode('utf-16'), b'\xef\xbb\xbfa'.decode('utf-8-sig'), ascii(b'\xef\xbb\xbfa'.decode()))
# expect: a a a '\ufeffa'
def attempt(code):
    try:
        print(eval(code))
    except UnicodeError as problem:
        print(f'{type(problem).__name__}: {problem}', problem.encoding, problem.start, problem.end, problem.reason)
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'é'.encode('ascii')", "'aあいb'.encode('latin-1')", "'\\ud800'.encode()", "'😀'.encode('ascii')", "'\\ud800\\udc00'.encode('utf-16')", "b'\\xff'.decode()", "b'\\xe3\\x81'.decode()", "b'\\xc3('.decode()",
             "b'\\xed\\xa0\\x80'.decode()", "b'\\x80'.decode('ascii')", "b'a'.decode('utf-16')", "b'\\x00\\xd8'.decode('utf-16-le')", "b'\\x00\\xdca\\x00'.decode('utf-16-le')", "b'abc'.decode('utf-32')",
             "b'\\x00\\x00\\x11\\x00'.decode('utf-32-le')", "'a'.encode('nope')", "'é'.encode('ascii', 'nope')", "b'\\xff'.decode('ascii', 'nope')", "'a'.encode(1)", "'a'.encode('a\\0b')", "b'\\xff'.decode('utf-8', 'xmlcharrefreplace')"]:
    attempt(code)
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128) ascii 0 1 ordinal not in range(128)
# expect: UnicodeEncodeError: 'latin-1' codec can't encode characters in position 1-2: ordinal not in range(256) latin-1 1 3 ordinal not in range(256)
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed utf-8 0 1 surrogates not allowed
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\U0001f600' in position 0: ordinal not in range(128) ascii 0 1 ordinal not in range(128)
# expect: UnicodeEncodeError: 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed utf-16 0 1 surrogates not allowed
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte utf-8 0 1 invalid start byte
# expect: UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data utf-8 0 2 unexpected end of data
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte utf-8 0 1 invalid continuation byte
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte utf-8 0 1 invalid continuation byte
# expect: UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128) ascii 0 1 ordinal not in range(128)
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data utf-16-le 0 1 truncated data
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data utf-16-le 0 2 unexpected end of data
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding utf-16-le 0 2 illegal encoding
# expect: UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-2: truncated data utf-32-le 0 3 truncated data
# expect: UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000) utf-32-le 0 4 code point not in range(0x110000)
# expect: LookupError: unknown encoding: nope
# expect: LookupError: unknown error handler name 'nope'
# expect: LookupError: unknown error handler name 'nope'
# expect: TypeError: encode() argument 'encoding' must be str, not int
# expect: ValueError: embedded null character
# expect: TypeError: don't know how to handle UnicodeDecodeError in error callback
