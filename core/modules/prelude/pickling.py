# object.__reduce_ex__, __reduce__ and __getstate__: what copy and pickle ask of any object. CPython: Objects/typeobject.c.


def object_reduce_ex(self, protocol):
    if type(self).__reduce__ is not object.__reduce__:
        return self.__reduce__()
    return object_reduce(self, protocol)


def object_reduce(self, protocol):
    import copyreg
    if protocol < 2:
        return copyreg._reduce_ex(self, protocol)
    cls = type(self)
    arguments, keywords = _new_arguments(self, cls)
    plain = isinstance(self, (list, dict))
    if arguments is None and not plain and not _is_plain_object(self):
        raise TypeError(f'cannot pickle {_type_name(self)!r} object')
    if keywords:
        make, parts = copyreg.__newobj_ex__, (cls, arguments, keywords)
    else:
        make, parts = copyreg.__newobj__, (cls, *(arguments or ()))
    state = self.__getstate__()
    return (make, parts, state, iter(self) if isinstance(self, list) else None,
            iter(self.items()) if isinstance(self, dict) else None)


# What __new__ wants: (tuple or None, dict or None).
def _new_arguments(self, cls):
    method = getattr(cls, '__getnewargs_ex__', None)
    if method is not None:
        result = method(self)
        if not isinstance(result, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{_type_name(result)}'")
        if len(result) != 2:
            raise ValueError(f'__getnewargs_ex__ should return a tuple of length 2, not {len(result)}')
        if not isinstance(result[0], tuple):
            raise TypeError(f"first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{_type_name(result[0])}'")
        if not isinstance(result[1], dict):
            raise TypeError(f"second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{_type_name(result[1])}'")
        return result
    method = getattr(cls, '__getnewargs__', None)
    if method is None:
        return None, None
    result = method(self)
    if not isinstance(result, tuple):
        raise TypeError(f"__getnewargs__ should return a tuple, not '{_type_name(result)}'")
    return result, None


def object_getstate(self):
    import copyreg
    state = getattr(self, '__dict__', None) or None
    values = {}
    for name in copyreg._slotnames(type(self)) or ():
        value = getattr(self, name, _END)
        if value is not _END:
            values[name] = value
    return (state, values) if values else state
