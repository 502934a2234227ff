import sys

top = sys.modules['_pack']


def fail():
    return 1 / 0
