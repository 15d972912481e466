// UTF-8 bytes of a string, as Java's String.getBytes(UTF_8) writes them: a lone surrogate becomes '?'.
// (TextEncoder is not part of the core's language, and writes U+FFFD instead.)

const QUESTION_MARK = 0x3f;

export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit < 0xd800 || unit > 0xdfff) length += 2;
    else if (isPair(text, index)) {
      length += 2;
      index++;
    }
  }
  return length;
}

/** The two units of one character beyond the basic plane. */
function isPair(text: string, index: number): boolean {
  const next = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
  return text.charCodeAt(index) <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
}

export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[length++] = unit;
    } else if (unit < 0x800) {
      bytes[length++] = 0xc0 | (unit >> 6);
      bytes[length++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[length++] = 0xe0 | (unit >> 12);
      bytes[length++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[length++] = 0x80 | (unit & 0x3f);
    } else {
      if (!isPair(text, index)) {
        bytes[length++] = QUESTION_MARK;
        continue;
      }
      const point = 0x10000 + ((unit - 0xd800) << 10) + (text.charCodeAt(index + 1) - 0xdc00);
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[length++] = 0x80 | (point & 0x3f);
      index++;
    }
  }
  return bytes;
}
