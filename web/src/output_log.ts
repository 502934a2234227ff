// What a program wrote and what it was answered, by byte position, so that any earlier moment can show exactly what was on
// the console then. Bytes, not text, are counted: a moment's `outputLength` is in bytes. The log is bounded, and what is
// shown of it more so: of a very long output the beginning is let go.

export type OutputKind = 'out' | 'error' | 'input';

export interface OutputPart {
  kind: OutputKind;
  text: string;
}

interface Entry {
  kind: OutputKind;
  /** Bytes of output before this entry. */
  start: number;
  /** `length` bytes of it are used: small writes are gathered. */
  bytes: Uint8Array;
  length: number;
}

const kKept = 1 << 20;
const kBlock = 1 << 14;
/** Bytes on the screen at most; fewer while a program runs, since then they are laid out again and again. */
const kShown = 1 << 16;
const kShownRunning = 1 << 12;

/** Chunks may end inside a character, so they are decoded as one stream. */
function decodeAll(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}

export class OutputLog {
  private entries: Entry[] = [];
  private length = 0;
  private kept = 0;

  /** Bytes of output so far, input not counted. */
  get size(): number {
    return this.length;
  }

  clear(): void {
    this.entries = [];
    this.length = this.kept = 0;
  }

  /** Adds chunks as `takeOutput` gives them: u32 fd, u32 length, bytes. */
  append(chunks: Uint8Array): void {
    const view = new DataView(chunks.buffer, chunks.byteOffset, chunks.byteLength);
    for (let at = 0; at + 8 <= chunks.length; ) {
      const size = view.getUint32(at + 4, true);
      const bytes = chunks.subarray(at + 8, at + 8 + size);
      this.add({ kind: view.getUint32(at, true) === 2 ? 'error' : 'out', start: this.length, bytes, length: bytes.length });
      this.length += bytes.length;
      at += 8 + size;
    }
  }

  /** Adds a line that the user typed. */
  echo(line: string): void {
    const bytes = new TextEncoder().encode(line);
    this.add({ kind: 'input', start: this.length, bytes, length: bytes.length });
  }

  /** Whether the beginning of what was written at `length` is not shown, or no longer there. */
  isCutAt(length: number): boolean {
    return length > kShown || (this.entries.length > 0 && this.entries[0]!.start > 0);
  }

  /** What was on the console when `length` bytes had been written. Input that came at that very point counts as seen unless `pending`. Of a long output, only the end. */
  upTo(length: number, pending = false, running = false): OutputPart[] {
    const from = length - (running ? kShownRunning : kShown);
    const parts: { kind: OutputKind; pieces: Uint8Array[] }[] = [];
    for (const entry of this.entries) {
      if (entry.start > length || (entry.kind === 'input' && entry.start === length && pending)) break;
      const end = entry.kind === 'input' ? entry.length : Math.min(entry.length, length - entry.start);
      if (end <= 0 || entry.start + end < from) continue;
      const bytes = entry.bytes.subarray(entry.kind === 'input' ? 0 : Math.max(0, from - entry.start), end);
      const last = parts[parts.length - 1];
      if (last?.kind === entry.kind) last.pieces.push(bytes);
      else parts.push({ kind: entry.kind, pieces: [bytes] });
    }
    return parts.map(({ kind, pieces }) => ({ kind, text: decodeAll(pieces) }));
  }

  private add(entry: Entry): void {
    this.kept += entry.length;
    if (!this.gather(entry)) this.entries.push(entry);
    while (this.kept > kKept && this.entries.length > 1) this.kept -= this.entries.shift()!.length;
  }

  /** Puts a small write behind the last one of its kind, if that has room. */
  private gather(entry: Entry): boolean {
    const last = this.entries[this.entries.length - 1];
    if (!last || entry.kind === 'input' || last.kind !== entry.kind || last.length + entry.length > kBlock) return false;
    if (last.length + entry.length > last.bytes.length) {
      const room = new Uint8Array(Math.min(kBlock, 2 * (last.length + entry.length)));
      room.set(last.bytes.subarray(0, last.length));
      last.bytes = room;
    }
    last.bytes.set(entry.bytes.subarray(0, entry.length), last.length);
    last.length += entry.length;
    return true;
  }
}
