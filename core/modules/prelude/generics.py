# What subscripting a class gives (PEP 585, 560, 646), unions (PEP 604) and Generic's share in making classes. CPython has
# the first two in C (Objects/genericaliasobject.c, unionobject.c) and the rest in Lib/typing.py, which takes over as soon as a
# program has imported it.

_Generic = _machine_type('Generic')
_TypeVar = _machine_type('TypeVar')
_ParamSpec = _machine_type('ParamSpec')
_TypeVarTuple = _machine_type('TypeVarTuple')
_TypeAliasType = _machine_type('TypeAliasType')
_NoneType = type(None)
_NoDefault = _no_default()


# ---- Parameters of an alias ----

def _parameters_of(arguments):
    found = []
    for argument in arguments:
        if isinstance(argument, type):
            continue
        if isinstance(argument, (list, tuple)):
            inner = _parameters_of(argument)
        elif hasattr(type(argument), '__typing_subst__'):
            inner = (argument,)
        else:
            inner = getattr(argument, '__parameters__', ())
            if not isinstance(inner, tuple):
                inner = ()
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _is_unpacked(argument):
    return getattr(argument, '__typing_is_unpacked_typevartuple__', False) or getattr(argument, '__unpacked__', False) is True


def _flat(items):
    result = []
    for item in items:
        inner = getattr(item, '__typing_unpacked_tuple_args__', None) if not isinstance(item, type) else None
        if inner is not None and not (inner and inner[-1] is ...):
            result.extend(inner)
        else:
            result.append(item)
    return tuple(result)


def _arguments_for(alias, parameters, items):
    items = items if isinstance(items, tuple) else (items,)
    items = _flat(items)
    for parameter in parameters:
        prepare = getattr(type(parameter), '__typing_prepare_subst__', None)
        if prepare is not None:
            items = prepare(parameter, alias, items)
    if len(items) != len(parameters):
        problem = 'many' if len(items) > len(parameters) else 'few'
        raise TypeError('Too ' + problem + ' arguments for ' + repr(alias) + '; actual ' + str(len(items))
                        + ', expected ' + str(len(parameters)))
    return items


def _substituted(arguments, values):
    result = []
    for argument in arguments:
        if isinstance(argument, type):
            result.append(argument)
        elif isinstance(argument, (list, tuple)):
            inner = _substituted(argument, values)
            result.append(list(inner) if isinstance(argument, list) else inner)
        elif hasattr(type(argument), '__typing_subst__'):
            value = values[argument]
            result.append(value if isinstance(argument, _TypeVarTuple) else argument.__typing_subst__(value))
            if isinstance(argument, _TypeVarTuple):
                result.pop()
                result.extend(value)
        else:
            inner = getattr(argument, '__parameters__', ())
            if not isinstance(inner, tuple) or not inner:
                result.append(argument)
                continue
            wanted = []
            for parameter in inner:
                value = values[parameter]
                if isinstance(parameter, _TypeVarTuple):
                    wanted.extend(value)
                else:
                    wanted.append(value)
            new = argument[tuple(wanted)]
            unpacked = getattr(argument, '__typing_is_unpacked_typevartuple__', False)
            result.extend(wanted) if unpacked else result.append(new)
    return tuple(result)


# The arguments of an alias with `items` in the place of its parameters.
def _specialized(alias, items):
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(repr(alias) + ' is not a generic class')
    return _substituted(alias.__args__, dict(zip(parameters, _arguments_for(alias, parameters, items))))


def substitute_parameter(parameter, argument):
    if isinstance(parameter, _TypeVarTuple):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')
    if isinstance(parameter, _ParamSpec):
        if isinstance(argument, list):
            return tuple(argument)
        return argument
    if _is_unpacked(argument):
        raise TypeError(str(argument) + ' is not valid as type argument')
    return argument


def _with_defaults(parameter, alias, arguments):
    """The default of a parameter that no argument is left for."""
    parameters = alias.__parameters__
    if parameter.has_default() and parameters.index(parameter) == len(arguments):
        return (*arguments, parameter.__default__)
    return arguments


def prepare_substitution(parameter, alias, arguments):
    if isinstance(parameter, _TypeVar):
        return _with_defaults(parameter, alias, arguments)
    parameters = alias.__parameters__
    if isinstance(parameter, _ParamSpec):
        arguments = _with_defaults(parameter, alias, arguments)
        position = parameters.index(parameter)
        if len(parameters) == 1 and not _is_parameter_expression(arguments):
            return (arguments,)
        if position >= len(arguments):
            raise TypeError('Too few arguments for ' + repr(alias))
        if isinstance(arguments[position], list):
            return (*arguments[:position], tuple(arguments[position]), *arguments[position + 1:])
        return arguments
    position = parameters.index(parameter)
    after = len(parameters) - position - 1
    if position + after > len(arguments):
        raise TypeError('Too few arguments for ' + repr(alias) + '; actual ' + str(len(arguments))
                        + ', expected at least ' + str(len(parameters) - 1))
    if position == len(arguments) - after and parameter.has_default():
        middle = parameter.__default__
        middle = getattr(middle, '__typing_unpacked_tuple_args__', None) or (middle,)
    else:
        middle = arguments[position:len(arguments) - after]
    return (*arguments[:position], middle, *arguments[len(arguments) - after:])


def _is_parameter_expression(arguments):
    if len(arguments) != 1:
        return False
    only = arguments[0]
    return only is ... or isinstance(only, (tuple, list, _ParamSpec))


# ---- list[int] ----

def _item_text(item):
    if item is ...:
        return '...'
    if isinstance(item, list):
        return '[' + ', '.join([_item_text(each) for each in item]) + ']'
    if isinstance(item, tuple):
        return '(' + ', '.join([_item_text(each) for each in item]) + ')'
    if not isinstance(item, type) and hasattr(item, '__origin__') and hasattr(item, '__args__'):
        return repr(item)
    name = getattr(item, '__qualname__', None)
    module = getattr(item, '__module__', None)
    if name is None or module is None:
        return repr(item)
    return name if module == 'builtins' else module + '.' + name


_OWN_NAMES = ('__class__', '__origin__', '__args__', '__parameters__', '__mro_entries__', '__reduce_ex__', '__reduce__', '__copy__',
              '__deepcopy__', '__unpacked__', '__typing_unpacked_tuple_args__', '__dir__', '__orig_class__', '__getitem__')


class GenericAlias:
    __slots__ = ('__origin__', '__args__', '__parameters__', '__unpacked__', '__weakref__')
    __module__ = 'types'
    __qualname__ = 'GenericAlias'

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        set_member = object.__setattr__
        set_member(self, '__origin__', origin)
        set_member(self, '__args__', args if isinstance(args, tuple) else (args,))
        set_member(self, '__parameters__', _parameters_of(self.__args__))
        set_member(self, '__unpacked__', False)
        return self

    def __getattribute__(self, name):
        if name not in _OWN_NAMES:
            return getattr(object.__getattribute__(self, '__origin__'), name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name in _OWN_NAMES:
            raise AttributeError('readonly attribute')
        raise AttributeError("'types.GenericAlias' object has no attribute '" + name + "' and no __dict__ for setting new attributes")

    @property
    def __typing_unpacked_tuple_args__(self):
        return self.__args__ if self.__unpacked__ and self.__origin__ is tuple else None

    def __repr__(self):
        items = ', '.join([_item_text(each) for each in self.__args__]) or '()'
        return ('*' if self.__unpacked__ else '') + _item_text(self.__origin__) + '[' + items + ']'

    def __call__(self, /, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __getitem__(self, items):
        return type(self)(self.__origin__, _specialized(self, items))

    def __iter__(self):
        unpacked = type(self)(self.__origin__, self.__args__)
        object.__setattr__(unpacked, '__unpacked__', True)
        return iter((unpacked,))

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__ and self.__unpacked__ == other.__unpacked__

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __or__(self, other):
        return union_of(self, other)

    def __ror__(self, other):
        return union_of(other, self)

    def __instancecheck__(self, instance):
        raise TypeError('isinstance() argument 2 cannot be a parameterized generic')

    def __subclasscheck__(self, cls):
        raise TypeError('issubclass() argument 2 cannot be a parameterized generic')

    def __reduce__(self):
        return (GenericAlias, (self.__origin__, self.__args__))

    def __dir__(self):
        return sorted_list(list({*dir(self.__origin__), *_OWN_NAMES}), None, False)


def generic_alias(origin, arguments):
    return GenericAlias(origin, arguments)


def unpack_of(parameter):
    typing = _loaded_typing()
    if typing is not None:
        return typing.Unpack[parameter]
    return _Unpacked(parameter)


class _Unpacked:
    """What unpacking a type variable tuple gives before typing is imported."""
    __typing_is_unpacked_typevartuple__ = True
    __module__ = 'typing'

    def __init__(self, parameter):
        self.__origin__ = parameter
        self.__args__ = self.__parameters__ = (parameter,)

    def __repr__(self):
        return 'typing.Unpack[' + repr(self.__origin__) + ']'

    def __eq__(self, other):
        return isinstance(other, _Unpacked) and self.__origin__ is other.__origin__

    def __hash__(self):
        return hash(self.__origin__)

    def __getitem__(self, items):
        return self


# ---- int | str ----

class Union:
    __slots__ = ('__args__', '__weakref__')
    __module__ = 'typing'
    __qualname__ = 'Union'

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'typing.Union' instances")

    @property
    def __origin__(self):
        return Union

    @property
    def __parameters__(self):
        return _parameters_of(self.__args__)

    @property
    def __name__(self):
        return 'Union'

    def __repr__(self):
        return ' | '.join(['None' if each is _NoneType else _item_text(each) for each in self.__args__])

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        mine, others = self.__args__, other.__args__
        return len(mine) == len(others) and all_in(mine, others) and all_in(others, mine)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return union_of(self, other)

    def __ror__(self, other):
        return union_of(other, self)

    def __instancecheck__(self, instance):
        for each in self.__args__:
            if isinstance(instance, each):
                return True
        return False

    def __subclasscheck__(self, cls):
        if not isinstance(cls, type):
            raise TypeError('issubclass() arg 1 must be a class')
        for each in self.__args__:
            if issubclass(cls, each):
                return True
        return False

    def __getitem__(self, items):
        return union_from(_specialized(self, items))

    def __class_getitem__(cls, items):
        if items == ():
            raise TypeError('Cannot take a Union of no types.')
        return union_from(items if isinstance(items, tuple) else (items,))

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass ' + repr(self))

    def __reduce__(self):
        return (union_from, (self.__args__,))


def all_in(some, others):
    for each in some:
        if each not in others:
            return False
    return True


def union_from(items):
    flat = []
    for item in items:
        for each in item.__args__ if isinstance(item, Union) else (item,):
            each = _NoneType if each is None else _forward(each)
            if each not in flat:
                flat.append(each)
    if len(flat) == 1:
        return flat[0]
    union = object.__new__(Union)
    object.__setattr__(union, '__args__', tuple(flat))
    return union


def _forward(item):
    typing = _loaded_typing() if _is_str(item) else None
    return typing.ForwardRef(item) if typing is not None else item


def _may_join_union(item):
    return item is None or isinstance(item, (type, GenericAlias, Union, _TypeVar, _ParamSpec, _TypeAliasType)) or isinstance(item, _AliasOfClass)


def union_of(left, right):
    typevars = isinstance(left, (_TypeVar, _ParamSpec)) or isinstance(right, (_TypeVar, _ParamSpec))
    if not typevars and not (_may_join_union(left) and _may_join_union(right)):
        return NotImplemented
    return union_from((left, right))


# ---- class A[T] ----

class _AliasOfClass(GenericAlias):
    """A[int] of a class with type parameters, and Generic[T]."""
    __slots__ = ()
    __module__ = 'typing'
    __qualname__ = '_GenericAlias'

    def __repr__(self):
        return _class_text(self.__origin__) + '[' + (', '.join([_class_text(each) for each in self.__args__]) or '()') + ']'

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if origin is not _Generic:
            entries = (origin,)
            if _Generic not in bases and not _later_generic(bases, self):
                return (origin, _Generic) if not issubclass(origin, _Generic) else entries
            return entries
        for each in bases[bases.index(self) + 1:]:
            if isinstance(each, _AliasOfClass):
                return ()
        return (_Generic,)

    def __instancecheck__(self, instance):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


def _later_generic(bases, alias):
    for each in bases:
        if each is not alias and isinstance(each, _AliasOfClass):
            return True
    return False


def _class_text(item):
    if item is _NoneType:
        return 'NoneType'
    return _item_text(item)


def generic_class_getitem(cls, arguments):
    typing = _loaded_typing()
    if typing is not None and hasattr(typing, '_generic_class_getitem'):
        return typing._generic_class_getitem(cls, arguments)
    if not isinstance(arguments, tuple):
        arguments = (arguments,)
    if cls is _Generic:
        _check_generic_parameters(arguments)
        return _AliasOfClass(cls, _unpacked_tuples(arguments))
    parameters = cls.__parameters__
    for parameter in parameters:
        arguments = prepare_substitution(parameter, cls, arguments)
    if not parameters:
        raise TypeError(repr(cls) + ' is not a generic class')
    if len(arguments) != len(parameters):
        few = len(arguments) < len(parameters)
        expected = 'at least ' + str(sum_of_required(parameters)) if few else str(len(parameters))
        raise TypeError('Too ' + ('few' if few else 'many') + ' arguments for ' + repr(cls) + '; actual '
                        + str(len(arguments)) + ', expected ' + expected)
    flat = []
    for parameter, argument in zip(parameters, arguments):
        if isinstance(parameter, _TypeVarTuple):
            flat.extend(argument)
        elif isinstance(argument, tuple):
            flat.append(list(argument))
        else:
            flat.append(_NoneType if argument is None else argument)
    return _AliasOfClass(cls, tuple(flat))


def sum_of_required(parameters):
    count = 0
    for parameter in parameters:
        if not parameter.has_default() and not isinstance(parameter, _TypeVarTuple):
            count += 1
    return count


def _unpacked_tuples(parameters):
    return tuple([_Unpacked(each) if isinstance(each, _TypeVarTuple) else each for each in parameters])


def _check_defaults(parameters):
    seen_tuple = seen_default = False
    for each in parameters:
        seen_tuple = seen_tuple or isinstance(each, _TypeVarTuple)
        if each.has_default():
            if seen_tuple and not isinstance(each, _TypeVarTuple):
                raise TypeError('Type parameter with a default follows TypeVarTuple')
            seen_default = True
        elif seen_default:
            raise TypeError(f'Type parameter {each!r} without a default follows type parameter with a default')


def _check_generic_parameters(parameters):
    if not parameters:
        raise TypeError('Parameter list to Generic[...] cannot be empty')
    for each in parameters:
        if not isinstance(each, (_TypeVar, _ParamSpec, _TypeVarTuple, _Unpacked)):
            raise TypeError('Parameters to Generic[...] must all be type variables or parameter specification variables.')
    if len(set(parameters)) != len(parameters):
        raise TypeError('Parameters to Generic[...] must all be unique')
    _check_defaults([each.__origin__ if isinstance(each, _Unpacked) else each for each in parameters])


def generic_init_subclass(cls, keywords):
    typing = _loaded_typing()
    if typing is not None and hasattr(typing, '_generic_init_subclass'):
        return typing._generic_init_subclass(cls, **keywords)
    super(_Generic, cls).__init_subclass__(**keywords)
    namespace = cls.__dict__
    if '__orig_bases__' in namespace:
        originals = cls.__orig_bases__
        plain = _Generic in originals
    else:
        originals = ()
        plain = _Generic in cls.__bases__
    if plain:
        raise TypeError('Cannot inherit from plain Generic')
    parameters = _parameters_of(originals)
    _check_defaults(parameters)
    listed = None
    for base in originals:
        if isinstance(base, _AliasOfClass) and base.__origin__ is _Generic:
            if listed is not None:
                raise TypeError('Cannot inherit from Generic[...] multiple times.')
            listed = base.__parameters__
    if listed is not None:
        missing = [each for each in parameters if each not in listed]
        if missing:
            raise TypeError('Some type variables (' + ', '.join([str(each) for each in missing])
                            + ') are not listed in Generic[' + ', '.join([str(each) for each in listed]) + ']')
        parameters = listed
    cls.__parameters__ = parameters
