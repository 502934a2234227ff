"""The classes of syntax trees, made from the table of nodes that the parser has (core/syntax/ast.def)."""

import _asdl

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

_POSITION = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning)


def _fill_in(node, cls, names):
    """Give the fields that a constructor's call left out what their types say."""
    types = getattr(cls, '_field_types', None)
    if types is None:
        return
    for name in names:
        if name not in types:
            _warn(f'Field {name!r} is missing from {cls.__name__}._field_types. This will become an error in Python 3.15.')
        elif type(types[name]) is _List:
            setattr(node, name, [])
        elif types[name] is _expr_context:
            setattr(node, name, _load)
        elif type(types[name]) is not _Union:
            _warn(f'{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become an error in Python 3.15.')


def _names(names):
    return ', '.join([repr(name) for name in names])


def _repr_of_items(items, depth, brackets):
    shown = [_repr(item, depth) for item in (items if len(items) < 3 else (items[0], items[-1]))]
    if len(items) > 2:
        shown.insert(1, '...')
    return brackets[0] + ', '.join(shown) + brackets[1]


_shown = []


def _repr(value, depth):
    if isinstance(value, list):
        return _repr_of_items(value, depth, '[]')
    if isinstance(value, tuple):
        return _repr_of_items(value, depth, '()')
    if not isinstance(value, AST):
        return repr(value)
    name = 'ast.AST' if type(value) is AST else type(value).__name__
    if depth <= 0 or [1 for each in _shown if each is value]:
        return name + '(...)'
    _shown.append(value)
    try:
        return name + '(' + ', '.join([field + '=' + _repr(getattr(value, field), depth - 1) for field in value._fields]) + ')'
    finally:
        _shown.pop()


class AST:
    __module__ = 'ast'
    __doc__ = None
    _fields = ()
    __match_args__ = ()
    _attributes = ()

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = tuple(cls._fields)
        if len(args) > len(fields):
            plural = '' if len(fields) == 1 else 's'
            raise TypeError(f'{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}')
        left = list(fields)
        for name, value in zip(fields, args):
            setattr(self, name, value)
            if name in left:
                left.remove(name)
        for name, value in kwargs.items():
            if name in fields:
                if name not in left:
                    raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
                left.remove(name)
            elif name not in cls._attributes:
                _warn(f'{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for arbitrary keyword arguments is '
                      'deprecated and will be removed in Python 3.15.')
            setattr(self, name, value)
        if left:
            _fill_in(self, cls, left)

    def __repr__(self):
        return _repr(self, 3)

    def __reduce__(self):
        state = dict(self.__dict__)
        given = []
        for name in self._fields:
            if name not in state:
                break
            given.append(None)
        return type(self), tuple(given), state

    def __replace__(self, /, *args, **fields):
        if args:
            raise TypeError('__replace__() takes no positional arguments')
        cls = type(self)
        known = (*cls._fields, *cls._attributes)
        for name in fields:
            if name not in known:
                raise TypeError(f'{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.')
        state = {**self.__dict__, **fields}
        types = getattr(cls, '_field_types', {})
        lacking = [name for name in cls._fields if name not in state and type(types.get(name)) is not _Union]
        if lacking:
            plural = '' if len(lacking) == 1 else 's'
            raise TypeError(f'{cls.__name__}.__replace__ missing {len(lacking)} keyword argument{plural}: {_names(lacking)}.')
        return cls(**state)


del AST.__firstlineno__, AST.__static_attributes__
_List, _Union = type(list[int]), type(int | None)


def _new_class(name, base, doc, members):
    return type(name, (base,), {'_fields': (), '__match_args__': (), '__module__': 'ast', '__doc__': doc, **members})


_END_REQUIRED = ('pattern', 'type_param')


def _attributes(has_position, name):
    """What a class with a position has besides its fields."""
    optional = {} if name in _END_REQUIRED else {'end_lineno': None, 'end_col_offset': None}
    return {'_attributes': _POSITION, **optional} if has_position else {'_attributes': ()}


def _typed(text, found):
    """What `_field_types` has for an ASDL type: "expr*", "string?", "expr?*"."""
    name = text.rstrip('?*')
    of = {'identifier': str, 'string': str, 'int': int, 'constant': object}.get(name) or found[name]
    return list[of] if text[-1] == '*' else of | None if text[-1] == '?' else of


_SYMBOLS = ('expr_context', 'boolop', 'operator', 'unaryop', 'cmpop')


def _doc_of_sum(name, docs):
    return name + ' = ' + (' | ' if name in _SYMBOLS else '\n' + ' ' * (len(name) + 1) + '| ').join(docs)


def _make_classes():
    """All classes by name; those of constructors in the table's order; the instances of those without fields, in that order."""
    rows = [(*row, row[1] + ('(' + ', '.join(row[2]) + ')' if row[2] else '')) for row in _asdl.schema()]
    found = {'AST': AST}
    sums = {}
    for base, _, _, has_position, doc in rows:
        if base is not None:
            sums.setdefault(base, ([], has_position))[0].append(doc)
    for name, (docs, has_position) in sums.items():
        found[name] = _new_class(name, AST, _doc_of_sum(name, docs), _attributes(has_position, name))
    for base, name, fields, has_position, doc in rows:
        optional = {field.split(' ')[1]: None for field in fields if '? ' in field}
        found[name] = _new_class(name, found[base or 'AST'], doc, optional if base else {**optional, **_attributes(has_position, name)})
    for _, name, fields, _, _ in rows:
        pairs = [field.split(' ') for field in fields]
        cls = found[name]
        cls._fields = cls.__match_args__ = tuple([name for _, name in pairs])
        cls._field_types = {name: _typed(text, found) for text, name in pairs}
        cls.__annotations__ = dict(cls._field_types)
    return found, tuple([found[row[1]] for row in rows]), tuple([found[row[1]]() if row[0] in _SYMBOLS else None for row in rows])


def _parse(source, filename, mode, flags, optimize):
    return _asdl.parse(source, filename, mode, flags, optimize, _classes, _symbols)


def _compile(tree, filename, mode, flags, optimize):
    return _asdl.compile(tree, filename, mode, flags, optimize, _classes, _symbols)


_expr_context = _load = None
_found, _classes, _symbols = _make_classes()
_make_classes.__globals__.update(_found)  # globals() would be those of the importing program: this frame is hidden
_expr_context = _found['expr_context']
_load = [symbol for symbol in _symbols if type(symbol).__name__ == 'Load'][0]
del _found
