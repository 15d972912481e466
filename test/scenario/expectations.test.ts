/** Verdicts: each kind of expectation, held and not held, and the words for it. */
import { describe, expect, test } from 'vitest';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { emptyImage } from '../../src/kafka/metadata/image.ts';
import { judge } from '../../src/scenario/expectations.ts';
import { finalStateOf } from '../../src/scenario/finalState.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { scenarioOf } from './support.ts';

const sent = (record: number): KafkaFact => ({
  type: 'RecordSent',
  client: 'p1',
  partition: 'orders-0',
  record,
  key: null,
  batch: 1,
  availableBytes: 0,
});
const isr = (isr: number[], previousIsr: number[]): KafkaFact => ({
  type: 'IsrChanged',
  partition: 'orders-0',
  isr,
  previousIsr,
  leaderEpoch: 0,
  partitionEpoch: 1,
});

/** One fact a second, from 1 s on. */
const FACTS = [sent(0), sent(1), isr([1, 2], [1, 2, 3]), sent(2), isr([1, 2, 3], [1, 2])].map((fact, place) => ({
  at: (place + 1) * 1_000_000,
  node: 'p1',
  fact,
}));

function verdict(expectation: string, broken: string[] = []): string {
  const [result] = verdicts(expectation, broken);
  return `${result!.ok ? 'holds' : 'fails'}: ${result!.text}: ${result!.detail}`;
}

function verdicts(expectation: string, broken: readonly string[], promised = true) {
  const scenario = scenarioOf(`producers: [{ name: p1 }]\nexpect: [${expectation}]`);
  const final = finalStateOf(FACTS, emptyImage(), () => 'up');
  const breaks = broken.map((name) => ({ name, at: 2_500_000, step: 7, detail: 'b1 lost it', promised }));
  return judge(scenario, { facts: FACTS, final, broken: breaks });
}

test.each([
  ['{ fact: RecordSent }', 'holds: RecordSent: happened 3 times, first at 1.000s'],
  ['{ fact: RecordFailed }', 'fails: RecordFailed: did not happen'],
  ['{ fact: RecordSent, times: 3 }', 'holds: RecordSent, 3 times: happened 3 times, first at 1.000s'],
  ['{ fact: RecordSent, times: 2 }', 'fails: RecordSent, 2 times: happened 3 times, first at 1.000s'],
  ['{ fact: RecordSent, at-least: 4 }', 'fails: RecordSent, at least 4 times: happened 3 times, first at 1.000s'],
  ['{ fact: RecordFailed, at-most: 4 }', 'holds: RecordFailed, at most 4 times: did not happen'],
  ['{ fact: RecordSent, after: 2s, before: 4s }', 'holds: RecordSent from 2s before 4s: happened at 2.000s'],
  [
    '{ fact: RecordSent, where: { record: { at-least: 2 } } }',
    'holds: RecordSent record at least 2: happened at 4.000s',
  ],
  ['{ fact: IsrChanged, where: { isr: [1, 2] } }', 'holds: IsrChanged isr [1,2]: happened at 3.000s'],
  ['{ fact: IsrChanged, where: { isr: [2, 1] } }', 'fails: IsrChanged isr [2,1]: did not happen'],
  ['{ fact: IsrChanged, where: { isr: { contains: 3 } } }', 'holds: IsrChanged isr with 3: happened at 5.000s'],
  [
    '{ fact: RecordSent, where: { key: null }, times: 3 }',
    'holds: RecordSent key null, 3 times: happened 3 times, first at 1.000s',
  ],
  ['{ fact: RecordSent, where: { client: { not: p1 } } }', 'fails: RecordSent client not p1: did not happen'],
  [
    '{ fact: RecordSent, where: { client: { not: null } }, times: 3 }',
    'holds: RecordSent client not null, 3 times: happened 3 times, first at 1.000s',
  ],
  [
    '{ fact: RecordSent, where: { record: { in: [1, 2] } }, times: 2 }',
    'holds: RecordSent record one of 1, 2, 2 times: happened 2 times, first at 2.000s',
  ],
  [
    '{ fact: IsrChanged, where: { isr: { not: [] } }, times: 2 }',
    'holds: IsrChanged isr not [], 2 times: happened 2 times, first at 3.000s',
  ],
  ['{ fact: IsrChanged, where: { isr: { not: [1, 2] } } }', 'holds: IsrChanged isr not [1,2]: happened at 5.000s'],
  // Nothing of its kind happened: what is there of the kind beside it.
  [
    '{ fact: RecordAcknowledged, where: { client: p1 } }',
    'fails: RecordAcknowledged client p1: did not happen; there is no RecordAcknowledged at all, but RecordSent 3 times, first at 1.000s',
  ],
  ['{ fact: IsrShrinkProposed }', 'fails: IsrShrinkProposed: did not happen, but IsrChanged 2 times, first at 3.000s'],
  ['{ fact: LogTruncated, after: 2s }', 'fails: LogTruncated from 2s: did not happen; there is no LogTruncated at all'],
  ['{ never: { fact: RecordFailed } }', 'holds: never RecordFailed: did not happen'],
  ['{ never: { fact: RecordSent, after: 4s } }', 'fails: never RecordSent from 4s: happened at 4.000s'],
  ['{ final: { producer: p1, sent: 3, state: up } }', 'holds: at the end p1: sent 3, state up: so it is'],
  ['{ final: { producer: p1, sent: 4, failed: 1 } }', 'fails: at the end p1: sent 4, failed 1: sent is 3; failed is 0'],
  [
    '{ final: { producer: p1, sent: { at-least: 2, at-most: 3 } } }',
    'holds: at the end p1: sent at-least 2 at-most 3: so it is',
  ],
  ['{ final: { partition: orders-0, leader: 1 } }', 'fails: at the end orders-0: leader 1: orders-0 does not exist'],
  [
    '{ final: { broker: b1, fenced: false } }',
    'fails: at the end b1: fenced false: fenced is not known: it never registered',
  ],
  ['{ property: LeaderInIsr }', 'holds: property LeaderInIsr: held after every event'],
  ['{ breaks: LeaderInIsr }', 'fails: breaks LeaderInIsr: held after every event'],
])('%s', (expectation, said) => {
  expect(verdict(expectation)).toBe(said);
});

test('properties that broke', () => {
  expect(verdict('{ property: LeaderInIsr }', ['LeaderInIsr'])).toBe(
    'fails: property LeaderInIsr: broke at 2.500s: b1 lost it',
  );
  expect(verdict('{ breaks: LeaderInIsr }', ['LeaderInIsr'])).toBe(
    'holds: breaks LeaderInIsr: broke at 2.500s: b1 lost it',
  );
});

describe('anomalies', () => {
  const said = (expectation: string, broken: readonly string[], promised?: boolean) =>
    verdicts(expectation, broken, promised).map(
      ({ ok, text, detail }) => `${ok ? 'holds' : 'fails'}: ${text}: ${detail}`,
    );
  const shown = '{ anomaly: duplicate, shown: true }';
  const absent = '{ anomaly: duplicate, shown: false }';

  test('that nothing promised away are what a lesson asks for', () => {
    expect(said(shown, ['duplicate'], false)).toEqual(['holds: shows duplicate: at 2.500s: b1 lost it']);
    expect(said(shown, [], false)).toEqual(['fails: shows duplicate: no client saw one']);
    expect(said(absent, ['duplicate'], false)).toEqual(['fails: no duplicate: at 2.500s: b1 lost it']);
    expect(said(absent, [])).toEqual(['holds: no duplicate: no client saw one']);
    expect(said('', ['duplicate'], false)).toEqual([]);
  });

  test('that were promised away fail every run, once', () => {
    const bug = expect.stringMatching(/^fails: no duplicate: at 2\.500s: b1 lost it; promised: retries=0/);
    expect(said('', ['duplicate'])).toEqual([bug]);
    expect(said('{ fact: RecordSent }', ['duplicate', 'LeaderInIsr'])).toEqual([expect.stringMatching(/^holds/), bug]);
    expect(said(shown, ['duplicate'])).toEqual(['holds: shows duplicate: at 2.500s: b1 lost it', bug]);
    expect(said(absent, ['duplicate'])).toEqual(['fails: no duplicate: at 2.500s: b1 lost it']);
  });
});

test('final states of a real run', () => {
  const { verdicts } = runScenario(
    scenarioOf(`
until: 25s
producers: [{ name: p1, send: [{ topic: orders, every: 100ms, count: 20 }] }]
consumers: [{ name: k1, assign: [orders], config: { auto.offset.reset: earliest } }]
timeline: [{ at: 10s, kill: b3 }, { at: 12s, pause: c1 }]
expect:
  - { final: { partition: orders-0, leader: 1, leader-epoch: 0, replicas: [1, 2, 3], isr: [2, 1], elr: [], high-watermark: 20 } }
  - { final: { producer: p1, sent: 20, acknowledged: 20, failed: 0, unknown: 0, state: up } }
  - { final: { consumer: k1, consumed: 20, position: { orders-0: 20 } } }
  - { final: { broker: b3, state: down, fenced: true } }
  - { final: { broker: b1, state: up, fenced: false } }
  - { final: { controller: c1, state: paused } }`),
  );
  expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
});

test.each([
  ['{ fact: RecordSent, times: 2, after: 2s, before: 4s }', 'RecordSent, 2번, 2s부터 4s 전까지: 2.000s에 일어남'],
  [
    '{ never: { fact: IsrChanged, where: { isr: { contains: 3 } } } }',
    '없어야 할 것: IsrChanged isr 3 포함: 5.000s에 일어남',
  ],
  ['{ final: { producer: p1, sent: { at-least: 4 } } }', '끝날 때 p1: sent at-least 4: 실제 sent: 3'],
  ['{ property: LogMatching }', '속성 LogMatching: 모든 이벤트 뒤에 성립'],
])('%s in Korean', (expectation, told) => {
  const [{ says }] = verdicts(expectation, []) as [ReturnType<typeof verdicts>[number]];
  expect(`${says.text.ko}: ${says.detail.ko}`).toBe(told);
});
