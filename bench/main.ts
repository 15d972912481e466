/** `npm run bench`: the numbers the design holds itself to, as ratios measured side by side in one run. */
import { openBenchBrowser } from './browser.ts';
import { eraAgainstKRaft, FAILOVER_RUNS, failover, failoverTable } from './failover.ts';
import { firstVisit } from './firstMotion.ts';
import { frameAgainstState } from './frame.ts';
import { kernelAgainstHeap, timeoutsAgainstLazyHeap } from './kernel.ts';
import { ladderAgainstNaive, ladderSpeed } from './ladder.ts';
import type { Ratio } from './measure.ts';
import { forkAgainstClone, recordedMillion, recordingOverhead, scale, seekTimes, speed } from './product.ts';
import { searchSpeed } from './search.ts';
import { stageAgainstSvg } from './stage.ts';

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(2);
const ratio = (r: Ratio): string => `${number(r.median)} (${number(r.low)}–${number(r.high)})`;

const thousands = (value: number): string => `${number(value / 1000)} k`;

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
  `${ratio(timeouts)}; pending ${timeouts.pending} for ${timeouts.inFlight} in flight`,
  '≤ 0.10; ≤ 4×',
  timeouts.median <= 0.1 && timeouts.pending <= 4 * timeouts.inFlight,
);
const recording = recordingOverhead();
row('recording on / off', ratio(recording), '≤ 1.3', recording.median <= 1.3);
const { history, world, recording: added } = recordedMillion();
row(
  'a million events recorded',
  `${number(added / 1e6)} MB beside the world’s own ${number(world / 1e6)} MB`,
  '≤ 80 MB',
  added <= 80e6,
);
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
const ladder = ladderSpeed();
row(
  'an abstract model of two million states',
  `${number(ladder.seconds)} s, ${thousands(ladder.statesPerSecond)} states/s; ${thousands(ladder.checkedStatesPerSecond)} with an invariant; ${ladder.states} states`,
  '≤ 2 s; as many as TLC',
  ladder.seconds <= 2 && ladder.states === 1_988_158,
);
const rungs = ladderAgainstNaive();
row('naive explorer / explorer, abstract model', `${ratio(rungs)}`, 'none set', true);
const search = searchSpeed();
row(
  'naive explorer / explorer, the product’s own handlers',
  `${number(search.ratio)}, ${thousands(search.statesPerSecond)} states/s, counts ${search.equal ? 'equal' : 'DIFFERENT'}`,
  '≥ 40, counts equal',
  search.ratio >= 40 && search.equal,
);
row(
  'handler calls / events of the schedules searched',
  `1/${number(search.eventsWithoutSharing / search.used.events)}; ${number(search.schedulesPerSecond)} schedules/s, ${thousands(search.eventsPerSecond)} events/s`,
  '≤ 1/200',
  search.eventsWithoutSharing / search.used.events >= 200,
);
const failovers = [10, 100, 500].flatMap((partitions) => FAILOVER_RUNS.map((run) => failover(run, partitions)));
const reloadOf = (version: string, partitions: number): number =>
  failovers.find((one) => one.version === version && one.era === 'zookeeper' && one.partitions === partitions)!.reload;
const growth = (version: string): number => reloadOf(version, 500) / reloadOf(version, 10);
row(
  'controller failover, 500 partitions / 10, simulated: requests one by one (0.10.2) / many at once (1.1)',
  `${number(growth('0.10.2.2'))} / ${number(growth('1.1.1'))}`,
  '≥ 10; less',
  growth('0.10.2.2') >= 10 && growth('1.1.1') < growth('0.10.2.2'),
);
const era = eraAgainstKRaft();
row('an event with ZooKeeper / with KRaft, real time', ratio(era), '≤ 1.5', era.median <= 1.5);
await inBrowser();

const failed = rows.filter(({ holds }) => !holds).length;
console.log(`\n| what | measured | bar | |\n|---|---|---|---|`);
for (const { what, measured, bar, holds } of rows)
  console.log(`| ${what} | ${measured} | ${bar} | ${holds ? '✓' : '✗'} |`);
console.log(`\nThe controller dies, in simulated time:\n\n${failoverTable(failovers)}`);
console.log(`\n${rows.length - failed} of ${rows.length} bars held`);

/** What only a browser can tell: the stage's cost, and how a first visit goes. */
async function inBrowser(): Promise<void> {
  const pages = await openBenchBrowser(process.cwd());
  if ('missing' in pages) {
    console.log(`stage and first load: not measured, ${pages.missing}`);
    return;
  }
  const { browser, origin } = pages;
  try {
    const page = await browser.newPage();
    for (const moving of ['scrub', 'play'] as const) {
      const cost = await stageAgainstSvg(page, origin, moving);
      const what = moving === 'scrub' ? 'scrubbing' : 'playing';
      row(
        `stage, ${what}, main thread a picture / React SVG`,
        `${ratio(cost)}, ${number(cost.a)} ms / ${number(cost.b)} ms (by task time ${number(cost.tasks)})`,
        '≤ 0.4',
        cost.median <= 0.4,
      );
      if (moving === 'play') continue;
      row(
        `slowest of ${cost.pictures} pictures while scrubbing`,
        `${number(cost.slowest)} ms`,
        '≤ 50 ms',
        cost.slowest <= 50,
      );
    }
    await page.close();
    const visit = await firstVisit(browser, `${origin}/app/index.html`, `${origin}/empty/bench/stagePage/empty.html`);
    row(
      'first motion / an empty React page',
      `${number(visit.motionRatio)}, ${number(visit.motion)} ms / ${number(visit.empty)} ms; first picture ${number(visit.pictureRatio)}, ${number(visit.picture)} ms`,
      '≤ 1.4',
      visit.motionRatio <= 1.4,
    );
    const sizes = await Promise.all(visit.scripts.map(pages.gzipped));
    const size = sizes.reduce((sum, one) => sum + one, 0);
    const worker = sizes.reduce((sum, one, place) => sum + (/\/host-/.test(visit.scripts[place]!) ? one : 0), 0);
    row(
      'first load, gzipped JavaScript fetched by the first picture',
      `${number(size / 1000)} kB in ${sizes.length} files (the worker ${number(worker / 1000)} kB of it)`,
      '≤ 180 kB',
      size <= 180_000,
    );
  } finally {
    await pages.close();
  }
}
