"""A program that does not compile prints nothing."""
print("never")
x = = 1                    # expect error: SyntaxError: invalid syntax
