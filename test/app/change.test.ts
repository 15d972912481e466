/** One thing changed in a scenario: what parts the two runs, what it comes to, and links and files that have both. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Conductor } from '../../src/app/conductor.ts';
import { rungAddress } from '../../src/app/rungs.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { createAppStore, currentView } from '../../src/app/store.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';
import type { OutcomeDifference } from '../../src/frame/outcomeFrames.ts';
import { applyChange, applyChanges, packChanges, readChange, unpackChanges } from '../../src/scenario/change.ts';
import { summaryOf } from '../../src/views/difference/outcomeWords.ts';
import type { Act, Answer, Ask, Change, Target } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';
import { localWire } from './localWire.ts';

type Moved = Extract<Answer, { answer: 'moved' }>;

const textOf = (name: string) => readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
const COMMENT = '# Nobody but the consumer notices the slow links.';

function opened(name: string, text = textOf(name), more: Partial<Extract<Ask, { ask: 'load' }>> = {}) {
  const session = new Session({ clock: () => performance.now() });
  const loaded = session.answer({ ask: 'load', name, text, ...more });
  if (loaded.answer !== 'loaded') throw new Error(JSON.stringify(loaded));
  const { until } = loaded.scenario;
  const once = (ask: Ask): Moved => {
    const answer = session.answer(ask);
    if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const seek = (branch: number, at: number): Moved => {
    let answer = once({ ask: 'seek', branch, to: { at } });
    while (answer.more || !answer.checked) answer = once({ ask: 'seek', branch, to: { at } });
    return answer;
  };
  const change = (what: Change, from: 'start' | 'here' = 'start', branch = 0) => {
    let made = once({ ask: 'change', branch, change: what, from });
    while (made.more) made = once({ ask: 'change', branch, change: what, from });
    return made;
  };
  const act = (branch: number, what: Act) => once({ ask: 'act', branch, act: what });
  const difference = (one = 0, other = 1) => {
    const answer = session.answer({ ask: 'difference', one, other });
    if (answer.answer !== 'difference') throw new Error(JSON.stringify(answer));
    return answer.difference;
  };
  const changeable = (target: Target | null) => {
    const answer = session.answer({ ask: 'changeable', branch: 0, target });
    if (answer.answer !== 'changeable') throw new Error(JSON.stringify(answer));
    return answer.changeable;
  };
  return { session, loaded, until, once, seek, change, act, difference, changeable };
}

/** Both to the end; figures as [as it is, with the change]. */
function outcomeOf(name: string, what: Change) {
  const run = opened(name);
  const made = run.change(what);
  run.seek(0, run.until);
  run.seek(1, run.until);
  const { outcome, divergence, partings } = run.difference();
  const figure = (wanted: string) => {
    const { one, other } = outcome.figures.find((found) => found.name === wanted)!;
    return [one, other] as const;
  };
  const verdict = (wanted: string) => outcome.figures.find((found) => found.name === wanted)!.verdict;
  return { made, outcome, divergence, partings, figure, verdict };
}

const said = (outcome: OutcomeDifference, language: 'en' | 'ko' = 'en') =>
  summaryOf(outcome, { one: 'A', other: 'B' }, language).join('\n');

describe('what it comes to', () => {
  test('acks=all instead of 1: nothing acknowledged is lost, and nobody can write for as long', () => {
    const { made, outcome, figure, verdict } = outcomeOf('acks-one-loses', { producer: 'p1', set: { acks: 'all' } });
    expect(made.branches[1]).toMatchObject({
      beside: 0,
      parent: null,
      words: { en: 'producer p1: acks=all', ko: '프로듀서 p1: acks=all' },
    });
    const [lost, lostWithAll] = figure('lost');
    expect(lost).toBeGreaterThan(0);
    expect(lostWithAll).toBe(0);
    expect(verdict('lost')).toBe('other');
    expect(Math.min(...figure('silence'))).toBeGreaterThan(7_000_000);
    expect(said(outcome)).toContain(
      `In “A”, ${lost} acknowledged records were lost; in “B”, no acknowledged record was lost.`,
    );
    expect(said(outcome, 'ko')).toContain(`‘A’에서는 확인 응답을 받은 레코드 ${lost}개가 유실됐어요. ‘B’에서는`);
  });

  test('the kill left out: a leader all the time, nothing lost', () => {
    const { figure, partings } = outcomeOf('acks-one-loses', { without: 'kill b1' });
    expect(figure('lost')[1]).toBe(0);
    expect(figure('leaderless')[0]).toBeGreaterThan(7_000_000);
    expect(figure('leaderless')[1]).toBe(0);
    expect(partings.one).toMatchObject({ type: 'ProcessKilled', at: 15_050_000 });
  });

  test('the kill before the links are slow: nothing is lost', () => {
    const { figure, made } = outcomeOf('acks-one-loses', { move: 'kill b1', to: '7s' });
    expect(made.branches[1]!.name).toBe('kill b1 at 7s instead of 15.05s');
    expect(figure('lost')[1]).toBe(0);
  });

  test('the kill five seconds later, when the links are healed: nothing is lost', () => {
    const { figure, partings } = outcomeOf('acks-one-loses', { move: 'kill b1', by: '5s' });
    expect(figure('lost')[0]).toBeGreaterThan(0);
    expect(figure('lost')[1]).toBe(0);
    expect(partings.one!.at).toBe(15_050_000);
  });

  test('a follower killed instead of the leader: nobody is without a leader', () => {
    const { figure, partings } = outcomeOf('acks-one-loses', { replace: 'kill b1', with: 'b2' });
    expect(figure('leaderless')[1]).toBe(0);
    expect([partings.one!.fields.node, partings.other!.fields.node]).toEqual(['b1', 'b2']);
  });

  test('the line that a lesson itself asks to change: what is left asks no more', () => {
    const change: Change = { replace: 'kill b3', do: { at: '20.1s', 'controlled-shutdown': 'b3' } };
    const text = textOf('coordinator-failover');
    expect(text).toContain('change: { replace: kill b3');
    const changed = applyChange(text, change);
    expect(changed.ok ? changed.scenario.lesson?.['what-if'] : changed.problems).toBeUndefined();
    expect(opened('coordinator-failover').change(change).branch).toBe(1);
  });

  test('min.insync.replicas=3: with one follower gone nothing is acknowledged', () => {
    const { figure, verdict, outcome } = outcomeOf('acks-and-min-insync-replicas', {
      topic: 'orders',
      set: { 'min.insync.replicas': 3 },
    });
    expect(figure('silence')[1]).toBeGreaterThan(figure('silence')[0] + 5_000_000);
    expect(verdict('silence')).toBe('one');
    expect(outcome.other.silence!.client).toBe('careful');
    expect(figure('failed')[1]).toBeGreaterThan(figure('failed')[0]);
  });

  test('no unclean election by hand: nothing is lost, and there is no leader for longer', () => {
    const { figure } = outcomeOf('unclean-election', { without: 'elect unclean leaders' });
    expect(figure('lost')[0]).toBeGreaterThan(0);
    expect(figure('lost')[1]).toBe(0);
    expect(figure('leaderless')[1]).toBeGreaterThan(figure('leaderless')[0]);
  });

  test('unclean elections allowed: nobody needs to ask for one, as much is lost, sooner', () => {
    const { figure, outcome } = outcomeOf('unclean-election', {
      topic: 'orders',
      set: { 'unclean.leader.election.enable': true },
    });
    expect(figure('uncleanElections')).toEqual([1, 1]);
    expect(figure('lost')[1]).toBeGreaterThan(0);
    expect(figure('leaderless')[1]).toBeLessThan(figure('leaderless')[0]);
    expect(said(outcome)).toMatch(
      /In “A”, orders-0 had no leader for 2\d(\.\d)? s; in “B”, orders-0 had no leader for/,
    );
  });

  test('replica.lag.time.max.ms of 5 s: the ISR shrinks sooner', () => {
    const { figure, partings } = outcomeOf('slow-follower', {
      cluster: true,
      set: { 'replica.lag.time.max.ms': 5000 },
    });
    expect(partings.one).toMatchObject({ type: 'IsrShrinkProposed' });
    expect(figure('silence')[1]).toBeLessThan(figure('silence')[0] - 4_000_000);
  });

  test('enable.idempotence: the retry writes no record twice', () => {
    const { figure } = outcomeOf('duplicates-without-idempotence', {
      producer: 'p1',
      set: { 'enable.idempotence': true },
    });
    expect(figure('duplicated')[0]).toBeGreaterThan(0);
    expect(figure('duplicated')[1]).toBe(0);
  });

  test('linger.ms: other batches, the same records', () => {
    const { figure, divergence } = outcomeOf('linger-and-batches', {
      producer: 'patient',
      set: { 'linger.ms': 0 },
    });
    expect(divergence).not.toBeNull();
    expect(figure('acknowledged')[0]).toBe(figure('acknowledged')[1]);
  });

  test('the cooperative assignor for every member of a group: partitions stand still for less', () => {
    const { figure } = outcomeOf('stop-the-world-or-not', {
      group: 'eager',
      set: { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor' },
    });
    expect(figure('unassigned')[1]).toBeLessThan(figure('unassigned')[0] - 10_000_000);
  });

  test('a Kafka from before KRaft: its metadata is in ZooKeeper, and its name says so', () => {
    const { made, divergence } = outcomeOf('acks-one-loses', { version: '2.6.3' });
    expect(made.branches[1]).toMatchObject({
      name: 'Kafka 2.6.3 · ZooKeeper',
      rung: { version: '2.6.3', era: 'zookeeper' },
    });
    expect(divergence).not.toBeNull();
    const { ok } = applyChange(textOf('acks-one-loses'), { version: '2.6.3' });
    expect(ok).toBe(true);
  });

  test('a setting of a group itself, which its coordinator keeps', () => {
    const { made, divergence } = outcomeOf('stop-the-world-or-not', {
      group: 'new',
      set: { 'consumer.heartbeat.interval.ms': 10_000 },
    });
    expect(made.branches[1]!.name).toBe('group new: consumer.heartbeat.interval.ms=10000');
    expect(divergence).not.toBeNull();
  });

  test('what a record waits for, and how many requests it takes', () => {
    const { figure, outcome } = outcomeOf('high-watermark-one-fetch-behind', { producer: 'p1', set: { acks: 1 } });
    const [all, one] = figure('acknowledging');
    expect(all).toBeGreaterThanOrEqual(200_000);
    expect(one).toBeLessThanOrEqual(101_000);
    expect(said(outcome)).toContain('half of the records were acknowledged within 100 ms');
    expect(figure('requests')[0]).toBeGreaterThan(0);
  });

  test('a broker that does not come back: one copy less of what it had', () => {
    const { figure, outcome } = outcomeOf('leader-failover', { without: 2 });
    expect(figure('underReplicated')).toEqual([0, 1]);
    expect(said(outcome)).toContain('one partition is under-replicated');
  });

  test('an older Kafka, another seed, a slower network: the scenario comes through on each', () => {
    for (const what of [{ version: '3.9.1' }, { seed: 7 }, { latency: '5ms' }] as const) {
      const { divergence, figure } = outcomeOf('leader-failover', what);
      expect(divergence).not.toBeNull();
      expect(figure('acknowledged')[1]).toBeGreaterThan(0);
    }
  });
});

describe('a change', () => {
  test('of nothing parts nowhere', () => {
    const { divergence, outcome, partings } = outcomeOf('acks-one-loses', { producer: 'p1', set: { acks: 1 } });
    expect(divergence).toBeNull();
    expect(partings).toEqual({ one: null, other: null });
    expect(outcome.figures.every(({ verdict }) => verdict === 'same')).toBe(true);
    expect(said(outcome)).toMatch(/^In these figures both came to the same\./);
  });

  test.each<readonly [Change, Change]>([
    [
      { producer: 'p1', set: { acks: 'all' } },
      { producer: 'p1', set: { acks: 1 } },
    ],
    [
      { topic: 'orders', remove: ['min.insync.replicas'] },
      { topic: 'orders', set: { 'min.insync.replicas': 2 } },
    ],
    [
      { broker: 'b2', set: { 'replica.lag.time.max.ms': 900 } },
      { broker: 'b2', remove: ['replica.lag.time.max.ms'] },
    ],
    [{ without: 'kill b1' }, { add: { at: '15.05s', kill: 'b1' } }],
    [
      { move: 'kill b1', by: '-12s' },
      { move: 'kill b1', by: '12s' },
    ],
    [
      { replace: 2, with: 'b3' },
      { replace: 'kill b3', with: 'b1' },
    ],
    [{ seed: 9 }, { seed: 1 }],
    [{ version: '3.9.1' }, { version: '4.3.1' }],
  ])('and its inverse are the same run: %j', (there, back) => {
    const { change, seek } = opened('acks-one-loses');
    const first = seek(0, 20_000_000).fingerprint;
    change(there);
    change(back, 'start', 1);
    expect(seek(1, 20_000_000).fingerprint).not.toBe(first);
    expect(seek(2, 20_000_000).fingerprint).toBe(first);
  });

  test('keeps the comments of the file, and what is not changed', () => {
    const text = textOf('acks-one-loses');
    const changed = applyChange(text, { without: 'kill b1' });
    if (!changed.ok) throw new Error(changed.problems.join());
    expect(changed.text).toContain(COMMENT);
    expect(changed.scenario.timeline).toHaveLength(3);
    expect(applyChanges(text, [])).toMatchObject({ ok: true, text });
  });

  test('that cannot be is told whole, with the nearest right name', () => {
    const problemsOf = (change: Change) => {
      const changed = applyChange(textOf('acks-one-loses'), change);
      return changed.ok ? [] : changed.problems;
    };
    expect(problemsOf({ producer: 'p2', set: { acks: 1 } })).toEqual(['there is no producer p2; did you mean p1?']);
    expect(problemsOf({ producer: 'p1', set: { ack: 1, 'linger.ms': -4 } })).toEqual([
      expect.stringContaining('linger.ms must be'),
      'Kafka has no producer setting ack; did you mean acks?',
    ]);
    expect(problemsOf({ without: 'kil b1' })).toEqual([expect.stringContaining('did you mean kill b1?')]);
    expect(problemsOf({ add: { at: '7s', kill: 'b9' } })).toEqual([expect.stringContaining('there is no node b9')]);
    expect(problemsOf({ move: 'kill b1', by: '-1m' })).toEqual([expect.stringContaining('cannot be 60s earlier')]);
  });

  test('of a feature level: one that this release has, of a cluster that is formatted', () => {
    const { change, changeable, seek, session } = opened('last-replica-standing-with-elr');
    const elr = changeable(null).features.find(({ name }) => name === 'eligible.leader.replicas.version');
    expect(elr).toEqual({ name: 'eligible.leader.replicas.version', level: '1', levels: ['0', '1'] });
    const off = { feature: 'eligible.leader.replicas.version', level: 0 };
    expect(change(off).branches[1]!.words?.en).toBe('eligible.leader.replicas.version=0');
    const tellsElr = [0, 1].map((branch) => {
      const { factsBefore } = seek(branch, 13_000_000);
      const told = session.answer({ ask: 'facts', branch, from: 0, to: factsBefore });
      return told.answer === 'facts' && told.facts.some(({ type }) => type === 'ElrChanged');
    });
    expect(tellsElr).toEqual([true, false]);
    expect(session.answer({ ask: 'change', branch: 0, change: off, from: 'here' })).toMatchObject({ answer: 'failed' });
    const text = textOf('last-replica-standing-with-elr');
    expect(applyChange(text, { feature: 'kraft.version', level: 9 })).toMatchObject({
      problems: [expect.stringContaining('from 0 to 1')],
    });
    expect(applyChange(text, { feature: 'kraft.versoin', level: 1 })).toMatchObject({
      problems: [expect.stringContaining('did you mean kraft.version?')],
    });
  });

  test('that takes away what is expected of: that is not asked, the rest is', () => {
    const text = [
      'tidemark: 1',
      'title: { en: Short, ko: 짧게 }',
      'until: 5s',
      'cluster: { controllers: 1, brokers: 1 }',
      'topics: [{ name: orders, partitions: 1 }]',
      'expect:',
      '  - { fact: TopicCreated, times: 1 }',
      '  - { final: { controller: c1, state: up } }',
      '  - { final: { broker: b1, state: up } }',
    ].join('\n');
    const { change } = opened('short', text);
    expect(change({ version: '2.6.3' }).branches[1]!.words?.en).toContain('one expectation dropped');
    const changed = applyChange(text, { version: '2.6.3' });
    if (!changed.ok) throw new Error(changed.problems.join());
    expect(changed.dropped).toEqual([2]);
    expect(changed.scenario.expect?.map(({ final }) => final?.broker ?? null)).toEqual([null, 'b1']);
  });

  test('is one thing', () => {
    expect(readChange({ version: '3.9.1', seed: 2 })).toMatchObject({ ok: false });
    expect(readChange({ producer: 'p1' })).toMatchObject({ ok: false, problems: ['producer needs set or remove'] });
    expect(readChange({ nothing: 1 })).toMatchObject({ ok: false });
    expect(readChange({ producer: 'p1', set: { acks: 1 } })).toMatchObject({ ok: true });
  });
});

describe('from here on', () => {
  test('a topic is altered while it is written to: one run until then, and both stay', () => {
    const { change, seek, difference, until } = opened('acks-and-min-insync-replicas');
    seek(0, 5_000_000);
    const made = change({ topic: 'orders', set: { 'min.insync.replicas': 3 } }, 'here');
    expect(made.branches[1]).toMatchObject({
      parent: 0,
      forkedAt: 5_000_000,
      words: { en: 'topic orders: min.insync.replicas=3, from 5s on' },
    });
    expect(made.branches[1]!.commands).toHaveLength(1);
    seek(0, until);
    seek(1, until);
    const { divergence, partings } = difference();
    expect(divergence!.at).toBeGreaterThanOrEqual(5_000_000);
    expect(partings.other).not.toBeNull();
  });

  test('what a client reads when it starts is refused there', () => {
    const { session, seek } = opened('acks-one-loses');
    seek(0, 5_000_000);
    const ask = (change: Change) => session.answer({ ask: 'change', branch: 0, change, from: 'here' });
    expect(ask({ producer: 'p1', set: { acks: 'all' } })).toMatchObject({ answer: 'failed' });
  });

  test('what a broker reads when it starts: its file is changed, and it is started again', () => {
    const { change, changeable, seek, session } = opened('acks-one-loses');
    seek(0, 5_000_000);
    change({ broker: 'b2', set: { 'replica.lag.time.max.ms': 9_000 } }, 'here');
    const { factsBefore } = seek(1, 5_000_000);
    const told = session.answer({ ask: 'facts', branch: 1, from: factsBefore - 20, to: factsBefore });
    if (told.answer !== 'facts') throw new Error(told.answer);
    const [edited, ...after] = told.facts.slice(told.facts.findIndex(({ type }) => type === 'ServerReconfigured'));
    expect(edited).toMatchObject({ fields: { node: 'b2', to: 'replica.lag.time.max.ms=9000' } });
    expect(after.slice(0, 2).map(({ type }) => type)).toEqual(['ProcessKilled', 'ProcessStarted']);
    const answer = session.answer({ ask: 'changeable', branch: 1, target: null });
    if (answer.answer !== 'changeable') throw new Error(answer.answer);
    const lagOf = (owner: string, frame: typeof answer.changeable) =>
      frame.owners.find(({ name }) => name === owner)?.settings.find(({ key }) => key === 'replica.lag.time.max.ms');
    expect(lagOf('b2', answer.changeable)).toMatchObject({ value: '30000', now: '9000' });
    expect(lagOf('b2', changeable(null))).toMatchObject({ value: '30000', now: null });
  });

  test('a fault happens now, at the furthest point too', () => {
    const { change, seek } = opened('leader-failover');
    seek(0, 5_000_000);
    const made = change({ add: { kill: 'b3' } }, 'here');
    expect(made.branches).toHaveLength(2);
    expect(made.branches[1]!.words).toEqual({ en: 'with kill b3, from 5s on', ko: 'kill b3 추가 (5s부터)' });
    expect(seek(1, 5_100_000).fingerprint).not.toBe(seek(0, 5_100_000).fingerprint);
  });
});

describe('what was changed', () => {
  test('is repeated with what was done by hand', () => {
    const { act, change, seek } = opened('leader-failover');
    seek(0, 6_000_000);
    act(0, { type: 'kill', node: 'b3' });
    const made = change({ producer: 'p1', set: { 'linger.ms': 7 } });
    expect(made.leftOut).toBe(0);
    expect(made.branches[1]!.commands).toEqual([{ step: expect.any(Number), at: 6_000_000, text: 'kill b3' }]);
    expect(seek(1, 9_000_000).frame).toBeDefined();
  });

  test('is in the saved run', () => {
    const { session, change, seek } = opened('acks-one-loses');
    change({ producer: 'p1', set: { acks: 'all' } });
    const { fingerprint } = seek(1, 20_000_000);
    const saved = session.answer({ ask: 'export', branch: 1 });
    if (saved.answer !== 'exported') throw new Error(JSON.stringify(saved));
    const other = new Session({ clock: () => performance.now() });
    expect(other.answer({ ask: 'import', text: saved.text })).toMatchObject({ answer: 'loaded' });
    let answer = other.answer({ ask: 'seek', branch: 0, to: { at: 20_000_000 } });
    while (answer.answer === 'moved' && answer.more)
      answer = other.answer({ ask: 'seek', branch: 0, to: { at: 20_000_000 } });
    expect(answer).toMatchObject({ fingerprint });
  });

  test('is in the link: of two runs beside each other both are as they were', () => {
    const { change, seek } = opened('acks-one-loses');
    change({ producer: 'p1', set: { acks: 'all' } });
    const { branches } = change({ version: '3.9.1' }, 'start', 1);
    const prints = [0, 1, 2].map((branch) => seek(branch, 20_000_000).fingerprint);
    for (const [one, two] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const hash = writeAddress({ scenario: 'acks-one-loses', ...rungAddress(branches, two, one) });
      const { address, bad } = readAddress('', hash);
      expect(bad).toEqual([]);
      const more = address.changed === undefined ? {} : { changed: address.changed };
      const other = opened('acks-one-loses', undefined, more);
      const rung = address.beside === undefined ? {} : { rung: address.beside };
      other.once({ ask: 'change', branch: 0, change: { packed: address.change! }, from: 'start', ...rung });
      expect([other.seek(0, 20_000_000).fingerprint, other.seek(1, 20_000_000).fingerprint]).toEqual([
        prints[one],
        prints[two],
      ]);
    }
  });

  test('and what was done by hand in it are in one link', () => {
    const { session, act, change, seek } = opened('leader-failover');
    change({ producer: 'p1', set: { 'linger.ms': 7 } });
    seek(1, 6_000_000);
    const { branches } = act(1, { type: 'kill', node: 'b3' });
    const link = session.answer({ ask: 'link', branch: 1 });
    if (link.answer !== 'link' || link.acts === null) throw new Error(JSON.stringify(link));
    const { fingerprint } = seek(1, 12_000_000);
    const { changed } = rungAddress(branches, 1, null);
    const other = opened('leader-failover', undefined, { changed: changed!, acts: link.acts });
    expect(other.loaded.scenario.linked).toEqual({ fingerprint: expect.any(String) });
    expect(other.seek(0, 12_000_000).fingerprint).toBe(fingerprint);
  });

  test('stands beside the run it was changed in, and what cannot be leaves that run as it is', async () => {
    const conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
    const name = 'leader-failover';
    await conductor.load({ name, fileName: `${name}.yaml`, text: textOf(name), kind: 'scenario' }, { at: 8_000_000 });
    expect(await conductor.change({ producer: 'p9', set: { acks: 1 } }, 'start')).toContain('did you mean p1?');
    expect(conductor.state).toMatchObject({ branch: 0, compare: null });
    expect(await conductor.change({ producer: 'p1', set: { acks: 1 } }, 'start')).toBeNull();
    expect(conductor.state).toMatchObject({ branch: 1, compare: 0 });
    expect(currentView(conductor.state)?.frame.at).toBe(8_000_000);
    conductor.close();
  });

  test('in a link that somebody has written is read with care', () => {
    expect(unpackChanges(packChanges([{ producer: '프로듀서' }]))).toMatchObject({ ok: false });
    expect(unpackChanges('W10')).toEqual({ ok: true, changes: [] });
    for (const bad of [
      '',
      '!',
      'AAAA',
      'A'.repeat(7_000),
      packChanges(Array.from({ length: 21 }, () => ({ seed: 1 }))),
    ]) {
      expect(unpackChanges(bad).ok).toBe(false);
    }
    const { loaded } = opened('acks-one-loses', undefined, { changed: 'AAAA' });
    expect(loaded.scenario.refused).not.toBeNull();
    const { loaded: unknown } = opened('acks-one-loses', undefined, { changed: packChanges([{ without: 'kill b7' }]) });
    expect(unknown.scenario.refused?.en).toContain('kill b7');
  });
});

describe('what can be changed', () => {
  test('begins with what was pointed at, with values as they stand', () => {
    const { changeable } = opened('acks-one-loses');
    const ofProducer = changeable({ type: 'node', id: 'p1' });
    expect(ofProducer.owners[0]).toMatchObject({ kind: 'producer', name: 'p1' });
    const acks = ofProducer.owners[0]!.settings.find(({ key }) => key === 'acks')!;
    expect(acks).toMatchObject({ value: '1', standard: 'all', isSet: true, isDynamic: false });
    const ofPartition = changeable({ type: 'partition', id: 'orders-0' });
    const isr = ofPartition.owners[0]!.settings.find(({ key }) => key === 'min.insync.replicas')!;
    expect(isr).toMatchObject({ type: 'number', value: '2', standard: '1', isDynamic: true, min: 1 });
    expect(
      changeable({ type: 'node', id: 'b1' })
        .lines.filter(({ isNear }) => isNear)
        .map(({ words }) => words),
    ).toEqual(['slow-link b1, b2, b3', 'kill b1', 'start b1']);
    expect(changeable(null).near).toBe(0);
  });

  test('of a fact are the lines of the script that led to it', () => {
    const { session, seek, until, changeable } = opened('acks-one-loses');
    const { factCount } = seek(0, until);
    const answer = session.answer({ ask: 'facts', branch: 0, from: 0, to: factCount });
    if (answer.answer !== 'facts') throw new Error(JSON.stringify(answer));
    const killed = answer.facts.find(({ type }) => type === 'ProcessKilled');
    let from = 0;
    let index = killed?.index;
    while (index === undefined && from < factCount) {
      from += 500;
      const more = session.answer({ ask: 'facts', branch: 0, from, to: from + 500 });
      if (more.answer === 'facts') index = more.facts.find(({ type }) => type === 'ProcessKilled')?.index;
    }
    const { lines } = changeable({ type: 'fact', index: index! });
    expect(lines.filter(({ isNear }) => isNear).map(({ words }) => words)).toEqual(['kill b1']);
    expect(lines[1]).toMatchObject({ number: 2, at: 15_050_000, node: 'b1', others: ['b2', 'b3'] });
  });

  test('every setting that is offered can be set to what it stands at', () => {
    const { changeable } = opened('stop-the-world-or-not');
    const text = textOf('stop-the-world-or-not');
    for (const { kind, name, settings } of changeable(null).owners) {
      if (['broker', 'controller'].includes(kind) && name !== 'b1') continue;
      for (const { key, value, isSet } of settings) {
        if (!isSet || value === null) continue;
        const whose = kind === 'cluster' ? { cluster: true as const } : { [kind]: name };
        expect([key, applyChange(text, { ...whose, set: { [key]: value } })]).toMatchObject([key, { ok: true }]);
      }
    }
  });
});
