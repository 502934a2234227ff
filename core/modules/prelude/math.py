# math's functions over iterables that run Python code.


def math_fsum(iterable):
    return _math_fsum(list(iterable))


def math_dist(p, q):
    return _math_dist(tuple(p), tuple(q))


def math_sumprod(p, q):
    return _math_sumprod(list(p), list(q))


def math_prod(iterable, result):
    for item in iterable:
        result = result * item
    return result


def math_prod_from(iterator, result, item):
    result = result * item
    for item in _through(iterator):
        result = result * item
    return result
