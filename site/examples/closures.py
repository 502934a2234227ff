def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step

left, right = counter(0), counter(100)
print(left(), left(5), right())
print([f() for f in (left, right)])
