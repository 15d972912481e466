/**
 * Bytes that travel through other hands, such as a link's: the number of their form, a checksum of what follows, and that.
 * Against damage, not against forgery: what is read is checked as anything from outside is.
 */

/** The form, and the checksum. */
const HEAD_BYTES = 5;

export function sealed(form: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  bytes[0] = form;
  bytes.set(checksum(body), 1);
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

/** Undefined: they are damaged, or were never sealed. */
export function unsealed(bytes: Uint8Array): { readonly form: number; readonly body: Uint8Array } | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const body = bytes.subarray(HEAD_BYTES);
  const isSound = checksum(body).every((byte, place) => byte === bytes[place + 1]);
  return isSound ? { form: bytes[0]!, body } : undefined;
}

/** FNV-1a of 32 bits. */
function checksum(bytes: Uint8Array): readonly number[] {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return [(hash >>> 24) & 255, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255];
}
