# Template strings (PEP 750).
Template, Interpolation = type(t""), type(t"{0}".interpolations[0])
name, n = 'Ada', 3.14159
t = t'Hello {name}, {n:.2f} {n!r:>10} {name!s} {n=}!'
print(type(t).__name__, t.strings)  # expect: Template ('Hello ', ', ', ' ', ' ', ' n=', '!')
for i in t.interpolations: print(i.value, i.expression, i.conversion, repr(i.format_spec))
# expect: Ada name None ''
# expect: 3.14159 n None '.2f'
# expect: 3.14159 n r '>10'
# expect: Ada name s ''
# expect: 3.14159 n r ''
print(t.values)  # expect: ('Ada', 3.14159, 3.14159, 'Ada', 3.14159)
print(t)
# expect: Template(strings=('Hello ', ', ', ' ', ' ', ' n=', '!'), interpolations=(Interpolation('Ada', 'name', None, ''), Interpolation(3.14159, 'n', None, '.2f'), Interpolation(3.14159, 'n', 'r', '>10'), Interpolation('Ada', 'name', 's', ''), Interpolation(3.14159, 'n', 'r', '')))
print(list(t))
# expect: ['Hello ', Interpolation('Ada', 'name', None, ''), ', ', Interpolation(3.14159, 'n', None, '.2f'), ' ', Interpolation(3.14159, 'n', 'r', '>10'), ' ', Interpolation('Ada', 'name', 's', ''), ' n=', Interpolation(3.14159, 'n', 'r', ''), '!']
print(t'', t''.strings, t'plain'.strings, t'{name}'.strings, list(t'{name}{n}'))
# expect: Template(strings=('',), interpolations=()) ('',) ('plain',) ('', '') [Interpolation('Ada', 'name', None, ''), Interpolation(3.14159, 'n', None, '')]
a = t'a{1}' + t'b{2}c'
print(a.strings, a.values)  # expect: ('a', 'b', 'c') (1, 2)
print(t'x' t'y{1}', t'{name + "!"}'.interpolations[0].expression)
# expect: Template(strings=('xy', ''), interpolations=(Interpolation(1, '1', None, ''),)) name + "!"
width = 8
print(t'{n:{width}.{2}f}'.interpolations[0].format_spec, t'{ name }'.interpolations[0].expression)  # expect: 8.2f  name
print(rt'\n{n}'.strings, t'{{}}'.strings)  # expect: ('\\n', '') ('{}',)
def html(template):
    out = []
    for part in template:
        match part:
            case str() as s: out.append(s)
            case Interpolation(value, expr, conv, spec): out.append(f'<{expr}={format(value, spec)}>')
    return ''.join(out)
print(html(t'{name} and {n:.1f}'))  # expect: <name=Ada> and <n=3.1>
print(Template('a', 'b', Interpolation(1, 'x'), Interpolation(2), 'c'))
# expect: Template(strings=('ab', '', 'c'), interpolations=(Interpolation(1, 'x', None, ''), Interpolation(2, '', None, '')))
print(Interpolation('v', 'e', 'r', '>5'), Interpolation.__match_args__)
# expect: Interpolation('v', 'e', 'r', '>5') ('value', 'expression', 'conversion', 'format_spec')
def check(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
check(lambda: Template(3))  # expect: TypeError Template.__new__ *args need to be of type 'str' or 'Interpolation', got int
check(lambda: Interpolation(1, 'x', 'q'))  # expect: ValueError Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'
check(lambda: Interpolation())  # expect: TypeError Interpolation() missing required argument 'value' (pos 1)
check(lambda: t'a' + 'b')  # expect: TypeError can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
check(lambda: 'a' + t'b')  # expect: TypeError can only concatenate str (not "string.templatelib.Template") to str
check(lambda: t'{1 / 0}')  # expect: ZeroDivisionError division by zero
print(Template.__module__, Interpolation.__qualname__)  # expect: string.templatelib Interpolation
