/** Every kind of question, marked from the run: right and wrong answers, what contradicts a wrong one, and why. */
import { describe, expect, test } from 'vitest';
import { asking, option } from './support.ts';

/** A record a second; the leader is killed at 8 s. */
const FAILOVER = `
until: 30s
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 1s, count: 20 }] }]
consumers: [{ name: k1, assign: [orders], config: { auto.offset.reset: earliest } }]
timeline: [{ at: 8s, kill: b1 }]
lesson:
  misconception: { en: It leads at once., ko: 바로 이어받아요. }
  minutes: 3
  beats:
    - name: dies
      say: { en: It dies., ko: 죽어요. }
      stop: { fact: ProcessKilled, where: { node: b1 }, just-before: true }
      predict:
        ask: { en: Who leads?, ko: 누가 이끌까요? }
        choose:
          - say: { en: Nobody until it is back, ko: 아무도 }
            when: { happens: { fact: ProcessStarted, where: { node: b1 } } }
            because: { en: Another did., ko: 다른 브로커가. }
            evidence: { fact: LeaderElected }
          - say: { en: The first in the ISR, ko: 첫째 }
            when: { field: { fact: LeaderElected, name: leader }, is: b2 }
          - say: { en: The last in the ISR, ko: 끝 }
            when: { field: { fact: LeaderElected, name: leader }, is: b3 }
            because: { en: They stand in order., ko: 순서대로예요. }
            evidence: { fact: BecameLeader }
      reveal: { fact: LeaderElected }
      why: { fact: LeaderElected }
      outcome: { en: It leads., ko: 이끌어요. }
    - name: who
      say: { en: Who is left?, ko: 누가 남죠? }
      stop: { fact: ProcessKilled, since: start, just-before: true }
      predict:
        ask: { en: The ISR then?, ko: 그때 ISR은? }
        node:
          of: brokers
          is: { state: { partition: orders-0, read: isr } }
          wrong:
            - is: { state: { partition: orders-0, read: replicas } }
              because: { en: A dead one is not., ko: 죽은 것은 아니에요. }
              evidence: { fact: IsrChanged }
            - is: [b1, b2]
              because: { en: Both are wrong., ko: 둘 다 아니에요. }
      reveal: { fact: BecameLeader }
    - name: leader
      say: { en: The leader., ko: 리더. }
      stop: { fact: ProcessKilled, since: start, just-before: true }
      predict:
        ask: { en: Who leads?, ko: 누가? }
        node:
          of: brokers
          none: { en: Nobody, ko: 없음 }
          is: { field: { fact: LeaderElected, name: leader } }
          wrong:
            - { is: none, because: { en: Somebody does., ko: 있어요. } }
      reveal: { fact: BecameLeader }
    - name: how-long
      say: { en: How long?, ko: 얼마나? }
      stop: { fact: ProcessKilled, since: start }
      predict:
        ask: { en: How long?, ko: 얼마나? }
        number:
          is: { span: { to: { fact: LeaderElected } } }
          unit: { en: ms, ko: ms }
          within-percent: 10
          wrong: [{ is: 30000, because: { en: It is no timeout of clients., ko: 아니에요. } }]
      reveal: { fact: LeaderElected }
    - name: order
      say: { en: In which order?, ko: 순서는? }
      stop: { fact: ProcessKilled, since: start }
      predict:
        ask: { en: In which order?, ko: 순서는? }
        order:
          - { say: { en: It leads, ko: 이끌기 }, moment: { fact: BecameLeader } }
          - { say: { en: It is fenced, ko: 펜싱 }, moment: { fact: BrokerFenced } }
          - { say: { en: A record is acknowledged, ko: 확인 응답 }, moment: { fact: RecordAcknowledged } }
      reveal: { fact: RecordsConsumed }
    - name: mark
      say: { en: Where?, ko: 어디? }
      stop: { fact: BecameLeader, where: { leaderEpoch: 1 }, since: start, just-before: true }
      predict:
        ask: { en: The high watermark?, ko: 하이 워터마크? }
        mark:
          partition: orders-0
          is: { state: { partition: orders-0, read: high-watermark, on: leader of orders-0 } }
          wrong: [{ is: 0, because: { en: It keeps what it has., ko: 그대로예요. } }]
      reveal: { fact: HighWatermarkAdvanced, where: { leader: true } }
    - name: all
      say: { en: What is so?, ko: 무엇이 맞나요? }
      stop: { fact: ProcessKilled, since: start, just-before: true }
      predict:
        ask: { en: All that is so., ko: 모두. }
        choose-all:
          - say: { en: It is fenced, ko: 펜싱 }
            when: { state: { node: b1, read: fenced } }
            so: { en: Its session was over., ko: 세션이 끝났어요. }
            evidence: { fact: BrokerFenced }
          - say: { en: All is lost, ko: 모두 유실 }
            when: { state: { ledger: true, read: lost }, at-least: 1 }
            because: { en: Nothing is., ko: 없어요. }
          - say: { en: It holds, ko: 유지 }
            when: [{ holds: NoAcknowledgedRecordLost }, { state: { partition: orders-0, read: isr-size }, is: 2 }]
      reveal: { at: 25s }
  review:
    - name: seconds
      ask: { en: How many seconds?, ko: 몇 초? }
      stop: { fact: ProcessKilled, since: start }
      reveal: { fact: LeaderElected }
      number: { is: { span: { to: { fact: LeaderElected }, in: s } }, within: 0.001 }
      outcome: { en: Some., ko: 몇 초요. }
    - name: last
      ask: { en: Whose is the last?, ko: 마지막은? }
      number: { is: { field: { fact: RecordAcknowledged, name: record, nth: last, since: start } } }
      outcome: { en: That one., ko: 그거요. }
    - name: epoch
      ask: { en: Which epoch?, ko: 에포크는? }
      number: { is: { state: { partition: orders-0, read: leader-epoch } } }
      outcome: { en: One higher., ko: 하나 커요. }
`;

describe('marking', () => {
  const { lesson, mark, problem } = asking(FAILOVER);

  test('a choice: one is right, each other one has its counter-evidence in the run', () => {
    const right = mark('dies', option(lesson(), 'dies', 'first'))!;
    expect(right.right).toBe(true);
    expect(right.truth).toEqual(option(lesson(), 'dies', 'first'));
    const wrong = mark('dies', option(lesson(), 'dies', 'Nobody'))!;
    expect(wrong.right).toBe(false);
    const [nobody, first] = wrong.options;
    expect(nobody!.because!.en).toBe('Another did.');
    expect(nobody!.evidence!.at).toBeGreaterThan(8_000_000);
    expect(first).toMatchObject({ right: true, because: null, evidence: null });
    expect(problem('dies')).toBeNull();
  });

  test('why: the fact that decided it, whose causes can be asked for', () => {
    expect(mark('dies', null)!.whyOf).not.toBeNull();
  });

  test('skipped is neither right nor wrong, and told all the same', () => {
    const marked = mark('dies', null)!;
    expect(marked.right).toBeNull();
    expect(marked.rebuttal).toBeNull();
    expect(marked.truth).toMatchObject({ kind: 'choose' });
  });

  test('a set of nodes, in any order; all replicas is a mistake that is known', () => {
    expect(mark('who', { kind: 'node', nodes: ['b3', 'b2'] })).toMatchObject({ right: true, rebuttal: null });
    const wrong = mark('who', { kind: 'node', nodes: ['b1', 'b2', 'b3'] })!;
    expect(wrong.right).toBe(false);
    expect(wrong.rebuttal!.because.en).toBe('A dead one is not.');
    expect(mark('who', { kind: 'node', nodes: ['b2'] })).toMatchObject({ right: false, rebuttal: null });
  });

  test('a node that a fact names by its id, and nobody', () => {
    expect(mark('leader', { kind: 'node', nodes: ['b2'] })!.right).toBe(true);
    expect(mark('leader', { kind: 'node', nodes: [] })!.rebuttal!.because.en).toBe('Somebody does.');
  });

  test('a number: near enough is right, in the unit that is told', () => {
    const { truth } = mark('how-long', null)! as { truth: { kind: 'number'; value: number } };
    expect(truth.value).toBeGreaterThan(5_000);
    expect(truth.value).toBeLessThan(12_000);
    expect(mark('how-long', { kind: 'number', value: truth.value * 1.09 })!.right).toBe(true);
    expect(mark('how-long', { kind: 'number', value: truth.value * 1.11 })!.right).toBe(false);
    expect(mark('how-long', { kind: 'number', value: 30_000 })!.rebuttal!.because.en).toContain('timeout');
  });

  test('an order', () => {
    expect(mark('order', { kind: 'order', options: [1, 0, 2] })!.right).toBe(true);
    expect(mark('order', { kind: 'order', options: [0, 1, 2] })!.right).toBe(false);
    expect(mark('order', { kind: 'order', options: [1, 0] })!.right).toBe(false);
  });

  test('a place on the log', () => {
    const { truth } = mark('mark', null)! as { truth: { kind: 'mark'; value: number } };
    expect(truth.value).toBeGreaterThan(3);
    expect(mark('mark', { kind: 'mark', value: truth.value })!.right).toBe(true);
    expect(mark('mark', { kind: 'mark', value: 0 })!.rebuttal!.because.en).toBe('It keeps what it has.');
  });

  test('any number of options', () => {
    expect(mark('all', { kind: 'choose-all', options: [2, 0] })!.right).toBe(true);
    expect(mark('all', { kind: 'choose-all', options: [0] })!.right).toBe(false);
    expect(mark('all', { kind: 'choose-all', options: [] })!.options[1]).toMatchObject({ right: false });
  });

  test('a span in seconds, and the last of many facts', () => {
    const { truth } = mark('how-long', null)! as { truth: { kind: 'number'; value: number } };
    expect(mark('seconds', { kind: 'number', value: truth.value / 1000 })!.right).toBe(true);
    const last = mark('last', null)!.truth as { value: number };
    expect(last.value).toBeGreaterThan(10);
    expect(mark('last', { kind: 'number', value: last.value })!.right).toBe(true);
  });

  test('a review question stands at the end of the lesson', () => {
    expect(mark('epoch', { kind: 'number', value: 1 })!.right).toBe(true);
  });

  test('an answer of another kind is refused', () => {
    expect(() => mark('dies', { kind: 'number', value: 1 })).toThrow(/another kind/);
  });
});

describe('the order of options', () => {
  test('is drawn from the seed and the names: the right one has no place of its own', () => {
    const places = new Set<number>();
    for (let seed = 1; seed <= 12; seed++) {
      const { question } = asking(FAILOVER, { seed }).lesson().beats[0]!;
      places.add((question as unknown as { options: { id: number }[] }).options.findIndex(({ id }) => id === 1));
    }
    expect([...places].sort()).toEqual([0, 1, 2]);
  });
});
