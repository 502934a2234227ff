"""Strings: building, splitting, joining, replacing, formatting, and looking at single characters."""

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
SENTENCE = "the quick brown fox jumps over the lazy dog and runs away from the hungry bear"


def caesar(text, shift):
    result = ""
    for character in text:
        if character in ALPHABET:
            result += ALPHABET[(ALPHABET.index(character) + shift) % 26]
        else:
            result += character
    return result


def capitalised(text):
    return " ".join([word[0].upper() + word[1:] for word in text.split()])


def is_palindrome(text):
    low, high = 0, len(text) - 1
    while low < high:
        if text[low] != text[high]:
            return False
        low += 1
        high -= 1
    return True


def palindromes(limit):
    return len([n for n in range(limit) if is_palindrome(str(n))])


def run_lengths(text):
    parts = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] == text[at]:
            end += 1
        parts.append(text[at] + str(end - at))
        at = end
    return "".join(parts)


def table(rows):
    lines = []
    for n in range(rows):
        lines.append("%4d | %-10s | %8.3f" % (n, "row" + str(n), n / 7))
        lines.append("{:>4} | {:<10} | {}".format(n, "row", n * n))
        lines.append(f"{n:04d}-{n * 3:x}-{'ab' * (n % 3)}")
    return "\n".join(lines)


def checksum(text):
    value = 0
    for character in text:
        value = (value * 31 + ord(character)) % 1000003
    return value


def parse(text):
    total = 0
    for line in text.split("\n"):
        fields = line.split("|")
        if len(fields) == 3:
            total += int(fields[0].strip())
            if fields[1].strip().startswith("row") and fields[2].strip().replace(".", "").isdigit():
                total += 1
    return total


def main():
    text = SENTENCE
    for shift in range(60):
        text = caesar(text, shift)
    assert caesar(text, -sum(range(60))) == SENTENCE
    for _ in range(900):
        assert capitalised(SENTENCE).count("The") == 3
    assert palindromes(20000) == 299
    for _ in range(40):
        assert run_lengths("aaabbbccd" * 40) == "a3b3c2d1" * 40
    printed = table(1500)
    assert parse(printed) == 2251500
    assert checksum(printed) == 356721
    assert SENTENCE.replace("the", "THE").find("THE", 5) == SENTENCE.find("the", 5)


for _ in range(5):
    main()
