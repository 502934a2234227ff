"""High performance data structures."""

from _collections_types import (_count_elements, _deque_iterator, _deque_reverse_iterator, _tuplegetter, defaultdict,
                                deque)


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    __module__ = 'collections'

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for key, value in rest:
            dict.__setitem__(self, key, value)

    def popitem(self, last=True):
        """Remove and return a (key, value) pair, the last one added or the first."""
        if not dict.__len__(self):
            raise KeyError('dictionary is empty')
        if last:
            return dict.popitem(self)
        key = next(dict.__iter__(self))
        return key, dict.pop(self, key)

    def pop(self, key, *default, **named):
        if len(default) + len(named) > 1:
            raise TypeError(f'pop() takes at most 2 arguments ({1 + len(default) + len(named)} given)')
        if named:
            if 'default' not in named:
                raise TypeError(f"pop() got an unexpected keyword argument '{next(iter(named))}'")
            default = (named['default'],)
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        missing = getattr(type(self), '__missing__', None)
        if missing is not None:
            return missing(self, key)
        raise KeyError(key)

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        result = cls()
        for key in iterable:
            result[key] = value
        return result

    def copy(self):
        """od.copy() -> a shallow copy of od"""
        result = type(self)()
        for key in self:
            result[key] = self[key]
        result.__dict__.update(self.__dict__)
        return result

    __copy__ = copy

    def __repr__(self):
        name = type(self).__name__
        if not dict.__len__(self):
            return name + '()'
        if id(self) in _printing:
            return '...'
        _printing.add(id(self))
        try:
            if type(self) is OrderedDict:
                return name + '(' + dict.__repr__(self) + ')'
            return name + '(' + repr(dict(self.items())) + ')'
        finally:
            _printing.discard(id(self))

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __reduce__(self):
        state = self.__dict__
        return type(self), (), dict(state) if state else None, None, iter(self.items())


_printing = set()
