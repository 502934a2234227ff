# A SyntaxError of compile() shows the line of its source.
compile('x = (1,\ny = 2', 'file.py', 'exec')
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/syntax_error.py", line 2, in <module>
# expect stderr:     compile('x = (1,\ny = 2', 'file.py', 'exec')
# expect stderr:     ~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect stderr:   File "file.py", line 1
# expect stderr:     x = (1,
# expect stderr:         ^
# expect stderr: SyntaxError: '(' was never closed
