import { describe, expect, test } from 'vitest';
import { SPACE_TIME } from '../gallery/spaceTimeLooks.ts';
import { foldedAt, itemsOf, layoutPicture, lineAt, markAt, nearestItem, pitchOf } from './layout.ts';
import { becameOf, foldedSentence, laneSentence, messageSentence, summaryOf } from './sentences.ts';
import { fitted, loadedFor, moved, shownOf, ticksOf, zoomed } from './timeWindow.ts';

const AT = 10_000_000;
/** One pixel is ten microseconds, a lane is 40 pixels: c1 at 20, b1 at 60, b2 at 100, b3 at 140, shop at 180, billing at 220. */
const WINDOW = { from: AT, to: AT + 10_000, width: 1_000 };
const picture = layoutPicture(SPACE_TIME, WINDOW, 40);
const lineOf = (id: number) => picture.lines.find(({ message }) => message.id === id)!;

describe('where things stand', () => {
  test('a message goes from its sender when it left to its receiver when it came', () => {
    expect(lineOf(1).strokes).toEqual([{ t1: 40, l1: 180, t2: 90, l2: 60, isWait: false }]);
    expect(lineOf(1)).toMatchObject({ mark: 'arrow', end: { t: 90, l: 60 } });
  });

  test('one that lies at a process that sleeps waits on its lane', () => {
    expect(lineOf(7).strokes).toEqual([
      { t1: 320, l1: 60, t2: 370, l2: 140, isWait: false },
      { t1: 370, l1: 140, t2: 700, l2: 140, isWait: true },
    ]);
  });

  test('one that is held stops before it is there, and waits up to what has been seen', () => {
    const [way, wait] = lineOf(11).strokes;
    expect(way).toMatchObject({ t1: 720, l1: 180, t2: 770 });
    expect(way!.l2).toBeCloseTo(180 - 80 * 0.82);
    expect(wait).toMatchObject({ t2: 900, isWait: true });
    expect(lineOf(11).mark).toBe('held');
  });

  test('one under way has come as far as the run has been seen; one that is lost ends in a cross', () => {
    const flying = lineOf(13);
    expect(flying.mark).toBe('flying');
    expect(flying.end.t).toBe(900);
    expect(flying.end.l).toBeCloseTo(140 - 40 * (300 / 500));
    expect(lineOf(8).mark).toBe('lost');
  });

  test('what lies beyond the seen is not drawn on', () => {
    expect(picture.known).toBe(900);
    for (const { strokes } of picture.lines) for (const { t2 } of strokes) expect(t2).toBeLessThanOrEqual(900);
    for (const { life } of picture.lanes) for (const { t, size } of life) expect(t + size).toBeLessThanOrEqual(900);
  });

  test('a lane tells how its process lived, and prints each epoch once', () => {
    const b1 = picture.lanes[1]!;
    expect(b1.life.map(({ status }) => status)).toEqual(['up', 'down', 'up']);
    expect([b1.deaths, b1.starts]).toEqual([[500], [820]]);
    expect(picture.lanes.map(({ bands }) => bands.map(({ label }) => label).join('|'))).toEqual([
      'C3',
      '0|',
      '1|',
      '',
      '',
      'G2',
    ]);
    expect(picture.lanes[5]!.folded).toEqual([{ t: 340, size: 89, count: 13, apis: 'Fetch 12, Heartbeat 1' }]);
  });

  test('a message of a process without a lane is not drawn, one outside the window neither', () => {
    const [first] = SPACE_TIME.messages;
    const stray = { ...SPACE_TIME, messages: [{ ...first!, to: 'b9' }] };
    expect(layoutPicture(stray, WINDOW, 40).lines).toEqual([]);
    expect(layoutPicture(SPACE_TIME, { ...WINDOW, from: AT + 9_500, to: AT + 19_500 }, 40).lines).toEqual([]);
  });

  test('lanes share the room, and stay wide enough to be told apart', () => {
    expect(pitchOf(6, 300)).toBe(50);
    expect(pitchOf(30, 300)).toBe(20);
    expect(pitchOf(1, 900)).toBe(64);
  });
});

describe('pointing', () => {
  test('the nearest line, and none where there is none', () => {
    expect(lineAt(picture, 65, 120)?.message.id).toBe(1);
    expect(lineAt(picture, 550, 140)?.message.id).toBe(7);
    expect(lineAt(picture, 300, 30)).toBeUndefined();
  });
  test('a fact on its lane', () => {
    expect(markAt(picture, 502, 61)?.fact.type).toBe('ProcessKilled');
    expect(markAt(picture, 502, 100)).toBeUndefined();
  });
});

describe('the keyboard finds', () => {
  const items = itemsOf(SPACE_TIME);
  test('on a lane everything that left it, came to it and happened on it, in order', () => {
    expect(items.get('b1')!.map(({ type, at }) => `${type} ${at - AT}`)).toEqual([
      'arrived 900',
      'fact 900',
      'sent 900',
      'sent 900',
      'arrived 1950',
      'fact 1950',
      'sent 1950',
      'sent 1950',
      'sent 3200',
      'fact 5000',
      'sent 5000',
      'arrived 5100',
    ]);
  });
  test('on another lane what is nearest in time', () => {
    expect(nearestItem(items.get('shop')!, AT + 2_300)?.at).toBe(AT + 2_500);
    expect(nearestItem([], AT)).toBeUndefined();
  });
});

describe('the stretch that is shown', () => {
  test('stands while the playhead goes through it, and is turned like a page', () => {
    const stretch = { length: 10_000, from: null };
    const first = shownOf(stretch, 50_000, 100_000);
    expect(first).toEqual({ from: 43_000, to: 53_000 });
    expect(shownOf(stretch, 52_200, 100_000, first)).toEqual(first);
    const next = shownOf(stretch, 52_400, 100_000, first);
    expect(next).toEqual({ from: 51_400, to: 61_400 });
    // A jump, forwards or back, is no turning of pages.
    expect(shownOf(stretch, 80_000, 100_000, next)).toEqual({ from: 73_000, to: 83_000 });
    expect(shownOf(stretch, 20_000, 100_000, next)).toEqual({ from: 13_000, to: 23_000 });
    expect(shownOf(stretch, 1_000, 100_000)).toEqual({ from: 0, to: 10_000 });
    expect(shownOf(stretch, 99_900, 100_000, { from: 90_000, to: 100_000 })).toEqual({ from: 90_000, to: 100_000 });
  });
  test('stays where somebody has put it', () => {
    const moveTo = moved({ from: 43_000, to: 53_000 }, -3_000);
    expect(shownOf(moveTo, 90_000, 100_000)).toEqual({ from: 40_000, to: 50_000 });
    expect(shownOf({ length: 10_000, from: 99_000 }, 0, 100_000)).toEqual({ from: 90_000, to: 100_000 });
  });
  test('is zoomed around what is pointed at, and fits a path', () => {
    const page = { from: 0, to: 10_000 };
    expect(zoomed(page, 5_000, 0.5, 100_000, false)).toEqual({ length: 5_000, from: 2_500 });
    expect(zoomed(page, 5_000, 0.5, 100_000, true)).toEqual({ length: 5_000, from: null });
    expect(zoomed({ from: 0, to: 300 }, 100, 0.5, 100_000, false).length).toBe(200);
    const { length, from } = fitted(1_000, 3_000);
    expect([from! < 1_000, from! + length > 3_000]).toEqual([true, true]);
  });
  test('is loaded with room on both sides, and not again with every step', () => {
    const [from, to] = loadedFor({ from: 43_000, to: 53_000 });
    expect(from).toBeLessThanOrEqual(43_000);
    expect(to).toBeGreaterThanOrEqual(53_000);
    expect(loadedFor({ from: 44_000, to: 54_000 })).toEqual([from, to]);
  });
  test('its times are printed as finely as they lie apart', () => {
    expect(
      ticksOf({ from: AT, to: AT + 2_000, width: 500 }, 100)
        .map(({ text }) => text)
        .at(1),
    ).toBe('10.0005 s');
    expect(
      ticksOf({ from: 0, to: 40_000_000, width: 500 }, 100)
        .map(({ text }) => text)
        .at(1),
    ).toBe('10 s');
  });
});

describe('in words', () => {
  test('what became of a message', () => {
    expect(becameOf(lineOf(7).message, 'en')).toBe('waits for a paused process 3.3 ms; arrived after 3.8 ms');
    expect(messageSentence(lineOf(8).message, 'en')).toBe(
      'shop → b1 ▲ Produce request, orders-0; 1 record: refused: nobody listens there',
    );
    expect(messageSentence(lineOf(1).message, 'ko')).toBe(
      'shop → b1 ▲ Produce 요청, orders-0; 레코드 1개: 도착, 500 µs',
    );
  });
  test('who a lane is, and what it is at an instant', () => {
    const says = (place: number, at: number, language: 'en' | 'ko' = 'en') =>
      laneSentence(SPACE_TIME.lanes[place]!, AT + at, language);
    expect(says(1, 4_000)).toBe('b1, broker, running; leads orders-0 in epoch 0');
    expect(says(1, 6_000)).toBe('b1, broker, dead; elected leader of orders-0 in epoch 0');
    expect(says(0, 4_000, 'ko')).toBe('c1, 컨트롤러, 실행 중; 활성 컨트롤러, 에포크 3');
    expect(says(5, 4_000)).toBe('billing, consumer, running; in group billing in generation 2');
  });
  test('what is folded', () => {
    const { lane, count, apis } = foldedAt(picture, 400, 229)!;
    expect(foldedSentence(lane, count, apis, 'en')).toBe('13 routine messages from billing: Fetch 12, Heartbeat 1');
    expect(foldedAt(picture, 400, 100)).toBeUndefined();
  });
  test('the whole picture', () => {
    expect(summaryOf(SPACE_TIME, 'en')).toBe(
      '10.000000 s – 10.009000 s: 6 processes, 31 messages, of which 13 drawn, 15 folded, 3 filtered out. 2 held or lost.',
    );
    expect(summaryOf(SPACE_TIME, 'ko')).toContain('메시지 31개 중 13개 표시');
  });
});
