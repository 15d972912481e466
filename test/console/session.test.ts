/** The console on a run: what is typed happens in the run, is found again wherever it is looked at, and is saved with it. */
import { expect, test } from 'vitest';
import { ConsoleSession, type Written } from '../../src/console/session.ts';
import { completionFrame, consoleFrame } from '../../src/frame/consoleFrame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import { Recording } from '../../src/frame/recording.ts';
import { History } from '../../src/record/history.ts';
import { exportRun, importRun } from '../../src/scenario/runFile.ts';
import { spawnTool } from '../../src/scenario/spawned.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { historyOf, scenarioOf } from '../support/tools.ts';

const TEXT = `
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3], [2, 3, 1]], config: { min.insync.replicas: 2 } }]
consumers: [{ name: k1, group: g, subscribe: [orders] }]
`;
const FILE = `tidemark: 1\ntitle: { en: t, ko: t }\nuntil: 300s\n${TEXT}`;

const printed = (written: readonly Written[] | undefined) => (written ?? []).map(({ text }) => text).join('');

function session(): ConsoleSession {
  const scenario = scenarioOf(TEXT);
  return new ConsoleSession(scenario, historyOf(scenario));
}

test('a tool is typed, prints and ends', () => {
  const console = session();
  expect(printed(console.type('kafka-topics.sh --list'))).toBe('__consumer_offsets\norders\n');
  expect(printed(console.type('kafka-topics --describe --topic nosuch'))).toBe(
    "Error while executing topic command : Topic 'nosuch' does not exist as expected\nexit status 1\n",
  );
  expect(printed(console.type('kafka-get-offsets --topic orders --bootstrap-server b2:9092'))).toBe(
    'orders:0:0\norders:1:0\n',
  );
  expect(console.running).toBeUndefined();
});

test('a producer reads lines until the end of input, a consumer prints them', () => {
  const console = session();
  expect(
    printed(
      console.type(
        'kafka-console-producer --topic orders --reader-property parse.key=true --reader-property key.separator=:',
      ),
    ),
  ).toBe('');
  expect(console.prompt).toBe('>');
  console.type('a:1');
  console.type('a:2');
  expect(printed(console.endOfInput())).toBe('');
  expect(console.running).toBeUndefined();
  const line =
    'kafka-console-consumer --topic orders --from-beginning --max-messages 2 --formatter-property print.key=true';
  expect(printed(console.type(line))).toContain('a\t1\na\t2\nProcessed a total of 2 messages\n');
  expect(printed(console.type('kafka-get-offsets --topic orders'))).toMatch(/orders:[01]:2/);
});

test('a line that is no producer record ends the producer with status 1', () => {
  const console = session();
  console.type('kafka-console-producer --topic orders --reader-property parse.key=true');
  const said = printed(console.type('nokey'));
  expect(said).toContain("org.apache.kafka.common.KafkaException: No key separator found on line number 1: 'nokey'");
  expect(said).toContain('exit status 1');
});

test('a topic is created, altered and deleted end to end', () => {
  const console = session();
  expect(printed(console.type('kafka-topics --create --topic t --partitions 2 --replication-factor 3'))).toBe(
    'Created topic t.\n',
  );
  console.type('run 1s');
  expect(printed(console.type('kafka-topics --alter --topic t --partitions 4'))).toBe('');
  console.type('run 1s');
  expect(printed(console.type('kafka-topics --describe --topic t'))).toContain('PartitionCount: 4');
  expect(printed(console.type('kafka-topics --delete --topic t'))).toBe('');
  console.type('run 1s');
  expect(printed(console.type('kafka-topics --list'))).not.toMatch(/^t$/m);
  const deleted = console.history.facts.filter(
    ({ fact }) => fact.type === 'ReplicaDeleted' && fact.partition.startsWith('t-'),
  );
  expect(deleted).toHaveLength(12);
});

test('offsets of a group are described, and reset only while it is empty', () => {
  const console = session();
  expect(printed(console.type('kafka-consumer-groups --describe --group g'))).toMatch(
    /^\nGROUP {11}TOPIC {11}PARTITION {2}CURRENT-OFFSET {2}LOG-END-OFFSET {2}LAG {13}CONSUMER-ID/,
  );
  const reset = 'kafka-consumer-groups --group g --reset-offsets --to-earliest --topic orders --execute';
  expect(printed(console.type(reset))).toContain(
    "can only be reset if the group 'g' is inactive, but the current state is Stable.",
  );
  console.type('kill k1');
  console.type('run 60s');
  expect(printed(console.type(reset))).toContain('g               orders          0          0');
});

test('JSON goes through files of the console', () => {
  const console = session();
  console.type('write plan.json {"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3]}]}');
  const started = printed(console.type('kafka-reassign-partitions --execute --reassignment-json-file plan.json'));
  expect(started).toContain('Successfully started partition reassignment for orders-0');
  console.type('run 5s');
  expect(printed(console.type('kafka-reassign-partitions --verify --reassignment-json-file plan.json'))).toContain(
    'Reassignment of partition orders-0 is completed.',
  );
  expect(printed(console.type('kafka-topics --describe --topic orders > topics.txt'))).toBe('');
  expect(printed(console.type('cat topics.txt'))).toContain('Replicas: 2,3\tIsr: 2,3');
});

test('one more consumer joins the group', () => {
  const console = session();
  expect(printed(console.type('add like k1'))).toBe('k2 was started\n');
  console.type('run 15s');
  const members = printed(console.type('kafka-consumer-groups --describe --group g --members'));
  expect(members).toMatch(/ k1 .* 1 /);
  expect(members).toMatch(/ k2 .* 1 /);
});

test('completion knows tools, flags, topics, groups and brokers', () => {
  const console = session();
  const at = (line: string) => console.complete(line, line.length).candidates;
  expect(at('kafka-to')).toEqual(['kafka-topics', 'kafka-topics.sh']);
  expect(at('kafka-topics --desc')).toEqual(['--describe']);
  expect(at('kafka-topics --describe --topic o')).toEqual(['orders']);
  expect(at('kafka-consumer-groups --describe --group ')).toEqual(['g']);
  expect(at('kafka-topics --bootstrap-server ')).toEqual(['b1:9092', 'b2:9092', 'b3:9092']);
  expect(at('until LeaderE')).toEqual(['LeaderElected']);
});

test('what is mistyped is answered with what is near', () => {
  const console = session();
  expect(printed(console.type('kafka-topic --list'))).toContain('did you mean kafka-topics?');
  expect(printed(console.type('until LeaderElect'))).toContain('did you mean LeaderElected?');
  expect(printed(console.type('kill b9'))).toContain('there is no node b9');
  expect(printed(console.type('kafka-topics --list | grep o'))).toContain('no whole shell');
  expect(printed(console.type("kafka-topics --topic 'o"))).toContain('is not closed');
});

test('any instant is found again, before a tool was there and after; a fork goes its own way', () => {
  const console = session();
  const { history } = console;
  const start = history.position;
  console.type('kafka-topics --list');
  console.type('run 5s');
  const end = history.position;
  const { fingerprint } = history.kernel;
  history.seek(start);
  expect(history.kernel.nodes.some(({ id }) => id === 'tool-1')).toBe(false);
  history.seek(end);
  expect(history.kernel.fingerprint).toBe(fingerprint);
  expect(history.kernel.node('tool-1')?.status).toBe('down');
  history.seek(start);
  const fork = history.fork();
  const other = new ConsoleSession(scenarioOf(TEXT), fork);
  expect(printed(other.type('kafka-topics --list --exclude-internal'))).toBe('orders\n');
  history.seek(end);
  expect(history.kernel.fingerprint).toBe(fingerprint);
  expect(history.nodeName(history.kernel.nodes.length - 1)).toBe('tool-1');
});

test('a saved run with what was typed is the same run', () => {
  const console = session();
  console.type('kafka-topics --create --topic t --partitions 1 --replication-factor 3');
  console.type('kafka-console-producer --topic t');
  console.type('one');
  console.endOfInput();
  console.type('kill b1');
  console.type('add like k1');
  console.type('run 10s');
  console.type('kafka-dump-log --files b2:/t-0/00000000000000000000.log');
  const { history } = console;
  const text = exportRun('a run', FILE, history.world.seed, history.interventions);
  expect(text).not.toContain('"config"');
  const imported = importRun(text);
  if (!imported.ok) throw new Error(imported.problems.join('\n'));
  const again = new History(toWorld(imported.scenario, { seed: imported.run.seed }), {}, imported.run.commands);
  again.seek(history.head);
  expect(again.kernel.fingerprint).toBe(history.kernel.fingerprint);
  expect(again.kernel.nodes.map(({ id }) => id)).toEqual(history.kernel.nodes.map(({ id }) => id));
});

test('what a saved run may not say is refused in words', () => {
  const commands = (...list: unknown[]) =>
    JSON.stringify({
      'tidemark-run': 1,
      name: 'x',
      scenario: FILE,
      seed: 1,
      commands: list.map((command, place) => ({ at: 1000 + place, step: 10 + place, command })),
    });
  const problems = (...list: unknown[]) => {
    const imported = importRun(commands(...list));
    return imported.ok ? [] : imported.problems;
  };
  const tool = { type: 'spawn', id: 'tool-1', line: 'kafka-topics --list' };
  expect(problems(tool, { type: 'tell', node: 'tool-1', order: { type: 'interrupt' } })).toEqual([]);
  expect(problems({ ...tool, line: 'rm -rf /' })).toEqual(['commands.0: rm: command not found']);
  expect(problems({ ...tool, id: 'b1' })).toEqual(['commands.0: there is a node b1 already']);
  expect(problems(tool, tool)).toEqual(['commands.1: there is a node tool-1 already']);
  expect(problems({ type: 'spawn', id: 'x', like: 'b1' })).toEqual(['commands.0: there is no producer or consumer b1']);
  expect(problems({ type: 'tell', node: 'tool-7', order: { type: 'input', text: 'x' } })).toContain(
    'commands.0: there is no node tool-7',
  );
  expect(problems(tool, { type: 'tell', node: 'tool-1', order: { type: 'controlled-shutdown' } })).toHaveLength(1);
  expect(problems({ ...tool, process: { setup: {} } })).toHaveLength(1);
  expect(problems({ ...tool, line: 'x'.repeat(5000) })).toHaveLength(1);
});

test('the frame shows a tool while it runs, and what it printed up to the playhead', () => {
  const scenario = scenarioOf(TEXT);
  const recording = Recording.start(toWorld(scenario));
  recording.toTime(10_000_000, () => false);
  const spawned = spawnTool(scenario, 'tool-1', 'kafka-topics --list');
  if (!spawned.ok) throw new Error(spawned.problem);
  recording.command(spawned.command);
  expect(frameAt(recording).nodes.find(({ kind }) => kind === 'tool')).toMatchObject({ tool: 'kafka-topics' });
  expect(consoleFrame(recording).tools).toMatchObject([{ id: 'tool-1', lines: [], status: null, reads: false }]);
  recording.toTime(11_000_000, () => false);
  expect(frameAt(recording).nodes.some(({ kind }) => kind === 'tool')).toBe(false);
  expect(consoleFrame(recording).tools).toMatchObject([
    { line: 'kafka-topics --list', status: 0, lines: [{ text: '__consumer_offsets' }, { text: 'orders' }] },
  ]);
  expect(completionFrame(recording, 'kafka-topics --topic o', 22).candidates).toEqual(['orders']);
});
