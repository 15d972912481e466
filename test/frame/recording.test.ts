/** Frames, facts and the ledger over the real engine: what the screen shows is what the run did, in both directions. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyFrameDifference, frameDifference } from '../../src/frame/difference.ts';
import type { BrokerFrame, Frame } from '../../src/frame/frame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import { partitionLog } from '../../src/frame/partitionLog.ts';
import { DEFAULT_BUDGET, Recording } from '../../src/frame/recording.ts';
import { whyChain } from '../../src/frame/why.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const never = () => false;

function start(budget?: Recording['budget'], name = 'leader-failover'): Recording {
  const file = new URL(`../../scenarios/${name}.yaml`, import.meta.url);
  const parsed = parseScenario(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return Recording.start(toWorld(parsed.scenario), [], budget);
}

function broker(frame: Frame, id: string): BrokerFrame {
  return frame.nodes.find((node) => node.id === id) as BrokerFrame;
}

describe('a recording of leader-failover', () => {
  let recording: Recording;
  let end: Frame;
  beforeAll(() => {
    recording = start();
    recording.toTime(30_000_000, never);
    recording.properties.catchUp(recording.visitedStep, never);
    end = frameAt(recording);
  });

  test('shows the cluster as its metadata says', () => {
    const [partition] = end.partitions;
    expect(partition).toMatchObject({ id: 'orders-0', leader: 2, leaderEpoch: 1, replicas: [1, 2, 3] });
    expect(broker(end, 'b2').replicas[0]).toMatchObject({ role: 'leader', leaderEpoch: 1, inIsr: true });
    expect(end.quorum.leaderId).not.toBeNull();
    expect(end.properties.every(({ status }) => status === 'holds')).toBe(true);
  });

  test('counts every record once', () => {
    const { sent, acknowledged, failed, unknown, pending, lost } = end.ledger;
    expect(sent).toBeGreaterThan(100);
    expect(acknowledged + failed + unknown + pending).toBe(sent);
    expect(lost).toBe(0);
    const cells = partitionLog(recording, 'orders-0', 0, 40)!.replicas.find(({ broker: id }) => id === 2)!.cells;
    expect(cells).toHaveLength(40);
    expect(cells.every(({ fate }) => fate === 'acknowledged')).toBe(true);
  });

  test('a dead broker shows what its disk holds', () => {
    recording.toTime(15_000_000, never);
    const dead = broker(frameAt(recording), 'b1');
    expect(dead).toMatchObject({ status: 'down', brokerState: null, raft: null });
    expect(dead.replicas[0]).toMatchObject({ role: 'offline', partition: 'orders-0' });
    expect(dead.replicas[0]!.logEndOffset).toBeGreaterThan(30);
  });

  test('is the same seen going back as going forward, and so is its fingerprint', () => {
    const again = start();
    const steps = Array.from({ length: 24 }, (_, nth) => 4_000 + nth * 97);
    const forward = steps.map((step) => {
      again.toStep(step, never);
      return { frame: frameAt(again), fingerprint: again.kernel.fingerprint };
    });
    for (const [place, step] of [...steps.entries()].reverse()) {
      again.toStep(step, never);
      expect(again.kernel.fingerprint).toBe(forward[place]!.fingerprint);
      const { properties: _now, ...frame } = frameAt(again);
      const { properties: _then, ...before } = forward[place]!.frame;
      expect(frame).toEqual(before);
    }
  });

  test('differences carry it over the wire, and are a small part of it', () => {
    const again = start();
    again.toStep(5_000, never);
    let shown = frameAt(again);
    let [whole, part] = [0, 0];
    for (let step = 5_001; step < 5_400; step++) {
      again.toStep(step, never);
      const next = frameAt(again);
      const change = structuredClone(frameDifference(shown, next));
      shown = applyFrameDifference(shown, change);
      expect(shown).toEqual(next);
      whole += JSON.stringify(next).length;
      part += JSON.stringify(change).length;
    }
    expect(whole / part).toBeGreaterThan(20);
  });

  test('marks what is worth stopping at, and finds it in both directions', () => {
    const { facts } = recording;
    const types = facts.frames(0, facts.length).filter(({ interesting }) => interesting);
    for (const type of ['ProcessKilled', 'BrokerFenced', 'LeaderElected', 'IsrChanged', 'HighWatermarkAdvanced']) {
      expect(
        types.some((fact) => fact.type === type),
        type,
      ).toBe(true);
    }
    // A steady stream is no news.
    expect(types.length).toBeLessThan(80);
    const kill = types.find(({ type }) => type === 'ProcessKilled')!;
    expect(facts.stepOf('interesting', kill.step - 1, 1)).toBe(kill.step);
    expect(facts.stepOf('interesting', kill.step + 1, -1)).toBe(kill.step);
    expect(facts.stepOf('fact', 0, -1)).toBeUndefined();
  });

  test('why: each link was caused by the next, back to a beginning', () => {
    const { facts, history } = recording;
    const all = facts.frames(0, facts.length);
    const acknowledged = all.find(({ type }) => type === 'RecordAcknowledged')!;
    recording.toStep(acknowledged.step, never);
    const chain = whyChain(recording, { type: 'fact', index: acknowledged.index });
    expect(chain[0]!.step).toBe(acknowledged.step);
    expect(chain.length).toBeGreaterThan(3);
    chain.slice(1).forEach((cause, place) => {
      expect(history.trace.cause(chain[place]!.step)).toBe(cause.step);
    });
    // The playhead is where it was.
    expect(recording.kernel.step).toBe(acknowledged.step);
  });

  test('a message, a record and a replica can be asked as well', () => {
    recording.toTime(9_001_000, never);
    const frame = frameAt(recording);
    for (const { id, cause } of frame.messages.filter(({ kind }) => kind !== 'close')) {
      expect(whyChain(recording, { type: 'message', id })[0]?.step).toBe(cause === 0 ? undefined : cause);
    }
    const record = { type: 'record', partition: 'orders-0', broker: 3, offset: 5 } as const;
    expect(whyChain(recording, record)[0]?.facts.some(({ type }) => type === 'RecordsReplicated')).toBe(true);
  });

  test('a fork shares the past and goes its own way', () => {
    recording.toTime(8_000_000, never);
    const fork = recording.fork();
    expect(frameAt(fork)).toEqual({ ...frameAt(recording), properties: frameAt(fork).properties });
    fork.command({ type: 'kill', node: 'b2' });
    fork.toTime(14_000_000, never);
    fork.properties.catchUp(fork.visitedStep, never);
    expect(broker(frameAt(fork), 'b2').status).toBe('down');
    recording.toTime(9_000_000, never);
    expect(broker(frameAt(recording), 'b2').status).toBe('up');
    expect(fork.facts.frames(0, fork.facts.countUpTo(fork.history.forkedAfter))).toEqual(
      recording.facts.frames(0, recording.facts.countUpTo(fork.history.forkedAfter)),
    );
  });

  test('a run that meets its budget stops, and can still be explored', () => {
    const small = start({ ...DEFAULT_BUDGET, events: 3_000 });
    small.toTime(30_000_000, never);
    expect(small.budgetReached).toContain('events');
    expect(small.step).toBeLessThan(3_100);
    small.toStep(1_000, never);
    expect(frameAt(small).step).toBe(1_000);
  });

  test('what is broken in a future that was only looked at breaks nothing, there or where another one takes its place', () => {
    const [begun, plain] = [start(undefined, 'acks-one-loses'), start(undefined, 'acks-one-loses')];
    const brokenIn = ({ properties, visitedStep }: Recording): readonly string[] =>
      properties.frames(visitedStep).flatMap(({ name, status }) => (status === 'broken' ? [name] : []));
    begun.begin(23_300_000, never, () => false);
    plain.toTime(23_300_000, never);
    plain.properties.catchUp(plain.visitedStep, never);
    const { brokenAtStep } = plain.properties.frames(plain.visitedStep).find(({ status }) => status === 'broken')!;
    expect(begun.properties.frames(plain.visitedStep)).toEqual(plain.properties.frames(plain.visitedStep));
    for (const recording of [begun, plain]) recording.toStep(brokenAtStep! - 1, never);
    expect(brokenIn(begun)).toEqual([]);

    const other = begun.fork(true);
    for (const broker of ['b1', 'b2', 'b3']) other.command({ type: 'kill', node: broker });
    other.toTime(other.at + 100_000, never);
    expect(other.properties.catchUp(other.visitedStep, never)).toBe(true);
    expect(other.visitedStep).toBeGreaterThan(brokenAtStep!);
    expect(brokenIn(other)).toEqual([]);
  });
});
