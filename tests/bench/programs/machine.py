"""A mix: a tokenizer, a parser, a compiler to a small stack machine, and its run loop, with exceptions for errors."""


class Trouble(Exception):
    def __init__(self, message, place):
        super().__init__(message)
        self.place = place


def tokens(text):
    at = 0
    while at < len(text):
        character = text[at]
        if character == " ":
            at += 1
        elif character.isdigit():
            end = at
            while end < len(text) and text[end].isdigit():
                end += 1
            yield ("number", int(text[at:end]), at)
            at = end
        elif character.isalpha():
            yield ("name", character, at)
            at += 1
        elif character in "+-*/%()":
            yield (character, None, at)
            at += 1
        else:
            raise Trouble("what is " + character, at)
    yield ("end", None, at)


class Compiler:
    """Precedence climbing, straight to code."""

    powers = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}

    def __init__(self, text):
        self.tokens = list(tokens(text))
        self.at = 0
        self.code = []

    def next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def primary(self):
        kind, value, place = self.next()
        if kind == "number":
            self.code.append(("push", value))
        elif kind == "name":
            self.code.append(("load", value))
        elif kind == "-":
            self.primary()
            self.code.append(("negate", None))
        elif kind == "(":
            self.expression(0)
            if self.next()[0] != ")":
                raise Trouble("no closing parenthesis", place)
        else:
            raise Trouble("expected a value", place)

    def expression(self, least):
        self.primary()
        while True:
            power = self.powers.get(self.tokens[self.at][0], 0)
            if power <= least:
                return
            operator = self.next()[0]
            self.expression(power)
            self.code.append((operator, None))


def run(code, names):
    stack = []
    for operation, value in code:
        if operation == "push":
            stack.append(value)
        elif operation == "load":
            stack.append(names[value])
        elif operation == "negate":
            stack.append(-stack.pop())
        else:
            right = stack.pop()
            left = stack.pop()
            if operation == "+":
                stack.append(left + right)
            elif operation == "-":
                stack.append(left - right)
            elif operation == "*":
                stack.append(left * right)
            elif operation == "/":
                stack.append(left // right)
            else:
                stack.append(left % right)
    return stack.pop()


def evaluate(text, names):
    try:
        compiler = Compiler(text)
        compiler.expression(0)
        if compiler.tokens[compiler.at][0] != "end":
            raise Trouble("more than an expression", compiler.at)
        return run(compiler.code, names)
    except Trouble as trouble:
        return "error at " + str(trouble.place)
    except (ZeroDivisionError, KeyError) as error:
        return type(error).__name__
    finally:
        names["n"] += 1


def main():
    names = {"n": 0, "x": 7, "y": 3}
    rounds = 250
    texts = ("1 + 2 * 3", "(1 + 2) * 3 - -4", "x * x % 10 + y / 2", "((((x))))", "1 / (y - 3)", "2 * (3", "q + 1", "4 $ 5", "1 - 2 - 3 - 4 * 5 * 6 + n * 0")
    expected = (7, 13, 10, 7, "ZeroDivisionError", "error at 4", "KeyError", "error at 2", -124)
    for _ in range(rounds):
        for text, value in zip(texts, expected):
            assert evaluate(text, names) == value, (text, evaluate(text, names))
    compiler = Compiler("n * 3 + (x - y) * (n % 5) - n / 2")
    compiler.expression(0)
    total = 0
    for n in range(5000):
        total += run(compiler.code, {"n": n, "x": 7, "y": 3})
    assert names["n"] == rounds * len(texts) and total == 31285000


for _ in range(5):
    main()
