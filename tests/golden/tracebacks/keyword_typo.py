# A name that is nearly a keyword.
x = 1
whille x:
    pass
# expect exit: 1
# expect stderr:   File "tests/golden/tracebacks/keyword_typo.py", line 3
# expect stderr:     whille x:
# expect stderr:     ^^^^^^
# expect stderr: SyntaxError: invalid syntax. Did you mean 'while'?
