/** Reads a GIF as its specification (89a) has it: blocks behind a screen and a table of colours. */
/** How large a GIF is, and how many pictures it has; undefined: it is none. */
export function gifFrames(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number; readonly frames: number } | undefined {
  if (String.fromCharCode(...bytes.subarray(0, 6)) !== 'GIF89a') return undefined;
  const two = (at: number) => bytes[at]! | (bytes[at + 1]! << 8);
  let at = 13 + (bytes[10]! & 0x80 ? 3 * 2 ** ((bytes[10]! & 7) + 1) : 0);
  let frames = 0;
  const skipBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
    at++;
  };
  while (at < bytes.length && bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      at += 2;
      skipBlocks();
    } else if (bytes[at] === 0x2c) {
      frames++;
      const flags = bytes[at + 9]!;
      at += 10 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0) + 1;
      skipBlocks();
    } else return undefined;
  }
  return { width: two(6), height: two(8), frames };
}
