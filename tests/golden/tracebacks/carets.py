# Carets: operators, subscripts, calls, and spans of several lines.
def total(a, b, c):
    return (a +
            b +
            c)


def pick(values):
    return values[0]['key'][10] + 1


def call(function):
    return 1 + function(1, 2,
                        x=5)


call(lambda a, b, x: pick([{'key': total(1, 2, 'x')}]))
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/carets.py", line 17, in <module>
# expect stderr:     call(lambda a, b, x: pick([{'key': total(1, 2, 'x')}]))
# expect stderr:     ~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect stderr:   File "tests/golden/tracebacks/carets.py", line 13, in call
# expect stderr:     return 1 + function(1, 2,
# expect stderr:                ~~~~~~~~^^^^^^
# expect stderr:                         x=5)
# expect stderr:                         ^^^^
# expect stderr:   File "tests/golden/tracebacks/carets.py", line 17, in <lambda>
# expect stderr:     call(lambda a, b, x: pick([{'key': total(1, 2, 'x')}]))
# expect stderr:                                        ~~~~~^^^^^^^^^^^
# expect stderr:   File "tests/golden/tracebacks/carets.py", line 3, in total
# expect stderr:     return (a +
# expect stderr:             ~~~
# expect stderr:             b +
# expect stderr:             ~~^
# expect stderr:             c)
# expect stderr:             ~
# expect stderr: TypeError: unsupported operand type(s) for +: 'int' and 'str'
