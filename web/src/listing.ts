// What the page asks a listing: code objects by id, instructions by offset or by source position. EXTENDED_ARG prefixes are
// folded into the instruction they belong to, because the machine executes, counts and describes the two as one.

import type { SourceRange } from './moment.js';
import type { CodeListing, InstructionRow, Listing } from './protocol.js';

const kExtendedArg = 144;

function foldPrefixes(rows: readonly InstructionRow[]): InstructionRow[] {
  const folded: InstructionRow[] = [];
  let prefixAt: number | null = null;
  for (const row of rows) {
    if (row.opcode === kExtendedArg) {
      prefixAt ??= row.offset;
      continue;
    }
    folded.push(prefixAt === null ? row : { ...row, offset: prefixAt });
    prefixAt = null;
  }
  return folded;
}

/** `code` with its prefixes folded away. */
export function foldCode(code: CodeListing): CodeListing {
  return { ...code, instructions: foldPrefixes(code.instructions) };
}

/** `listing` with all prefixes folded away. */
export function foldListing(listing: Listing): Listing {
  return { ...listing, codes: listing.codes.map(foldCode) };
}

/** Where the instruction was in the source. */
export function rangeOf(row: InstructionRow): SourceRange {
  if (!row.range) return { line: row.line, column: -1, endLine: row.line, endColumn: -1 };
  const [line, column, endLine, endColumn] = row.range;
  return { line, column, endLine, endColumn };
}

function contains(range: SourceRange, line: number, column: number): boolean {
  const afterStart = line > range.line || (line === range.line && column >= range.column);
  const beforeEnd = line < range.endLine || (line === range.endLine && column < range.endColumn);
  return range.line > 0 && afterStart && beforeEnd;
}

function extent(range: SourceRange): number {
  return (range.endLine - range.line) * 10_000 + range.endColumn - range.column;
}

/** Offsets of the instructions of `code` compiled from the smallest piece of source around a place (column in UTF-8 bytes);
 * where no piece covers it, those of the line. */
export function offsetsAt(code: CodeListing, line: number, column: number): Set<number> {
  const around = code.instructions.filter((row) => contains(rangeOf(row), line, column));
  if (around.length === 0) return new Set(code.instructions.filter((row) => row.line === line).map((row) => row.offset));
  const least = Math.min(...around.map((row) => extent(rangeOf(row))));
  return new Set(around.filter((row) => extent(rangeOf(row)) === least).map((row) => row.offset));
}
