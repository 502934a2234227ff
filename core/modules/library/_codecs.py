"""The registry of codecs and error handlers, and the codecs CPython has in C (Python/codecs.c, Modules/_codecsmodule.c).

The encodings that str.encode() and bytes.decode() know natively are theirs; what is here besides is what the library's
codecs.py and encodings want by name. Error handlers are in _codecs_errors.py.
"""

from _codecs_errors import (_escaped, _handled, _type_name, _unregister_error, lookup_error, register_error)

# --- the registry -----------------------------------------------------------------------------------------------------

_search_functions = []
_codecs_by_name = {}
_started = False


def register(search_function, /):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _search_functions.append(search_function)


def unregister(search_function, /):
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _codecs_by_name.clear()


def _normalized(encoding):
    return ''.join([c if c.isalnum() or c == '.' else '_' for c in encoding.lower()])


def lookup(encoding, /):
    global _started
    if not isinstance(encoding, str):
        raise TypeError(f'lookup() argument must be str, not {_type_name(encoding)}')
    if not _started:
        _started = True
        try:
            import encodings
        except ModuleNotFoundError:
            pass  # a machine without the library: what is native is all there is
    key = _normalized(encoding)
    found = _codecs_by_name.get(key)
    if found is not None:
        return found
    for search in _search_functions:
        found = search(key)
        if found is None:
            continue
        if not isinstance(found, tuple) or len(found) != 4:
            raise TypeError('codec search functions must return 4-tuples')
        _codecs_by_name[key] = found
        return found
    raise LookupError('unknown encoding: ' + encoding)


def encode(obj, encoding='utf-8', errors='strict'):
    return _run(lookup(encoding)[0], obj, errors, 'encoder')


def decode(obj, encoding='utf-8', errors='strict'):
    return _run(lookup(encoding)[1], obj, errors, 'decoder')


def _run(function, obj, errors, what):
    result = function(obj, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f'{what} must return a tuple (object,integer)')
    return result[0]


def _text_codec(encoding, direction):
    found = lookup(encoding)
    if not getattr(found, '_is_text_encoding', True):
        raise LookupError(f"'{encoding}' is not a text encoding; use codecs.{direction}() to handle arbitrary codecs")
    return found


def _encode_text(text, encoding, errors):
    result = _run(_text_codec(encoding, 'encode')[0], text, errors, 'encoder')
    if isinstance(result, bytearray):
        return bytes(result)
    if not isinstance(result, bytes):
        raise TypeError(f"'{encoding}' encoder returned '{_type_name(result)}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types")
    return result


def _decode_text(data, encoding, errors):
    result = _run(_text_codec(encoding, 'decode')[1], data, errors, 'decoder')
    if not isinstance(result, str):
        raise TypeError(f"'{encoding}' decoder returned '{_type_name(result)}' instead of 'str'; use codecs.decode() to decode to arbitrary types")
    return result


# --- the native codecs by name ----------------------------------------------------------------------------------------


def _encoder(name, function):
    def encoder(str, errors=None, /):
        if not isinstance(str, _str):
            raise TypeError(f'{function}() argument 1 must be str, not {_type_name(str)}')
        return _str.encode(str, name, errors or 'strict'), len(str)
    encoder.__name__ = encoder.__qualname__ = function
    return encoder


_str = str


def _decoder(name, function):
    """A whole decoding where `final` is true; else an incomplete sequence at the end is left for the next time."""
    def decoder(data, errors=None, final=False, /):
        data = bytes(data)
        errors = errors or 'strict'
        if final:
            return data.decode(name, errors), len(data)
        end = len(data) - _incomplete(data, name)
        return data[:end].decode(name, errors), end
    decoder.__name__ = decoder.__qualname__ = function
    return decoder


def _incomplete(data, name):
    """How many bytes at the end begin a character that is not there yet."""
    try:
        data.decode(name, 'surrogatepass' if name[:3] == 'utf' else 'strict')
    except UnicodeDecodeError as problem:
        waits = problem.reason in ('unexpected end of data', 'truncated data') and problem.end == len(data)
        if waits:
            return len(data) - problem.start
        for start in range(max(len(data) - 3, 0), len(data)):  # an earlier error hid what the end is like
            try:
                data[start:].decode(name)
            except UnicodeDecodeError as problem:
                if name == 'utf-8' and problem.reason == 'unexpected end of data' and problem.start == 0:
                    return len(data) - start
    return 0


utf_8_encode, utf_8_decode = _encoder('utf-8', 'utf_8_encode'), _decoder('utf-8', 'utf_8_decode')
utf_16_le_encode, utf_16_le_decode = _encoder('utf-16-le', 'utf_16_le_encode'), _decoder('utf-16-le', 'utf_16_le_decode')
utf_16_be_encode, utf_16_be_decode = _encoder('utf-16-be', 'utf_16_be_encode'), _decoder('utf-16-be', 'utf_16_be_decode')
utf_32_le_encode, utf_32_le_decode = _encoder('utf-32-le', 'utf_32_le_encode'), _decoder('utf-32-le', 'utf_32_le_decode')
utf_32_be_encode, utf_32_be_decode = _encoder('utf-32-be', 'utf_32_be_encode'), _decoder('utf-32-be', 'utf_32_be_decode')
utf_16_decode, utf_32_decode = _decoder('utf-16', 'utf_16_decode'), _decoder('utf-32', 'utf_32_decode')
latin_1_encode, ascii_encode = _encoder('latin-1', 'latin_1_encode'), _encoder('ascii', 'ascii_encode')


def latin_1_decode(data, errors=None, /):
    return bytes(data).decode('latin-1'), len(data)


def ascii_decode(data, errors=None, /):
    return bytes(data).decode('ascii', errors or 'strict'), len(data)


def _in_order(name, byteorder):
    return name if byteorder == 0 else name + ('-le' if byteorder < 0 else '-be')


def utf_16_encode(str, errors=None, byteorder=0, /):
    return str.encode(_in_order('utf-16', byteorder), errors or 'strict'), len(str)


def utf_32_encode(str, errors=None, byteorder=0, /):
    return str.encode(_in_order('utf-32', byteorder), errors or 'strict'), len(str)


def _ex_decode(name, width, data, errors, byteorder, final):
    data = bytes(data)
    if byteorder == 0 and len(data) >= width:
        mark = int.from_bytes(data[:width], 'little')
        swapped = int.from_bytes(data[:width], 'big')
        byteorder = -1 if mark == 0xFEFF else 1 if swapped == 0xFEFF else 0
        if byteorder:
            text, used = _decoder(_in_order(name, byteorder), name)(data[width:], errors, final)
            return text, used + width, byteorder
    text, used = _decoder(_in_order(name, byteorder or -1), name)(data, errors, final)
    return text, used, byteorder


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode('utf-16', 2, data, errors, byteorder, final)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode('utf-32', 4, data, errors, byteorder, final)


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return data, len(data)


# --- character maps ---------------------------------------------------------------------------------------------------


def charmap_build(map, /):
    return {ord(character): position for position, character in enumerate(map)}


def _mapped_byte(character, mapping):
    """The bytes a character becomes, None where it becomes nothing."""
    try:
        value = mapping[ord(character)]
    except LookupError:
        return None
    if value is None or isinstance(value, bytes):
        return value
    if not isinstance(value, int):
        raise TypeError(f'character mapping must return integer, bytes or None, not {type(value).__name__}')
    if not 0 <= value < 256:
        raise TypeError('character mapping must be in range(256)')
    return bytes((value,))


def charmap_encode(str, errors=None, mapping=None, /):
    if mapping is None:
        return latin_1_encode(str, errors)
    pieces = []
    position = 0
    while position < len(str):
        piece = _mapped_byte(str[position], mapping)
        if piece is not None:
            pieces.append(piece)
            position += 1
            continue
        end = position + 1
        while end < len(str) and _mapped_byte(str[end], mapping) is None:
            end += 1
        problem = UnicodeEncodeError('charmap', str, position, end, 'character maps to <undefined>')
        replacement, position = _handled(problem, errors)
        if isinstance(replacement, bytes):
            pieces.append(replacement)
            continue
        for character in replacement:
            piece = _mapped_byte(character, mapping)
            if piece is None:
                raise problem
            pieces.append(piece)
    return b''.join(pieces), len(str)


def _mapped_text(byte, mapping):
    try:
        value = mapping[byte]
    except LookupError:
        return None
    if isinstance(value, int):
        if not 0 <= value <= 0x10FFFF:
            raise TypeError('character mapping must be in range(0x110000)')
        value = chr(value)
    if value is not None and not isinstance(value, str):
        raise TypeError('character mapping must return integer, None or str')
    return None if value == '\ufffe' else value


def charmap_decode(data, errors=None, mapping=None, /):
    data = bytes(data)
    if mapping is None:
        return latin_1_decode(data)
    pieces = []
    position = 0
    while position < len(data):
        piece = _mapped_text(data[position], mapping)
        position += 1
        if piece is None:
            problem = UnicodeDecodeError('charmap', data, position - 1, position, 'character maps to <undefined>')
            piece, position = _handled(problem, errors)
        pieces.append(piece)
    return ''.join(pieces), len(data)


# --- escapes ----------------------------------------------------------------------------------------------------------

_simple_escapes = {ord('\n'): '', ord('\\'): '\\', ord("'"): "'", ord('"'): '"', ord('a'): '\a', ord('b'): '\b', ord('f'): '\f', ord('n'): '\n',
                   ord('r'): '\r', ord('t'): '\t', ord('v'): '\v'}
_hex_lengths = {ord('x'): 2, ord('u'): 4, ord('U'): 8}
_hex_digits = b'0123456789abcdefABCDEF'


def _octal_end(data, start):
    end = start
    while end < len(data) and end < start + 3 and data[end] in b'01234567':
        end += 1
    return end


def _hex_end(data, start, count):
    end = start
    while end < len(data) and end < start + count and data[end] in _hex_digits:
        end += 1
    return end


def _hex_escape(data, start, letters, final):
    """(character or None, position behind, reason): the escape whose backslash is at `start`; reason '' where it is incomplete but may go on."""
    letter = data[start + 1]
    count = _hex_lengths[letter]
    end = _hex_end(data, start + 2, count)
    if end - start - 2 < count:
        if end == len(data) and not final:
            return None, start, ''
        return None, end, f'truncated \\{chr(letter)}' + {2: 'XX', 4: 'XXXX', 8: 'XXXXXXXX'}[count] + ' escape'
    code = int(data[start + 2:end], 16)
    if code > 0x10FFFF:
        return None, end, 'illegal Unicode character' if letters != b'uU' else '\\Uxxxxxxxx out of range'
    return chr(code), end, None


def _named_escape(data, start):
    end = data.find(b'}', start)
    if data[start + 2:start + 3] != b'{' or end < 0:
        return None, len(data) if data[start + 2:start + 3] == b'{' else start + 2, 'malformed \\N character escape'
    try:
        return eval("'" + data[start:end + 1].decode('ascii') + "'"), end + 1, None
    except SyntaxError:
        return None, end + 1, 'unknown Unicode character name'


def _unicode_escape(data, start, final):
    """One escape of unicode_escape, as _hex_escape gives it."""
    if start + 1 >= len(data):
        return (None, len(data), '\\ at end of string') if final else (None, start, '')
    letter = data[start + 1]
    if letter in _simple_escapes:
        return _simple_escapes[letter], start + 2, None
    if letter in b'01234567':
        end = _octal_end(data, start + 1)
        return chr(int(data[start + 1:end], 8)), end, None
    if letter in _hex_lengths:
        return _hex_escape(data, start, b'xuU', final)
    if letter == ord('N'):
        return _named_escape(data, start)
    return '\\' + chr(letter), start + 2, None


def _decode_escapes(name, data, errors, final, escape):
    data = data.encode() if isinstance(data, str) else bytes(data)
    pieces = []
    position = 0
    while position < len(data):
        backslash = data.find(b'\\', position)
        if backslash < 0:
            backslash = len(data)
        pieces.append(data[position:backslash].decode('latin-1'))
        position = backslash
        if position == len(data):
            break
        piece, position, reason = escape(data, backslash, final)
        if reason == '':
            break
        if reason is not None:
            piece, position = _handled(UnicodeDecodeError(name, data, backslash, position, reason), errors)
        pieces.append(piece)
    return ''.join(pieces), position


def unicode_escape_decode(data, errors=None, final=True, /):
    return _decode_escapes('unicodeescape', data, errors, final, _unicode_escape)


def _raw_escape(data, start, final):
    end = start
    while end < len(data) and data[end] == ord('\\'):
        end += 1
    if end == len(data) and not final:
        return None, start, ''
    odd = (end - start) % 2
    if not odd or end == len(data) or data[end] not in b'uU':
        return '\\' * (end - start), end, None
    character, behind, reason = _hex_escape(data, end - 1, b'uU', final)
    if reason is None:
        return '\\' * (end - start - 1) + character, behind, None
    return character, start if reason == '' else behind, reason


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    return _decode_escapes('rawunicodeescape', data, errors, final, _raw_escape)


def unicode_escape_encode(str, errors=None, /):
    named = {'\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\'}
    pieces = [named.get(c) or (c if ' ' <= c <= '~' else _escaped(ord(c))) for c in str]
    return ''.join(pieces).encode('ascii'), len(str)


def raw_unicode_escape_encode(str, errors=None, /):
    return ''.join([c if c < '\u0100' else _escaped(ord(c)) for c in str]).encode('latin-1'), len(str)


def escape_encode(data, errors=None, /):
    text = repr(bytes(data) + b'"')[2:-1]  # the quote that makes repr choose single ones
    return text[:-1].encode('ascii'), len(data)


def escape_decode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    out = bytearray()
    position = 0
    while position < len(data):
        byte = data[position]
        position += 1
        if byte != ord('\\'):
            out.append(byte)
            continue
        if position >= len(data):
            raise ValueError('Trailing \\ in string')
        letter = data[position]
        if letter in _simple_escapes:
            out += _simple_escapes[letter].encode('ascii')
            position += 1
        elif letter in b'01234567':
            end = _octal_end(data, position)
            out.append(int(data[position:end], 8) & 0xFF)
            position = end
        elif letter == ord('x'):
            position = _byte_escape(data, position - 1, errors, out)
        else:
            out += bytes((byte, letter))
            position += 1
    return bytes(out), len(data)


def _byte_escape(data, start, errors, out):
    end = _hex_end(data, start + 2, 2)
    if end == start + 4:
        out.append(int(data[start + 2:end], 16))
    elif errors is None or errors == 'strict':
        raise ValueError(f'invalid \\x escape at position {start}')
    elif errors == 'replace':
        out += b'?'
    elif errors != 'ignore':
        raise ValueError(f"decoding error; unknown error handling code: '{errors}'")
    return end


# --- utf-7 (RFC 2152) -------------------------------------------------------------------------------------------------

_base64 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_direct = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r!\"#$%&*;<=>@[]^_`{|}"


def utf_7_encode(str, errors=None, /):
    out = bytearray()
    position = 0
    while position < len(str):
        character = str[position]
        if character == '+':
            out += b'+-'
            position += 1
        elif ord(character) < 128 and ord(character) in _direct:
            out.append(ord(character))
            position += 1
        else:
            end = position
            while end < len(str) and not (ord(str[end]) < 128 and (ord(str[end]) in _direct)):
                end += 1
            bits = str[position:end].encode('utf-16-be', 'surrogatepass')
            number = int.from_bytes(bits, 'big') << (-len(bits) * 8) % 6
            count = (len(bits) * 8 + 5) // 6
            out += b'+' + bytes([_base64[number >> 6 * i & 63] for i in range(count - 1, -1, -1)])
            if end == len(str) or ord(str[end]) in _base64 or str[end] == '-':
                out += b'-'
            position = end
    return bytes(out), len(str)


def utf_7_decode(data, errors=None, final=False, /):
    data = bytes(data)
    pieces = []
    position = 0
    while position < len(data):
        byte = data[position]
        if byte != ord('+'):
            if byte >= 128:
                piece, position = _handled(UnicodeDecodeError('utf7', data, position, position + 1, 'unexpected special character'), errors)
                pieces.append(piece)
                continue
            pieces.append(chr(byte))
            position += 1
            continue
        end = position + 1
        while end < len(data) and data[end] in _base64:
            end += 1
        if end == len(data) and not final:
            break
        digits = data[position + 1:end]
        if not digits and end < len(data) and data[end] == ord('-'):
            pieces.append('+')
            position = end + 1
            continue
        units = len(digits) * 6 // 16
        number = 0
        for digit in digits:
            number = number << 6 | _base64.index(digit)
        number >>= len(digits) * 6 - units * 16
        try:
            pieces.append(number.to_bytes(units * 2, 'big').decode('utf-16-be'))
            position = end + 1 if end < len(data) and data[end] == ord('-') else end
        except UnicodeDecodeError:
            piece, position = _handled(UnicodeDecodeError('utf7', data, position, end, 'partial character in base64 sequence'), errors)
            pieces.append(piece)
    return ''.join(pieces), position
