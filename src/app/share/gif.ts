/**
 * An animated GIF, frame by frame. All frames share one palette, and of every frame after the first only what changed is
 * in it: the rest is transparent, which costs next to nothing.
 */
/// <reference path="./gifenc.d.ts" />
import { applyPalette, GIFEncoder, quantize, type Rgb } from 'gifenc';

const COLORS = 255;
const TRANSPARENT = 255;

export type Pixels = Uint8Array | Uint8ClampedArray;

export interface GifWriter {
  add(pixels: Pixels): void;
  finish(): Uint8Array<ArrayBuffer>;
  readonly size: number;
}

/** `samples`: frames whose colours are to be had. */
export function gifWriter(width: number, height: number, delayMs: number, samples: readonly Pixels[]): GifWriter {
  const palette: Rgb[] = quantize(thinned(samples), COLORS, { format: 'rgb565' });
  while (palette.length <= TRANSPARENT) palette.push([0, 0, 0]);
  const known = palette.slice(0, COLORS);
  const encoder = GIFEncoder();
  let before: Uint8Array | undefined;
  return {
    add(pixels) {
      const colors = applyPalette(pixels, known, 'rgb565');
      const changed = before === undefined ? colors : changedOnly(colors, before);
      const first = before === undefined ? { palette, repeat: 0 } : {};
      const transparent = { transparent: true, transparentIndex: TRANSPARENT, dispose: 1 };
      encoder.writeFrame(changed, width, height, { ...first, ...transparent, delay: delayMs });
      before = colors;
    },
    finish() {
      encoder.finish();
      return encoder.bytes();
    },
    get size() {
      return encoder.bytesView().length;
    },
  };
}

function changedOnly(colors: Uint8Array, before: Uint8Array): Uint8Array {
  const changed = new Uint8Array(colors.length);
  for (let place = 0; place < colors.length; place++)
    changed[place] = colors[place] === before[place] ? TRANSPARENT : colors[place]!;
  return changed;
}

/** Some hundred thousand dots say which colours there are. */
function thinned(samples: readonly Pixels[]): Uint8Array {
  const dots = samples.reduce((sum, { length }) => sum + length / 4, 0);
  const every = Math.max(1, Math.floor(dots / 200_000));
  const kept = new Uint8Array(Math.ceil(dots / every + samples.length) * 4);
  let to = 0;
  for (const sample of samples) {
    for (let dot = 0; dot < sample.length; dot += 4 * every, to += 4) kept.set(sample.subarray(dot, dot + 4), to);
  }
  return kept.slice(0, to);
}
