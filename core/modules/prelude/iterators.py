# One step of the builtin iterators whose sources or functions need Python code (decisions/0004). StopIteration that leaves
# one of these functions is the end of the iterator, as in CPython, wherever it came from.


_END = object()  # what next() gives where there is nothing more


def map_next(function, iterator):
    return function(next(iterator))


def map_next_many(function, iterators, strict):
    return function(*_next_of_each('map', iterators, strict))


def zip_next(iterators, strict):
    return _tuple_from(_next_of_each('zip', iterators, strict))


def _next_of_each(name, iterators, strict):
    items = []
    for iterator in iterators:
        item = next(iterator, _END)
        if item is _END:
            if strict:
                _check_lengths(name, iterators, len(items))
            raise StopIteration
        items.append(item)
    return items


def _check_lengths(name, iterators, taken):
    if taken:
        _raise_lengths(name, taken, True)
    for index in range(1, len(iterators)):
        if next(iterators[index], _END) is not _END:
            _raise_lengths(name, index, False)


def filter_next(function, iterator):
    for item in _through(iterator):
        if function(item):
            return item
    raise StopIteration


def filter_next_true(iterator):
    for item in _through(iterator):
        if item:
            return item
    raise StopIteration


def enumerate_next(self, iterator):
    return _numbered(self, next(iterator))


def callable_next(self, function, sentinel):
    try:
        result = function()
    except StopIteration:
        _callable_end(self)
        raise
    if sentinel is result or sentinel == result:
        _callable_end(self)
        raise StopIteration
    return result


# --- operator.countOf and indexOf -------------------------------------------------------------------------------------


def operator_count_of(iterable, wanted):
    count = 0
    for item in iterable:
        if item is wanted or item == wanted:
            count += 1
    return count


def operator_index_of(iterable, wanted):
    index = 0
    for item in iterable:
        if item is wanted or item == wanted:
            return index
        index += 1
    raise ValueError('sequence.index(x): x not in sequence')
