"""What happens at characters and bytes that a codec cannot convert (Python/codecs.c).

The handlers here are what codecs.lookup_error() gives; str.encode() and bytes.decode() have their own of the same names, and
ask `_error_handlers` for those they do not know.
"""


def _type_name(value):
    return 'None' if value is None else type(value).__name__


def strict_errors(exception, /):
    if not isinstance(exception, Exception):
        raise TypeError('codec must pass exception instance')
    raise exception


def _unknown(exception):
    raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")


def _bad_text(exception):
    return exception.object[exception.start:exception.end]


def ignore_errors(exception, /):
    if not isinstance(exception, UnicodeError):
        _unknown(exception)
    return '', exception.end


def replace_errors(exception, /):
    if isinstance(exception, UnicodeEncodeError):
        return '?' * (exception.end - exception.start), exception.end
    if isinstance(exception, UnicodeDecodeError):
        return '\ufffd', exception.end
    if isinstance(exception, UnicodeTranslateError):
        return '\ufffd' * (exception.end - exception.start), exception.end
    _unknown(exception)


def _escaped(code):
    return f'\\x{code:02x}' if code < 0x100 else f'\\u{code:04x}' if code < 0x10000 else f'\\U{code:08x}'


def backslashreplace_errors(exception, /):
    if isinstance(exception, UnicodeDecodeError):
        return ''.join([f'\\x{byte:02x}' for byte in _bad_text(exception)]), exception.end
    if not isinstance(exception, UnicodeError):
        _unknown(exception)
    return ''.join([_escaped(ord(c)) for c in _bad_text(exception)]), exception.end


def xmlcharrefreplace_errors(exception, /):
    if not isinstance(exception, UnicodeEncodeError):
        _unknown(exception)
    return ''.join([f'&#{ord(c)};' for c in _bad_text(exception)]), exception.end


def namereplace_errors(exception, /):
    if not isinstance(exception, UnicodeEncodeError):
        _unknown(exception)
    return ''.join([_escaped(ord(c)) for c in _bad_text(exception)]), exception.end


def _surrogateescape(exception, /):
    if isinstance(exception, UnicodeEncodeError):
        codes = [ord(c) - 0xDC00 for c in _bad_text(exception)]
        if not all([0x80 <= code <= 0xFF for code in codes]):
            raise exception
        return bytes(codes), exception.end
    if isinstance(exception, UnicodeDecodeError):
        text = ''
        for byte in _bad_text(exception)[:4]:
            if byte < 0x80:
                break
            text += chr(0xDC00 + byte)
        if not text:
            raise exception
        return text, exception.start + len(text)
    _unknown(exception)


def _surrogatepass(exception, /):
    if isinstance(exception, UnicodeEncodeError):
        text = _bad_text(exception)
        if not all(['\ud800' <= c <= '\udfff' for c in text]):
            raise exception
        return text.encode(exception.encoding, 'surrogatepass'), exception.end
    if isinstance(exception, UnicodeDecodeError):
        width = {'utf-8': 3, 'utf-16-le': 2, 'utf-16-be': 2, 'utf-32-le': 4, 'utf-32-be': 4}.get(exception.encoding)
        if width is None:
            raise exception
        end = exception.start + width
        return exception.object[exception.start:end].decode(exception.encoding, 'surrogatepass'), end
    _unknown(exception)


_native_handlers = {
    'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors, 'backslashreplace': backslashreplace_errors,
    'xmlcharrefreplace': xmlcharrefreplace_errors, 'namereplace': namereplace_errors, 'surrogateescape': _surrogateescape,
    'surrogatepass': _surrogatepass}
_error_handlers = {}


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError('handler must be callable')
    _error_handlers[errors] = handler


def _unregister_error(errors, /):
    if errors in _native_handlers:
        raise ValueError(f"cannot un-register built-in error handler '{errors}'")
    return _error_handlers.pop(errors, None) is not None


def lookup_error(name, /):
    handler = _error_handlers.get(name) or _native_handlers.get(name)
    if handler is None:
        raise LookupError(f"unknown error handler name '{name}'")
    return handler


def _handled(exception, errors):
    """(replacement, where to go on) by the handler called `errors`."""
    encodes = isinstance(exception, UnicodeEncodeError)
    result = lookup_error(errors or 'strict')(exception)
    kinds = (str, bytes) if encodes else str
    if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[0], kinds) or not isinstance(result[1], int):
        what = 'encoding error handler must return (str/bytes, int) tuple' if encodes else 'decoding error handler must return (str, int) tuple'
        raise TypeError(what)
    replacement, position = result
    length = len(exception.object)
    resume = position + length if position < 0 else position
    if not 0 <= resume <= length:
        raise IndexError(f'position {position} from error handler out of bounds')
    return replacement, resume
