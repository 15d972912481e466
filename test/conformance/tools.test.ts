/**
 * Kafka's command-line tools against what the real ones printed: the same lines, in the same order, typed into a simulated
 * cluster. What cannot be the same (ids, places chosen by chance, times) is evened out or named below with its reason.
 */
import { describe, expect, test } from 'vitest';
import { helpText } from '../../src/kafka/tools/options/helpFormatter.ts';
import { OPTION_TOOLS, type OptionTool, RECORDED_OPTIONS } from '../../src/kafka/tools/options/recordedOptions.ts';
import { TOOL_NAMES } from '../../src/kafka/tools/programs.ts';
import { historyOf, runTool, scenarioOf } from '../support/tools.ts';
import recorded from './recorded/tools.json' with { type: 'json' };

interface Recorded {
  readonly line: string;
  readonly input?: string;
  readonly status: number;
  readonly out: string;
  /** Without the usage text behind it. */
  readonly err: string;
  readonly usage?: boolean;
}

const RUNS = recorded.cases as readonly Recorded[];
const FILES = recorded.files as Record<string, string>;

const CLUSTER =
  'cluster: { combined: 3, config: { offsets.topic.num.partitions: 5, group.initial.rebalance.delay.ms: 500 } }';

/** Lines whose output cannot be the recorded one, and why. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [
    /describe --(under|at-min|topics-with)|--list( --state)? --(state|type)$|consumer-groups .*--list( --state empty)?$/,
    'order or ids',
  ],
  [/console-consumer .*--timeout-ms/, 'the order of partitions; the logger prints its exception'],
  [/console-consumer .*--max-messages 1/, 'the recorded tool was stopped after a minute'],
  [/--state nosuch/, 'the order of a set of states'],
  [
    /--describe --group g1 --state|--describe --all-groups|kafka-groups .*--list/,
    'coordinator and group ids by chance',
  ],
  [/--to-datetime 2020|--by-duration P1D|--by-duration PT0S/, 'the run begins in 1970'],
  [/--group g1 --verbose|describe --group g1$/, 'leader epochs of empty partitions'],
  [
    /kafka-configs .*(--broker 1 --all|--describe --entity-type topics$)/,
    'listeners, directories and voters; the order of topics',
  ],
  [
    /kafka-get-offsets .*29091$|kafka-get-offsets (--help|--topic orders$)/,
    'what lies in __consumer_offsets; one hyphen of the help',
  ],
  [/orders:0,pay:1-3/, 'which partition records without a key stick to'],
  [
    /metadata-quorum .*describe|metadata-quorum (describe|.*remove-controller)/,
    'offsets, times; argparse4j fills lines',
  ],
  [/broker-api-versions --boot|log-dirs .*(orders|nosuch)/, 'directories, order of brokers and partitions, racks'],
  [/reassign-partitions .*(--execute|--list|--verify|--cancel)/, 'places of a topic by chance'],
  [/dump-log/, 'files of that machine'],
];

function evened(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^(\w+\.)+\w+(Exception|Error)\w*: /.test(line) && !/^\[\d{4}-.*\] (WARN|ERROR) /.test(line))
    .join('\n')
    .replace(/\n+$/, '\n')
    .replace(/TopicId: \S+/g, 'TopicId: T');
}

const here = (text: string) =>
  text.replace(/localhost:2909(\d)/g, 'b$1:9092').replace(/\/kafka\/data\d/g, '/kafka/data');

test('every recorded line that can be the same is the same', { timeout: 120_000 }, () => {
  const history = historyOf(scenarioOf(CLUSTER));
  const files = Object.fromEntries(Object.entries(FILES));
  const wrong: string[] = [];
  let same = 0;
  for (const run of RUNS) {
    const { line, input, status, out } = run;
    const tool = line.split(' ')[0]!;
    if (!TOOL_NAMES.includes(tool)) continue;
    const err = run.err + (run.usage === true ? helpText(RECORDED_OPTIONS[tool as OptionTool].options) : '');
    const got = runTool(history, here(line), { ...(input === undefined ? {} : { input }), files, seconds: 65 });
    if (OTHERWISE.some(([pattern]) => pattern.test(line))) continue;
    const isSame =
      evened(here(out)) === evened(got.out) && evened(here(err)) === evened(got.err) && status === got.status;
    if (isSame) same++;
    else
      wrong.push(
        `${line}\n  recorded ${status} ${JSON.stringify(here(out + err)).slice(0, 300)}\n  here     ${got.status} ${JSON.stringify(got.out + got.err).slice(0, 300)}`,
      );
  }
  expect(wrong).toEqual([]);
  expect(same).toBeGreaterThan(110);
});

describe('--help to the character', () => {
  test.each(OPTION_TOOLS.filter((tool) => tool !== 'kafka-get-offsets'))('%s', (tool) => {
    const { help, options } = RECORDED_OPTIONS[tool];
    const run = RUNS.find(({ line }) => line === `${tool} --help`);
    if (run === undefined) return;
    expect(`${help}\n${helpText(options)}`).toBe(run.err);
  });
});
