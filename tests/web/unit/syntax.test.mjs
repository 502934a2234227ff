// Tokens and trees as the machine gives them, read and cut to one line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from './recorded.mjs';

const { nodesOfLine, readStages, shownFields, tokensOfLine } = core;

const at = (line, column, endLine, endColumn) => `lineno=${line}, col_offset=${column}, end_lineno=${endLine}, end_col_offset=${endColumn}`;

test('a dump becomes a tree, with literals as Python writes them', () => {
  const dump = `Module(body=[Assign(targets=[Name(id='x', ctx=Store(), ${at(1, 0, 1, 1)})], value=Tuple(elts=[Constant(value='a, (b\\'', ${at(1, 4, 1, 12)}), Constant(value=1e+16, ${at(1, 14, 1, 18)}), Constant(value=b"x", ${at(1, 20, 1, 24)}), Constant(value=Ellipsis, ${at(1, 26, 1, 29)})], ctx=Load(), ${at(1, 4, 1, 29)}), ${at(1, 0, 1, 29)})])`;
  const { tree } = readStages('', '[]', dump);
  const [assign] = nodesOfLine(tree, 1);
  assert.equal(assign.type, 'Assign');
  assert.deepEqual(assign.range, { line: 1, column: 0, endLine: 1, endColumn: 29 });
  const elements = assign.fields[1][1].fields[0][1];
  assert.deepEqual(elements.map((each) => each.fields[0][1]), ["'a, (b\\''", '1e+16', 'b"x"', 'Ellipsis']);
});

test('a line has the smallest statement around it; a header does not show what is inside', () => {
  const call = `Expr(value=Name(id='a', ctx=Load(), ${at(2, 4, 2, 5)}), ${at(2, 4, 2, 5)})`;
  const dump = `Module(body=[While(test=Name(id='b', ctx=Load(), ${at(1, 6, 1, 7)}), body=[${call}, Pass(${at(3, 4, 3, 8)})], ${at(1, 0, 3, 8)})])`;
  const { tree } = readStages('', '[]', dump);
  assert.deepEqual(nodesOfLine(tree, 2).map(({ type }) => type), ['Expr']);
  const [loop] = nodesOfLine(tree, 1);
  assert.equal(loop.type, 'While');
  assert.deepEqual(shownFields(loop).map(([name, value]) => [name, typeof value === 'string' ? value : value.type]), [['test', 'Name'], ['body', '2 inside']]);
});

test('a source that does not parse has tokens and no tree', () => {
  const stages = readStages('x = = 1\n', '[["NAME",1,0,1,1],["OP",1,2,1,3]]', '');
  assert.equal(stages.tree, null);
  assert.deepEqual(tokensOfLine(stages, 1).map(({ kind }) => kind), ['NAME', 'OP']);
  assert.deepEqual(tokensOfLine(stages, 2), []);
});
