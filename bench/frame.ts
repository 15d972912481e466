/** Handing a frame's difference over the worker boundary against handing over the whole state. */
import { seconds } from '../src/base/time.ts';
import { frameDifference } from '../src/frame/difference.ts';
import { frameAt } from '../src/frame/frameAt.ts';
import { Recording } from '../src/frame/recording.ts';
import { compare, type Ratio } from './measure.ts';
import { busyCluster } from './product.ts';

/** 12 brokers, 60 partitions, a frame every 16 ms of a run under load; the clone is what postMessage does. */
export function frameAgainstState(): Ratio {
  const recording = Recording.start(busyCluster(100, 12, 60));
  recording.toTime(seconds(12), () => false);
  const first = frameAt(recording);
  recording.toTime(seconds(12) + 16_000, () => false);
  const change = frameDifference(first, frameAt(recording));
  const states = recording.kernel.nodes.map(({ state }) => state);
  const times = 200;
  const ratio = compare(
    () => {
      for (let i = 0; i < times; i++) structuredClone(change);
    },
    () => {
      structuredClone(states);
    },
    5,
  );
  return {
    ...ratio,
    median: ratio.median / times,
    low: ratio.low / times,
    high: ratio.high / times,
    a: ratio.a / times,
  };
}
