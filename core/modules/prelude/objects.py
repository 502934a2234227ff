# Builtins that call one special method written in Python and go on with its result. `method` is bound.


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


def exec_closure(function, locals):
    _run_closure(function, locals)
