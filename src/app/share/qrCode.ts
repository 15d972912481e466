/** A link as a QR code: one path, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
import { encode } from 'uqr';

/** What the largest code holds in bytes at its lowest correction. */
export const LONGEST_QR = 2_953;
const QUIET = 4;

export interface QrCode {
  /** Modules on a side, quiet zone and all. */
  readonly size: number;
  readonly path: string;
}

/** null: it is too long for one. */
export function qrCode(text: string): QrCode | null {
  if (new TextEncoder().encode(text).length > LONGEST_QR) return null;
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x++;
      path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
    }
  }
  return { size, path };
}

export function qrSvg({ size, path }: QrCode, pixels: number): string {
  const box = `xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${size} ${size}"`;
  return `<svg ${box}><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
}
