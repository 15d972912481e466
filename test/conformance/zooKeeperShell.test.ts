/**
 * zookeeper-shell against the real one: the same words, the same lines, one case after the other on one server. Numbers of
 * changes, times and session ids are evened out.
 */
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { Kafka, ToolSetup } from '../../src/kafka/kinds.ts';
import { kafkaVersion } from '../../src/kafka/versions.ts';
import { History } from '../../src/record/history.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf } from '../support/tools.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly args: readonly string[];
  readonly input?: readonly string[];
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** What nobody caught; its stack trace is not in `err`. */
  readonly thrown?: string;
}

/** What cannot be the same, and why. */
const OTHERWISE: readonly (readonly [(one: Case) => boolean, string])[] = [
  [({ args }) => ['config', 'listquota', 'removewatches'].includes(args[0]!), 'left out'],
  [({ args }) => args[0] === 'whoami', 'the address of that machine'],
  [({ input }) => input?.includes('getEphemerals') === true, 'the order of a set'],
  [({ args }) => args.join(' ') === 'ls -s /zookeeper', 'znodes of its own are made by the server as it starts'],
];

/** One server of ZooKeeper and nobody else. */
function alone(): History<Kafka> {
  const world = toWorld(scenarioOf('version: 3.9.1\ncluster: { zookeeper: 1, brokers: 1 }'));
  const history = new History<Kafka>(
    { ...world, nodes: world.nodes.filter(({ id }) => id === 'z1') },
    { freeze: true },
  );
  history.runUntil(seconds(1));
  return history;
}

function run(history: History<Kafka>, { args, input }: Case): { out: string; err: string; status: number | undefined } {
  const { nodes, now } = history.kernel;
  const id = `tool-${nodes.length}`;
  const version = kafkaVersion('3.9.1')!;
  const all = ['z1:2181', ...args];
  const setup: ToolSetup = {
    kind: 'tool',
    line: '',
    tool: 'zookeeper-shell',
    args: all,
    hosts: ['z1'],
    files: {},
    version,
  };
  const before = history.facts.length;
  history.command({ type: 'spawn', process: { id, setup } });
  for (const text of input ?? []) history.command({ type: 'tell', node: id, order: { type: 'input', text } });
  history.command({ type: 'tell', node: id, order: { type: 'end-of-input' } });
  // Until the session that nobody has closed is over, and its ephemeral znodes gone.
  history.runUntil(now + seconds(40));
  const result = { out: '', err: '', status: undefined as number | undefined };
  for (const { fact } of history.facts.slice(before)) {
    if (fact.type === 'ToolPrinted' && fact.tool === id)
      result[fact.stream] += fact.text + (fact.unfinished ? '' : '\n');
    if (fact.type === 'ToolExited' && fact.tool === id) result.status = fact.status;
  }
  return result;
}

const evened = (text: string) =>
  text
    .replaceAll('SERVER', 'z1:2181')
    // What fails before anything is asked may be told before the connection is there; the recorder waited for that.
    .replace('\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n', '')
    .replace(/Zxid = 0x[0-9a-f]+/g, 'Zxid = N')
    .replace(/time = .*/g, 'time = T');

test('every recorded line', { timeout: 120_000 }, () => {
  const history = alone();
  const wrong: string[] = [];
  let same = 0;
  for (const recorded of readRecorded<Case>('zookeeper-shell.json').cases) {
    const got = run(history, recorded);
    if (OTHERWISE.some(([is]) => is(recorded))) continue;
    const thrown = recorded.thrown === undefined ? '' : `Exception in thread "main" ${recorded.thrown}\n`;
    const real = JSON.stringify([recorded.status, evened(recorded.out), evened(recorded.err) + thrown]);
    const ours = JSON.stringify([got.status, evened(got.out), evened(got.err)]);
    if (real === ours) same++;
    else wrong.push(`${recorded.args.join(' ')} ${recorded.input ?? ''}\n  real ${real}\n  ours ${ours}`);
  }
  expect(wrong).toEqual([]);
  expect(same).toBeGreaterThan(90);
});
