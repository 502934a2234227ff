"""Tools that operate on functions."""


def reduce(function, iterable, /, *rest, **named):
    if named:
        if rest or list(named) != ['initial']:
            raise TypeError(f"reduce() got an unexpected keyword argument '{[n for n in named if n != 'initial' or rest][0]}'")
        rest = (named['initial'],)
    if len(rest) > 1:
        raise TypeError(f'reduce expected at most 3 arguments, got {len(rest) + 2}')
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError('reduce() arg 2 must support iteration') from None
    if rest:
        result = rest[0]
    else:
        result = next(iterator, _nothing)
        if result is _nothing:
            raise TypeError('reduce() of empty iterable with no initial value')
    while True:
        item = next(iterator, _nothing)
        if item is _nothing:
            return result
        result = function(result, item)


_nothing = object()


# --- partial ----------------------------------------------------------------------------------------------------------


class _PlaceholderType:
    """The type of the Placeholder singleton.

    Used as a placeholder for partial arguments.
    """

    __module__ = 'functools'
    __slots__ = ()
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
        return cls._instance

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"type '{cls.__name__}' is not an acceptable base type")

    def __repr__(self):
        return 'Placeholder'

    def __reduce__(self):
        return 'Placeholder'


Placeholder = _PlaceholderType()


class partial:
    """Create a new function with partial application of the given arguments and keywords."""

    __module__ = 'functools'
    __slots__ = ('func', 'args', 'keywords', '_places', '__dict__', '__weakref__')

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError('type \'partial\' takes at least one argument')
        func, *args = args
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if args and args[-1] is Placeholder:
            raise TypeError('trailing Placeholders are not allowed')
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError('Placeholder cannot be passed as a keyword argument')
        if isinstance(func, partial) and type(func) is partial and not func.__dict__:
            args = _filled(func.args, func._places, args)
            keywords = func.keywords | keywords
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = tuple(args)
        self.keywords = keywords
        self._places = _places(self.args)
        return self

    def __call__(self, /, *args, **keywords):
        if self._places:
            if len(args) < self._places:
                raise TypeError('missing positional arguments in \'partial\' call; expected '
                                f'at least {self._places}, got {len(args)}')
            return self.func(*_filled(self.args, self._places, args), **self.keywords | keywords)
        if keywords:
            return self.func(*self.args, *args, **self.keywords | keywords)
        return self.func(*self.args, *args, **self.keywords)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _method(self, instance)

    def __repr__(self):
        cls = type(self)
        name = cls.__qualname__ if cls.__module__ == 'builtins' else cls.__module__ + '.' + cls.__qualname__
        if id(self) in _printing:
            return name + '(...)'
        _printing.add(id(self))
        try:
            parts = [repr(self.func)]
            parts += [repr(value) for value in self.args]
            parts += [f'{key}={value!r}' for key, value in self.keywords.items()]
        finally:
            _printing.discard(id(self))
        return name + '(' + ', '.join(parts) + ')'

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError('invalid partial state')
        func, args, keywords, namespace = state
        if not callable(func) or not isinstance(args, tuple) or keywords is not None and not isinstance(keywords, dict):
            raise TypeError('invalid partial state')
        self.func = func
        self.args = tuple(args)
        self.keywords = dict(keywords or {})
        self._places = _places(self.args)
        if namespace:
            self.__dict__.update(namespace)

    def __class_getitem__(cls, item, /):
        return _generic_alias(cls, item)


_printing = set()
_method = type(partial.__call__.__get__(object()))
_generic_alias = type(list[int])


def _places(args):
    return sum([arg is Placeholder for arg in args])


# The arguments with what is given in the places of placeholders, the rest behind them.
def _filled(args, places, given):
    if not places:
        return (*args, *given)
    given = list(given)
    filled = [given.pop(0) if arg is Placeholder and given else arg for arg in args]
    return (*filled, *given)


# --- cmp_to_key -------------------------------------------------------------------------------------------------------


class KeyWrapper:
    __module__ = 'functools'
    __slots__ = ('obj', '_compare')
    __hash__ = None

    def __init__(self, compare):
        self._compare = compare

    def __call__(self, obj):
        key = KeyWrapper(self._compare)
        key.obj = obj
        return key

    def __lt__(self, other):
        return self._compare(self.obj, _object_of(other)) < 0

    def __gt__(self, other):
        return self._compare(self.obj, _object_of(other)) > 0

    def __le__(self, other):
        return self._compare(self.obj, _object_of(other)) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, _object_of(other)) >= 0

    def __eq__(self, other):
        return self._compare(self.obj, _object_of(other)) == 0

    def __ne__(self, other):
        return self._compare(self.obj, _object_of(other)) != 0


def _object_of(other):
    if not isinstance(other, KeyWrapper):
        raise TypeError('other argument must be K instance')
    return other.obj


def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""
    return KeyWrapper(mycmp)


# --- lru_cache --------------------------------------------------------------------------------------------------------


class _lru_cache_wrapper:
    """Create a cached callable that wraps another function."""

    __module__ = 'functools'
    __slots__ = ('_function', '_cache', '_limit', '_typed', '_info', '_hits', '_misses', '__dict__', '__weakref__')

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        if not callable(user_function):
            raise TypeError('the first argument must be callable')
        if maxsize is not None and not isinstance(maxsize, int):
            raise TypeError('maxsize should be integer or None')
        self._function = user_function
        self._cache = {}
        self._limit = maxsize if maxsize is None else max(maxsize, 0)
        self._typed = typed
        self._info = cache_info_type
        self._hits = self._misses = 0

    def __call__(self, /, *args, **kwargs):
        limit = self._limit
        if limit == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        if kwargs or self._typed:
            key = _cache_key(args, kwargs, self._typed)
        elif len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
            key = args[0]
        else:
            key = args
            hash(key)
        cache = self._cache
        result = cache.get(key, _nothing)
        if result is not _nothing:
            self._hits += 1
            if limit is not None:
                cache[key] = cache.pop(key)  # the last one used stands at the end
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        if limit is not None and key not in cache and len(cache) >= limit:
            del cache[next(iter(cache))]
        cache.setdefault(key, result)
        return result

    def cache_info(self):
        """Report cache statistics"""
        return self._info(self._hits, self._misses, self._limit, len(self._cache))

    def cache_clear(self):
        """Clear the cache and cache statistics"""
        self._hits = self._misses = 0
        self._cache = {}

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _method(self, instance)

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Key(list):
    """A key with keywords or types in it, hashed once."""

    __slots__ = ('_hash',)

    def __init__(self, parts):
        self[:] = parts
        self._hash = hash(tuple(parts))

    def __hash__(self):
        return self._hash


_keywords_follow = object()


def _cache_key(args, kwargs, typed):
    key = list(args)
    if kwargs:
        key.append(_keywords_follow)
        for pair in kwargs.items():
            key += pair
    if typed:
        key += [type(value) for value in args]
        key += [type(value) for value in kwargs.values()]
    elif len(key) == 1 and (type(key[0]) is int or type(key[0]) is str):
        return key[0]
    return _Key(key)
