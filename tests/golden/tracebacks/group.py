# The tree of an exception group.
def f():
    try:
        raise ValueError('inner')
    except ValueError as e:
        raise ExceptionGroup('outer', [e, ExceptionGroup('nested', [KeyError('k'), TypeError('t')])])


f()
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/group.py", line 4, in f
# expect stderr:     raise ValueError('inner')
# expect stderr: ValueError: inner
# expect stderr:
# expect stderr: During handling of the above exception, another exception occurred:
# expect stderr:
# expect stderr:   + Exception Group Traceback (most recent call last):
# expect stderr:   |   File "tests/golden/tracebacks/group.py", line 9, in <module>
# expect stderr:   |     f()
# expect stderr:   |     ~^^
# expect stderr:   |   File "tests/golden/tracebacks/group.py", line 6, in f
# expect stderr:   |     raise ExceptionGroup('outer', [e, ExceptionGroup('nested', [KeyError('k'), TypeError('t')])])
# expect stderr:   | ExceptionGroup: outer (2 sub-exceptions)
# expect stderr:   +-+---------------- 1 ----------------
# expect stderr:     | Traceback (most recent call last):
# expect stderr:     |   File "tests/golden/tracebacks/group.py", line 4, in f
# expect stderr:     |     raise ValueError('inner')
# expect stderr:     | ValueError: inner
# expect stderr:     +---------------- 2 ----------------
# expect stderr:     | ExceptionGroup: nested (2 sub-exceptions)
# expect stderr:     +-+---------------- 1 ----------------
# expect stderr:       | KeyError: 'k'
# expect stderr:       +---------------- 2 ----------------
# expect stderr:       | TypeError: t
# expect stderr:       +------------------------------------
