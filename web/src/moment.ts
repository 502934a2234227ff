// Decodes the description of a moment (PROTOCOL.md, section 4) into plain objects. One record, one Moment: nothing here
// refers to wasm memory once decodeMoment has returned. A record that does not fit its own tables is refused with a
// RangeError, so a mismatch of versions shows at once. Look next at diff.ts, which compares two moments.

import { FrameFlag, kNone, kProtocolVersion, MomentFlag, Role, SlotFlag, SlotKind, Status, ValueFlag } from './protocol.js';

/** One object of the program, as it was at the moment. */
export interface Value {
  /** Index in the record: equal exactly for the same object within one moment. */
  index: number;
  typeName: string;
  repr: string;
  /** `list.3`, or null for an immediate value. */
  name: string | null;
  address: number;
  refCount: number;
  size: number;
  immediate: boolean;
  callable: boolean;
  reprCut: boolean;
  itemsCut: boolean;
  items: Item[];
  /** `len()` of a built-in container. */
  length: number | null;
}

export interface Item {
  key: Value | null;
  value: Value | null;
  name: string | null;
}

/** A local variable or a place on the evaluation stack. A null value is an unbound local or NULL. */
export interface Slot {
  value: Value | null;
  name: string | null;
  kind: SlotKind;
  role: Role;
  parameter: boolean;
  inCall: boolean;
}

export interface Block {
  type: number;
  handler: number;
  level: number;
  line: number;
  ofWith: boolean;
}

export interface SourceRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface Frame {
  name: string;
  qualname: string;
  file: string;
  codeId: number;
  offset: number;
  opcode: number;
  arg: number | null;
  argRepr: string;
  range: SourceRange;
  flags: number;
  locals: Slot[];
  stack: Slot[];
  blocks: Block[];
  generator: Value | null;
  callable: Value | null;
  stackSize: number;
}

export interface Moment {
  status: Status;
  /** Before which instruction, counted from 1; 0 is before anything. */
  number: number;
  userInstructions: number;
  lastMoment: number;
  outputLength: number;
  ended: boolean;
  waitingForInput: boolean;
  raising: boolean;
  /** Oldest first. */
  callStack: Frame[];
  suspended: Frame[];
}

const kMagic = 0x4d4f5456;
const kValueSize = 40;
const kItemSize = 12;
const kFrameSize = 88;
const kSlotSize = 16;
const kBlockSize = 20;

interface Section {
  offset: number;
  count: number;
}

/** Reads the sections of one record; every index is checked before it is followed. */
class Reader {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly text = new TextDecoder();
  private readonly strings: Section;
  private readonly valueSection: Section;
  private readonly itemSection: Section;
  private readonly slotSection: Section;
  private readonly blockSection: Section;
  private readonly frameSection: Section;
  private readonly knownStrings = new Map<number, string>();
  private readonly values: Value[] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.byteLength < 104 || this.u32(0) !== kMagic) throw new RangeError('not the description of a moment');
    const version = this.view.getUint16(4, true);
    if (version !== kProtocolVersion) throw new RangeError(`moment of version ${version}, expected ${kProtocolVersion}`);
    if (this.u32(8) !== bytes.byteLength) throw new RangeError('the description of a moment is cut off');
    this.strings = this.section(0, 8);
    this.valueSection = this.section(1, kValueSize);
    this.itemSection = this.section(2, kItemSize);
    this.frameSection = this.section(3, kFrameSize);
    this.slotSection = this.section(4, kSlotSize);
    this.blockSection = this.section(5, kBlockSize);
  }

  moment(): Moment {
    this.readValues();
    const flags = this.u32(48);
    const frames = this.range(this.frameSection, 0, this.frameSection.count, kFrameSize, (at) => this.frame(at));
    const callStackCount = this.u32(52);
    if (callStackCount > frames.length) throw new RangeError('more frames on the call stack than in the record');
    return {
      status: this.u32(12) as Status,
      number: this.f64(16),
      userInstructions: this.f64(24),
      lastMoment: this.f64(32),
      outputLength: this.f64(40),
      ended: (flags & MomentFlag.ended) !== 0,
      waitingForInput: (flags & MomentFlag.waitingForInput) !== 0,
      raising: (flags & MomentFlag.raising) !== 0,
      callStack: frames.slice(0, callStackCount),
      suspended: frames.slice(callStackCount),
    };
  }

  private readValues(): void {
    const { offset, count } = this.valueSection;
    for (let index = 0; index < count; ++index) this.values.push(this.value(index, offset + index * kValueSize));
    for (let index = 0; index < count; ++index) {
      const at = offset + index * kValueSize;
      const value = this.values[index]!;
      value.items = this.range(this.itemSection, this.u32(at + 28), this.u32(at + 32), kItemSize, (item) => ({
        key: this.valueAt(item),
        value: this.valueAt(item + 4),
        name: this.stringOrNull(item + 8),
      }));
    }
  }

  private value(index: number, at: number): Value {
    const flags = this.u32(at + 24);
    const length = this.u32(at + 36);
    return {
      index,
      typeName: this.string(at),
      repr: this.string(at + 4),
      name: this.stringOrNull(at + 8),
      address: this.u32(at + 12),
      refCount: this.u32(at + 16),
      size: this.u32(at + 20),
      immediate: (flags & ValueFlag.immediate) !== 0,
      callable: (flags & ValueFlag.callable) !== 0,
      reprCut: (flags & ValueFlag.reprCut) !== 0,
      itemsCut: (flags & ValueFlag.itemsCut) !== 0,
      items: [],
      length: length === kNone ? null : length,
    };
  }

  private frame(at: number): Frame {
    const firstSlot = this.u32(at + 52);
    const localCount = this.u32(at + 56);
    const stackCount = this.u32(at + 60);
    const arg = this.u32(at + 24);
    const slot = (slotAt: number) => this.slot(slotAt);
    return {
      name: this.string(at),
      qualname: this.string(at + 4),
      file: this.string(at + 8),
      codeId: this.u32(at + 12),
      offset: this.i32(at + 16),
      opcode: this.u32(at + 20),
      arg: arg === kNone ? null : arg,
      argRepr: this.stringOrNull(at + 28) ?? '',
      range: {
        line: this.i32(at + 32),
        column: this.i32(at + 36),
        endLine: this.i32(at + 40),
        endColumn: this.i32(at + 44),
      },
      flags: this.u32(at + 48),
      locals: this.range(this.slotSection, firstSlot, localCount, kSlotSize, slot),
      stack: this.range(this.slotSection, firstSlot + localCount, stackCount, kSlotSize, slot),
      blocks: this.range(this.blockSection, this.u32(at + 64), this.u32(at + 68), kBlockSize, (blockAt) => ({
        type: this.u32(blockAt),
        handler: this.i32(blockAt + 4),
        level: this.u32(blockAt + 8),
        line: this.u32(blockAt + 12),
        ofWith: (this.u32(blockAt + 16) & 1) !== 0,
      })),
      generator: this.valueAt(at + 72),
      callable: this.valueAt(at + 80),
      stackSize: this.u32(at + 76),
    };
  }

  private slot(at: number): Slot {
    const flags = this.view.getUint16(at + 10, true);
    return {
      value: this.valueAt(at),
      name: this.stringOrNull(at + 4),
      kind: this.view.getUint8(at + 8) as SlotKind,
      role: this.view.getUint8(at + 9) as Role,
      parameter: (flags & SlotFlag.parameter) !== 0,
      inCall: (flags & SlotFlag.inCall) !== 0,
    };
  }

  private section(index: number, size: number): Section {
    const offset = this.u32(56 + index * 8);
    const count = this.u32(60 + index * 8);
    if (offset + count * size > this.bytes.byteLength) throw new RangeError(`section ${index} leaves its record`);
    return { offset, count };
  }

  private range<T>(section: Section, first: number, count: number, size: number, read: (at: number) => T): T[] {
    if (count === 0) return [];
    if (first + count > section.count) throw new RangeError('an index leaves its section');
    return Array.from({ length: count }, (_, index) => read(section.offset + (first + index) * size));
  }

  private string(at: number): string {
    const index = this.u32(at);
    const known = this.knownStrings.get(index);
    if (known !== undefined) return known;
    if (index >= this.strings.count) throw new RangeError(`there is no string ${index}`);
    const start = this.u32(this.strings.offset + index * 8);
    const length = this.u32(this.strings.offset + index * 8 + 4);
    if (start + length > this.bytes.byteLength) throw new RangeError(`string ${index} leaves its record`);
    const text = this.text.decode(this.bytes.subarray(start, start + length));
    this.knownStrings.set(index, text);
    return text;
  }

  private stringOrNull(at: number): string | null {
    return this.u32(at) === kNone ? null : this.string(at);
  }

  private valueAt(at: number): Value | null {
    const index = this.u32(at);
    if (index === kNone) return null;
    const value = this.values[index];
    if (!value) throw new RangeError(`there is no value ${index}`);
    return value;
  }

  private u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  private i32(at: number): number {
    return this.view.getInt32(at, true);
  }

  private f64(at: number): number {
    return this.view.getFloat64(at, true);
  }
}

/** The moment that `bytes` describes. Throws RangeError when they are not a record of this version. */
export function decodeMoment(bytes: Uint8Array): Moment {
  return new Reader(bytes).moment();
}

/** One bucket of the timeline's profile. */
export interface Bucket {
  least: number;
  most: number;
  calls: number;
  raised: boolean;
  waited: boolean;
  output: number;
}

export interface Profile {
  /** Moments per bucket. */
  width: number;
  buckets: Bucket[];
}

/** The profile that `bytes` holds (PROTOCOL.md, section 6). */
export function decodeProfile(bytes: Uint8Array): Profile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 16 || view.getUint32(0, true) !== 1) throw new RangeError('not a profile of this version');
  const count = view.getUint32(4, true);
  if (16 + count * 12 > bytes.byteLength) throw new RangeError('the profile is cut off');
  const buckets = Array.from({ length: count }, (_, index) => {
    const at = 16 + index * 12;
    const flags = view.getUint16(at + 6, true);
    return {
      least: view.getUint16(at, true),
      most: view.getUint16(at + 2, true),
      calls: view.getUint16(at + 4, true),
      raised: (flags & 1) !== 0,
      waited: (flags & 2) !== 0,
      output: view.getUint32(at + 8, true),
    };
  });
  return { width: view.getFloat64(8, true), buckets };
}

/** The frame that runs, or undefined when the call stack is empty. */
export function topFrame(moment: Moment): Frame | undefined {
  return moment.callStack[moment.callStack.length - 1];
}

/** Whether `frame` carries the flag. */
export function hasFlag(frame: Frame, flag: keyof typeof FrameFlag): boolean {
  return (frame.flags & FrameFlag[flag]) !== 0;
}
