def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    before = hanoi(n - 1, source, spare, target)
    print("disc", n, source, "to", target)
    after = hanoi(n - 1, spare, target, source)
    return before + 1 + after

moves = hanoi(3, "A", "C", "B")
print(moves, "moves")
