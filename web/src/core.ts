// The part of the package that needs no DOM: for the tests, for the site's build, for tools under Node. Only exports.

export { compareMoments } from './diff.js';
export { foldListing } from './listing.js';
export { decodeMoment, decodeProfile } from './moment.js';
export { narrate } from './narrate.js';
export { OutputLog } from './output_log.js';
export { kFirstState, shellModel } from './playground_state.js';
export * from './protocol.js';
export { decodeShare, encodeShare } from './share.js';
export { nodesOfLine, readStages, shownFields, tokensOfLine } from './syntax.js';
export { toStaticHtml } from './static_html.js';
export { coveredPart, highlight, markPart, utf16Column } from './text.js';
export { stackPicture } from './views/bytecode_view.js';
export { frameLeft, openFrame } from './views/machine_view.js';
export { shellView } from './views/shell_view.js';
export { sourceView } from './views/source_view.js';
export { skyline } from './views/timeline_view.js';
