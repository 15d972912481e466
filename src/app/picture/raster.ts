/** A picture as dots: drawn by the browser from its SVG, which refers to nothing outside itself. */
import type { Picture } from './domToSvg.ts';

/** Browsers refuse larger canvases, and devices run out of memory. */
const MOST_DOTS = 24_000_000;

export async function drawnOn(
  canvas: HTMLCanvasElement,
  { svg, width, height }: Picture,
  scale: number,
): Promise<void> {
  if (width * height * scale * scale > MOST_DOTS) throw new RangeError('too large for a picture of dots');
  const image = new Image();
  // The policy of the page knows data addresses only.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(image, 0, 0, canvas.width, canvas.height);
}

export async function pngOf(picture: Picture, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  await drawnOn(canvas, picture, scale);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no PNG')) : resolve(blob)), 'image/png'),
  );
}
