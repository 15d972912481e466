/** The worker's session, driven in Node: loading, moving, acting, forking, saving. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Frame } from '../../src/frame/frame.ts';
import type { Act, Answer, Ask, Target } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
type Moved = Extract<Answer, { answer: 'moved' }>;

let session: Session;

function moved(ask: Ask): Moved {
  let answer = session.answer(ask);
  while (answer.answer === 'moved' && answer.more) answer = session.answer(ask);
  if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
  return answer;
}

const seek = (branch: number, at: number) => moved({ ask: 'seek', branch, to: { at } });
const act = (branch: number, what: Act) => moved({ ask: 'act', branch, act: what });

function load(): void {
  session = new Session({ clock: () => performance.now() });
  expect(session.answer({ ask: 'load', name: 'leader-failover', text: TEXT }).answer).toBe('loaded');
}

describe('a session', () => {
  beforeEach(load);

  test('opens just before the first record is sent', () => {
    // A clock that stands still: everything in one call, so that the first answer has the whole frame.
    session = new Session({ clock: () => 0 });
    const answer = session.answer({ ask: 'load', name: 'x', text: TEXT });
    expect(answer).toMatchObject({ answer: 'loaded', scenario: { seed: 1, until: 45_000_000 } });
    const { openAt } = (answer as Extract<Answer, { answer: 'loaded' }>).scenario;
    expect(openAt).toBeGreaterThan(2_000_000);
    expect((seek(0, openAt).frame as { whole: Frame }).whole.ledger.sent).toBe(0);
    expect(seek(0, openAt + 1_000).factsBefore).toBeGreaterThan(0);
    // On a machine that is very slow, too.
    let now = 0;
    const slow = new Session({ clock: () => (now += 60_000) });
    expect(slow.answer({ ask: 'load', name: 'x', text: TEXT })).toMatchObject({ scenario: { openAt } });
  });

  test('a file with mistakes is answered with its problems, by line', () => {
    const answer = session.answer({ ask: 'load', name: 'x', text: 'tidemark: 1\nfoo: 2\n' });
    expect(answer.answer).toBe('problems');
    expect((answer as Extract<Answer, { answer: 'problems' }>).problems[0]).toMatchObject({ line: expect.any(Number) });
  });

  test('what cannot be done is said, and breaks nothing', () => {
    expect(session.answer({ ask: 'fork', branch: 9 })).toMatchObject({
      answer: 'failed',
      reason: 'there is no branch 9',
    });
    expect(session.answer({ ask: 'import', text: '{}' }).answer).toBe('failed');
    expect(seek(0, 3_000_000).branch).toBe(0);
  });

  test('stepping back and forward lands on the same state', () => {
    const there = seek(0, 10_000_000).fingerprint;
    for (let count = 0; count < 20; count++) moved({ ask: 'step', branch: 0, by: 'event', direction: -1 });
    for (let count = 0; count < 20; count++) moved({ ask: 'step', branch: 0, by: 'event', direction: 1 });
    expect(seek(0, 10_000_000).fingerprint).toBe(there);
  });

  test('jumps to the next interesting thing beyond what is recorded', () => {
    seek(0, 9_900_000);
    const answer = moved({ ask: 'step', branch: 0, by: 'interesting', direction: 1 });
    const { facts } = session.answer({
      ask: 'facts',
      branch: 0,
      from: answer.factsBefore - 1,
      to: answer.factsBefore,
    }) as Extract<Answer, { answer: 'facts' }>;
    expect(facts[0]).toMatchObject({ interesting: true, type: 'ProcessKilled' });
  });

  test('what is done at the furthest point seen goes on in the same branch, though more was simulated ahead', () => {
    seek(0, 5_000_000);
    moved({ ask: 'ahead', branch: 0, to: 20_000_000 });
    const answer = act(0, { type: 'kill', node: 'b3' });
    expect(answer.branch).toBe(0);
    expect(answer.branches).toHaveLength(1);
    expect(answer.branches[0]).toMatchObject({ headAt: 5_000_000, commands: [{ text: 'kill b3' }] });
  });

  test('what is done in the past makes a branch; the first run stays as it was', () => {
    const before = seek(0, 12_000_000).fingerprint;
    seek(0, 8_000_000);
    const answer = moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b2' }, name: 'kill b2' });
    expect(answer.branch).toBe(1);
    expect(answer.branches[1]).toMatchObject({ name: 'kill b2', parent: 0, forkedAt: 8_000_000 });
    expect(answer.branches[1]!.divergence?.step).toBe(answer.branches[1]!.forkedAtStep + 1);
    expect(seek(0, 12_000_000).fingerprint).toBe(before);
  });

  test('a branch without changes does not diverge', () => {
    seek(0, 8_000_000);
    moved({ ask: 'fork', branch: 0, name: 'same' });
    const answer = seek(1, 12_000_000);
    expect(answer.branches[1]!.divergence).toBeNull();
    expect(answer.fingerprint).toBe(seek(0, 12_000_000).fingerprint);
  });

  test('a run that is saved and opened again is the same run, to the bit', () => {
    seek(0, 6_000_000);
    act(0, { type: 'kill', node: 'b3' });
    seek(0, 9_000_000);
    act(0, { type: 'cut', from: 'b1', to: 'c1' });
    act(0, { type: 'produce', producer: 'p1', topic: 'orders', key: null, value: 'x' });
    const { fingerprint } = seek(0, 20_000_000);
    const saved = session.answer({ ask: 'export', branch: 0 }) as Extract<Answer, { answer: 'exported' }>;
    session = new Session({ clock: () => performance.now() });
    expect(session.answer({ ask: 'import', text: saved.text }).answer).toBe('loaded');
    expect(seek(0, 20_000_000).fingerprint).toBe(fingerprint);
  });

  test('every act of the screen is carried out', () => {
    // A clock that stands still: everything in one call, so that the first answer has the whole frame.
    const open = (at: number): Frame => {
      session = new Session({ clock: () => 0 });
      session.answer({ ask: 'load', name: 'leader-failover', text: TEXT });
      return (seek(0, at).frame as { whole: Frame }).whole;
    };
    let at = 6_000_000;
    let { messages } = open(at);
    while (messages.every(({ kind }) => kind === 'close')) {
      at += 400;
      ({ messages } = open(at));
    }
    const message = messages.find(({ kind }) => kind !== 'close')!;
    const acts: Act[] = [
      { type: 'hold', message: message.id },
      { type: 'release', connection: message.connection },
      { type: 'pause', node: 'b3' },
      { type: 'resume', node: 'b3' },
      { type: 'restart', node: 'k1' },
      { type: 'slow-link', from: 'b1', to: 'b2', delay: 5_000 },
      { type: 'cut-one-way', from: 'b1', to: 'b3' },
      { type: 'clear-link', from: 'b1', to: 'b3' },
      { type: 'isolate', node: 'c1' },
      { type: 'heal' },
      { type: 'elect-leaders', electionType: 'PREFERRED' },
      { type: 'process', client: 'k1', each: 100_000 },
      { type: 'seek-to', client: 'k1', to: 'beginning' },
      { type: 'pause-partitions', client: 'k1' },
      { type: 'resume-partitions', client: 'k1' },
      { type: 'commit-sync', client: 'k1' },
      { type: 'add-like', client: 'p1' },
      { type: 'add-like', client: 'p1-1' },
      { type: 'close-client', client: 'p1-1' },
      { type: 'controlled-shutdown', node: 'b3' },
      { type: 'power-loss', node: 'b2' },
      { type: 'wipe', node: 'b2' },
      { type: 'start', node: 'b2' },
    ];
    for (const what of acts) expect(act(0, what).branch, what.type).toBe(0);
    expect(seek(0, 7_000_000).branches[0]!.commands.length).toBeGreaterThanOrEqual(acts.length);
  });

  test('verdicts, details, logs and deviations are answered', () => {
    seek(0, 9_000_000);
    const judged = () => session.answer({ ask: 'verdicts', branch: 0 }) as Extract<Answer, { answer: 'verdicts' }>;
    let verdicts = judged();
    while (verdicts.more) verdicts = judged();
    expect(verdicts.verdicts.length).toBeGreaterThan(0);
    expect(verdicts.verdicts.filter(({ ok }) => !ok)).toEqual([]);
    // Each names what it turns on, and that can be asked why of, at that moment.
    const asked = verdicts.verdicts.flatMap(({ asks }) => (asks === null ? [] : [asks]));
    expect(asked.length).toBeGreaterThan(0);
    const { subject, step } = asked[0]!;
    let moved = session.answer({ ask: 'seek', branch: 0, to: { step } });
    while (moved.answer === 'moved' && moved.more) moved = session.answer({ ask: 'seek', branch: 0, to: { step } });
    const chain = session.answer({ ask: 'why-chain', branch: 0, subject });
    expect(chain.answer === 'why-chain' && chain.why.steps[0]?.step).toBe(step);
    for (const target of [
      { type: 'node', id: 'b1' },
      { type: 'node', id: 'p1' },
      { type: 'node', id: 'k1' },
      { type: 'node', id: 'admin' },
      { type: 'partition', id: 'orders-0' },
      { type: 'replica', partition: 'orders-0', broker: 2 },
      { type: 'record', partition: 'orders-0', broker: 2, offset: 3 },
      { type: 'link', from: 'b1', to: 'b2' },
      { type: 'fact', index: 10 },
      { type: 'step', step: 100 },
    ] as const) {
      const { detail } = session.answer({ ask: 'detail', branch: 0, target }) as Extract<Answer, { answer: 'detail' }>;
      expect(detail?.rows.length, JSON.stringify(target)).toBeGreaterThan(0);
    }
    const { log } = session.answer({ ask: 'log', branch: 0, partition: 'orders-0', from: -1, to: -1 }) as Extract<
      Answer,
      { answer: 'log' }
    >;
    expect(log?.replicas.map(({ broker }) => broker)).toEqual([1, 2, 3]);
    const { disk } = session.answer({ ask: 'disk', branch: 0, node: 'b2' }) as Extract<Answer, { answer: 'disk' }>;
    expect(disk?.directories.map(({ name }) => name)).toEqual(['log-dir', '__cluster_metadata-0', 'orders-0']);
    const epochs = disk?.directories[2]?.files.find(({ name }) => name === 'leader-epoch-checkpoint');
    expect(epochs).toEqual({
      name: 'leader-epoch-checkpoint',
      text: epochs?.platter,
      flushed: true,
      platter: epochs?.platter,
    });
    expect(epochs?.text).toMatch(/^0\n\d+\n(\d+ \d+\n)+$/);
    expect(session.answer({ ask: 'disk', branch: 0, node: 'p1' })).toEqual({ answer: 'disk', disk: null });
    expect(session.answer({ ask: 'deviations' })).toMatchObject({ answer: 'deviations' });
  });
});

test('ids of servers are shown with the names that they have on the screen', () => {
  load();
  seek(0, 10_500_000);
  const rowsOf = (target: Target) => {
    const { detail } = session.answer({ ask: 'detail', branch: 0, target }) as Extract<Answer, { answer: 'detail' }>;
    return Object.fromEntries(detail!.rows.map(({ label, value }) => [label, value]));
  };
  expect(rowsOf({ type: 'partition', id: 'orders-0' })).toMatchObject({
    leader: '1 (b1)',
    isr: '[1, 2, 3] (b1, b2, b3)',
  });
  const { facts } = session.answer({ ask: 'facts', branch: 0, from: 0, to: 400 }) as Extract<
    Answer,
    { answer: 'facts' }
  >;
  const elected = facts.find(({ type }) => type === 'QuorumLeaderElected')!;
  const { leaderId, votes } = rowsOf({ type: 'fact', index: elected.index });
  expect(leaderId).toMatch(/^c[123]$/);
  expect(votes).toMatch(/^c[123], c[123](, c[123])?$/);
});
