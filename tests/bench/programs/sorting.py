"""Sorting: quicksort, merge sort, heap sort and insertion written out; sorted() with keys; binary search."""


def numbers(count, seed=1):
    result = []
    for _ in range(count):
        seed = (seed * 16807) % 2147483647
        result.append(seed % 100000)
    return result


def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        quicksort(items, low, j)
        low = i


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def sift(items, root, end):
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and items[child] < items[child + 1]:
            child += 1
        if items[root] >= items[child]:
            return
        items[root], items[child] = items[child], items[root]
        root = child


def heap_sort(items):
    for root in range(len(items) // 2 - 1, -1, -1):
        sift(items, root, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(items, 0, end)


def insertion_sort(items):
    for at in range(1, len(items)):
        item = items[at]
        while at > 0 and items[at - 1] > item:
            items[at] = items[at - 1]
            at -= 1
        items[at] = item


def find(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    data = numbers(5000)
    expected = sorted(data)
    for sort in (lambda items: quicksort(items, 0, len(items) - 1), heap_sort):
        copy = list(data)
        sort(copy)
        assert copy == expected
    assert merge_sort(data) == expected
    few = data[:300]
    insertion_sort(few)
    assert few == sorted(data[:300])
    pairs = [(n % 100, str(n)) for n in data]
    pairs.sort(key=lambda pair: pair[1])
    pairs.sort(key=lambda pair: pair[0], reverse=True)
    assert [n % 100 for n in data].count(pairs[0][0]) > 1 and pairs[0][0] == 99
    for _ in range(10):
        assert sorted(data, key=lambda n: -n)[0] == expected[-1]
        assert sorted(data) == expected
    for wanted in data:
        assert expected[find(expected, wanted)] == wanted


for _ in range(2):
    main()
