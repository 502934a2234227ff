// Annotations as text under `from __future__ import annotations`: what CPython 3.14 makes of each.
#include <gtest/gtest.h>

#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_compiler;

struct Row {
  const char* written;
  const char* text;
};

constexpr Row kRows[] = {
    {"1e999", "1e309"},
    {"x[1,2]", "x[1, 2]"},
    {"10**20", "10 ** 20"},
    {"2 ** (-1)", "2 ** (-1)"},
    {"__debug__", "__debug__"},
    {"lambda *x: x", "lambda*x: x"},
    {"lambda **x: x", "lambda**x: x"},
    {"lambda a,/,b=1,*c,d,e=2,**f:0", "lambda a, /, b=1, *c, d, e=2, **f: 0"},
    {"f\"{x!r:>{y}}{{a}}\"", "f'{x!r:>{y}}{{a}}'"},
    {"t\"{x+1!r}b\"", "t'{x+1!r}b'"},
    {"(yield_, *a)", "(yield_, *a)"},
    {"a[b, *c]", "a[b, *c]"},
    {"a if b else lambda: (yield_)", "a if b else lambda: yield_"},
    {"1j", "1j"},
    {"-1e999j", "-1e309j"},
    {"1 .real", "1 .real"},
    {"1.0.real", "1.0.real"},
    {"x[a:b,::2]", "x[a:b, ::2]"},
    {"await_ @ b", "await_ @ b"},
    {"(not a) in b", "(not a) in b"},
    {"(a < b) == c", "(a < b) == c"},
    {"u'abc'", "u'abc'"},
    {"{**a,'b':c}", "{**a, 'b': c}"},
    {"not not a", "not not a"},
    {"~-+a", "~-+a"},
    {"a**-b", "a ** (-b)"},
    {"(-a)**b", "(-a) ** b"},
    {"await_", "await_"},
    {"(a,)", "(a,)"},
    {"x[()]", "x[()]"},
    {"x[(a,)]", "x[a,]"},
    {"[i for i in b if c if d]", "[i for i in b if c if d]"},
    {"f'{x=}'", "f'x={x!r}'"},
    {"f'{lambda_:{w}.{p}}'", "f'{lambda_:{w}.{p}}'"},
    {"f'{\"a\"}'", "f\"{'a'}\""},
    {"'a' 'b'", "'ab'"},
    {"f'a' 'b'", "f'ab'"},
    {"f\"{(lambda: 1)}\"", "f'{(lambda: 1)}'"},
    {"f\"{ {1} }\"", "f'{ {1}}'"},
    {"f\"{x!s}\"", "f'{x!s}'"},
    {"a.b[c](d, *e, f=g, **h)", "a.b[c](d, *e, f=g, **h)"},
    {"(i for i in b)", "(i for i in b)"},
    {"f(i for i in b)", "f(i for i in b)"},
    {"f((i for i in b), 1)", "f((i for i in b), 1)"},
    {"{a: b for a in b}", "{a: b for a in b}"},
    {"{a for a in b}", "{a for a in b}"},
    {"a or b and c", "a or b and c"},
    {"(a or b) and c", "(a or b) and c"},
    {"-(a+b)", "-(a + b)"},
    {"(a, b) + c", "(a, b) + c"},
    {"a if (b if c else d) else e", "a if (b if c else d) else e"},
    {"x[*a]", "x[*a,]"},
};

TEST(Unparse, IsWhatPython314Writes) {
  for (const Row& row : kRows) {
    CompileResult result = compileText("from __future__ import annotations\nx: " + std::string(row.written) + "\n");
    ASSERT_TRUE(result.ok()) << row.written << ": " << result.problem.message;
    EXPECT_EQ(result.code->constants[2].text, row.text) << row.written;
  }
}

}  // namespace
}  // namespace vitrine
