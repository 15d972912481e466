/** A player that is locked: the simulation itself lets nobody change a run, whatever the page around it asks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const text = readFileSync(join(import.meta.dirname, '../../scenarios/leader-failover.yaml'), 'utf8');

test('nothing is done to the cluster, in this run or the next; it can be looked at all the same', () => {
  const session = new Session({ clock: () => 0 });
  const load = () => {
    const answer = session.answer({ ask: 'load', name: 'x', text });
    if (answer.answer !== 'loaded') throw new Error(JSON.stringify(answer));
    return answer.branch;
  };
  const refused = (branch: number): readonly string[] => {
    const asks: readonly Ask[] = [
      { ask: 'act', branch, act: { type: 'kill', node: 'b1' } as never, name: 'kill b1' },
      { ask: 'act', branch, act: { type: 'typed', line: 'kafka-topics --list' } as never, name: 'typed' },
      { ask: 'change', branch, change: { whatIf: 0 }, from: 'start' },
      { ask: 'beside', branch, rung: { version: '3.9' } },
      { ask: 'drill-other', branch, cause: 'any', name: 'another cause' },
    ];
    return asks.map((ask) => {
      const answer = session.answer(ask);
      return answer.answer === 'failed' ? answer.reason : answer.answer;
    });
  };
  const branch = load();
  expect(session.answer({ ask: 'fork', branch, name: 'before' }).answer).toBe('moved');
  expect(session.answer({ ask: 'lock' })).toEqual({ answer: 'locked' });
  const again = load();
  expect(refused(again).every((said) => /watched, not changed/.test(said))).toBe(true);
  expect(session.answer({ ask: 'seek', branch: again, to: { at: 1_000_000 } }).answer).toBe('moved');
  expect(session.answer({ ask: 'fork', branch: again, name: 'mine' }).answer).toBe('moved');
});
