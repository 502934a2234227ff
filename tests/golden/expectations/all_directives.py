"""What the runner itself understands: output, input, and an uncaught exception on its line."""
print("a")                 # expect: a
for n in (1, 2):
    print(n)               # expect: 1
# expect: 2
print()                    # expect:
name = input("name? ")     # stdin: Ada
print(name)                # expect: name? Ada
print("two", "lines", sep="\n")  # expect: two
# expect: lines


def divide(n):
    return n / 0           # expect raise: ZeroDivisionError: division by zero


divide(1)
