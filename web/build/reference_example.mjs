// The example of a page of the reference, run when the site is built: the built module compiles and runs it, and the moment at which the
// instruction is about to run is looked up, with the one after. Nothing of a listing or a stack on those pages is typed by hand.

const kExtendedArg = 144;
const kMostMoments = 2000;
const kPrompt = '<prompt>';

/** What stands at `offset` of a code object as the module lists it, the prefix itself where there is one. */
const opcodeAt = (code, offset) => code.instructions.find((row) => row.offset === offset)?.opcode;

/** Runs `go` until it has an answer. */
function finish(go, core) {
  let status;
  do status = go();
  while (status === core.Status.budgetSpent || status === core.Status.underWay);
  return status;
}

/** Code typed at the prompt is run by a program that compiles it so. */
export function programOf(entry) {
  if (entry.mode !== 'single') return entry.example;
  return `n = 4\nexec(compile(${JSON.stringify(entry.example)}, "${kPrompt}", "single"))`;
}

/** All moments of the loaded program, decoded. */
function* moments(session, core) {
  const last = Math.min(session.lastMoment(), kMostMoments);
  for (let moment = 1; moment <= last; ++moment) {
    finish(() => session.seek(moment, 100), core);
    yield core.decodeMoment(session.describe().slice());
  }
}

/** Whether a frame runs the program's code, neither a builtin's nor the library's. */
const isOwn = (frame) => (frame.flags & (8 | 32)) === 0 || frame.file === kPrompt;

/**
 * The moment of `entry`'s example at which the instruction `row` of the opcode table runs for the `visit`-th time.
 * Gives {program, code, frame, before, after, last}: the listing of its code object, the moments around it. Throws where it never runs.
 */
export function runExample(module, core, row, entry) {
  const program = programOf(entry);
  const session = new module.Session('{}');
  try {
    if (session.load(program, 'example.py') !== core.Status.done) throw new Error(`the example of ${row.name} does not compile: ${session.lastError()}`);
    const status = finish(() => session.run(-1, 100), core);
    if (status !== core.Status.done) throw new Error(`the example of ${row.name} ends with status ${status}`);
    const codes = new Map(JSON.parse(session.listing()).codes.map((code) => [code.id, code]));
    const codeOf = (id) => {
      if (!codes.has(id)) codes.set(id, JSON.parse(session.listingOf(id)));
      return codes.get(id);
    };
    let [visits, before] = [entry.visit ?? 1, null];
    for (const moment of moments(session, core)) {
      const frame = moment.callStack.at(-1);
      if (before && (!frame || isOwn(frame))) {
        const waiting = before.callStack.at(-1);
        return { program, before, after: moment, frame: waiting, code: codeOf(waiting.codeId), last: session.lastMoment() };
      }
      if (before || !frame || !isOwn(frame) || visits === 0) continue;
      const wanted = row.number === kExtendedArg ? opcodeAt(codeOf(frame.codeId), frame.offset) : frame.opcode;
      if (wanted === row.number && --visits === 0) before = moment;
    }
    throw new Error(`the example of ${row.name} does not run it so often`);
  } finally {
    session.delete();
  }
}
