# Lines that repeat are counted.
def f(n):
    if n == 0:
        raise ValueError
    f(n - 1)


f(20)
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/recursion.py", line 8, in <module>
# expect stderr:     f(20)
# expect stderr:     ~^^^^
# expect stderr:   File "tests/golden/tracebacks/recursion.py", line 5, in f
# expect stderr:     f(n - 1)
# expect stderr:     ~^^^^^^^
# expect stderr:   File "tests/golden/tracebacks/recursion.py", line 5, in f
# expect stderr:     f(n - 1)
# expect stderr:     ~^^^^^^^
# expect stderr:   File "tests/golden/tracebacks/recursion.py", line 5, in f
# expect stderr:     f(n - 1)
# expect stderr:     ~^^^^^^^
# expect stderr:   [Previous line repeated 17 more times]
# expect stderr:   File "tests/golden/tracebacks/recursion.py", line 4, in f
# expect stderr:     raise ValueError
# expect stderr: ValueError
