def countdown(n):
    while n > 0:
        reply = yield n
        if reply:
            print("told:", reply)
        n -= 1

timer = countdown(3)
print(next(timer))
print(timer.send("hurry up"))
for left in timer:
    print("left:", left)
