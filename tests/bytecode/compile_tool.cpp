// compile_tool: compiles many sources at once for the tests of this room.
//
//   compile_tool rows LIST    rows of all code objects (see code_rows.h), or a row {"error": ..., "file": ...}
//   compile_tool check LIST   compiles, verifies and marshals there and back; prints what fails and a count
//   compile_tool time LIST    milliseconds per stage over all of them, best of five, as JSON; "first": compile, once in a new process
//   compile_tool each LIST    milliseconds per source, compiled once and in turn, as JSON
//   compile_tool problems FILE  a JSON line per source of FILE, which has a null byte after each: what is wrong with it
//
// LIST has a line per source: mode (exec, eval or single), name and path, with tabs between.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "base/depth_guard.h"
#include "bytecode/code_rows.h"
#include "bytecode/json_text.h"
#include "bytecode/marshal.h"
#include "bytecode/sha256.h"
#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "syntax/lexer.h"
#include "syntax/source_text.h"

using namespace vitrine;

namespace {

struct Source {
  std::string name, text;
  CompileMode mode = CompileMode::kExec;
};

std::string readFile(const std::string& path) {
  std::string text;
  FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return text;
  char buffer[65536];
  while (size_t count = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
  std::fclose(file);
  return text;
}

std::vector<Source> readList(const std::string& path) {
  std::vector<Source> sources;
  std::string list = readFile(path);
  for (size_t start = 0, end; (end = list.find('\n', start)) != std::string::npos; start = end + 1) {
    std::string line = list.substr(start, end - start);
    size_t first = line.find('\t'), second = line.find('\t', first + 1);
    std::string mode = line.substr(0, first);
    Source source{line.substr(first + 1, second - first - 1), readFile(line.substr(second + 1))};
    source.mode = mode == "eval" ? CompileMode::kEval : mode == "single" ? CompileMode::kSingle : CompileMode::kExec;
    sources.push_back(std::move(source));
  }
  return sources;
}

CompileResult compile(const Source& source) {
  CompileOptions options;
  options.mode = source.mode;
  options.fileName = source.name;
  return compileSource(source.text, options);
}

std::string describe(const CompileResult& result) {
  return std::to_string(result.problem.range.line) + ": " + result.problem.message;
}

int printRows(const std::vector<Source>& sources) {
  for (const Source& source : sources) {
    CompileResult result = compile(source);
    std::string out;
    if (result.ok()) {
      out = codeRows(*result.code, source.name, sha256Hex(source.text));
    } else {
      { JsonObject(out).text("error", describe(result)).text("file", source.name); }
      out += '\n';
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
  }
  return 0;
}

// The first thing wrong with what the compiler made of `source`; empty: nothing.
std::string faultOf(const Source& source) {
  CompileResult result = compile(source);
  if (!result.ok()) return describe(result);
  if (auto reason = verify(*result.code, CodeRole::kModule)) return "refused by the verifier: " + *reason;
  Constant constant = Constant::codeOf(result.code);
  MarshalOutput first = writeMarshal(constant, MarshalDialect::kVitrine);
  if (!first.error.empty()) return "marshal: " + first.error;
  MarshalResult read = readMarshal(first.bytes, MarshalDialect::kVitrine);
  if (!read.value) return "unmarshal: " + read.error;
  if (writeMarshal(*read.value, MarshalDialect::kVitrine).bytes != first.bytes) return "marshal round trip differs";
  if (codeRows(*result.code, "", "") != codeRows(*read.value->code, "", "")) return "unmarshalled code differs";
  return {};
}

int check(const std::vector<Source>& sources) {
  int failed = 0;
  for (const Source& source : sources) {
    std::string fault = faultOf(source);
    if (fault.empty()) continue;
    std::printf("%s: %s\n", source.name.c_str(), fault.c_str());
    ++failed;
  }
  std::printf("%d compile, verify and come back from marshal; %d fail\n", int(sources.size()) - failed, failed);
  return failed ? 1 : 0;
}

template <class Work>
double milliseconds(Work work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

template <class Work>
double best(int rounds, Work work) {
  double best = milliseconds(work);
  while (--rounds > 0) best = std::min(best, milliseconds(work));
  return best;
}

template <class Work>
double best(const std::vector<Source>& sources, Work work) {
  return best(5, [&] {
    for (size_t i = 0; i < sources.size(); ++i) work(i);
  });
}

int measure(const std::vector<Source>& sources) {
  double first = milliseconds([&] {
    for (const Source& source : sources) compile(source);
  });
  std::vector<Constant> code;
  std::vector<std::string> dumped;
  for (const Source& source : sources) {
    code.push_back(Constant::codeOf(compile(source).code));
    dumped.push_back(writeMarshal(code.back(), MarshalDialect::kVitrine).bytes);
  }
  double lex = best(sources, [&](size_t i) {
    syntax::AstArena arena;
    syntax::SourceText text;
    if (!syntax::decodeSource(sources[i].text, syntax::SourceKind::kBytes, arena, text)) syntax::tokenize(text);
  });
  double parse = best(sources, [&](size_t i) {
    syntax::AstArena arena;
    syntax::parse(sources[i].text, sources[i].name, syntax::ParseMode::kExec, arena);
  });
  double all = best(sources, [&](size_t i) { compile(sources[i]); });
  double out = best(sources, [&](size_t i) { writeMarshal(code[i], MarshalDialect::kVitrine); });
  double in = best(sources, [&](size_t i) { readMarshal(dumped[i], MarshalDialect::kVitrine); });
  std::printf("{\"lex\": %.2f, \"parse\": %.2f, \"compile\": %.2f, \"first\": %.2f, \"marshal out\": %.2f, \"marshal in\": %.2f}\n", lex,
              parse, all, first, out, in);
  return 0;
}

int measureEach(const std::vector<Source>& sources) {
  const char* separator = "[";
  for (const Source& source : sources) {
    std::printf("%s%.3f", separator, milliseconds([&] { compile(source); }));
    separator = ", ";
  }
  std::puts("]");
  return 0;
}

/// ["ok", [[message, line] of each warning]] or [kind, message, line, offset, end line, end offset].
std::string problemRow(const std::string& source) {
  CompileOptions options;
  options.sourceKind = syntax::SourceKind::kText;
  CompileResult result = compileSource(source, options);
  std::string row;
  auto number = [&](int value) { row += ", " + std::to_string(value); };
  if (result.ok()) {
    row = "[\"ok\", [";
    for (size_t i = 0; i < result.warnings.size(); ++i) {
      row += i ? ", [" : "[";
      appendJsonText(row, result.warnings[i].message);
      number(result.warnings[i].range.line);
      row += "]";
    }
    return row + "]]\n";
  }
  constexpr const char* kKinds[] = {"SyntaxError", "IndentationError", "TabError", "MemoryError"};
  row = "[\"" + std::string(kKinds[int(result.problem.kind)]) + "\", ";
  appendJsonText(row, result.problem.message);
  number(result.problem.range.line);
  number(result.problem.offset);
  number(result.problem.range.endLine);
  number(result.problem.endOffset);
  return row + "]\n";
}

int printProblems(const std::string& path) {
  std::string all = readFile(path);
  for (size_t start = 0, end; (end = all.find('\0', start)) != std::string::npos; start = end + 1)
    std::fputs(problemRow(all.substr(start, end - start)).c_str(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  setNativeStackLimit(6 << 20);
  if (argc != 3) return std::fprintf(stderr, "usage: compile_tool rows|check|time|each LIST, compile_tool problems FILE\n"), 2;
  if (!std::strcmp(argv[1], "problems")) return printProblems(argv[2]);
  std::vector<Source> sources = readList(argv[2]);
  if (!std::strcmp(argv[1], "check")) return check(sources);
  if (!std::strcmp(argv[1], "time")) return measure(sources);
  if (!std::strcmp(argv[1], "each")) return measureEach(sources);
  return printRows(sources);
}
