# One step of each iterator of itertools that drives others. `state` is the list that the native iterator holds; what stands
# in it is written in modules/itertools_driven.cpp. StopIteration that leaves one of these functions is the end.


def accumulate_next(state):
    iterator, function, total, phase = state
    if phase == 1:
        state[3] = 2
        return total
    item = next(iterator)
    if phase == 2:
        item = total + item if function is None else function(total, item)
    state[2] = item
    state[3] = 2
    return item


def batched_next(state):
    iterator, n, strict = state
    if iterator is None:
        raise StopIteration
    items = []
    state[0] = None
    while len(items) < n:
        item = next(iterator, _END)
        if item is _END:
            if not items:
                raise StopIteration
            if strict:
                raise ValueError('batched(): incomplete batch')
            break
        items.append(item)
    state[0] = iterator
    return _tuple_from(items)


def chain_next(state):
    while True:
        if state[1] is None:
            outer = state[0]
            if outer is None:
                raise StopIteration
            state[0] = None  # and so it stays where the next line raises
            state[1] = iter(next(outer))
            state[0] = outer
        item = next(state[1], _END)
        if item is not _END:
            return item
        state[1] = None


def compress_next(state):
    data, selectors = state
    while True:
        item = next(data)
        if next(selectors):
            return item


def cycle_next(state):
    iterator, saved, index = state
    if iterator is not None:
        item = next(iterator, _END)
        if item is not _END:
            saved.append(item)
            return item
        state[0] = None
    if not saved:
        raise StopIteration
    state[2] = index + 1 if index + 1 < len(saved) else 0
    return saved[index]


def dropwhile_next(state):
    predicate, iterator, dropping = state
    if not dropping:
        return next(iterator)
    for item in _through(iterator):
        if not predicate(item):
            state[2] = False
            return item
    raise StopIteration


def filterfalse_next(state):
    function, iterator, _ = state
    if function is None:
        for item in _through(iterator):
            if not item:
                return item
    else:
        for item in _through(iterator):
            if not function(item):
                return item
    raise StopIteration


def groupby_next(state):
    state[8] += 1
    while not state[4] or state[2] and (state[3] is state[5] or state[3] == state[5]):
        _groupby_step(state)
    state[2] = True
    state[3] = key = state[5]
    return key, _new_grouper(state, key)


def _groupby_step(state):
    value = next(state[0])
    key = value if state[1] is None else state[1](value)
    state[4:8] = True, key, True, value


def grouper_next(state):
    group, key, number = state
    if group[8] != number:
        raise StopIteration
    if not group[6]:
        _groupby_step(group)
    if not (key is group[5] or key == group[5]):
        raise StopIteration
    value = group[7]
    group[4:8] = False, None, False, None
    return value


def islice_next(state):
    iterator, index, stop, step, taken = state
    if iterator is None:
        raise StopIteration
    state[0] = None
    while taken < index:
        next(iterator)
        taken += 1
        state[4] = taken
    if stop is not None and taken >= stop:
        raise StopIteration
    item = next(iterator)
    state[4] = taken + 1
    index += step
    state[1] = index if stop is None or index <= stop else stop
    state[0] = iterator
    return item


def pairwise_next(state):
    iterator, begun, before = state
    if iterator is None:
        raise StopIteration
    state[0] = None
    if not begun:
        before = next(iterator)
    item = next(iterator)
    state[:] = iterator, True, item
    return before, item


def starmap_next(state):
    function, iterator, _ = state
    return function(*_arguments(next(iterator)))


def _arguments(arguments):
    return arguments if type(arguments) is tuple else tuple(arguments)


def takewhile_next(state):
    predicate, iterator, stopped = state
    if stopped:
        raise StopIteration
    item = next(iterator)
    if predicate(item):
        return item
    state[2] = True
    raise StopIteration


def tee_next(state):
    iterator, link = state
    if not link:
        link[:] = next(iterator), []
    state[1] = link[1]
    return link[0]


def zip_longest_next(state):
    iterators, fill, active = state
    if not active:
        raise StopIteration
    state[2] = 0
    items = []
    for index in range(len(iterators)):
        iterator = iterators[index]
        item = fill if iterator is None else next(iterator, _END)
        if item is _END:
            active -= 1
            if not active:
                raise StopIteration
            iterators[index] = None
            item = fill
        items.append(item)
    state[2] = active
    return _tuple_from(items)


def pool_new(cls, iterable, number):
    return _pool_iterator(cls, tuple(iterable), number)


def product_new(cls, iterables, repeat):
    pools = []
    for iterable in iterables:
        pools.append(tuple(iterable))
    return _pool_iterator(cls, _tuple_from(pools), repeat)
