# What the constructors and methods of list, tuple, dict, set and frozenset do with iterables that run Python code. Each
# function is the continuation of a native one (objects/*_methods.cpp), which has checked the arguments and has done what
# is fast itself. Order of calls and partial effects are CPython's (Objects/listobject.c, dictobject.c, setobject.c).
#
# `_through(iterator)` stands where `for` must not call __iter__ a second time.


def list_extend(self, iterable):
    iterator = iter(iterable)
    _list_presize(self, iterable)
    for item in _through(iterator):
        _list_append(self, item)
    _list_trim(self)


def tuple_from(cls, iterable):
    items = []
    items.extend(iterable)
    return _tuple_of(cls, items)


def dict_update(self, other, mapping, keywords):
    if mapping:
        for key in other.keys():
            _dict_set(self, key, other[key])
    else:
        number = 0
        for pair in other:
            _dict_set_pair(self, pair, number)
            number += 1
    _dict_merge(self, keywords)


def dict_fromkeys(cls, iterable, value):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


# --- sets: `_set_native(x)` says that the elements of x can be had without Python -------------------------------------


def set_update(self, others):
    for other in others:
        if _set_native(other):
            _set_update(self, other)
        else:
            for item in other:
                _set_add(self, item)


def frozenset_new(cls, iterable):
    result = _set_new(cls)
    for item in iterable:
        _set_add(result, item)
    return result


def set_union(self, others):
    result = _set_copy(self)
    set_update(result, others)
    return result


def set_intersection(self, others, in_place):
    result = self
    for other in others:
        if _set_native(other):
            result = _set_intersection(result, other)
        else:
            result = _set_common(result, other)
    if not in_place:
        return result
    _set_swap(self, result)


def _set_common(self, iterable):
    result = _set_new_like(self)
    for item in iterable:
        if _set_add_common(result, self, item):
            break
    return result


def set_difference_update(self, others):
    for other in others:
        if _set_native(other):
            _set_remove_all(self, other)
        else:
            for item in other:
                _set_discard(self, item)
            _set_shrink(self)


def set_difference(self, others):
    first = others[0]
    if _set_native(first):
        result = _set_difference(self, first)
        others = others[1:]
    else:
        result = _set_copy(self)
    set_difference_update(result, others)
    return result


def set_symmetric_difference(self, other, in_place):
    elements = _set_new_like(self)
    for item in other:
        _set_add(elements, item)
    if not in_place:
        _set_toggle_all(elements, self)
        return elements
    _set_toggle_all(self, elements)


def set_issubset(self, other):
    return _set_length(_set_common(self, other)) == _set_length(self)


def set_issuperset(self, other):
    for item in other:
        if not _set_contains(self, item):
            return False
    return True


def set_isdisjoint(self, other):
    for item in other:
        if _set_contains(self, item):
            return False
    return True
