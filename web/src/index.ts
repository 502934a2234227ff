// What the package offers. Only exports: each module says what it is.

export { fetchAssets, Machine, type MachineAssets, type MachineEvents, type Standing } from './client.js';
export { PlaygroundController, type Example } from './controller.js';
export { compareMoments, type Change, type FrameChange } from './diff.js';
export { VitrineBytecode } from './elements/bytecode.js';
export { VitrineConsole } from './elements/console.js';
export { VitrineEditor } from './elements/editor.js';
export { VitrineMachine } from './elements/machine.js';
export { VitrinePlayground } from './elements/playground.js';
export { VitrineTimeline } from './elements/timeline.js';
export { decodeMoment, decodeProfile, type Block, type Frame, type Moment, type Slot, type Value } from './moment.js';
export { narrate, type Sentence } from './narrate.js';
export * from './protocol.js';
export { decodeShare, encodeShare, type ShareResult } from './share.js';
export { nodesOfLine, readStages, tokensOfLine, type Stages, type TokenPlace, type TreeNode, type TreeValue } from './syntax.js';
