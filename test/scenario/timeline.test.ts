/** Lines of the timeline: what they become, and whom a description means when its time comes. */
import { describe, expect, test } from 'vitest';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Kafka, KafkaOrder } from '../../src/kafka/kinds.ts';
import { type DirectorState, directorOf } from '../../src/scenario/director.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import type { Command } from '../../src/sim/command.ts';
import { scenarioOf } from './support.ts';

const toAdmin = (order: KafkaOrder): Command<Kafka> => ({ type: 'tell', node: 'admin', order });

describe('lines with a time and a name are commands from the start', () => {
  test.each([
    ['kill: b1', [{ type: 'kill', node: 'b1' }]],
    [
      'kill: [b1, b2]',
      [
        { type: 'kill', node: 'b1' },
        { type: 'kill', node: 'b2' },
      ],
    ],
    [
      'kill: { node: b1, for: 2s }',
      [
        { type: 'kill', node: 'b1' },
        { type: 'start', node: 'b1' },
      ],
    ],
    [
      'restart: b1',
      [
        { type: 'kill', node: 'b1' },
        { type: 'start', node: 'b1' },
      ],
    ],
    [
      'pause: { node: c1, for: 12s }',
      [
        { type: 'pause', node: 'c1' },
        { type: 'resume', node: 'c1' },
      ],
    ],
    ['power-loss: b1', [{ type: 'power-loss', node: 'b1' }]],
    ['wipe: b1', [{ type: 'wipe', node: 'b1' }]],
    ['slow-disk: { node: b1, factor: 10 }', [{ type: 'slow-disk', node: 'b1', factor: 10 }]],
    ['heal: all', [{ type: 'heal' }]],
    [
      'cut: { from: b1, to: [b2, b3] }',
      [
        { type: 'link', from: ['b1'], to: ['b2', 'b3'], rule: { cut: true } },
        { type: 'link', from: ['b2', 'b3'], to: ['b1'], rule: { cut: true } },
      ],
    ],
    [
      'break-connections: { from: b1, to: [b2, b3] }',
      [
        { type: 'break-connections', from: ['b1'], to: ['b2', 'b3'] },
        { type: 'break-connections', from: ['b2', 'b3'], to: ['b1'] },
      ],
    ],
    [
      'slow-link: { from: b1, to: b2, delay: 5ms, bandwidth: 50kB/s, both-ways: false }',
      [{ type: 'link', from: ['b1'], to: ['b2'], rule: { delay: 5_000, bytesPerSecond: 50_000 } }],
    ],
    [
      'cut: { from: c1, to: others, both-ways: false }',
      [{ type: 'link', from: ['c1'], to: ['c2', 'c3', 'b1', 'b2', 'b3', 'admin'], rule: { cut: true } }],
    ],
    ['controlled-shutdown: b1', [{ type: 'tell', node: 'b1', order: { type: 'controlled-shutdown' } }]],
    [
      'elect-leaders: { type: preferred, partitions: all }',
      [{ type: 'tell', node: 'admin', order: { type: 'elect-leaders', electionType: 'PREFERRED', partitions: null } }],
    ],
    [
      'reassign: { partition: orders-0, to: [3, 1] }',
      [toAdmin({ type: 'reassign', partitions: [{ topicPartition: 'orders-0', replicas: [3, 1] }] })],
    ],
    [
      'reassign: [{ partition: orders-0, to: [3] }, { partition: orders-0, to: [1] }]',
      [
        toAdmin({
          type: 'reassign',
          partitions: [
            { topicPartition: 'orders-0', replicas: [3] },
            { topicPartition: 'orders-0', replicas: [1] },
          ],
        }),
      ],
    ],
    [
      'cancel-reassignment: [orders-0]',
      [toAdmin({ type: 'reassign', partitions: [{ topicPartition: 'orders-0', replicas: null }] })],
    ],
    ['list-reassignments: all', [toAdmin({ type: 'list-reassignments', partitions: null })]],
    [
      'create-partitions: { topic: orders, count: 4 }',
      [toAdmin({ type: 'create-partitions', topic: { name: 'orders', count: 4, assignments: null } })],
    ],
    [
      'delete-records: { partition: orders-0, before: 42 }',
      [toAdmin({ type: 'delete-records', topicPartition: 'orders-0', offset: 42 })],
    ],
    [
      'delete-records: { partition: orders-0, before: high-watermark }',
      [toAdmin({ type: 'delete-records', topicPartition: 'orders-0', offset: -1 })],
    ],
    [
      'unregister-broker: [b1, b3]',
      [toAdmin({ type: 'unregister-broker', brokerId: 1 }), toAdmin({ type: 'unregister-broker', brokerId: 3 })],
    ],
  ])('%s', (line, commands) => {
    const { script, director } = toWorld(scenarioOf(`timeline: [{ at: 5s, ${line} }]`));
    expect(script.map(({ command }) => command)).toEqual(commands);
    expect(script[0]!.at).toBe(5_000_000);
    expect(director).toBeUndefined();
  });
});

/** What the director does about a cue, after it has seen some facts. */
function cued(line: string, facts: readonly KafkaFact[]) {
  const director = directorOf(scenarioOf(`timeline: [{ at: 5s, ${line} }]`))!;
  let state = director.initial;
  for (const fact of facts) state = director.onFact(state, fact, 'c1', 1_000_000).state;
  const direction = director.onCue!(state, { type: 'cue', line: 0, text: '' }, 5_000_000);
  const missed = (direction.state as DirectorState).missed.map(({ reason }) => reason);
  return { commands: direction.commands.map(({ command }) => command), missed };
}

const partition = 'orders-0';
const leads = (broker: number, leaderEpoch: number): KafkaFact => ({
  type: 'BecameLeader',
  partition,
  broker,
  leaderEpoch,
  startOffset: 0,
});
const follows = (broker: number): KafkaFact => ({
  type: 'BecameFollower',
  partition,
  broker,
  leader: 1,
  leaderEpoch: 0,
});
const elected = (leader: number, leaderEpoch: number, isr: number[]): KafkaFact => ({
  type: 'LeaderElected',
  partition,
  leader,
  previousLeader: 1,
  leaderEpoch,
  isr,
  unclean: false,
});

describe('whom a description means', () => {
  test('the leader: whoever became it, then whoever was elected', () => {
    expect(cued('kill: leader of orders-0', [follows(3), leads(1, 0)]).commands).toEqual([
      { type: 'kill', node: 'b1' },
    ]);
    const facts = [leads(1, 0), elected(2, 1, [2, 3]), leads(2, 1)];
    expect(cued('kill: leader of orders-0', facts).commands).toEqual([{ type: 'kill', node: 'b2' }]);
  });

  test('a broker that learns late of an old epoch is not the leader', () => {
    const facts = [leads(1, 0), elected(2, 1, [2, 3]), leads(1, 0)];
    expect(cued('kill: leader of orders-0', facts).commands).toEqual([{ type: 'kill', node: 'b2' }]);
  });

  test('a follower is in sync and not the leader', () => {
    const facts = [leads(1, 0), follows(3), follows(2)];
    expect(cued('pause: follower of orders-0', facts).commands).toEqual([{ type: 'pause', node: 'b2' }]);
    expect(cued('pause: follower of orders-0', [...facts, elected(2, 1, [2, 3])]).commands).toEqual([
      { type: 'pause', node: 'b3' },
    ]);
    expect(cued('kill: followers of orders-0', facts).commands).toHaveLength(2);
  });

  test('nobody: nothing is done, and the reason kept', () => {
    expect(cued('kill: leader of orders-0', [])).toEqual({ commands: [], missed: ['orders-0 did not exist yet'] });
    expect(cued('kill: leader of orders-0', [elected(-1, 1, [])]).missed).toEqual(['orders-0 had no leader']);
    expect(cued('kill: follower of orders-0', [elected(1, 1, [1])]).missed).toEqual([
      'orders-0 had no follower in the ISR',
    ]);
    expect(cued('kill: active controller', []).missed).toEqual(['no controller was active']);
  });

  test('the active controller', () => {
    const active: KafkaFact = { type: 'ControllerActivated', id: 3002, epoch: 1 };
    expect(cued('kill: active controller', [active]).commands).toEqual([{ type: 'kill', node: 'c2' }]);
    const gone: KafkaFact = { type: 'ControllerDeactivated', id: 3002, epoch: 1 };
    expect(cued('kill: active controller', [active, gone]).commands).toEqual([]);
  });
});

describe('lines that wait for a fact', () => {
  const story = `
until: 40s
timeline:
  - { at: 5s, kill: leader of orders-0 }
  - { when: { fact: LeaderElected, where: { partition: orders-0 } }, after: 2s, kill: leader of orders-0 }
  - { when: { fact: LeaderElected, nth: 2 }, after: 1s, start: [b1, b2] }
expect:
  - { fact: LeaderElected, where: { partition: orders-0 }, at-least: 2 }
  - { final: { partition: orders-0, isr: [1, 2, 3] } }`;

  test('fire once, so many micros after it, in a run that replays', () => {
    const { history, verdicts, fingerprint } = runScenario(scenarioOf(story));
    const killed = history.facts.filter(({ fact }) => fact.type === 'ProcessKilled');
    const [first] = history.facts.filter(({ fact }) => fact.type === 'LeaderElected');
    expect(killed.map(({ node }) => node)).toEqual(['b1', 'b2']);
    expect(killed[1]!.at).toBe(first!.at + 2_000_000);
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    history.seek(100);
    history.seekTime(40_000_000);
    expect(history.kernel.fingerprint).toBe(fingerprint);
  });

  test('a line that was never done fails the run, and so does one that found nobody', () => {
    const { verdicts, ok } = runScenario(
      scenarioOf(`
until: 8s
timeline:
  - { at: 0s, kill: active controller }
  - { when: { fact: LogTruncated }, kill: b1 }`),
    );
    expect(ok).toBe(false);
    expect(verdicts.map(({ text, detail }) => `${text}: ${detail}`)).toEqual([
      'timeline: kill active controller: nothing was done at 0.000s: no controller was active',
      'timeline: kill b1: never done: LogTruncated did not happen by 8.000s',
    ]);
  });
});
