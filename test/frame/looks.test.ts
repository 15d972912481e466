/** What the lenses ask for: leadership over time, the quorum's log, state charts, two runs beside each other. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { Frame } from '../../src/frame/frame.ts';
import type { DifferenceRow } from '../../src/frame/lookFrames.ts';
import { outcomeOf } from '../../src/frame/outcome.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const FAILOVER = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');

function load(text = FAILOVER): Session {
  // A clock that stands still: every ask is carried out whole.
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text })).toMatchObject({ answer: 'loaded' });
  return session;
}

function ask<A extends Answer['answer']>(session: Session, answer: A, what: Ask): Extract<Answer, { answer: A }> {
  const got = session.answer(what);
  if (got.answer !== answer) throw new Error(JSON.stringify(got).slice(0, 300));
  return got as Extract<Answer, { answer: A }>;
}

const seek = (session: Session, at: number, branch = 0) =>
  ask(session, 'moved', { ask: 'seek', branch, to: { at: seconds(at) } });
const leadership = (session: Session, branch = 0) =>
  ask(session, 'leadership', { ask: 'leadership', branch }).leadership;
const difference = (session: Session, one: number, other: number) =>
  ask(session, 'difference', { ask: 'difference', one, other }).difference;
const charts = (session: Session, node: string) => ask(session, 'charts', { ask: 'charts', branch: 0, node }).charts;

describe('leadership over the run', () => {
  test('a leader dies: a gap in serving, then another epoch with a smaller ISR', () => {
    const session = load();
    seek(session, 20);
    const { until, partitions } = leadership(session);
    expect(until).toBe(seconds(20));
    const [row] = partitions;
    expect(row).toMatchObject({ partition: 'orders-0', replicationFactor: 3, minInsyncReplicas: 2 });
    const [first, second] = row!.spans;
    expect(first).toMatchObject({ began: 'created', leader: 1, leaderEpoch: 0, isr: [1, 2, 3] });
    expect(second).toMatchObject({ began: 'elected', leaderEpoch: 1, unclean: false });
    expect(second!.isr).not.toContain(1);
    expect(first!.to).toBe(second!.from);
    const [before, after] = row!.served;
    expect(before!.to).toBeGreaterThanOrEqual(seconds(10));
    expect(before!.to).toBeLessThan(second!.from);
    expect(after!.from).toBeGreaterThanOrEqual(second!.from);
    expect(outcomeOf(row!, until)).toMatchObject({ leaderChanges: 1, uncleanElections: 0 });
    expect(outcomeOf(row!, until).unavailable).toBe(after!.from - before!.to);
  });

  test('nothing later than what was seen, and a branch has its own', () => {
    const session = load();
    seek(session, 9);
    ask(session, 'moved', { ask: 'ahead', branch: 0, to: seconds(30) });
    expect(leadership(session).partitions[0]!.spans).toHaveLength(1);
    seek(session, 20);
    seek(session, 6);
    expect(leadership(session).partitions[0]!.spans.length).toBeGreaterThan(1);
    const { branch } = ask(session, 'moved', { ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
    seek(session, 9, branch);
    const [row] = leadership(session, branch).partitions;
    expect(row!.spans.every(({ leader, leaderEpoch }) => leader === 1 && leaderEpoch === 0)).toBe(true);
  });

  test('the newest span is what the frame says', () => {
    const session = load();
    for (const at of [3, 12, 20, 30, 44]) {
      const moved = seek(load(), at);
      const { partitions } = (moved.frame as { whole: Frame }).whole;
      seek(session, at);
      const rows = leadership(session).partitions;
      for (const { id, leader, isr } of partitions) {
        const last = rows.find((row) => row.partition === id)?.spans.at(-1);
        expect({ leader: last?.leader, isr: last?.isr }, `${id} at ${at}`).toEqual({ leader, isr });
      }
    }
  });
});

describe('the quorum', () => {
  test('every server with its role, the records in words, and the arithmetic', () => {
    const session = load();
    seek(session, 9);
    const { log } = ask(session, 'metadata-log', { ask: 'metadata-log', branch: 0, from: -1, to: -1 });
    expect(log.quorum).toMatchObject({ voters: [3001, 3002, 3003], majority: 2, fetching: [3001, 3002, 3003] });
    expect(log.quorum.activeController).toBe(log.quorum.leaderId);
    expect(log.replicas.map(({ node }) => node)).toEqual(['c1', 'c2', 'c3', 'b1', 'b2', 'b3']);
    expect(log.replicas.filter(({ voter }) => voter).map(({ node }) => node)).toEqual(['c1', 'c2', 'c3']);
    expect(log.records.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Topic orders/),
        expect.stringMatching(/^Partition orders-0 leader b1/),
      ]),
    );
    const { log: part } = ask(session, 'metadata-log', { ask: 'metadata-log', branch: 0, from: 1, to: 4 });
    expect(part.records.map(({ offset }) => offset)).toEqual([1, 2, 3]);
  });

  test('a dead server is read from its disk; a voter that is gone no longer fetches', () => {
    const session = load();
    seek(session, 5);
    ask(session, 'moved', { ask: 'act', branch: 0, act: { type: 'kill', node: 'c3' } });
    seek(session, 9);
    const { log } = ask(session, 'metadata-log', { ask: 'metadata-log', branch: 0, from: -1, to: -1 });
    const dead = log.replicas.find(({ node }) => node === 'c3')!;
    expect(dead).toMatchObject({ raft: null, status: 'down', voter: true });
    expect(dead.logEndOffset).toBeGreaterThan(0);
    expect(log.quorum.fetching).not.toContain(3003);
  });
});

describe('state charts', () => {
  test('where each server is, and which way it came', () => {
    const session = load();
    seek(session, 9);
    expect(charts(session, 'b1').map(({ chart, current }) => [chart, current])).toEqual([
      ['broker-lifecycle', 'RUNNING'],
      ['broker-control', 'UNFENCED'],
      ['raft-role', 'Follower'],
    ]);
    expect(['c1', 'c2', 'c3'].flatMap((id) => charts(session, id).map(({ current }) => current)).sort()).toEqual([
      'Follower',
      'Follower',
      'Leader',
    ]);
    expect(charts(session, 'p1')).toEqual([]);
    const [life] = charts(session, 'b1');
    expect(life!.taken.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'RECOVERY → RUNNING',
      'STARTING → RECOVERY',
      'NOT_RUNNING → STARTING',
    ]);
    expect(life!.transitions.filter(({ count }) => count > 0)).toHaveLength(3);
  });

  test('a dead process is nowhere; going back it is where it was', () => {
    const session = load();
    seek(session, 10.5);
    const [dead, control, role] = charts(session, 'b1');
    expect([dead!.current, role!.current]).toEqual([null, null]);
    expect(control!.current).toBe('UNFENCED');
    seek(session, 22);
    expect(charts(session, 'b1')[1]!.current).toBe('FENCED');
    seek(session, 9);
    expect(charts(session, 'b1')[0]!.current).toBe('RUNNING');
  });
});

describe('two runs beside each other', () => {
  const told = (rows: readonly DifferenceRow[]): string[] =>
    rows.flatMap((row) =>
      row.type === 'same' ? [] : row.type === 'moved' ? [`⇄ ${row.one.text}`] : [`${row.type}: ${row.fact.text}`],
    );

  test('a fork parts with what was done to it', () => {
    const session = load();
    seek(session, 12);
    seek(session, 6);
    const { branch } = ask(session, 'moved', { ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
    seek(session, 12, branch);
    seek(session, 12);
    const { divergence, rows, until, outcomes } = difference(session, 0, branch);
    expect(until).toBe(seconds(12));
    expect(divergence?.at).toBe(seconds(6));
    expect(rows[0]).toMatchObject({ type: 'same' });
    expect(told(rows)[0]).toMatch(/^other: .*b3/);
    expect(outcomes).toEqual([
      { partition: 'orders-0', one: expect.objectContaining({ leader: expect.any(Number) }), other: expect.anything() },
    ]);
  });

  test('a fork in which nothing was done does not differ', () => {
    const session = load();
    seek(session, 8);
    const { branch } = ask(session, 'moved', { ask: 'fork', branch: 0 });
    seek(session, 14);
    seek(session, 14, branch);
    const { divergence, rows } = difference(session, 0, branch);
    expect(divergence).toBeNull();
    expect(rows.map(({ type }) => type)).toEqual(['same']);
  });

  test('every fact of both is in one row, whichever way round they are compared', () => {
    const session = load();
    seek(session, 6);
    seek(session, 5);
    const { branch } = ask(session, 'moved', { ask: 'act', branch: 0, act: { type: 'pause', node: 'b2' } });
    const counts = [seek(session, 20, 0).factsBefore, seek(session, 20, branch).factsBefore];
    for (const [one, other] of [
      [0, branch],
      [branch, 0],
    ] as const) {
      const { rows, more } = difference(session, one, other);
      const of = (side: 'one' | 'other') =>
        rows.reduce(
          (sum, row) => sum + (row.type === 'same' ? row.count : row.type === side || row.type === 'moved' ? 1 : 0),
          0,
        );
      expect(more).toBe(0);
      expect([of('one'), of('other')]).toEqual([counts[one === 0 ? 0 : 1], counts[one === 0 ? 1 : 0]]);
    }
  });

  test('two runs from the start, of one scenario on two generations of the protocol', () => {
    const session = load();
    seek(session, 30);
    const { branch } = ask(session, 'moved', {
      ask: 'beside',
      branch: 0,
      rung: { protocol: 'truncate-to-high-watermark' },
    });
    seek(session, 30, branch);
    const { rows, until, outcomes } = difference(session, 0, branch);
    expect(until).toBe(seconds(30));
    // Nothing is shared, yet most of what both told is the same.
    const same = rows.reduce((sum, row) => sum + (row.type === 'same' ? row.count : 0), 0);
    expect(same).toBeGreaterThan(400);
    expect(rows[0]).toMatchObject({ type: 'same', from: 0 });
    expect(outcomes[0]).toMatchObject({ partition: 'orders-0', one: { leader: 2 }, other: { leader: 2 } });
  });
});
