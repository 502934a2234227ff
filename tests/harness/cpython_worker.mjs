// Runs programs on the CPython 3.14 in npm's pyodide: one interpreter, a fresh `__main__` and standard streams per program.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { loadPyodide } from 'pyodide';
import { inRoot } from './paths.mjs';

// Runs one file as `python FILE` would: returns the exit code; at the end the names of __main__ go, in order.
const kDriver = `
import builtins, gc, linecache, sys, traceback, types, warnings

def run_program(path):
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = builtins
    saved = sys.modules["__main__"], sys.argv, sys.getrecursionlimit(), set(sys.modules)
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.path.insert(0, path.rpartition("/")[0])
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    linecache.clearcache()
    warnings.resetwarnings()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.filterwarnings("ignore", category=category, append=True)
    code = 0
    try:
        with open(path, "rb") as file:
            source = file.read()
        exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            code = stop.code or 0
        else:
            print(stop.code, file=sys.stderr)
            code = 1
    except BaseException as error:
        code = 1
        shown = error.__traceback__ and error.__traceback__.tb_next
        traceback.print_exception(type(error), error, shown)
        del shown
    names = main.__dict__
    for name in [name for name in names if name.startswith("_") and name != "__builtins__"] + [name for name in names if not name.startswith("_")]:
        names[name] = None
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    sys.modules["__main__"], sys.argv, limit, modules = saved
    sys.setrecursionlimit(limit)
    here = sys.path.pop(0)
    for name in set(sys.modules) - modules:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith((here, "/" + here)):
            del sys.modules[name]
    sys.path_importer_cache.clear()
    return code
`;

const written = { 1: [], 2: [] };
let input = [];
const pyodide = await loadPyodide();
const into = (fd) => ({ write: (bytes) => (written[fd].push(Buffer.from(bytes)), bytes.length) });
pyodide.setStdout(into(1));
pyodide.setStderr(into(2));
pyodide.setStdin({ stdin: () => input.shift() });
pyodide.runPython(kDriver);
const runProgram = pyodide.globals.get('run_program');

/** Copies a file, and what lies beside it with a name that begins with `_` (helper modules and packages), into the interpreter's files. */
function layOut(path) {
  const directory = dirname(path);
  const helpers = readdirSync(inRoot(directory), { recursive: true }).filter((name) => name.startsWith('_') && name.endsWith('.py'));
  for (const name of [path, ...helpers.map((helper) => `${directory}/${helper}`)]) {
    pyodide.FS.mkdirTree(`${pyodide.FS.cwd()}/${dirname(name)}`);
    pyodide.FS.writeFile(name, readFileSync(inRoot(name)));
  }
}

function run({ path, stdin }) {
  written[1] = [];
  written[2] = [];
  input = (stdin ?? '').split(/(?<=\n)/).filter((line) => line !== '');
  layOut(path);
  const exitCode = runProgram(path);
  const text = (fd) => Buffer.concat(written[fd]).toString();
  return { stdout: text(1), stderr: text(2), exitCode, timedOut: false, crashed: false };
}

parentPort.on('message', (job) => parentPort.postMessage(run(job)));
