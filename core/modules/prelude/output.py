# print, input, help and the methods of text streams where Python code is involved.


def print_to(file, values, sep, end, flush):
    if sep is None:
        sep = ' '
    if end is None:
        end = '\n'
    first = True
    for value in values:
        if first:
            first = False
        else:
            file.write(sep)
        file.write(_text_of(value))
    file.write(end)
    if flush:
        file.flush()


def input_from(stdin, stdout, stderr, prompt):
    stderr.flush()
    if prompt:
        stdout.write(_text_of(prompt[0]))
    stdout.flush()
    line = stdin.readline()
    if not _is_str(line):
        raise TypeError('object.readline() returned non-string')
    if not line:
        raise EOFError('EOF when reading a line')
    if line[-1] == '\n':
        line = line[:-1]
    return line


def stream_lines(stream):
    while True:
        line = stream.readline()
        if not line:
            return
        yield line


def stream_read_lines(stream, hint):
    lines = []
    size = 0
    while True:
        line = stream.readline()
        if not line:
            return lines
        lines.append(line)
        size += len(line)
        if hint is not None and 0 < hint <= size:
            return lines


def stream_write_lines(stream, lines):
    for line in lines:
        stream.write(line)


def call_breakpoint_hook(args, kwargs):
    return _sys_member('breakpointhook')(*args, **kwargs)


def help_in_general():
    print('Type help(object) for help about object.')


def help_on(thing):
    if isinstance(thing, str):
        print('No documentation found for ' + repr(thing) + '.')
        return
    name = getattr(thing, '__qualname__', None) or getattr(thing, '__name__', None)
    kind = _type_name(thing)
    if name is None:
        name = kind + ' object'
        thing = type(thing)
    print('Help on ' + (kind + ' ' if kind != 'type' else 'class ') + name + ':')
    print()
    signature = getattr(thing, '__text_signature__', None)
    print(('class ' if kind == 'type' else '') + name + (signature or ''))
    doc = getattr(thing, '__doc__', None)
    if doc:
        for line in doc.splitlines():
            print('    ' + line.strip() if line.strip() else '')
    if kind == 'type':
        for key, value in vars(thing).items():
            text = getattr(value, '__doc__', None)
            if callable(value) and text and not key.startswith('_'):
                print()
                print('    ' + key + (getattr(value, '__text_signature__', None) or '(...)'))
                print('        ' + text.strip().splitlines()[0])
