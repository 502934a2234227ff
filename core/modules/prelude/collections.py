# What deques and counters do with iterables that run Python code.


def deque_extend(self, iterable):
    for item in iterable:
        _deque_append(self, item)


def deque_extend_left(self, iterable):
    for item in iterable:
        _deque_append_left(self, item)


def count_elements(mapping, iterable):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1
