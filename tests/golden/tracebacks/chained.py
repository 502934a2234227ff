# Tracebacks of exceptions with causes, contexts and notes.
def f():
    raise ValueError('bad')


try:
    try:
        f()
    except ValueError as e:
        e.add_note('a note\nof two lines')
        raise KeyError('k') from e
except KeyError:
    raise RuntimeError('last')
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/chained.py", line 8, in <module>
# expect stderr:     f()
# expect stderr:     ~^^
# expect stderr:   File "tests/golden/tracebacks/chained.py", line 3, in f
# expect stderr:     raise ValueError('bad')
# expect stderr: ValueError: bad
# expect stderr: a note
# expect stderr: of two lines
# expect stderr:
# expect stderr: The above exception was the direct cause of the following exception:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/chained.py", line 11, in <module>
# expect stderr:     raise KeyError('k') from e
# expect stderr: KeyError: 'k'
# expect stderr:
# expect stderr: During handling of the above exception, another exception occurred:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/chained.py", line 13, in <module>
# expect stderr:     raise RuntimeError('last')
# expect stderr: RuntimeError: last
