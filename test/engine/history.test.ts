/** The engine with the ping-pong protocol: forward, backward, seek, fork, links, kills. No Kafka here. */
import { describe, expect, test } from 'vitest';
import { firstDivergence } from '../../src/record/divergence.ts';
import { History } from '../../src/record/history.ts';
import { rally } from '../../src/sim/pingPong.ts';

function played(seed: number, strokes = 5000): History<import('../../src/sim/pingPong.ts').PingPong> {
  const history = new History(rally(seed, strokes), { freeze: true });
  history.runUntil(60_000_000);
  return history;
}

describe('a recorded run', () => {
  test('is the same twice, and another seed is another run', () => {
    expect(played(1).kernel.fingerprint).toBe(played(1).kernel.fingerprint);
    expect(played(1).kernel.fingerprint).not.toBe(played(2).kernel.fingerprint);
  });

  test('seeks to any step with the state a straight replay gives', () => {
    const history = played(7);
    expect(history.head).toBeGreaterThan(9_000);
    for (const step of [9_000, 1, 4_096, 4_095, 0, 8_191, 17, history.head]) {
      history.seek(step);
      const straight = new History(rally(7, 5000));
      straight.seek(step);
      expect(history.position).toBe(step);
      expect(history.kernel.checkpoint()).toEqual(straight.kernel.checkpoint());
    }
  });

  test('is come back to where it was left, whatever the clock said there, without running all of the way again', () => {
    const history = played(7);
    history.seek(5_000);
    const { nextTime } = history.kernel;
    const straight = new History(rally(7, 5000));
    for (const [step, idle] of [
      [9_000],
      [5_000],
      [8_191, true],
      [5_000, true],
      [9_000],
      [5_001],
      [6_000],
      [5_000],
    ] as const) {
      history.seek(step);
      straight.seek(0);
      straight.seek(step);
      expect(history.kernel.checkpoint()).toEqual(straight.kernel.checkpoint());
      if (idle) history.kernel.idleUntil(history.kernel.nextTime!);
    }
    expect(history.kernel.nextTime).toBe(nextTime);
    let ran = 0;
    const { kernel } = history;
    const runNext = kernel.runNext.bind(kernel);
    kernel.runNext = (limit) => {
      ran++;
      return runNext(limit);
    };
    for (let turn = 0; turn < 10; turn++) for (const step of [9_000, 5_000]) history.seek(step);
    expect(ran).toBeLessThan(96 * 20);
    const branch = history.fork();
    branch.seek(4_000);
    branch.seek(5_000);
    expect(branch.kernel.checkpoint()).toEqual(straight.kernel.checkpoint());
  });

  test('forks: the past is shared, the future is not', () => {
    const history = played(3);
    history.seek(5_000);
    const branch = history.fork();
    branch.command({ type: 'kill', node: 'bob' });
    branch.runUntil(60_000_000);
    expect(firstDivergence(history, branch)).toBe(5_001);
    expect(branch.trace.at(4_000)).toBe(history.trace.at(4_000));
    expect(branch.facts.at(-1)?.fact.type).not.toBe('BallReturned');
    const fingerprint = branch.kernel.fingerprint;
    const end = branch.head;
    branch.seek(100);
    branch.seek(end);
    expect(branch.kernel.fingerprint).toBe(fingerprint);
  });

  test('a cut link holds messages and delivers them, in order, after it heals', () => {
    const history = new History(rally(5, 50));
    history.runUntil(3_000);
    history.command({ type: 'link', from: ['ann'], to: ['bob'], rule: { cut: true } });
    history.runUntil(5_000_000);
    const waiting = history.head;
    history.command({ type: 'heal' });
    history.runUntil(9_000_000);
    expect(history.head).toBeGreaterThan(waiting + 10);
  });

  test('a paused node handles nothing, and everything once resumed', () => {
    const history = new History(rally(5, 50));
    history.runUntil(3_000);
    history.command({ type: 'pause', node: 'bob' });
    history.runUntil(1_000_000);
    const stateBefore = history.kernel.node('bob')?.state;
    history.command({ type: 'resume', node: 'bob' });
    history.runUntil(2_000_000);
    expect(history.kernel.node('bob')?.state).not.toEqual(stateBefore);
    expect(history.kernel.node('bob')?.state?.strokesLeft).toBe(0);
  });

  test('a new settings file counts from the next start on, and not before, in a branch and after a seek', () => {
    const setup = { opponent: 'ann', serves: false, strokes: 3 };
    const world = rally(5, 50);
    const [ann, bob] = world.nodes;
    const history = new History({ ...world, nodes: [ann!, { ...bob!, setups: { short: setup } }] });
    history.runUntil(3_000);
    history.command({ type: 'reconfigure', node: 'bob', to: 'nothing like it' });
    expect(history.kernel.node('bob')?.nextSetup).toBeUndefined();
    history.command({ type: 'reconfigure', node: 'bob', to: 'short' });
    const before = history.head;
    expect(history.kernel.node('bob')?.setup.strokes).toBe(50);
    history.command({ type: 'kill', node: 'bob' });
    history.command({ type: 'start', node: 'bob' });
    history.runUntil(3_001);
    expect(history.kernel.node('bob')?.setup).toBe(setup);
    const { fingerprint } = history.kernel;
    const end = history.head;
    history.seek(before);
    expect(history.kernel.node('bob')?.setup.strokes).toBe(50);
    expect(history.kernel.node('bob')?.nextSetup).toBe(setup);
    history.seek(end);
    expect(history.kernel.node('bob')?.setup).toBe(setup);
    expect(history.kernel.fingerprint).toBe(fingerprint);
  });

  test('a killed node is noticed by its peer and can start again', () => {
    const history = new History(rally(5, 5000));
    history.runUntil(3_000);
    history.command({ type: 'kill', node: 'bob' });
    history.runUntil(200_000);
    expect(history.kernel.node('bob')?.status).toBe('down');
    history.command({ type: 'start', node: 'bob' });
    const before = history.head;
    history.runUntil(1_000_000);
    expect(history.head).toBeGreaterThan(before + 100);
  });

  test('what waited for a paused process does not reach the process started in its place', () => {
    const history = new History(rally(5, 5000));
    history.runUntil(3_000);
    history.command({ type: 'pause', node: 'ann' });
    history.command({ type: 'tell', node: 'ann', order: { serve: true } });
    history.command({ type: 'resume', node: 'ann' });
    history.command({ type: 'kill', node: 'ann' });
    history.command({ type: 'start', node: 'ann' });
    const served = history.kernel.pendingCount;
    history.forward(history.kernel.now);
    expect(history.kernel.pendingCount).toBe(served - 1);
  });
});
