/** Bytes as recorded files write them. */

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function unhex(text: string): Uint8Array;
export function unhex(text: string | null): Uint8Array | null;
export function unhex(text: string | null): Uint8Array | null {
  if (text === null) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, place) =>
    Number.parseInt(text.slice(2 * place, 2 * place + 2), 16),
  );
}
