// The static first paint: the built wasm module runs the first example here, at build time, up to the moment the page opens
// at, and the views write that moment into index.html. So what a visitor sees before any script has run is what the machine
// really holds; nothing of it is typed by hand.

import { loadModule } from './module.mjs';
import { withSources } from './sources.mjs';

/** Runs `example` and gives its standing at the moment it opens at, as client.ts would. */
function standingOf(session, core, example) {
  const finish = (go) => {
    let status;
    do status = go();
    while (status === core.Status.budgetSpent || status === core.Status.underWay);
    return status;
  };
  const log = new core.OutputLog();
  finish(() => session.run(-1, 100));
  log.append(session.takeOutput().slice());
  finish(() => session.find(core.FindKind.nthVisit, example.at.line, example.at.visit, 100));
  const moment = session.found();
  finish(() => session.seek(moment - 1, 100));
  const before = core.decodeMoment(session.describe().slice());
  finish(() => session.seek(moment, 100));
  const at = core.decodeMoment(session.describe().slice());
  const profile = core.decodeProfile(session.profile().slice());
  return { log, standing: { status: core.Status.stopped, moment: at, before, profile, lastMoment: session.lastMoment(), exitCode: 0, error: null } };
}

const still = (wasmDirectory) => withSources(async ({ core, examples }) => {
  const example = examples[0];
  const module = await loadModule(wasmDirectory);
  const session = new module.Session('{}');
  if (session.load(example.source, 'program.py') !== core.Status.done) throw new Error(`the first example does not compile: ${session.lastError()}`);
  const listing = core.foldListing(JSON.parse(session.listing()));
  const { log, standing } = standingOf(session, core, example);
  const model = core.shellModel({
    ...core.kFirstState, source: example.source, loadedSource: example.source, listing, standing, change: core.compareMoments(standing.before, standing.moment),
    help: new Map(JSON.parse(module.opcodeHelp()).map((row) => [row.number, row])), output: log, hintsOn: true, example: example.name,
    examples: examples.map(({ name, title }) => ({ name, title })),
  });
  return core.toStaticHtml(core.shellView(model));
});

export function stillPlugin(wasmDirectory) {
  return {
    name: 'vitrine-still',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        return html.includes('<!--still-->') ? html.replace('<!--still-->', await still(wasmDirectory)) : html;
      },
    },
  };
}
