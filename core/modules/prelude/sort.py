# list.sort() where comparing or keys need Python code. The algorithm is CPython's (Objects/listsort.txt): timsort with
# powersort's merge policy, so that every __lt__ is called in the same order with the same operands.
#
# What moves is `order`, a permutation of the indices of `keys`; the list itself looks empty meanwhile. Whenever a
# comparison raises, `order` is a permutation again, as what CPython leaves in the list.


def list_sort(self, key, reverse):
    values = _list_take(self)
    try:
        if key is None:
            keys = values
        else:
            keys = []
            for value in values:
                keys.append(key(value))
        if not _sort_native(keys, values, reverse):
            _sort_keys(keys, values, reverse)
    finally:
        modified = _list_put(self, values)
    if modified:
        raise ValueError('list modified during sort')


def sorted_list(iterable, key, reverse):
    result = []
    for item in iterable:
        result.append(item)
    list_sort(result, key, reverse)
    return result


def _sort_keys(keys, values, reverse):
    order = list(range(len(keys)))
    if reverse:
        order.reverse()
    try:
        _timsort(keys, order)
    finally:
        if reverse:
            order.reverse()
        _permute(values, order)


def _timsort(keys, order):
    total = len(order)
    if total < 2:
        return
    runs = []  # [start, length, power]
    state = [7, keys]  # the galloping threshold, the keys
    minimum = _minimum_run(total)
    low = 0
    while low < total:
        remaining = total - low
        length = _count_run(keys, order, low, remaining)
        if length < minimum:
            forced = minimum if minimum < remaining else remaining
            _binary_sort(keys, order, low, low + forced, low + length)
            length = forced
        if runs:
            start, before, _ = runs[-1]
            power = _power(start, before, length, total)
            while len(runs) > 1 and runs[-2][2] > power:
                _merge_at(state, order, runs, len(runs) - 2)
            runs[-1][2] = power
        runs.append([low, length, 0])
        low += length
    while len(runs) > 1:
        at = len(runs) - 2
        if at > 0 and runs[at - 1][1] < runs[at + 1][1]:
            at -= 1
        _merge_at(state, order, runs, at)


def _minimum_run(count):
    odd = 0
    while count >= 64:
        odd |= count & 1
        count >>= 1
    return count + odd


def _power(start, before, after, total):
    a = 2 * start + before
    b = a + before + after
    power = 0
    while True:
        power += 1
        if a >= total:
            a -= total
            b -= total
        elif b >= total:
            return power
        a <<= 1
        b <<= 1


def _reverse(order, low, high):
    order[low:high] = order[low:high][::-1]


# The length of the run at `low`, made ascending. A descending run may hold equal keys: these are turned round twice.
def _count_run(keys, order, low, remaining):
    n = 1
    while n < remaining:
        if keys[order[low + n]] < keys[order[low + n - 1]]:
            break
        n += 1
    if n == remaining:
        return n
    if n > 1:
        if keys[order[low]] < keys[order[low + n - 1]]:
            return n
        _reverse(order, low, low + n)
    n += 1
    equal = 0
    while n < remaining:
        if keys[order[low + n]] < keys[order[low + n - 1]]:
            if equal:
                _reverse(order, low + n - equal - 1, low + n)
                equal = 0
        elif keys[order[low + n - 1]] < keys[order[low + n]]:
            break
        else:
            equal += 1
        n += 1
    if equal:
        _reverse(order, low + n - equal - 1, low + n)
    _reverse(order, low, low + n)
    while n < remaining:
        if keys[order[low + n]] < keys[order[low + n - 1]]:
            break
        n += 1
    return n


def _binary_sort(keys, order, low, high, start):
    while start < high:
        item = order[start]
        pivot = keys[item]
        left = low
        right = start
        while left < right:
            middle = (left + right) >> 1
            if pivot < keys[order[middle]]:
                right = middle
            else:
                left = middle + 1
        del order[start]
        order.insert(left, item)
        start += 1


# Where `key` belongs in items[base:base + count], left of equal ones; the search starts at `hint`.
def _gallop_left(keys, key, items, base, count, hint):
    last = 0
    offset = 1
    if keys[items[base + hint]] < key:
        limit = count - hint
        while offset < limit:
            if keys[items[base + hint + offset]] < key:
                last = offset
                offset = (offset << 1) + 1
            else:
                break
        if offset > limit:
            offset = limit
        last += hint
        offset += hint
    else:
        limit = hint + 1
        while offset < limit:
            if keys[items[base + hint - offset]] < key:
                break
            last = offset
            offset = (offset << 1) + 1
        if offset > limit:
            offset = limit
        last, offset = hint - offset, hint - last
    last += 1
    while last < offset:
        middle = last + ((offset - last) >> 1)
        if keys[items[base + middle]] < key:
            last = middle + 1
        else:
            offset = middle
    return offset


# The same, right of equal ones.
def _gallop_right(keys, key, items, base, count, hint):
    last = 0
    offset = 1
    if key < keys[items[base + hint]]:
        limit = hint + 1
        while offset < limit:
            if key < keys[items[base + hint - offset]]:
                last = offset
                offset = (offset << 1) + 1
            else:
                break
        if offset > limit:
            offset = limit
        last, offset = hint - offset, hint - last
    else:
        limit = count - hint
        while offset < limit:
            if key < keys[items[base + hint + offset]]:
                break
            last = offset
            offset = (offset << 1) + 1
        if offset > limit:
            offset = limit
        last += hint
        offset += hint
    last += 1
    while last < offset:
        middle = last + ((offset - last) >> 1)
        if key < keys[items[base + middle]]:
            offset = middle
        else:
            last = middle + 1
    return offset


# Merges the runs `at` and `at + 1`.
def _merge_at(state, order, runs, at):
    keys = state[1]
    start_a, count_a, _ = runs[at]
    start_b, count_b, _ = runs[at + 1]
    runs[at][1] = count_a + count_b
    del runs[at + 1]
    skip = _gallop_right(keys, keys[order[start_b]], order, start_a, count_a, 0)
    start_a += skip
    count_a -= skip
    if count_a == 0:
        return
    count_b = _gallop_left(keys, keys[order[start_a + count_a - 1]], order, start_b, count_b, count_b - 1)
    if count_b == 0:
        return
    if count_a <= count_b:
        _merge_low(state, order, start_a, count_a, start_b, count_b)
    else:
        _merge_high(state, order, start_a, count_a, start_b, count_b)


# Merges two neighbours from the left, the shorter left one copied out. What is left when it ends, or
# when a comparison raises, is put back.
def _merge_low(state, order, start_a, count_a, start_b, count_b):
    keys = state[1]
    gallop = state[0]
    left = order[start_a:start_a + count_a]
    a = 0
    b = start_b + 1
    to = start_a + 1
    order[start_a] = order[start_b]
    count_b -= 1
    try:
        if count_b == 0 or count_a == 1:
            return
        while True:
            wins_a = wins_b = 0
            while True:
                if keys[order[b]] < keys[left[a]]:
                    order[to] = order[b]
                    to += 1
                    b += 1
                    wins_b += 1
                    wins_a = 0
                    count_b -= 1
                    if count_b == 0:
                        return
                    if wins_b >= gallop:
                        break
                else:
                    order[to] = left[a]
                    to += 1
                    a += 1
                    wins_a += 1
                    wins_b = 0
                    count_a -= 1
                    if count_a == 1:
                        return
                    if wins_a >= gallop:
                        break
            gallop += 1
            while True:
                if gallop > 1:
                    gallop -= 1
                state[0] = gallop
                wins_a = _gallop_right(keys, keys[order[b]], left, a, count_a, 0)
                if wins_a:
                    order[to:to + wins_a] = left[a:a + wins_a]
                    to += wins_a
                    a += wins_a
                    count_a -= wins_a
                    if count_a <= 1:
                        return
                order[to] = order[b]
                to += 1
                b += 1
                count_b -= 1
                if count_b == 0:
                    return
                wins_b = _gallop_left(keys, keys[left[a]], order, b, count_b, 0)
                if wins_b:
                    order[to:to + wins_b] = order[b:b + wins_b]
                    to += wins_b
                    b += wins_b
                    count_b -= wins_b
                    if count_b == 0:
                        return
                order[to] = left[a]
                to += 1
                a += 1
                count_a -= 1
                if count_a == 1:
                    return
                if wins_a < 7 and wins_b < 7:
                    break
            gallop += 1
            state[0] = gallop
    finally:
        if count_a == 1:  # its last item belongs behind all of the right
            order[to:to + count_b] = order[b:b + count_b]
            order[to + count_b] = left[a]
        elif count_a:
            order[to:to + count_a] = left[a:a + count_a]


# The same from the right, the shorter right one copied out.
def _merge_high(state, order, start_a, count_a, start_b, count_b):
    keys = state[1]
    gallop = state[0]
    right = order[start_b:start_b + count_b]
    count_a -= 1
    a = start_a + count_a - 1
    b = count_b - 1
    to = start_b + count_b - 2
    order[to + 1] = order[a + 1]
    try:
        if count_a == 0 or count_b == 1:
            return
        while True:
            wins_a = wins_b = 0
            while True:
                if keys[right[b]] < keys[order[a]]:
                    order[to] = order[a]
                    to -= 1
                    a -= 1
                    wins_a += 1
                    wins_b = 0
                    count_a -= 1
                    if count_a == 0:
                        return
                    if wins_a >= gallop:
                        break
                else:
                    order[to] = right[b]
                    to -= 1
                    b -= 1
                    wins_b += 1
                    wins_a = 0
                    count_b -= 1
                    if count_b == 1:
                        return
                    if wins_b >= gallop:
                        break
            gallop += 1
            while True:
                if gallop > 1:
                    gallop -= 1
                state[0] = gallop
                wins_a = count_a - _gallop_right(keys, keys[right[b]], order, start_a, count_a, count_a - 1)
                if wins_a:
                    order[to - wins_a + 1:to + 1] = order[a - wins_a + 1:a + 1]
                    to -= wins_a
                    a -= wins_a
                    count_a -= wins_a
                    if count_a == 0:
                        return
                order[to] = right[b]
                to -= 1
                b -= 1
                count_b -= 1
                if count_b == 1:
                    return
                wins_b = count_b - _gallop_left(keys, keys[order[a]], right, 0, count_b, count_b - 1)
                if wins_b:
                    order[to - wins_b + 1:to + 1] = right[b - wins_b + 1:b + 1]
                    to -= wins_b
                    b -= wins_b
                    count_b -= wins_b
                    if count_b <= 1:
                        return
                order[to] = order[a]
                to -= 1
                a -= 1
                count_a -= 1
                if count_a == 0:
                    return
                if wins_a < 7 and wins_b < 7:
                    break
            gallop += 1
            state[0] = gallop
    finally:
        if count_b == 1:  # its first item belongs before all of the left
            order[to - count_a + 1:to + 1] = order[a - count_a + 1:a + 1]
            order[to - count_a] = right[b]
        elif count_b:
            order[to - count_b + 1:to + 1] = right[:count_b]
