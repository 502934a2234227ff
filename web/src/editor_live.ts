// CodeMirror as this page uses it; the only module that imports it, loaded lazily. The machine's place is shown by
// decorations: a band and an arrow head on the line, an underline under the instruction's own part. Look: editor_theme.ts.

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { indentOnInput, indentUnit } from '@codemirror/language';
import { EditorState, RangeSet, StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import {
  Decoration, EditorView, GutterMarker, gutterLineClass, keymap, lineNumbers, type DecorationSet,
} from '@codemirror/view';
import { editorLook } from './editor_theme.js';
import type { SourceRange } from './moment.js';
import { FindKind } from './protocol.js';
import { coveredPart } from './text.js';
import type { Hover } from './views/emit.js';
import type { SourceModel } from './views/source_view.js';

export interface LiveEditor {
  /** Shows the model; the text is replaced only when it is another one. */
  show(model: SourceModel): void;
  focus(): void;
}

export interface LiveEditorEvents {
  change(source: string): void;
  /** The cursor was put on a line, by key or pointer. */
  cursor(line: number): void;
  hover(hover: Hover | null): void;
  visit(line: number, find: FindKind): void;
}

const setModel = StateEffect.define<SourceModel>();

class NowMarker extends GutterMarker {
  override elementClass = 'now';
}
const kNow = new NowMarker();

interface Marks {
  decorations: DecorationSet;
  gutter: RangeSet<GutterMarker>;
}

/** Marks what `range` covers, line by line, without the indentation. */
function part(state: EditorState, range: SourceRange | null, className: string): Range<Decoration>[] {
  const marks: Range<Decoration>[] = [];
  for (let number = Math.max(1, range?.line ?? 1); range && number <= Math.min(range.endLine, state.doc.lines); ++number) {
    const row = state.doc.line(number);
    const covered = coveredPart(range, number, row.text);
    if (covered) marks.push(Decoration.mark({ class: className }).range(row.from + covered[0], row.from + covered[1]));
  }
  return marks;
}

function marksFor(state: EditorState, model: SourceModel): Marks {
  const decorations = model.lit ? part(state, model.lit, 'lit-part') : part(state, model.now, 'now-part');
  const gutter: Range<GutterMarker>[] = [];
  const line = model.now?.line ?? 0;
  if (line >= 1 && line <= state.doc.lines) {
    const at = state.doc.line(line).from;
    decorations.push(Decoration.line({ class: 'now' }).range(at));
    gutter.push(kNow.range(at));
  }
  if (model.error) decorations.push(...errorMark(state, model.error));
  return { decorations: Decoration.set(decorations, true), gutter: RangeSet.of(gutter, true) };
}

function errorMark(state: EditorState, error: SourceRange): Range<Decoration>[] {
  const marks = part(state, error, 'error-part');
  if (marks.length > 0 || error.line < 1 || error.line > state.doc.lines) return marks;
  return [Decoration.line({ class: 'error-line' }).range(state.doc.line(error.line).from)];
}

const marksField = StateField.define<Marks>({
  create: () => ({ decorations: Decoration.none, gutter: RangeSet.empty }),
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setModel)) return marksFor(transaction.state, effect.value);
    if (!transaction.docChanged) return marks;
    return { decorations: marks.decorations.map(transaction.changes), gutter: marks.gutter.map(transaction.changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (marks) => marks.decorations),
    gutterLineClass.from(field, (marks) => marks.gutter),
  ],
});

function gutterClicks(events: LiveEditorEvents): Extension {
  return lineNumbers({
    domEventHandlers: {
      mousedown(view, line, event) {
        const number = view.state.doc.lineAt(line.from).number;
        events.visit(number, (event as MouseEvent).shiftKey ? FindKind.previousVisit : FindKind.nextVisit);
        return true;
      },
    },
  });
}

const kEncoder = new TextEncoder();

function hoverEvents(events: LiveEditorEvents): Extension {
  return EditorView.domEventHandlers({
    mousemove(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at === null) return;
      const line = view.state.doc.lineAt(at);
      const column = kEncoder.encode(line.text.slice(0, at - line.from)).length;
      events.hover({ kind: 'source', line: line.number, column });
    },
    mouseleave: () => events.hover(null),
  });
}

/**
 * Typing over a selection. The browser's own way may copy the look of what it replaces as a style attribute, which the page's policy
 * forbids, and says so on the console.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.data === null || view.composing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

function extensions(events: LiveEditorEvents): Extension[] {
  return [
    typeOverSelection,
    gutterClicks(events), hoverEvents(events), marksField, history(), indentOnInput(), indentUnit.of('    '), python(),
    keymap.of([
      { key: 'Escape', run: (view) => (view.contentDOM.blur(), true) },
      ...defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter'), ...historyKeymap, indentWithTab,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': 'Source of the program', tabindex: '0', spellcheck: 'false', autocorrect: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.selectionSet && update.view.hasFocus) events.cursor(update.state.doc.lineAt(update.state.selection.main.head).number);
      if (update.docChanged && update.transactions.some((each) => each.isUserEvent('input') || each.isUserEvent('delete') || each.isUserEvent('undo') || each.isUserEvent('redo') || each.isUserEvent('move'))) {
        events.change(update.state.doc.toString());
      }
    }),
    ...editorLook,
  ];
}

/** Puts an editor into `root`. */
export function createLiveEditor(root: ShadowRoot, model: SourceModel, events: LiveEditorEvents): LiveEditor {
  const view = new EditorView({ state: EditorState.create({ doc: model.source, extensions: extensions(events) }), parent: root, root });
  let shown: SourceModel | null = null;
  return {
    show(next) {
      if (next === shown) return;
      const isOther = next.source !== view.state.doc.toString();
      if (isOther) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next.source } });
      const effects: StateEffect<unknown>[] = [setModel.of(next)];
      const line = next.now?.line ?? 0;
      const moved = line !== shown?.now?.line || isOther;
      if (moved && line >= 1 && line <= view.state.doc.lines) {
        effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, view.scrollDOM.clientHeight < 120 ? { y: 'center' } : { y: 'nearest', yMargin: 48 }));
      }
      shown = next;
      view.dispatch({ effects });
    },
    focus: () => view.focus(),
  };
}
