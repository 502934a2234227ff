def parse(text):
    try:
        return int(text)
    except ValueError as problem:
        print("not a number:", text)
        raise LookupError(text) from problem
    finally:
        print("parsed", text)

for word in ["12", "twelve"]:
    try:
        print(parse(word) + 1)
    except LookupError as error:
        print("caught", error)
