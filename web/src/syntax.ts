// What the front end made of the source, for one line: its tokens, and the part of the tree that the line holds. The machine
// gives both as text (PROTOCOL.md, section 5); this reads them. The tree is Python's own `ast.dump`, so its names are those of
// the `ast` module's documentation.

import type { SourceRange } from './moment.js';

/** The stages of one source. */
export interface Stages {
  source: string;
  tokens: readonly TokenPlace[];
  /** Null: the source does not parse. */
  tree: TreeNode | null;
}

export interface TokenPlace {
  kind: string;
  range: SourceRange;
}

/** A node of the tree, or a literal as Python writes it. */
export type TreeValue = TreeNode | readonly TreeValue[] | string;

export interface TreeNode {
  type: string;
  /** In the order of the grammar, positions left out. */
  fields: readonly (readonly [name: string, value: TreeValue])[];
  range: SourceRange | null;
}

export const isNode = (value: TreeValue): value is TreeNode => typeof value === 'object' && !Array.isArray(value);

/** Reads `Module.tokens()` and `Module.tree()`. */
export function readStages(source: string, tokensJson: string, treeText: string): Stages {
  const rows = JSON.parse(tokensJson) as [string, number, number, number, number][];
  const tokens = rows.map(([kind, line, column, endLine, endColumn]) => ({ kind, range: { line, column, endLine, endColumn } }));
  return { source, tokens, tree: treeText === '' ? null : new DumpReader(treeText).read() };
}

const kWord = /[\p{L}\p{N}_.]+/uy;
const kLiteral = /(?:[bB]?'(?:\\.|[^'\\])*'|[bB]?"(?:\\.|[^"\\])*"|\.\.\.|[-+\w.]+(?:[-+][\w.]+j)?|\([^()]*\))/uy;
const kPlaces = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];

/** Reads `Name(id='x', ctx=Load(), lineno=1, ...)`, by recursive descent; the machine bounds the depth of trees. */
class DumpReader {
  private at = 0;

  constructor(private readonly text: string) {}

  read(): TreeNode | null {
    const value = this.value();
    return isNode(value) ? value : null;
  }

  private value(): TreeValue {
    if (this.text[this.at] === '[') return this.list();
    kWord.lastIndex = this.at;
    const word = kWord.exec(this.text)?.[0];
    if (word && /^[A-Z]/i.test(word) && this.text[this.at + word.length] === '(') {
      this.at += word.length + 1;
      return this.node(word);
    }
    kLiteral.lastIndex = this.at;
    const literal = kLiteral.exec(this.text)?.[0] ?? this.text[this.at] ?? '';
    this.at += Math.max(1, literal.length);
    return literal;
  }

  private list(): TreeValue[] {
    const values: TreeValue[] = [];
    for (++this.at; this.at < this.text.length && this.text[this.at] !== ']'; this.skip(', ')) values.push(this.value());
    this.skip(']');
    return values;
  }

  private node(type: string): TreeNode {
    const fields: [string, TreeValue][] = [];
    const places: number[] = [];
    for (; this.at < this.text.length && this.text[this.at] !== ')'; this.skip(', ')) {
      const equals = this.text.indexOf('=', this.at);
      const name = this.text.slice(this.at, equals);
      this.at = equals + 1;
      const value = this.value();
      if (kPlaces.includes(name)) places.push(Number(value));
      else fields.push([name, value]);
    }
    this.skip(')');
    const [line, column, endLine, endColumn] = places;
    return { type, fields, range: endColumn === undefined ? null : { line: line!, column: column!, endLine: endLine!, endColumn } };
  }

  private skip(text: string): void {
    if (this.text.startsWith(text, this.at)) this.at += text.length;
  }
}

/** The tokens that begin on `line`, or reach into it. */
export function tokensOfLine(stages: Stages, line: number): readonly TokenPlace[] {
  return stages.tokens.filter(({ range }) => range.line <= line && line <= range.endLine);
}

/** Fields that hold the statements inside a statement. */
const kBodies = new Set(['body', 'orelse', 'finalbody', 'handlers', 'cases']);

const children = (node: TreeNode): TreeNode[] => node.fields.flatMap(([, value]) => (isNode(value) ? [value] : Array.isArray(value) ? value.filter(isNode) : []));

/** What hangs below a statement: the statements, handlers and cases inside it. */
function inner(node: TreeNode): TreeNode[] {
  return node.fields.filter(([name, value]) => kBodies.has(name) && Array.isArray(value)).flatMap(([, value]) => (value as TreeValue[]).filter(isNode));
}

/** The lines of a statement that are its own, and not those of statements inside. */
function reaches(node: TreeNode, line: number): boolean {
  if (!node.range) return inner(node).some((each) => reaches(each, line));
  return firstLine(node) <= line && line <= node.range.endLine;
}

/** A decorated definition begins at its first decorator. */
function firstLine(node: TreeNode): number {
  const decorators = node.fields.find(([name]) => name === 'decorator_list')?.[1];
  const lines = Array.isArray(decorators) ? decorators.filter(isNode).map((each) => each.range?.line ?? Infinity) : [];
  return Math.min(node.range?.line ?? 0, ...lines);
}

/** The smallest statements that hold `line`: more than one where several stand on it. */
export function nodesOfLine(tree: TreeNode, line: number): readonly TreeNode[] {
  const found = inner(tree).filter((node) => reaches(node, line));
  return found.flatMap((node) => {
    const deeper = nodesOfLine(node, line);
    return deeper.length > 0 && node.range && firstLine(node) < deeper[0]!.range!.line ? deeper : [node];
  });
}

/** A node's fields as the view shows them: what is empty left out, statements inside only counted. */
export function shownFields(node: TreeNode): readonly (readonly [name: string, value: TreeValue])[] {
  return node.fields
    .filter(([, value]) => value !== 'None' && !(Array.isArray(value) && value.length === 0))
    .filter(([name, value]) => !(name === 'ctx' && isNode(value) && value.type === 'Load'))
    .map(([name, value]) => (kBodies.has(name) && Array.isArray(value) && inner(node).length > 0 ? [name, counted(value.length)] as const : [name, value] as const));
}

const counted = (count: number) => `${count} inside`;

/** How many nodes `node` has, itself included. */
export function nodeCount(node: TreeNode): number {
  return 1 + children(node).reduce((sum, child) => sum + nodeCount(child), 0);
}
