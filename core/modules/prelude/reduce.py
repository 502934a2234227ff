# sum, min, max, any and all where the items, or getting at them, need Python code, and the later chunks of what does not
# (modules/builtins_reduce.cpp). A chunk's result: 0 done, 1 more to come, 2 an item (state[1]) that Python has to see.


def sum_items(iterable, state):
    for item in iterable:
        if not _sum_add(state, item):
            _sum_set(state, _sum_total(state) + item)
    return _sum_total(state)


# What consumers (vm/consumers.h) leave to Python: an item in hand, and the rest of the generator.
def sum_resumed(generator, total, item):
    return sum_items(generator, [total + item, None, 0.0, 0.0])


def any_resumed(generator, item):
    return True if item else any_items(generator)


def all_resumed(generator, item):
    return all_items(generator) if item else False


def sum_rest(iterator, state, step):
    while step:
        if step == 2:
            _sum_set(state, _sum_total(state) + state[1])
        step = _sum_chunk(iterator, state)
    return _sum_total(state)


def any_items(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all_items(iterable):
    for item in iterable:
        if not item:
            return False
    return True


# `step`: True or False (found or not), None for more to come, or a tuple of the item whose truth is asked for.
def search_rest(iterator, wanted, step):
    while True:
        if step is True:
            return wanted
        if step is False:
            return not wanted
        if step is not None:
            if step[0]:
                if wanted:
                    return True
            elif not wanted:
                return False
        step = _truth_chunk(iterator, wanted)


def extreme_rest(iterator, state, greater, step):
    while step:
        if step == 2:
            item = state[1]
            if (item > state[0]) if greater else (item < state[0]):
                state[0] = item
        step = _extreme_chunk(iterator, state, greater)
    return state[0]


def extreme_of(iterable, key, default, greater):
    empty = True
    for item in iterable:
        value = item if key is None else key(item)
        if empty:
            empty = False
            best = item
            best_value = value
        elif (value > best_value) if greater else (value < best_value):
            best = item
            best_value = value
    if not empty:
        return best
    if default:
        return default[0]
    raise ValueError(('max' if greater else 'min') + '() iterable argument is empty')
