# list[int], int | str: what they are, compare, call and refuse (PEP 585, 604).
a = list[int]
print(a, a.__origin__, a.__args__, a.__parameters__, a(), a((1, 2)), type(a))
# expect: list[int] <class 'list'> (<class 'int'>,) () [] [1, 2] <class 'types.GenericAlias'>
print(a == list[int], a == list[str], hash(a) == hash(list[int]), a.append is list.append, a.__mro_entries__(()))
# expect: True False True True (<class 'list'>,)
print(dict[str, list[int]], tuple[()], tuple[int, ...], type[int], set['Name'], list[None], list[int][()] if False else '')
# expect: dict[str, list[int]] tuple[()] tuple[int, ...] type[int] set['Name'] list[None]
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))  # expect: (<class 'list'>,) (list[int],) [1]
u = int | str
print(u, type(u), u.__args__, u == (str | int), hash(u) == hash(str | int))  # expect: int | str <class 'typing.Union'> (<class 'int'>, <class 'str'>) True True
print(u | None, None | u, u | int, int | int, list[int] | None, (int | None) | (str | None))
# expect: int | str | None None | int | str int | str <class 'int'> list[int] | None int | None | str
print(isinstance(1, u), isinstance(1.5, u), issubclass(bool, u), isinstance(None, int | None))  # expect: True False True True
def check(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
check(lambda: isinstance([], list[int]))  # expect: TypeError isinstance() argument 2 cannot be a parameterized generic
check(lambda: issubclass(list, list[int]))  # expect: TypeError issubclass() argument 2 cannot be a parameterized generic
check(lambda: isinstance([], str | list[int]))  # expect: TypeError isinstance() argument 2 cannot be a parameterized generic
check(lambda: int | 3)  # expect: TypeError unsupported operand type(s) for |: 'type' and 'int'
check(lambda: 3 | int)  # expect: TypeError unsupported operand type(s) for |: 'int' and 'type'
check(lambda: int | 'x')  # expect: TypeError unsupported operand type(s) for |: 'type' and 'str'
check(lambda: list[int][str])  # expect: TypeError list[int] is not a generic class
check(lambda: int[str])  # expect: TypeError type 'int' is not subscriptable
check(lambda: u[int])  # expect: TypeError int | str is not a generic class
check(lambda: a.nothing)  # expect: AttributeError type object 'list' has no attribute 'nothing'
check(lambda: issubclass(3, u))  # expect: TypeError issubclass() arg 1 must be a class
print([*list[int]] == [*list[int]], *tuple[int, str])  # expect: True *tuple[int, str]
