# Builtins that call one special method written in Python and look at its result. `method` is bound.


def repr_of(method):
    text = method()
    if not _is_str(text):
        raise TypeError('__repr__ returned non-string (type ' + _type_name(text) + ')')
    return text


def str_of(method):
    text = method()
    if not _is_str(text):
        raise TypeError('__str__ returned non-string (type ' + _type_name(text) + ')')
    return text


def format_of(method, spec):
    text = method(spec)
    if not _is_str(text):
        raise TypeError('__format__ must return a str, not ' + _type_name(text))
    return text


def length_of(method):
    return _checked_length(method())


def iter_of(method):
    iterator = method()
    if not _is_iterator(iterator):
        raise TypeError("iter() returned non-iterator of type '" + _type_name(iterator) + "'")
    return iterator


def dir_of(method):
    return sorted_list(method(), None, False)


def sort_and_return(values, key, reverse):
    list_sort(values, key, reverse)
    return values


async def anext_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


def exec_code(code, globals, locals):
    _run_code(code, globals, locals)
