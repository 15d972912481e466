/** The stage and its rival in plain React SVG, one at a time, for `bench/stage.ts` to drive: same frames, same clock. */
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/controls.css';
import type { Frame } from '../../src/frame/frame.ts';
import { large } from '../../src/views/gallery/large.ts';
import { StageView } from '../../src/views/stage/StageView.tsx';
import type { Clock } from '../../src/views/viewProps.ts';
import { SvgStage } from './SvgStage.tsx';

export type Drawing = 'canvas' | 'svg';
/** scrub: every picture is a new frame. play: the clock alone moves on. */
export type Moving = 'scrub' | 'play';

export interface StageBench {
  mount(drawing: Drawing): Promise<void>;
  /** Main-thread milliseconds of each picture, from the start of its script to the end of its paint. */
  run(drawing: Drawing, moving: Moving, pictures: number): Promise<number[]>;
}

declare global {
  interface Window {
    stageBench: StageBench;
  }
}

const WIDTH = 1100;
const HEIGHT = 760;
const START = 1_000_000;
const TICK = 15;
const nothing = (): void => undefined;

/** All messages are on their way in every frame, and each has moved. */
const frames = Array.from({ length: 30 }, (_, tick) => {
  const { frame } = large(tick);
  const messages = frame.messages.map((message) => {
    const part = (((START - message.sentAt) / 4_000) * 0.7 + tick * 0.023) % 0.7;
    const sentAt = Math.round(frame.at - part * 4_000);
    return { ...message, sentAt, arrivesAt: sentAt + 4_000 };
  });
  return { ...frame, messages };
});

let now = START;
const listeners = new Set<(now: number) => void>();
const clock: Clock = {
  now: () => now,
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const host = document.getElementById('stage') as HTMLElement;
host.style.cssText = `width: ${WIDTH}px; height: ${HEIGHT}px`;
let root: Root | null = null;

function draw(drawing: Drawing, frame: Frame): void {
  now = frame.at;
  root?.render(
    drawing === 'svg' ? (
      <SvgStage frame={frame} clock={clock} width={WIDTH} height={HEIGHT} />
    ) : (
      <StageView
        frame={frame}
        now={frame.at}
        clock={clock}
        selection={null}
        language="en"
        reducedMotion={false}
        onSelect={nothing}
        onMenu={nothing}
      />
    ),
  );
}

/** Runs `change` in an animation frame; a message posted there is answered after the browser has painted. */
function picture(change: () => void): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(performance.now() - start);
      };
      flushSync(change);
      port2.postMessage(null);
    });
  });
}

window.stageBench = {
  async mount(drawing) {
    root?.unmount();
    root = createRoot(host);
    for (let place = 0; place < 5; place++) await picture(() => draw(drawing, frames[place]!));
  },
  async run(drawing, moving, pictures) {
    const costs: number[] = [];
    if (moving === 'play') await picture(() => draw(drawing, frames[0]!));
    for (let place = 0; place < pictures; place++) {
      const change =
        moving === 'scrub'
          ? () => draw(drawing, frames[place % frames.length]!)
          : () => {
              now = START + (place % 60) * TICK;
              for (const listener of listeners) listener(now);
            };
      costs.push(await picture(change));
    }
    return costs;
  },
};
