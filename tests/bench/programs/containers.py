"""Dictionaries and sets under churn: counting, grouping, a graph search, memoisation, set algebra, deletion."""


def words(count):
    syllables = ("ka", "ro", "mi", "ten", "su", "lo", "ve", "ban")
    state = 7
    result = []
    for _ in range(count):
        state = (state * 137 + 71) % 65521
        result.append(syllables[state % 8] + syllables[state // 8 % 8] + syllables[state // 64 % 8])
    return result


def count_words(text):
    counts = {}
    for word in text:
        counts[word] = counts.get(word, 0) + 1
    return counts


def group_by_start(text):
    groups = {}
    for word in text:
        groups.setdefault(word[:2], []).append(word)
    return {start: len(members) for start, members in groups.items()}


def neighbours(place, size):
    x, y = place
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        if 0 <= x + dx < size and 0 <= y + dy < size:
            yield (x + dx, y + dy)


def distance(size, walls):
    start, goal = (0, 0), (size - 1, size - 1)
    seen = {start: 0}
    frontier = [start]
    while frontier:
        following = []
        for place in frontier:
            for next_place in neighbours(place, size):
                if next_place not in seen and next_place not in walls:
                    seen[next_place] = seen[place] + 1
                    following.append(next_place)
        frontier = following
    return seen.get(goal), len(seen)


def partitions(n, largest, memo):
    if n == 0:
        return 1
    key = (n, largest)
    if key not in memo:
        total = 0
        for part in range(1, min(n, largest) + 1):
            total += partitions(n - part, part, memo)
        memo[key] = total
    return memo[key]


def set_algebra(limit):
    twos, threes = set(range(0, limit, 2)), set(range(0, limit, 3))
    rest = set(range(limit)) - twos - threes
    total = len(twos & threes) + len(twos | threes) + len(twos ^ threes) + len(rest)
    for n in range(limit):
        if n in rest:
            rest.discard(n)
        elif n % 5 == 0:
            rest.add(-n)
    return total, len(rest)


def churn(rounds):
    table = {}
    for n in range(rounds):
        table[n] = n
        table["k%d" % (n % 100)] = n
        if n >= 50:
            del table[n - 50]
    return len(table), sum(table.values())


def main():
    text = words(16000)
    counts = count_words(text)
    assert sum(counts.values()) == 16000 and sum(group_by_start(text).values()) == 16000
    walls = {(x, y) for x in range(2, 58, 4) for y in range(60) if (y + x) % 60 > 3}
    assert distance(60, walls) == (208, 2816)
    assert partitions(60, 60, {}) == 966467
    assert set_algebra(20000) == (33333, 2667)
    assert churn(20000) == (150, 2993675)


for _ in range(4):
    main()
