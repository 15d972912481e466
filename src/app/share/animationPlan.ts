/** An animation before it is made: how many frames, how long, about how large, and what is wrong with it. Pure. */
import type { Micros } from '../../base/time.ts';
import { type Words, words } from '../../views/words.ts';

export const MOST_FRAMES = 300;
export const MOST_SECONDS = 20;
/** Dots of all frames together: what a device can be asked to draw. */
const MOST_DOTS = 120_000_000;
/** Simulated seconds a second. */
export const SPEEDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] as const;
export const RATES = [5, 10, 15, 20] as const;
export const WIDTHS = [480, 720, 960] as const;

export interface AnimationAsk {
  readonly from: Micros;
  readonly until: Micros;
  readonly speed: number;
  readonly framesPerSecond: number;
  /** Pixels. */
  readonly width: number;
  /** Height by width of what is shown. */
  readonly aspect: number;
}

export interface AnimationPlan {
  readonly times: readonly Micros[];
  readonly seconds: number;
  readonly delayMs: number;
  readonly width: number;
  readonly height: number;
  /** About, of the GIF. */
  readonly bytes: number;
}

const BACKWARDS = words('The end must be later than the start.', '끝은 시작보다 뒤여야 합니다.');
const TOO_LONG = words(
  'It would take longer than 20 seconds: choose a faster speed or a shorter span.',
  '20초보다 깁니다. 속도를 높이거나 구간을 줄이세요.',
);
const TOO_MANY = words(
  'It would have more than 300 frames: choose fewer frames a second, or a shorter span.',
  '프레임이 300개를 넘습니다. 초당 프레임을 낮추거나 구간을 줄이세요.',
);
const TOO_LARGE = words('It would be too large: choose a smaller size.', '너무 큽니다. 크기를 줄이세요.');

/** Unchanged dots cost next to nothing: about so many bytes a dot of the first frame, and of each later one. */
const FIRST_BYTES = 0.18;
const LATER_BYTES = 0.012;

export function animationPlan(ask: AnimationAsk): AnimationPlan | { readonly problem: Words } {
  const { from, until, speed, framesPerSecond, width, aspect } = ask;
  if (!(until > from)) return { problem: BACKWARDS };
  const seconds = (until - from) / 1_000_000 / speed;
  if (seconds > MOST_SECONDS) return { problem: TOO_LONG };
  const steps = Math.max(1, Math.round(seconds * framesPerSecond));
  if (steps + 1 > MOST_FRAMES) return { problem: TOO_MANY };
  const height = Math.max(1, Math.round(width * aspect));
  const dots = width * height;
  if (dots * (steps + 1) > MOST_DOTS) return { problem: TOO_LARGE };
  const times = Array.from({ length: steps + 1 }, (_, frame) => from + Math.round(((until - from) * frame) / steps));
  // GIF counts hundredths of a second.
  const delayMs = Math.round(100 / framesPerSecond) * 10;
  return { times, seconds, delayMs, width, height, bytes: Math.round(dots * (FIRST_BYTES + LATER_BYTES * steps)) };
}

/** The slowest speed at which the span takes at most so many seconds. */
export function fittingSpeed(span: Micros, seconds: number): number {
  return SPEEDS.find((speed) => span / 1_000_000 / speed <= seconds) ?? SPEEDS.at(-1)!;
}
