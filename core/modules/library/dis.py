"""Disassembler of this machine's byte code: CPython 3.7's instructions, in the classic listing."""

import _dis
import sys

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code', 'get_instructions',
           'Instruction', 'Bytecode', 'opname', 'opmap', 'HAVE_ARGUMENT', 'EXTENDED_ARG']

opname = ['<' + str(_number) + '>' for _number in range(256)]
opmap = {}
for _name, _number in _dis.opcodes():
    opname[_number] = _name
    opmap[_name] = _number
HAVE_ARGUMENT = 90
EXTENDED_ARG = 144
hasjrel = [opmap[_name] for _name in ('FOR_ITER', 'JUMP_FORWARD', 'SETUP_LOOP', 'SETUP_EXCEPT', 'SETUP_FINALLY', 'SETUP_WITH',
                                      'SETUP_ASYNC_WITH')]
hasjabs = [opmap[_name] for _name in ('JUMP_IF_FALSE_OR_POP', 'JUMP_IF_TRUE_OR_POP', 'JUMP_ABSOLUTE', 'POP_JUMP_IF_FALSE',
                                      'POP_JUMP_IF_TRUE', 'CONTINUE_LOOP')]
cmp_op = ('<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not', 'exception match', 'BAD')


_COMPILED = (type(type('', (), {'f': lambda self: 0})().f), type(lambda: 0), type((lambda: 0).__code__), classmethod, staticmethod, type)


def _code_of(x):
    if hasattr(x, '__func__'):
        x = x.__func__
    for name in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _with_code(x):
    x = _code_of(x)
    if isinstance(x, str):
        try:
            x = compile(x, '<disassembly>', 'eval')
        except SyntaxError:
            x = compile(x, '<disassembly>', 'exec')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble classes, methods, functions, and other compiled objects.

    With no argument, disassemble the last traceback."""
    if x is None:
        distb(file=file)
        return
    x = _code_of(x)
    if isinstance(x, str):
        x = _with_code(x)
    if hasattr(x, 'co_code'):
        _disassemble(x, file, depth)
    elif hasattr(x, '__dict__'):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, _COMPILED):
                print('Disassembly of %s:' % name, file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
    elif isinstance(x, (bytes, bytearray)):
        raise TypeError('raw byte code has no constants and names to be shown: disassemble a code object')
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _disassemble(code, file, depth, lasti=-1):
    print(_dis.listing(code, lasti), end='', file=file)
    if depth is None or depth > 0:
        if depth is not None:
            depth -= 1
        for constant in code.co_consts:
            if hasattr(constant, 'co_code'):
                print(file=file)
                print('Disassembly of %r:' % (constant,), file=file)
                _disassemble(constant, file, depth)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble a code object."""
    print(_dis.listing(co, lasti), end='', file=file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


class Instruction:
    """One instruction of a code object."""

    __slots__ = ('opname', 'opcode', 'arg', 'argval', 'argrepr', 'offset', 'starts_line', 'is_jump_target', 'line_number',
                 'jump_target', 'positions')

    def __init__(self, row, code, positions):
        (self.opname, self.opcode, self.arg, self.argrepr, self.offset, self.starts_line, self.is_jump_target, self.line_number,
         self.jump_target) = row
        self.positions = positions
        self.argval = self._value(code)

    def _value(self, code):
        if self.jump_target is not None:
            return self.jump_target
        if self.opname == 'LOAD_CONST':
            return code.co_consts[self.arg]
        if self.argrepr and self.arg is not None:
            return self.argrepr
        return self.arg

    @property
    def baseopname(self):
        return self.opname

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def oparg(self):
        return self.arg

    def __repr__(self):
        names = ('opname', 'opcode', 'arg', 'argval', 'argrepr', 'offset', 'starts_line', 'is_jump_target')
        return 'Instruction(' + ', '.join(['%s=%r' % (name, getattr(self, name)) for name in names]) + ')'


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the opcodes in methods, functions or code."""
    code = _with_code(x)
    positions = list(code.co_positions()) if hasattr(code, 'co_positions') else []
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    for row in _dis.instructions(code):
        at = row[4] // 2
        instruction = Instruction(row, code, positions[at] if at < len(positions) else None)
        instruction.line_number += shift
        yield instruction


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source: pairs (offset, line)."""
    for row in _dis.instructions(code):
        if row[5]:
            yield row[4], row[7]


def findlabels(code):
    """The offsets of a code object that are targets of jumps."""
    return [row[4] for row in _dis.instructions(code) if row[6]]


_FLAGS = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE', 128: 'COROUTINE',
          256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR', 0x4000000: 'HAS_DOCSTRING', 0x8000000: 'METHOD'}
COMPILER_FLAG_NAMES = _FLAGS


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = []
    for i in range(32):
        flag = 1 << i
        if flags & flag:
            names.append(_FLAGS.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ', '.join(names)


def code_info(x):
    """Formatted details of methods, functions, or code."""
    co = _with_code(x)
    lines = ['Name:              %s' % co.co_name, 'Filename:          %s' % co.co_filename,
             'Argument count:    %s' % co.co_argcount, 'Positional-only arguments: %s' % co.co_posonlyargcount,
             'Kw-only arguments: %s' % co.co_kwonlyargcount, 'Number of locals:  %s' % co.co_nlocals,
             'Stack size:        %s' % co.co_stacksize, 'Flags:             %s' % pretty_flags(co.co_flags)]
    for title, names, show in (('Constants', co.co_consts, repr), ('Names', co.co_names, str), ('Variable names', co.co_varnames, str),
                               ('Free variables', co.co_freevars, str), ('Cell variables', co.co_cellvars, str)):
        if names:
            lines.append(title + ':')
            for i, name in enumerate(names):
                lines.append('%4d: %s' % (i, show(name)))
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to *file*."""
    print(code_info(co), file=file)


class Bytecode:
    """The bytecode operations of a piece of code: iterating yields its instructions."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False,
                 show_positions=False):
        self.codeobj = _with_code(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb, **options):
        """Construct a Bytecode from the given traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, **options)

    def info(self):
        """Return formatted information about the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        return _dis.listing(self.codeobj, -1 if self.current_offset is None else self.current_offset)
