/**
 * Makes the frames of an animation: the playhead is put on each moment, the page draws it, and what it has drawn is
 * pictured. Nothing is filmed, so the frames do not depend on how fast this machine is.
 */
import type { Conductor } from '../conductor.ts';
import { pictureOf } from '../picture/domToSvg.ts';
import { drawnOn } from '../picture/raster.ts';
import { drawnOnce, inTheme, momentWords, type PictureAsk, settled, viewElement } from '../picture/views.ts';
import type { AnimationPlan } from './animationPlan.ts';
import { gifWriter, type Pixels } from './gif.ts';

/** What a tab may hold of them. */
const MOST_BYTES = 64_000_000;

export interface Making {
  readonly signal: AbortSignal;
  onFrame(frame: number): void;
}

export type Made = { readonly blob: Blob } | { readonly failed: 'cancelled' | 'full' };

type Shot = Pick<PictureAsk, 'view' | 'theme' | 'caption'>;

export function animatedGif(conductor: Conductor, plan: AnimationPlan, shot: Shot, making: Making): Promise<Made> {
  return filmed(conductor, shot, async (frameAt) => {
    const canvas = document.createElement('canvas');
    const { times, delayMs } = plan;
    // The colours of all frames: of the first, the middle and the last.
    const samples: Pixels[] = [];
    for (const time of [times[0]!, times[times.length >> 1]!, times.at(-1)!]) {
      if (making.signal.aborted) return { failed: 'cancelled' };
      samples.push(await frameAt(time, canvas, plan.width));
    }
    const writer = gifWriter(canvas.width, canvas.height, delayMs, samples);
    for (const [frame, time] of times.entries()) {
      if (making.signal.aborted) return { failed: 'cancelled' };
      making.onFrame(frame + 1);
      writer.add(await frameAt(time, canvas, plan.width));
      if (writer.size > MOST_BYTES) return { failed: 'full' };
    }
    return { blob: new Blob([writer.finish()], { type: 'image/gif' }) };
  });
}

export function framesZip(conductor: Conductor, plan: AnimationPlan, shot: Shot, making: Making): Promise<Made> {
  return filmed(conductor, shot, async (frameAt) => {
    const { zipSync } = await import('fflate');
    const canvas = document.createElement('canvas');
    const files: Record<string, Uint8Array> = {};
    let size = 0;
    for (const [frame, time] of plan.times.entries()) {
      if (making.signal.aborted) return { failed: 'cancelled' };
      making.onFrame(frame + 1);
      await frameAt(time, canvas, plan.width);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
      size += bytes.length;
      if (size > MOST_BYTES) return { failed: 'full' };
      files[`frame-${String(frame + 1).padStart(3, '0')}.png`] = bytes;
    }
    // PNGs are packed already.
    const zip = zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
    return { blob: new Blob([zip], { type: 'application/zip' }) };
  });
}

type FrameAt = (at: number, canvas: HTMLCanvasElement, width: number) => Promise<Pixels>;

/** The playhead is back where it was when it is over, however that is. */
async function filmed(conductor: Conductor, shot: Shot, act: (frameAt: FrameAt) => Promise<Made>): Promise<Made> {
  const before = Math.floor(conductor.clock.now());
  let size: { readonly width: number; readonly height: number } | undefined;
  const frameAt: FrameAt = async (at, canvas, width) => {
    await conductor.goTo({ at });
    await (shot.view === 'stage' ? drawnOnce() : settled(conductor));
    const element = viewElement(shot.view);
    if (element === null) throw new Error(`there is no view ${shot.view}`);
    const { caption, ...said } = momentWords(conductor.state);
    const picture = pictureOf(element, { ...said, caption: shot.caption ? caption : null });
    // Every frame is as large as the first one.
    size ??= { width: picture.width, height: picture.height };
    await drawnOn(canvas, { ...picture, ...size }, width / size.width);
    return canvas.getContext('2d', { willReadFrequently: true })!.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  try {
    return await inTheme(shot.theme, () => act(frameAt));
  } finally {
    await conductor.goTo({ at: before });
  }
}
