# What methods of str, bytes and bytearray do with iterables, tables and codecs that run Python code. Each function is the
# continuation of a native one (objects/str_*.cpp, bytes_*.cpp), which has checked that there is something to iterate.


def str_join(self, iterable):
    return _str_join(self, _collected(iterable))


def bytes_join(self, iterable):
    return _bytes_join(self, _collected(iterable))


def _collected(iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        iterator = None
    if iterator is None:
        raise TypeError('can only join an iterable')
    items = []
    items.extend(iterator)
    return items


def str_translate(self, table):
    pieces = []
    for character in self:
        try:
            mapped = table[_character_code(character)]
        except LookupError:
            _list_append(pieces, character)
        else:
            _list_append(pieces, _translated(mapped))
    return _str_join('', pieces)


def bytes_from(cls, iterable):
    values = []
    for item in iterable:
        _list_append(values, _byte(item, 'bytes must be in range(0, 256)'))
    return _bytes_of(cls, values)


def bytearray_extend(self, iterable):
    values = []
    for item in iterable:
        _list_append(values, _byte(item, 'byte must be in range(0, 256)'))
    _bytearray_extend(self, values)


def encode_otherwise(text, encoding, errors):
    import _codecs
    return _codecs._encode_text(text, encoding, errors)


def decode_otherwise(data, encoding, errors):
    import _codecs
    return _codecs._decode_text(data, encoding, errors)
