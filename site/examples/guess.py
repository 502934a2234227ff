secret = 7
tries = 0
while True:
    tries += 1
    guess = int(input("A number from 1 to 10? "))
    if guess == secret:
        break
    print("too low" if guess < secret else "too high")
print("Right, after", tries, "tries.")
