/** What takes many events is done a piece at a time: in between the page is answered, and may want something else. */
import { describe, expect, test } from 'vitest';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = `tidemark: 1
title: { en: A long run, ko: 긴 실행 }
until: 30s
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, partitions: 1, replication-factor: 3 }]
producers: [{ name: p, send: [{ topic: orders, every: 100ms, count: 100 }] }]
expect: [{ never: { fact: RecordFailed } }]
`;
type Moved = Extract<Answer, { answer: 'moved' }>;

/** A clock that is always a moment further: each call has one piece. */
function opened(sliceMs = 1) {
  let now = 0;
  const session = new Session({ clock: () => now++, sliceMs });
  if (session.answer({ ask: 'load', name: 'long', text: TEXT }).answer !== 'loaded') throw new Error('not loaded');
  const moved = (ask: Ask): Moved => {
    const answer = session.answer(ask);
    if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const seek = (branch: number, at: number): Moved => {
    let answer = moved({ ask: 'seek', branch, to: { at } });
    while (answer.more) answer = moved({ ask: 'seek', branch, to: { at } });
    return answer;
  };
  return { session, moved, seek };
}

const BESIDE: Ask = { ask: 'beside', branch: 0, rung: { version: '3.9.1' } };

describe('a run beside a long one in which something was done by hand', () => {
  test('is made in pieces, and other things are answered in between', () => {
    const { session, moved, seek } = opened();
    seek(0, 20_000_000);
    moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b2' } });
    let pieces = 0;
    let made = moved(BESIDE);
    for (; made.more; made = moved(BESIDE)) {
      pieces++;
      expect(made.branch).toBe(0);
      expect(session.answer({ ask: 'detail', branch: 0, target: { type: 'node', id: 'b1' } }).answer).toBe('detail');
    }
    expect(pieces).toBeGreaterThan(10);
    expect(made).toMatchObject({ branch: 1, leftOut: 0 });
    expect(made.branches[1]!.commands.map(({ at, text }) => [at, text])).toEqual([[20_000_000, 'kill b2']]);
    // In one piece it is the same run.
    const whole = opened(60_000_000);
    whole.seek(0, 20_000_000);
    whole.moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b2' } });
    const there = whole.moved(BESIDE);
    expect(there).toMatchObject({ more: false, branch: 1 });
    expect(whole.seek(1, 25_000_000).fingerprint).toBe(seek(1, 25_000_000).fingerprint);
  });

  test('is given up when nobody asks again, and begun anew when more was done', () => {
    const { moved, seek } = opened();
    seek(0, 10_000_000);
    moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b2' } });
    for (let piece = 0; piece < 5; piece++) expect(moved(BESIDE).more).toBe(true);
    const after = seek(0, 11_000_000);
    expect(after.branches).toHaveLength(1);
    moved({ ask: 'act', branch: 0, act: { type: 'start', node: 'b2' } });
    let made = moved(BESIDE);
    while (made.more) made = moved(BESIDE);
    expect(made.branches[1]!.commands.map(({ text }) => text)).toEqual(['kill b2', 'start b2']);
  });
});

test('expectations of a long run are judged in pieces, beside a run that is made', () => {
  const { session, moved, seek } = opened();
  seek(0, 5_000_000);
  moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b2' } });
  const judged = () => session.answer({ ask: 'verdicts', branch: 0 }) as Extract<Answer, { answer: 'verdicts' }>;
  let [made, verdicts] = [moved(BESIDE), judged()];
  let pieces = 0;
  for (; verdicts.more || made.more; pieces++) {
    if (made.more) made = moved(BESIDE);
    if (verdicts.more) verdicts = judged();
  }
  expect(pieces).toBeGreaterThan(5);
  expect(verdicts.verdicts).toMatchObject([{ ok: true }]);
});

test('branches: no more of them than a page has room for', () => {
  const { moved, session } = opened();
  for (let count = 1; count < 200; count++) moved({ ask: 'fork', branch: 0 });
  expect(session.answer({ ask: 'fork', branch: 0 })).toMatchObject({
    answer: 'failed',
    reason: 'there are 200 branches, and no room for another: open the scenario again',
  });
});
