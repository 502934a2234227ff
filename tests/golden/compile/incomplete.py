# PyCF_ALLOW_INCOMPLETE_INPUT and PyCF_DONT_IMPLY_DEDENT: what an interactive prompt asks.
INCOMPLETE, NO_DEDENT = 0x4000, 0x200

print(_IncompleteInputError, _IncompleteInputError.__mro__[1].__name__)  # expect: <class '_IncompleteInputError'> SyntaxError


def answer(source, mode, flags):
    try:
        compile(source, "f", mode, flags)
        return "ok"
    except _IncompleteInputError as error:
        return "incomplete" + str(error.args[1][1:3])
    except SyntaxError as error:
        return type(error).__name__ + ": " + error.msg


for source in ("if 1:", "if 1:\n", "if 1:\n ", "if 1:\n  x", "if 1:\n  x\n", "if 1:\n  x\nelse:", "if x:\n  if y:\n    z\n  ", "(", "(\n", "[1,\n", "'''", "'''abc\n",
               "'abc", "f'''", "f'''{", "f'{", "f'{1", "x =", "x =\n", "1 +", "def f():\n", "def f(a,\n", "class A:\n  def f(self):\n    pass",
               "@x", "@x\n", "while 1:\n  x\n y", "\\", "x\\", "x\\\n", "", "\n", "#", "  ", "try:\n  x\n", "try:\n  x\nexcept", "for x in", "import",
               "from x import (", "lambda", "x.", "f(a", "a b", "a b\n", "1 2 (", "))", "(]", "if 1:\nx", "1a", "'\\N{foo}'", "match x:\n  case 1:\n",
               "a if b else", "print 1", "x = 5 $", "pass\npass", "if 1: pass\nx", "x; y", "else"):
    print(ascii(source), *(answer(source, mode, flags) for mode in ("exec", "single", "eval") for flags in (0, INCOMPLETE)), sep=" | ")
    print("    ", answer(source, "single", NO_DEDENT), "|", answer(source, "single", NO_DEDENT | INCOMPLETE))
# expect: 'if 1:' | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 6) | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 5) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 5)
# expect: 'if 1:\n' | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 6) | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 6) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(1, 6)
# expect: 'if 1:\n ' | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(2, 2) | SyntaxError: invalid syntax | incomplete(2, 1) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(2, 1)
# expect: 'if 1:\n  x' | ok | ok | ok | ok | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(2, 3)
# expect: 'if 1:\n  x\n' | ok | ok | ok | ok | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      ok | ok
# expect: 'if 1:\n  x\nelse:' | IndentationError: expected an indented block after 'else' statement on line 3 | incomplete(3, 6) | IndentationError: expected an indented block after 'else' statement on line 3 | incomplete(3, 5) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after 'else' statement on line 3 | incomplete(3, 5)
# expect: 'if x:\n  if y:\n    z\n  ' | ok | ok | SyntaxError: invalid syntax | incomplete(4, 2) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(4, 2)
# expect: '(' | SyntaxError: '(' was never closed | incomplete(1, 2) | SyntaxError: '(' was never closed | incomplete(1, 1) | SyntaxError: '(' was never closed | incomplete(1, 1)
# expect:      SyntaxError: '(' was never closed | incomplete(1, 1)
# expect: '(\n' | SyntaxError: '(' was never closed | incomplete(1, 2) | SyntaxError: '(' was never closed | incomplete(1, 2) | SyntaxError: '(' was never closed | incomplete(1, 2)
# expect:      SyntaxError: '(' was never closed | incomplete(1, 2)
# expect: '[1,\n' | SyntaxError: '[' was never closed | incomplete(1, 4) | SyntaxError: '[' was never closed | incomplete(1, 4) | SyntaxError: '[' was never closed | incomplete(1, 4)
# expect:      SyntaxError: '[' was never closed | incomplete(1, 4)
# expect: "'''" | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1)
# expect:      SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1)
# expect: "'''abc\n" | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1)
# expect:      SyntaxError: unterminated triple-quoted string literal (detected at line 1) | incomplete(1, 1)
# expect: "'abc" | SyntaxError: unterminated string literal (detected at line 1) | SyntaxError: unterminated string literal (detected at line 1) | SyntaxError: unterminated string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated string literal (detected at line 1) | incomplete(1, 1)
# expect:      SyntaxError: unterminated string literal (detected at line 1) | incomplete(1, 1)
# expect: "f'''" | SyntaxError: unterminated triple-quoted f-string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted f-string literal (detected at line 1) | incomplete(1, 1) | SyntaxError: unterminated triple-quoted f-string literal (detected at line 1) | incomplete(1, 1)
# expect:      SyntaxError: unterminated triple-quoted f-string literal (detected at line 1) | incomplete(1, 1)
# expect: "f'''{" | SyntaxError: '{' was never closed | incomplete(1, 6) | SyntaxError: '{' was never closed | incomplete(1, 5) | SyntaxError: '{' was never closed | incomplete(1, 5)
# expect:      SyntaxError: '{' was never closed | incomplete(1, 5)
# expect: "f'{" | SyntaxError: '{' was never closed | incomplete(1, 4) | SyntaxError: '{' was never closed | incomplete(1, 3) | SyntaxError: '{' was never closed | incomplete(1, 3)
# expect:      SyntaxError: '{' was never closed | incomplete(1, 3)
# expect: "f'{1" | SyntaxError: '{' was never closed | incomplete(1, 5) | SyntaxError: '{' was never closed | incomplete(1, 4) | SyntaxError: '{' was never closed | incomplete(1, 4)
# expect:      SyntaxError: '{' was never closed | incomplete(1, 4)
# expect: 'x =' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | incomplete(1, 3)
# expect:      SyntaxError: invalid syntax | incomplete(1, 3)
# expect: 'x =\n' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect: '1 +' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | incomplete(1, 3)
# expect:      SyntaxError: invalid syntax | incomplete(1, 3)
# expect: 'def f():\n' | IndentationError: expected an indented block after function definition on line 1 | incomplete(1, 9) | IndentationError: expected an indented block after function definition on line 1 | incomplete(1, 9) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after function definition on line 1 | incomplete(1, 9)
# expect: 'def f(a,\n' | SyntaxError: '(' was never closed | incomplete(1, 9) | SyntaxError: '(' was never closed | incomplete(1, 9) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: '(' was never closed | incomplete(1, 9)
# expect: 'class A:\n  def f(self):\n    pass' | ok | ok | ok | ok | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(3, 8)
# expect: '@x' | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | incomplete(1, 2) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(1, 2)
# expect: '@x\n' | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(1, 3)
# expect: 'while 1:\n  x\n y' | IndentationError: unindent does not match any outer indentation level | IndentationError: unindent does not match any outer indentation level | IndentationError: unindent does not match any outer indentation level | IndentationError: unindent does not match any outer indentation level | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: unindent does not match any outer indentation level | IndentationError: unindent does not match any outer indentation level
# expect: '\\' | SyntaxError: unexpected EOF while parsing | incomplete(1, 2) | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character
# expect:      SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character
# expect: 'x\\' | SyntaxError: unexpected EOF while parsing | incomplete(1, 3) | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character
# expect:      SyntaxError: unexpected character after line continuation character | SyntaxError: unexpected character after line continuation character
# expect: 'x\\\n' | SyntaxError: unexpected EOF while parsing | incomplete(1, 3) | SyntaxError: unexpected EOF while parsing | incomplete(1, 3) | SyntaxError: unexpected EOF while parsing | incomplete(1, 3)
# expect:      SyntaxError: unexpected EOF while parsing | incomplete(1, 3)
# expect: '' | ok | ok | SyntaxError: invalid syntax | incomplete(0, 0) | SyntaxError: invalid syntax | incomplete(0, 0)
# expect:      SyntaxError: invalid syntax | incomplete(0, 0)
# expect: '\n' | ok | ok | SyntaxError: invalid syntax | incomplete(1, 1) | SyntaxError: invalid syntax | incomplete(1, 1)
# expect:      SyntaxError: invalid syntax | incomplete(1, 1)
# expect: '#' | ok | ok | SyntaxError: invalid syntax | incomplete(1, 1) | SyntaxError: invalid syntax | incomplete(1, 1)
# expect:      SyntaxError: invalid syntax | incomplete(1, 1)
# expect: '  ' | ok | ok | IndentationError: unexpected indent | incomplete(1, 2) | IndentationError: unexpected indent | incomplete(1, 2)
# expect:      IndentationError: unexpected indent | incomplete(1, 2)
# expect: 'try:\n  x\n' | SyntaxError: expected 'except' or 'finally' block | incomplete(2, 4) | SyntaxError: expected 'except' or 'finally' block | incomplete(2, 4) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: expected 'except' or 'finally' block | incomplete(2, 4)
# expect: 'try:\n  x\nexcept' | SyntaxError: expected ':' | SyntaxError: expected ':' | SyntaxError: expected ':' | incomplete(3, 6) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: expected ':' | incomplete(3, 6)
# expect: 'for x in' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 8) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(1, 8)
# expect: 'import' | SyntaxError: Expected one or more names after 'import' | SyntaxError: Expected one or more names after 'import' | SyntaxError: Expected one or more names after 'import' | incomplete(1, 6) | SyntaxError: invalid syntax | incomplete(1, 1)
# expect:      SyntaxError: Expected one or more names after 'import' | incomplete(1, 6)
# expect: 'from x import (' | SyntaxError: '(' was never closed | incomplete(1, 16) | SyntaxError: '(' was never closed | incomplete(1, 15) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: '(' was never closed | incomplete(1, 15)
# expect: 'lambda' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 6) | SyntaxError: invalid syntax | incomplete(1, 6)
# expect:      SyntaxError: invalid syntax | incomplete(1, 6)
# expect: 'x.' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 2) | SyntaxError: invalid syntax | incomplete(1, 2)
# expect:      SyntaxError: invalid syntax | incomplete(1, 2)
# expect: 'f(a' | SyntaxError: '(' was never closed | incomplete(1, 4) | SyntaxError: '(' was never closed | incomplete(1, 3) | SyntaxError: '(' was never closed | incomplete(1, 3)
# expect:      SyntaxError: '(' was never closed | incomplete(1, 3)
# expect: 'a b' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 3) | SyntaxError: invalid syntax | incomplete(1, 3)
# expect:      SyntaxError: invalid syntax | incomplete(1, 3)
# expect: 'a b\n' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect: '1 2 (' | SyntaxError: '(' was never closed | SyntaxError: '(' was never closed | SyntaxError: '(' was never closed | SyntaxError: '(' was never closed | SyntaxError: '(' was never closed | SyntaxError: '(' was never closed
# expect:      SyntaxError: '(' was never closed | SyntaxError: '(' was never closed
# expect: '))' | SyntaxError: unmatched ')' | SyntaxError: unmatched ')' | SyntaxError: unmatched ')' | SyntaxError: unmatched ')' | SyntaxError: unmatched ')' | SyntaxError: unmatched ')'
# expect:      SyntaxError: unmatched ')' | SyntaxError: unmatched ')'
# expect: '(]' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '('
# expect:      SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' | SyntaxError: closing parenthesis ']' does not match opening parenthesis '('
# expect: 'if 1:\nx' | IndentationError: expected an indented block after 'if' statement on line 1 | IndentationError: expected an indented block after 'if' statement on line 1 | IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(2, 1) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after 'if' statement on line 1 | incomplete(2, 1)
# expect: '1a' | SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal
# expect:      SyntaxError: invalid decimal literal | SyntaxError: invalid decimal literal
# expect: "'\\N{foo}'" | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name
# expect:      SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name | SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name
# expect: 'match x:\n  case 1:\n' | IndentationError: expected an indented block after 'case' statement on line 2 | incomplete(2, 10) | IndentationError: expected an indented block after 'case' statement on line 2 | incomplete(2, 10) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      IndentationError: expected an indented block after 'case' statement on line 2 | incomplete(2, 10)
# expect: 'a if b else' | SyntaxError: expected expression after 'else', but statement is given | SyntaxError: expected expression after 'else', but statement is given | SyntaxError: expected expression after 'else', but statement is given | incomplete(1, 11) | SyntaxError: expected expression after 'else', but statement is given | incomplete(1, 11)
# expect:      SyntaxError: expected expression after 'else', but statement is given | incomplete(1, 11)
# expect: 'print 1' | SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? | SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? | SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? | incomplete(1, 7) | SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? | incomplete(1, 7)
# expect:      SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? | incomplete(1, 7)
# expect: 'x = 5 $' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 7) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(1, 7)
# expect: 'pass\npass' | ok | ok | SyntaxError: multiple statements found while compiling a single statement | SyntaxError: multiple statements found while compiling a single statement | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: multiple statements found while compiling a single statement | SyntaxError: multiple statements found while compiling a single statement
# expect: 'if 1: pass\nx' | ok | ok | SyntaxError: invalid syntax | incomplete(2, 1) | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      SyntaxError: invalid syntax | incomplete(2, 1)
# expect: 'x; y' | ok | ok | ok | ok | SyntaxError: invalid syntax | SyntaxError: invalid syntax
# expect:      ok | ok
# expect: 'else' | SyntaxError: invalid syntax | SyntaxError: invalid syntax | SyntaxError: invalid syntax | incomplete(1, 1) | SyntaxError: invalid syntax | incomplete(1, 1)
# expect:      SyntaxError: invalid syntax | incomplete(1, 1)
