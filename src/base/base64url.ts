/** Bytes as text that may stand in an address (RFC 4648, section 5), without padding. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one, two, three] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    const all = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    text += LETTERS[all >>> 18]! + LETTERS[(all >>> 12) & 63]!;
    if (two !== undefined) text += LETTERS[(all >>> 6) & 63]!;
    if (three !== undefined) text += LETTERS[all & 63]!;
  }
  return text;
}

/** Undefined: that is no such text. */
export function bytesOfBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let length = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length++] = (bits >>> count) & 0xff;
  }
  return bytes;
}
