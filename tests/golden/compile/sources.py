# What compile(), eval() and exec() take for source, and what they make of its encoding and its end.
class Text(str):
    pass


class Bytes(bytes):
    pass


def show(source):
    for run in (lambda: eval(compile(source, "f", "eval")), lambda: exec(compile(source, "f", "exec")), lambda: eval(source), lambda: exec(source)):
        try:
            print(ascii(run()), end=" | ")
        except SyntaxError as error:
            print(type(error).__name__, ascii(error.args), end=" | ")
        except Exception as error:
            print(type(error).__name__ + ":", ascii(str(error)), end=" | ")
    print()


def where(source, mode="exec"):
    try:
        compile(source, "f", mode)
    except SyntaxError as error:
        print(ascii(error.args), ascii((error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)))


for source in ("1", b"1", bytearray(b"1"), memoryview(b"1"), memoryview(b"1x1")[::2], Text("1"), Bytes(b"1"), 1, None, []):
    show(source)
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'eval() arg 1 must be a string, bytes or code object' | TypeError: 'exec() arg 1 must be a string, bytes or code object' |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'eval() arg 1 must be a string, bytes or code object' | TypeError: 'exec() arg 1 must be a string, bytes or code object' |
# expect: TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'eval() arg 1 must be a string, bytes or code object' | TypeError: 'exec() arg 1 must be a string, bytes or code object' |
# expect: TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'compile() arg 1 must be a string, bytes or AST object' | TypeError: 'eval() arg 1 must be a string, bytes or code object' | TypeError: 'exec() arg 1 must be a string, bytes or code object' |
for source in ("1\0", b"1\0", b"\0", "", b"", "'\ud800'", " 1", "\t1", "\n1", "\f1", "1\n\n", "1 #", "1;", "1\r", "1\r\n", "1\\", "1\\\n", "\\\n1", ";", "#"):
    show(source)
# expect: SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) |
# expect: SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) |
# expect: SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) | SyntaxError ('source code string cannot contain null bytes',) |
# expect: SyntaxError ('invalid syntax', ('f', 0, 0, '', 0, 0)) | None | SyntaxError ('invalid syntax', ('<string>', 0, 0, '', 0, 0)) | None |
# expect: SyntaxError ('invalid syntax', ('f', 0, 0, '', 0, 0)) | None | SyntaxError ('invalid syntax', ('<string>', 0, 0, '', 0, 0)) | None |
# expect: UnicodeEncodeError: "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed" | UnicodeEncodeError: "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed" | UnicodeEncodeError: "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed" | UnicodeEncodeError: "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed" |
# expect: IndentationError ('unexpected indent', ('f', 1, 1, ' 1', 1, -1)) | IndentationError ('unexpected indent', ('f', 1, 1, ' 1\n', 1, -1)) | 1 | IndentationError ('unexpected indent', ('<string>', 1, 1, ' 1\n', 1, -1)) |
# expect: IndentationError ('unexpected indent', ('f', 1, 1, '\t1', 1, -1)) | IndentationError ('unexpected indent', ('f', 1, 1, '\t1\n', 1, -1)) | 1 | IndentationError ('unexpected indent', ('<string>', 1, 1, '\t1\n', 1, -1)) |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: SyntaxError ('invalid syntax', ('f', 1, 2, '1;', 1, 3)) | None | SyntaxError ('invalid syntax', ('<string>', 1, 2, '1;', 1, 3)) | None |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: SyntaxError ('unexpected character after line continuation character', ('f', 1, 2, '1\\', 1, 0)) | SyntaxError ('unexpected EOF while parsing', ('f', 1, 3, '1\\\n', 1, -1)) | SyntaxError ('unexpected character after line continuation character', ('<string>', 1, 2, '1\\', 1, 0)) | SyntaxError ('unexpected EOF while parsing', ('<string>', 1, 3, '1\\\n', 1, -1)) |
# expect: SyntaxError ('unexpected EOF while parsing', ('f', 1, 3, '1\\\n', 1, -1)) | SyntaxError ('unexpected EOF while parsing', ('f', 1, 3, '1\\\n', 1, -1)) | SyntaxError ('unexpected EOF while parsing', ('<string>', 1, 3, '1\\\n', 1, -1)) | SyntaxError ('unexpected EOF while parsing', ('<string>', 1, 3, '1\\\n', 1, -1)) |
# expect: 1 | None | 1 | None |
# expect: SyntaxError ('invalid syntax', ('f', 1, 1, ';', 1, 2)) | SyntaxError ('invalid syntax', ('f', 1, 1, ';\n', 1, 2)) | SyntaxError ('invalid syntax', ('<string>', 1, 1, ';', 1, 2)) | SyntaxError ('invalid syntax', ('<string>', 1, 1, ';\n', 1, 2)) |
# expect: SyntaxError ('invalid syntax', ('f', 1, 0, '#', 1, 0)) | None | SyntaxError ('invalid syntax', ('<string>', 1, 0, '#', 1, 0)) | None |
for source in ("\ufeff1", b"\xef\xbb\xbf1", "#coding: foo\n1", b"#coding: latin-1\n'\xe9'", "#coding: latin-1\n'\xe9'", b"#coding: utf-8-sig\n'a'", b"x\n#coding: foo\n1"):
    show(source)
# expect: SyntaxError ('invalid non-printable character U+FEFF', ('f', 1, 1, '\ufeff1', 1, 1)) | SyntaxError ('invalid non-printable character U+FEFF', ('f', 1, 1, '\ufeff1', 1, 1)) | SyntaxError ('invalid non-printable character U+FEFF', ('<string>', 1, 1, '\ufeff1', 1, 1)) | SyntaxError ('invalid non-printable character U+FEFF', ('<string>', 1, 1, '\ufeff1', 1, 1)) |
# expect: 1 | None | 1 | None |
# expect: 1 | None | 1 | None |
# expect: '\xe9' | None | '\xe9' | None |
# expect: '\xe9' | None | '\xe9' | None |
# expect: 'a' | None | 'a' | None |
# expect: SyntaxError ('invalid syntax', ('f', 3, 1, '1', 3, 2)) | NameError: "name 'x' is not defined" | SyntaxError ('invalid syntax', ('<string>', 3, 1, '1', 3, 2)) | NameError: "name 'x' is not defined" |
where(b"\xff")  # expect: ("Non-UTF-8 code starting with '\\xff' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", (None, 1, 1, '\ufffd', 1, 1)) ('f', 1, 1, '\ufffd', 1, 1)
where(b"x\ny = '\xc3\xa9 \xff abc'\nz\n")  # expect: ("Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", (None, 2, 8, "y = '\xe9 \ufffd abc'", 2, 8)) ('f', 2, 8, "y = '\xe9 \ufffd abc'", 2, 8)
where(b"#coding: utf-8\n'\xff'")  # expect: ("Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", (None, 2, 2, "'\ufffd'", 2, 2)) ('f', 2, 2, "'\ufffd'", 2, 2)
where(b"#coding: utf8\n'\xff'")  # expect: ("'utf-8' codec can't decode byte 0xff in position 15: invalid start byte", ('f', 0, -1, None)) ('f', 0, -1, None, None, None)
where(b"# coding: ascii\nx = 1\n'\xff'")  # expect: ("'ascii' codec can't decode byte 0xff in position 23: ordinal not in range(128)", ('f', 0, -1, None)) ('f', 0, -1, None, None, None)
where(b"\n#coding: foo\n1")  # expect: ('unknown encoding: foo', ('f', 0, -1, None)) ('f', 0, -1, None, None, None)
where(b"\xef\xbb\xbf#coding: latin-1\n1")  # expect: ('encoding problem: iso-8859-1 with BOM', (None, 1, 0, '#coding: latin-1', 1, 16)) ('f', 1, 0, '#coding: latin-1', 1, 16)
where(b"\xef\xbb\xbf\n# coding: foo\n1")  # expect: ('encoding problem: foo with BOM', (None, 2, 0, '# coding: foo', 2, 14)) ('f', 2, 0, '# coding: foo', 2, 14)
where(b"\xef\xbb\xbf# coding: utf8\n1")  # expect: ('encoding problem: utf8 with BOM', (None, 1, 0, '# coding: utf8', 1, 14)) ('f', 1, 0, '# coding: utf8', 1, 14)

# Only the line that is being read has its newline in the exception; in modes eval and single a last line may have none.
for source in ("x =", "x = (1,\n2", "(\na b", "f(a\n  b)", "x\ny z", "'''a\nb", "'abc", "x\\", "pass\npass", "if 1: pass\nx", "if 1:\n pass\nx", "if 1:\n ",
               "  ", "a\n  b", "x; y\nz", "x\n# no more\n \n", "x\n# more\ny", "import", "def f", "'a' b'b'", "[a f\nor**", "print('é', 07)", "a if b else", "try:\n  x\nexcept", "while 1:\n  x\n y"):
    for mode in ("exec", "single", "eval"):
        where(source, mode)
# expect: ('invalid syntax', ('f', 1, 4, 'x =\n', 1, 5)) ('f', 1, 4, 'x =\n', 1, 5)
# expect: ('invalid syntax', ('f', 1, 0, 'x =', 1, 0)) ('f', 1, 0, 'x =', 1, 0)
# expect: ('invalid syntax', ('f', 1, 3, 'x =', 1, 4)) ('f', 1, 3, 'x =', 1, 4)
# expect: ("'(' was never closed", ('f', 1, 5, 'x = (1,', 1, 0)) ('f', 1, 5, 'x = (1,', 1, 0)
# expect: ("'(' was never closed", ('f', 1, 5, 'x = (1,', 1, 0)) ('f', 1, 5, 'x = (1,', 1, 0)
# expect: ('invalid syntax', ('f', 1, 3, 'x = (1,\n', 1, 4)) ('f', 1, 3, 'x = (1,\n', 1, 4)
# expect: ("'(' was never closed", ('f', 1, 1, '(', 1, 0)) ('f', 1, 1, '(', 1, 0)
# expect: ("'(' was never closed", ('f', 1, 1, '(', 1, 0)) ('f', 1, 1, '(', 1, 0)
# expect: ("'(' was never closed", ('f', 1, 1, '(', 1, 0)) ('f', 1, 1, '(', 1, 0)
# expect: ('invalid syntax. Perhaps you forgot a comma?', ('f', 1, 3, 'f(a', 2, 4)) ('f', 1, 3, 'f(a', 2, 4)
# expect: ('invalid syntax. Perhaps you forgot a comma?', ('f', 1, 3, 'f(a', 2, 4)) ('f', 1, 3, 'f(a', 2, 4)
# expect: ('invalid syntax. Perhaps you forgot a comma?', ('f', 1, 3, 'f(a', 2, 4)) ('f', 1, 3, 'f(a', 2, 4)
# expect: ('invalid syntax', ('f', 2, 3, 'y z\n', 2, 4)) ('f', 2, 3, 'y z\n', 2, 4)
# expect: ('multiple statements found while compiling a single statement', ('f', 1, 2, 'x\n', 1, 3)) ('f', 1, 2, 'x\n', 1, 3)
# expect: ('invalid syntax', ('f', 2, 1, 'y z', 2, 2)) ('f', 2, 1, 'y z', 2, 2)
# expect: ('unterminated triple-quoted string literal (detected at line 2)', ('f', 1, 1, "'''a", 1, 1)) ('f', 1, 1, "'''a", 1, 1)
# expect: ('unterminated triple-quoted string literal (detected at line 2)', ('f', 1, 1, "'''a", 1, 1)) ('f', 1, 1, "'''a", 1, 1)
# expect: ('unterminated triple-quoted string literal (detected at line 2)', ('f', 1, 1, "'''a", 1, 1)) ('f', 1, 1, "'''a", 1, 1)
# expect: ('unterminated string literal (detected at line 1)', ('f', 1, 1, "'abc", 1, 1)) ('f', 1, 1, "'abc", 1, 1)
# expect: ('unterminated string literal (detected at line 1)', ('f', 1, 1, "'abc", 1, 1)) ('f', 1, 1, "'abc", 1, 1)
# expect: ('unterminated string literal (detected at line 1)', ('f', 1, 1, "'abc", 1, 1)) ('f', 1, 1, "'abc", 1, 1)
# expect: ('unexpected EOF while parsing', ('f', 1, 3, 'x\\\n', 1, -1)) ('f', 1, 3, 'x\\\n', 1, -1)
# expect: ('unexpected character after line continuation character', ('f', 1, 2, 'x\\', 1, 0)) ('f', 1, 2, 'x\\', 1, 0)
# expect: ('unexpected character after line continuation character', ('f', 1, 2, 'x\\', 1, 0)) ('f', 1, 2, 'x\\', 1, 0)
# expect: ('multiple statements found while compiling a single statement', ('f', 1, 5, 'pass\n', 1, 6)) ('f', 1, 5, 'pass\n', 1, 6)
# expect: ('invalid syntax', ('f', 1, 1, 'pass\n', 1, 5)) ('f', 1, 1, 'pass\n', 1, 5)
# expect: ('invalid syntax', ('f', 2, 1, 'x', 2, 2)) ('f', 2, 1, 'x', 2, 2)
# expect: ('invalid syntax', ('f', 1, 1, 'if 1: pass\n', 1, 3)) ('f', 1, 1, 'if 1: pass\n', 1, 3)
# expect: ('invalid syntax', ('f', 3, 1, 'x', 3, 2)) ('f', 3, 1, 'x', 3, 2)
# expect: ('invalid syntax', ('f', 1, 1, 'if 1:\n', 1, 3)) ('f', 1, 1, 'if 1:\n', 1, 3)
# expect: ("expected an indented block after 'if' statement on line 1", ('f', 2, 2, ' \n', 2, -1)) ('f', 2, 2, ' \n', 2, -1)
# expect: ('invalid syntax', ('f', 2, 0, ' ', 2, 0)) ('f', 2, 0, ' ', 2, 0)
# expect: ('invalid syntax', ('f', 1, 1, 'if 1:\n', 1, 3)) ('f', 1, 1, 'if 1:\n', 1, 3)
# expect: ('unexpected indent', ('f', 1, 2, '  ', 1, -1)) ('f', 1, 2, '  ', 1, -1)
# expect: ('unexpected indent', ('f', 1, 2, '  ', 1, -1)) ('f', 1, 2, '  ', 1, -1)
# expect: ('unexpected indent', ('f', 2, 2, '  b\n', 2, -1)) ('f', 2, 2, '  b\n', 2, -1)
# expect: ('multiple statements found while compiling a single statement', ('f', 1, 2, 'a\n', 1, 3)) ('f', 1, 2, 'a\n', 1, 3)
# expect: ('unexpected indent', ('f', 2, 2, '  b', 2, -1)) ('f', 2, 2, '  b', 2, -1)
# expect: ('multiple statements found while compiling a single statement', ('f', 1, 5, 'x; y\n', 1, 6)) ('f', 1, 5, 'x; y\n', 1, 6)
# expect: ('invalid syntax', ('f', 1, 2, 'x; y\n', 1, 3)) ('f', 1, 2, 'x; y\n', 1, 3)
# expect: ('multiple statements found while compiling a single statement', ('f', 1, 2, 'x\n', 1, 3)) ('f', 1, 2, 'x\n', 1, 3)
# expect: ('invalid syntax', ('f', 3, 1, 'y', 3, 2)) ('f', 3, 1, 'y', 3, 2)
# expect: ("Expected one or more names after 'import'", ('f', 1, 7, 'import\n', 1, 7)) ('f', 1, 7, 'import\n', 1, 7)
# expect: ("Expected one or more names after 'import'", ('f', 1, 0, 'import', 1, 6)) ('f', 1, 0, 'import', 1, 6)
# expect: ('invalid syntax', ('f', 1, 1, 'import', 1, 7)) ('f', 1, 1, 'import', 1, 7)
# expect: ("expected '('", ('f', 1, 6, 'def f\n', 1, 7)) ('f', 1, 6, 'def f\n', 1, 7)
# expect: ("expected '('", ('f', 1, 0, 'def f', 1, 0)) ('f', 1, 0, 'def f', 1, 0)
# expect: ('invalid syntax', ('f', 1, 1, 'def f', 1, 4)) ('f', 1, 1, 'def f', 1, 4)
# expect: ('cannot mix bytes and nonbytes literals', ('f', 1, 9, "'a' b'b'\n", 1, 10)) ('f', 1, 9, "'a' b'b'\n", 1, 10)
# expect: ('cannot mix bytes and nonbytes literals', ('f', 1, 8, "'a' b'b'", 1, -1)) ('f', 1, 8, "'a' b'b'", 1, -1)
# expect: ('cannot mix bytes and nonbytes literals', ('f', 1, 8, "'a' b'b'", 1, -1)) ('f', 1, 8, "'a' b'b'", 1, -1)
# expect: ("'[' was never closed", ('f', 1, 1, '[a f', 1, 0)) ('f', 1, 1, '[a f', 1, 0)
# expect: ('invalid syntax. Perhaps you forgot a comma?', ('f', 1, 2, '[a f', 1, 5)) ('f', 1, 2, '[a f', 1, 5)
# expect: ('invalid syntax. Perhaps you forgot a comma?', ('f', 1, 2, '[a f', 1, 5)) ('f', 1, 2, '[a f', 1, 5)
# expect: ('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', ('f', 1, 13, "print('\xe9', 07)", 1, 14)) ('f', 1, 13, "print('\xe9', 07)", 1, 14)
# expect: ('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', ('f', 1, 13, "print('\xe9', 07)", 1, 14)) ('f', 1, 13, "print('\xe9', 07)", 1, 14)
# expect: ('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', ('f', 1, 13, "print('\xe9', 07)", 1, 14)) ('f', 1, 13, "print('\xe9', 07)", 1, 14)
# expect: ("expected expression after 'else', but statement is given", ('f', 1, 12, 'a if b else\n', 1, 13)) ('f', 1, 12, 'a if b else\n', 1, 13)
# expect: ("expected expression after 'else', but statement is given", ('f', 1, 11, 'a if b else', 1, -1)) ('f', 1, 11, 'a if b else', 1, -1)
# expect: ("expected expression after 'else', but statement is given", ('f', 1, 11, 'a if b else', 1, -1)) ('f', 1, 11, 'a if b else', 1, -1)
# expect: ("expected ':'", ('f', 3, 7, 'except\n', 3, 8)) ('f', 3, 7, 'except\n', 3, 8)
# expect: ("expected ':'", ('f', 3, 6, 'except', 3, -1)) ('f', 3, 6, 'except', 3, -1)
# expect: ('invalid syntax', ('f', 1, 1, 'try:\n', 1, 4)) ('f', 1, 1, 'try:\n', 1, 4)
# expect: ('unindent does not match any outer indentation level', ('f', 3, 3, ' y\n', 3, -1)) ('f', 3, 3, ' y\n', 3, -1)
# expect: ('unindent does not match any outer indentation level', ('f', 3, 2, ' y', 3, -1)) ('f', 3, 2, ' y', 3, -1)
# expect: ('invalid syntax', ('f', 1, 1, 'while 1:\n', 1, 6)) ('f', 1, 1, 'while 1:\n', 1, 6)

# What the symbol table finds has nothing but its message for arguments.
where("nonlocal x")  # expect: ('nonlocal declaration not allowed at module level',) ('f', 1, 1, None, 1, 11)
where("def f():\n  x = 1\n  global x")  # expect: ("name 'x' is assigned to before global declaration",) ('f', 3, 3, None, 3, 11)
where("def f(a, a): pass")  # expect: ("duplicate argument 'a' in function definition",) ('f', 1, 10, None, 1, 11)
where("from __future__ import nonsense")  # expect: ('future feature nonsense is not defined',) ('f', 1, 24, None, 1, 32)
where("x = 1\nfrom __future__ import annotations")  # expect: ('from __future__ imports must occur at the beginning of the file',) ('f', 2, 1, None, 2, 35)
where("__debug__ = 1")  # expect: ('cannot assign to __debug__',) ('f', 1, 1, None, 1, 10)
where("return 1\nlambda: await x")  # expect: ("'await' outside async function",) ('f', 2, 9, None, 2, 16)
where("return 1")  # expect: ("'return' outside function", ('f', 1, 1, None, 1, 9)) ('f', 1, 1, None, 1, 9)
where("break")  # expect: ("'break' outside loop", ('f', 1, 1, None, 1, 6)) ('f', 1, 1, None, 1, 6)
