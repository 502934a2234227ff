// How CodeMirror looks: the same metrics and the page's own colours (custom properties reach into the shadow root), neutral
// highlighting by weight and slant, because the two hues of the page mean "came" and "left".

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '13px' },
  '&.cm-focused': { outline: '1px solid var(--lit-edge)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '22px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-line.now': { backgroundColor: 'var(--now)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--quiet)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '40px', padding: '0 8px 0 0', cursor: 'pointer', fontVariantNumeric: 'tabular-nums' },
  '.cm-gutterElement.now': {
    backgroundColor: 'var(--now)', color: 'var(--ink)', fontWeight: '600', position: 'relative',
  },
  '.cm-gutterElement.now::before': {
    content: '""', position: 'absolute', left: '4px', top: '6px', borderLeft: '7px solid var(--ink)', borderTop: '5px solid transparent', borderBottom: '5px solid transparent',
  },
  '.now-part': { borderBottom: '2px solid var(--now-strong)' },
  '.lit-part': { backgroundColor: 'var(--lit)', outline: '1px solid var(--lit-edge)', borderRadius: '2px' },
  '.error-part, .error-line': { textDecoration: 'underline wavy var(--left) 1.5px', textUnderlineOffset: '3px' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': { backgroundColor: 'var(--selection)' },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword, tags.moduleKeyword, tags.bool, tags.null], fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--string)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.definition(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: 'var(--ink)' },
]);

export const editorLook: readonly Extension[] = [theme, syntaxHighlighting(highlighting)];
