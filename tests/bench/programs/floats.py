"""Loops over floats: planets, a fractal, the spectral norm, Simpson's rule."""


def accelerations(bodies):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            squared = dx * dx + dy * dy + dz * dz
            factor = 0.01 / (squared * squared ** 0.5)
            a[3] -= dx * b[6] * factor
            a[4] -= dy * b[6] * factor
            a[5] -= dz * b[6] * factor
            b[3] += dx * a[6] * factor
            b[4] += dy * a[6] * factor
            b[5] += dz * a[6] * factor


def planets(steps):
    bodies = [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47],
        [4.84, -1.16, -0.10, 0.61, 2.81, -0.02, 0.037],
        [8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011],
        [12.89, -15.11, -0.22, 1.08, 0.86, -0.010, 0.0017],
        [15.37, -25.91, 0.17, 0.97, 0.59, -0.034, 0.0020],
    ]
    for _ in range(steps):
        accelerations(bodies)
        for body in bodies:
            body[0] += 0.01 * body[3]
            body[1] += 0.01 * body[4]
            body[2] += 0.01 * body[5]
    return sum([body[6] * (body[3] ** 2 + body[4] ** 2 + body[5] ** 2) for body in bodies])


def fractal(size):
    inside = 0
    for row in range(size):
        for column in range(size):
            cx, cy = 3.0 * column / size - 2.0, 2.0 * row / size - 1.0
            x = y = 0.0
            steps = 0
            while x * x + y * y <= 4.0 and steps < 40:
                x, y = x * x - y * y + cx, 2.0 * x * y + cy
                steps += 1
            if steps == 40:
                inside += 1
    return inside


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def times(vector, transposed):
    size = len(vector)
    result = []
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += (element(j, i) if transposed else element(i, j)) * vector[j]
        result.append(total)
    return result


def spectral_norm(size):
    u = [1.0] * size
    for _ in range(4):
        v = times(times(u, False), True)
        u = times(times(v, False), True)
    top = sum([a * b for a, b in zip(u, v)])
    return (top / sum([b * b for b in v])) ** 0.5


def simpson(steps):
    width = 1.0 / steps
    total = 0.0
    for i in range(steps):
        a = i * width
        total += (f(a) + 4.0 * f(a + width / 2) + f(a + width)) * width / 6.0
    return total


def f(x):
    return 4.0 / (1.0 + x * x)


def close(a, b):
    return abs(a - b) < 1e-4 * abs(b)


def main():
    assert close(planets(1200), 0.359803), planets(1200)
    assert fractal(64) == 1109, fractal(64)
    assert close(spectral_norm(28), 1.274071), spectral_norm(28)
    assert close(simpson(20000), 3.14159265)


for _ in range(4):
    main()
