/** `npm run bench`: the numbers the design holds itself to, as ratios measured side by side in one run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { frameAgainstState } from './frame.ts';
import { kernelAgainstHeap, timeoutsAgainstLazyHeap } from './kernel.ts';
import type { Ratio } from './measure.ts';
import { forkAgainstClone, recordedMillion, recordingOverhead, scale, seekTimes, speed } from './product.ts';

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(2);
const ratio = (r: Ratio): string => `${number(r.median)} (${number(r.low)}–${number(r.high)})`;

const rows: Row[] = [];
function row(what: string, measured: string, bar: string, holds: boolean): void {
  rows.push({ what, measured, bar, holds });
  console.log(`${holds ? '✓' : '✗'} ${what}: ${measured} — bar ${bar}`);
}

for (const [pending, bar] of [
  [64, 0.65],
  [1024, 0.5],
] as const) {
  const r = kernelAgainstHeap(pending);
  row(
    `whole kernel / bare heap, ${pending} pending`,
    `${ratio(r)}, ${number(r.a * 1000)} ns an event`,
    `≤ ${bar}`,
    r.median <= bar,
  );
}
const timeouts = timeoutsAgainstLazyHeap();
row(
  'request timeouts armed and cancelled / lazy heap',
  `${ratio(timeouts)}; pending ${timeouts.pending} for 10 in flight`,
  '≤ 0.10; ≤ 4×',
  timeouts.median <= 0.1 && timeouts.pending <= 40,
);
const recording = recordingOverhead();
row('recording on / off', ratio(recording), '≤ 1.3', recording.median <= 1.3);
const { history, bytes } = recordedMillion();
row('memory of a million recorded events', `${number(bytes / 1e6)} MB`, '≤ 80 MB', bytes <= 80e6);
const seeks = seekTimes(history);
row(
  'seek in a million events, p99',
  `${number(seeks.p99)} ms (p50 ${number(seeks.p50)}), states ${seeks.equal ? 'equal' : 'DIFFERENT'}`,
  '< 16 ms',
  seeks.p99 < 16 && seeks.equal,
);
const fork = forkAgainstClone(history);
row(
  'fork / structuredClone of the same world',
  `1/${number(1 / fork.median)}, ${number(fork.a * 1e6)} µs`,
  '≤ 1/1000',
  fork.median <= 0.001,
);
const fast = speed();
row(
  '3 brokers, 100 requests/s, recording on',
  `${number(fast.recording)}× real time (${number(fast.withProperties)}× with all properties)`,
  '≥ 500×',
  fast.recording >= 500,
);
const large = scale();
row(
  'an event at 100 brokers, 3,000 partitions / at 3, 12',
  `${number(large.ratio)} (${number(large.large)} µs / ${number(large.small)} µs)`,
  '≤ 2',
  large.ratio <= 2,
);
const handed = frameAgainstState();
row(
  'a frame over the worker boundary / structured clone of the state',
  `1/${number(1 / handed.median)}, ${number(handed.a * 1e6)} µs`,
  '≤ 1/50',
  handed.median <= 1 / 50,
);
firstLoad();

const failed = rows.filter(({ holds }) => !holds).length;
console.log(`\n| what | measured | bar | |\n|---|---|---|---|`);
for (const { what, measured, bar, holds } of rows)
  console.log(`| ${what} | ${measured} | ${bar} | ${holds ? '✓' : '✗'} |`);
console.log(`\n${rows.length - failed} of ${rows.length} bars held`);

/** What the page needs before it shows anything: the entry's script and all it imports at once. */
function firstLoad(): void {
  if (!existsSync('dist/index.html')) {
    console.log('first load: build the page first (npm start)');
    return;
  }
  const html = readFileSync('dist/index.html', 'utf8');
  const entry = /src="\.?\/?(assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const preloaded = [...html.matchAll(/modulepreload[^>]*href="\.?\/?(assets\/[^"]+\.js)"/g)].map((match) => match[1]!);
  const files = new Set([entry, ...preloaded]);
  const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join('dist', file))).length, 0);
  const all = readdirSync('dist/assets').filter((name) => name.endsWith('.js')).length;
  row(
    'first load, gzipped JavaScript',
    `${number(size / 1000)} kB in ${files.size} of ${all} files`,
    '≤ 180 kB',
    size <= 180_000,
  );
}
