"""Nested lists and comprehensions: matrix products, elimination, the game of life, a knapsack, transposing."""


def product(a, b):
    columns = [[row[j] for row in b] for j in range(len(b[0]))]
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def power(matrix, exponent):
    size = len(matrix)
    result = [[1 if i == j else 0 for j in range(size)] for i in range(size)]
    while exponent:
        if exponent & 1:
            result = product(result, matrix)
        matrix = product(matrix, matrix)
        exponent >>= 1
    return result


def determinant(matrix):
    rows = [list(row) for row in matrix]
    size = len(rows)
    value = 1.0
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        if pivot != at:
            rows[at], rows[pivot] = rows[pivot], rows[at]
            value = -value
        value *= rows[at][at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            for column in range(at, size):
                rows[below][column] -= factor * rows[at][column]
    return value


def generation(cells):
    height, width = len(cells), len(cells[0])
    following = []
    for y in range(height):
        up, here, down = cells[y - 1], cells[y], cells[(y + 1) % height]
        row = []
        for x in range(width):
            left, right = x - 1, (x + 1) % width
            count = up[left] + up[x] + up[right] + here[left] + here[right] + down[left] + down[x] + down[right]
            row.append(1 if count == 3 or (count == 2 and here[x]) else 0)
        following.append(row)
    return following


def glider(size, steps):
    cells = [[0] * size for _ in range(size)]
    for x, y in ((1, 0), (2, 1), (0, 2), (1, 2), (2, 2)):
        cells[y][x] = 1
    for _ in range(steps):
        cells = generation(cells)
    return [(x, y) for y in range(size) for x in range(size) if cells[y][x]]


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            if best[room - weight] + value > best[room]:
                best[room] = best[room - weight] + value
    return best[capacity]


def main():
    assert power([[1, 1], [1, 0]], 90)[0][1] == 2880067194370816120
    square = [[(3 * i + 5 * j) % 7 for j in range(24)] for i in range(24)]
    assert product(square, square)[3][4] == 205
    tridiagonal = [[2.0 if i == j else -1.0 if abs(i - j) == 1 else 0.0 for j in range(30)] for i in range(30)]
    assert abs(determinant(tridiagonal) - 31.0) < 1e-6
    assert glider(32, 48) == [(13, 12), (14, 13), (12, 14), (13, 14), (14, 14)]
    weights = [3 + n * 7 % 11 for n in range(40)]
    values = [5 + n * 13 % 17 for n in range(40)]
    assert knapsack(weights, values, 900) == sum(values)
    assert knapsack(weights, values, 100) == 273


for _ in range(6):
    main()
