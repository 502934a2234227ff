// A program in a link's hash. First form: `#` version character, then base64url of raw-deflated UTF-8; the version character
// `0` marks the pre-release form, whose decoder may go (PRODUCT.md, "Links": `a` will be kept for ever). The last character is
// always alphanumeric, because chat programs strip trailing punctuation: where base64url would end in - or _, `.A` is
// added, which the decoder drops. Everything decoded is bounded and checked; a damaged link is a value, not an exception.

/** The version character of this form. */
export const kShareVersion = '0';

/** What a link may unpack to at most, in bytes. */
export const kMaxDecoded = 1 << 20;

export type ShareResult = { kind: 'none' } | { kind: 'program'; source: string } | { kind: 'damaged'; reason: string };

const kAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at]!, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    const word = (a << 16) | (b << 8) | c;
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; ++digit) text += kAlphabet[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [word, bits, length] = [0, 0, 0];
  for (const character of text) {
    const digit = kAlphabet.indexOf(character);
    if (digit < 0) return null;
    word = ((word << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (word >> bits) & 255;
  }
  return bytes.subarray(0, length);
}

/** FNV-1a folded to 16 bits: enough to tell a cut or mistyped link from a whole one. */
function checkValue(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function throughStream(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, limit: number) {
  const writer = stream.writable.getWriter();
  // Failures surface on the readable side; these promises would only repeat them.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  return collect(stream.readable, limit);
}

/** The hash, `#` included, that opens `source`. */
export async function encodeShare(source: string): Promise<string> {
  const plain = new TextEncoder().encode(source);
  const packed = (await throughStream(plain, new CompressionStream('deflate-raw'), Number.MAX_SAFE_INTEGER))!;
  const check = checkValue(plain);
  const payload = new Uint8Array(packed.length + 2);
  payload.set([check >> 8, check & 255]);
  payload.set(packed, 2);
  const text = toBase64Url(payload);
  return `#${kShareVersion}${text}${/[-_]$/.test(text) ? '.A' : ''}`;
}

function damaged(reason: string): ShareResult {
  return { kind: 'damaged', reason };
}

/** What a location's hash holds. Never throws; what it unpacks to is at most kMaxDecoded bytes. */
export async function decodeShare(hash: string): Promise<ShareResult> {
  const text = hash.replace(/^#/, '').replace(/\.A$/, '');
  if (text === '') return { kind: 'none' };
  if (text[0] !== kShareVersion) return damaged('it is of a form that this page does not know');
  const payload = fromBase64Url(text.slice(1));
  if (!payload || payload.length < 3) return damaged('it has characters missing or added');
  let plain: Uint8Array | null;
  try {
    plain = await throughStream(payload.subarray(2).slice(), new DecompressionStream('deflate-raw'), kMaxDecoded);
  } catch {
    return damaged('it has characters missing or changed');
  }
  if (!plain) return damaged('it unpacks to more than 1 MB');
  if (checkValue(plain) !== ((payload[0]! << 8) | payload[1]!)) return damaged('it has characters missing or changed');
  try {
    return { kind: 'program', source: new TextDecoder('utf-8', { fatal: true }).decode(plain) };
  } catch {
    return damaged('it does not hold text');
  }
}
