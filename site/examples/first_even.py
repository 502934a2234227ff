def first_even(numbers):
    for n in numbers:
        try:
            if n % 2 == 0:
                break
        finally:
            print("looked at", n)
    return n

print(first_even([3, 4, 5]))
