/** Where the moments of a lesson are: bound to facts, found whatever the playhead did, and missing where they never come. */
import { describe, expect, test } from 'vitest';
import { asking, impatientClock, option } from './support.ts';

const RUN = `
until: 40s
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 1s, count: 30 }] }]
timeline: [{ at: 8s, kill: b1 }]
`;

const beat = (name: string, rest: string) => `
    - name: ${name}
      say: { en: Look., ko: 보세요. }
${rest.replace(/^/gm, '      ')}`;

const lessonOf = (...beats: string[]) => `${RUN}
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 3
  beats:${beats.join('')}
`;

const KILL = 8_000_000;

describe('a moment', () => {
  test('without a stop the first beat is where the page opens, and the next ones stand where the lesson stands', () => {
    const { spot, ask } = asking(lessonOf(beat('one', ''), beat('two', 'reveal: { at: 9s }'), beat('three', '')));
    const { openAt } = (ask('loaded', { ask: 'load', name: 'a', text: wholeOf() }) as { scenario: { openAt: number } })
      .scenario;
    expect(spot({ beat: 'one', which: 'stop' })!.at).toBe(openAt);
    expect(spot({ beat: 'one', which: 'reveal' })).toBeNull();
    expect(spot({ beat: 'two', which: 'stop' })).toEqual(spot({ beat: 'one', which: 'stop' }));
    expect(spot({ beat: 'three', which: 'stop' })!.at).toBe(9_000_000);

    function wholeOf(): string {
      return `${lessonOf(beat('one', ''), beat('two', 'reveal: { at: 9s }'), beat('three', ''))}
tidemark: 1
title: { en: A case, ko: 사례 }
cluster: { controllers: 3, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
`;
    }
  });

  test('each is looked for after the one before it', () => {
    const { spot } = asking(
      lessonOf(
        beat('first', 'stop: { fact: RecordAcknowledged }'),
        beat('second', 'stop: { fact: RecordAcknowledged }'),
        beat('fifth', 'stop: { fact: RecordAcknowledged, nth: 3 }'),
        beat('again', 'stop: { fact: RecordAcknowledged, since: start }'),
      ),
    );
    const at = (name: string) => spot({ beat: name, which: 'stop' })!.at;
    expect(at('second') - at('first')).toBeGreaterThan(800_000);
    expect(at('fifth') - at('second')).toBeGreaterThan(2_800_000);
    expect(at('again')).toBe(at('first'));
  });

  test('just before a fact it has not happened; later is later; a time is a time', () => {
    const { spot, seek, ask } = asking(
      lessonOf(
        beat('before', 'stop: { fact: ProcessKilled, just-before: true }\nreveal: { fact: ProcessKilled }'),
        beat('fenced', 'stop: { fact: BrokerFenced, where: { brokerId: 1 } }'),
        beat('later', 'stop: { fact: BrokerFenced, where: { brokerId: 1 }, since: start, later: 250ms }'),
        beat('time', 'stop: { at: 30s }'),
      ),
    );
    const before = spot({ beat: 'before', which: 'stop' })!;
    const kill = spot({ beat: 'before', which: 'reveal' })!;
    expect(kill.step).toBe(before.step + 1);
    expect(kill.at).toBe(KILL);
    seek(before);
    expect(ask('moved', { ask: 'seek', branch: 0, to: { step: before.step } }).nextAt).toBe(KILL);
    const fenced = spot({ beat: 'fenced', which: 'stop' })!;
    expect(fenced.at).toBeGreaterThan(KILL);
    expect(spot({ beat: 'later', which: 'stop' })!.at).toBe(fenced.at + 250_000);
    expect(spot({ beat: 'time', which: 'stop' })!.at).toBe(30_000_000);
  });

  test('a reveal is later than the picture in sight, even of the same fact', () => {
    const { spot } = asking(lessonOf(beat('one', 'stop: { fact: RecordSent }\nreveal: { fact: RecordSent }')));
    const [stop, reveal] = [spot({ beat: 'one', which: 'stop' })!, spot({ beat: 'one', which: 'reveal' })!];
    expect(reveal.step).toBeGreaterThan(stop.step);
  });

  test('what never comes is null, and the lesson goes on from where it stood', () => {
    const { spot } = asking(
      lessonOf(
        beat('one', 'stop: { fact: ProcessKilled }'),
        beat('never', 'stop: { fact: ProcessStarted, where: { node: b1 } }'),
        beat('after', 'stop: { fact: LeaderElected }'),
      ),
    );
    expect(spot({ beat: 'never', which: 'stop' })).toBeNull();
    expect(spot({ beat: 'after', which: 'stop' })!.at).toBeGreaterThan(KILL);
  });

  test('looking for it does not move the playhead, and takes as many calls as it must', () => {
    const { spot, seek, ask } = asking(
      lessonOf(beat('late', 'stop: { fact: LeaderElected, where: { leaderEpoch: 1 } }')),
      {
        clock: impatientClock(),
      },
    );
    seek(4_000_000);
    const frame = () => ask('moved', { ask: 'seek', branch: 0, to: { at: 4_000_000 } });
    const before = frame();
    expect(ask('lesson-spot', { ask: 'lesson-spot', branch: 0, place: { beat: 'late', which: 'stop' } }).more).toBe(
      true,
    );
    expect(spot({ beat: 'late', which: 'stop' })!.at).toBeGreaterThan(KILL);
    const after = frame();
    expect(after.fingerprint).toBe(before.fingerprint);
    expect(after.branches[0]!.head).toBe(before.branches[0]!.head);
  });
});

describe('marking', () => {
  const text = lessonOf(
    beat(
      'leader',
      `stop: { fact: ProcessKilled, just-before: true }
predict:
  ask: { en: How far?, ko: 어디까지? }
  choose:
    - say: { en: further, ko: 더 }
      when: { state: { partition: orders-0, read: high-watermark }, at-least: { state: { partition: orders-0, read: high-watermark, at: { at: 5s } }, plus: 1 } }
    - say: { en: no further, ko: 그대로 }
      when: { state: { partition: orders-0, read: high-watermark }, is: { state: { partition: orders-0, read: high-watermark, at: { at: 5s } } } }
      because: { en: No., ko: 아니요. }
      evidence: { fact: HighWatermarkAdvanced }
reveal: { fact: HighWatermarkAdvanced, where: { leader: true } }
why: { fact: HighWatermarkAdvanced, where: { leader: true } }`,
    ),
  );
  const answer = (lesson: Parameters<typeof option>[0]) => option(lesson, 'leader', 'no further');

  test.each([1, 2, 7])('is the same wherever the playhead stands and whatever was looked at, with seed %i', (seed) => {
    const straight = asking(text, { seed });
    const wanted = straight.mark('leader', answer(straight.lesson()));
    expect(wanted!.right).toBe(false);
    const wandering = asking(text, { seed, clock: impatientClock() });
    for (const at of [35_000_000, 2_000_000, 9_000_000, 0, 8_000_000]) {
      wandering.seek(at);
      wandering.ask('why', { ask: 'why', branch: 0, target: { type: 'partition', id: 'orders-0' } });
      expect(wandering.mark('leader', answer(wandering.lesson()))).toEqual(wanted);
      const { fingerprint } = wandering.ask('moved', { ask: 'seek', branch: 0, to: { at } });
      const there = straight.ask('moved', { ask: 'seek', branch: 0, to: { at } });
      expect(fingerprint).toBe(there.fingerprint);
    }
  });

  test('in a branch where it went another way the answer is that of the branch, or there is none', () => {
    const { seek, act, mark, lesson, spot, ask } = asking(text);
    seek(9_000_000);
    seek(7_000_000);
    // Both followers are gone: what b1 takes stays unread, and when b1 dies too, nobody is left.
    const alone = act({ type: 'kill', node: 'b2' });
    act({ type: 'kill', node: 'b3' }, alone);
    expect(alone).not.toBe(0);
    expect(spot({ beat: 'leader', which: 'stop' }, alone)).toMatchObject({ at: 7_000_000 });
    expect(mark('leader', answer(lesson()), alone)).toBeNull();
    const { problem } = ask('mark', { ask: 'mark', branch: alone, question: { beat: 'leader' }, answer: null });
    expect(problem).toBe('this run does not get there');
    expect(mark('leader', answer(lesson()))!.right).toBe(false);
  });
});
