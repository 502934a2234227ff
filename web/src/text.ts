// Source text as the page needs it: columns converted from UTF-8 bytes (the machine's) to UTF-16 units (JavaScript's), and
// Python cut into tokens for highlighting before, or without, CodeMirror. The tokenizer is for colour only: it never fails
// and keeps every character.

import type { SourceRange } from './moment.js';

/** The UTF-16 index in `line` of the UTF-8 byte column `column`; the line's length when that lies beyond it. */
export function utf16Column(line: string, column: number): number {
  let bytes = 0;
  let index = 0;
  while (index < line.length && bytes < column) {
    const point = line.codePointAt(index)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    index += point < 0x10000 ? 1 : 2;
  }
  return index;
}

/** The part of line `number` (from 1) that `range` covers, in UTF-16 columns; null when it covers none of it. */
export function coveredPart(range: SourceRange, number: number, line: string): [number, number] | null {
  if (range.line <= 0 || range.column < 0 || number < range.line || number > range.endLine) return null;
  const start = number === range.line ? utf16Column(line, range.column) : line.length - line.trimStart().length;
  const end = number === range.endLine ? utf16Column(line, range.endColumn) : line.length;
  return end > start ? [start, end] : null;
}

export type TokenKind = 'keyword' | 'string' | 'comment' | 'number' | 'definition' | 'plain';

export interface Token {
  kind: TokenKind;
  text: string;
}

const kKeywords = new Set(
  ('and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal ' +
    'not or pass raise return try while with yield match case None True False').split(' '),
);

const kToken =
  /(?<comment>#.*)|(?<string>[rbuftRBUFT]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(?<number>\b(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?j?))|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<rest>\s+|[^])/giu;

/** `source` as lines of tokens. */
export function highlight(source: string): Token[][] {
  const lines: Token[][] = [[]];
  let afterDef = false;
  const add = (kind: TokenKind, text: string) => {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push([]);
      const line = lines[lines.length - 1]!;
      const last = line[line.length - 1];
      if (piece === '') return;
      if (last?.kind === kind) last.text += piece;
      else line.push({ kind, text: piece });
    });
  };
  for (const match of source.matchAll(kToken)) {
    const text = match[0];
    const groups = match.groups!;
    if (groups['comment']) add('comment', text);
    else if (groups['string']) add('string', text);
    else if (groups['number']) add('number', text);
    else if (groups['name']) {
      add(afterDef ? 'definition' : kKeywords.has(text) ? 'keyword' : 'plain', text);
      afterDef = text === 'def' || text === 'class';
    } else add('plain', text);
  }
  return lines;
}

/** Splits tokens so that the columns [start, end) are tokens of their own, marked. */
export function markPart(tokens: readonly Token[], part: [number, number] | null): (Token & { marked: boolean })[] {
  const marked: (Token & { marked: boolean })[] = [];
  let at = 0;
  for (const token of tokens) {
    const cuts = [0, token.text.length];
    if (part) for (const edge of part) if (edge > at && edge < at + token.text.length) cuts.push(edge - at);
    cuts.sort((a, b) => a - b);
    for (let index = 0; index + 1 < cuts.length; ++index) {
      const text = token.text.slice(cuts[index], cuts[index + 1]);
      const start = at + cuts[index]!;
      if (text) marked.push({ kind: token.kind, text, marked: part !== null && start >= part[0] && start < part[1] });
    }
    at += token.text.length;
  }
  return marked;
}
