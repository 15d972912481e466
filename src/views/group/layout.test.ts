import { describe, expect, test } from 'vitest';
import { GROUP_LENS } from '../gallery/groupLooks.ts';
import { layoutMarks } from '../timeAxis.ts';
import { changesOf, heldBy, lagPath, layoutMember, layoutPartition, mostLagOf, ownersAt, phaseAt } from './layout.ts';
import { recordSentence } from './recordSentence.ts';
import { markSentence, memberSentence, partitionSentence, stripMarks } from './sentences.ts';

const SECOND = 1_000_000;
const { history, log } = GROUP_LENS.group!;
const [calm, shared, moved] = history.partitions;
const WINDOW = { from: 0, to: 30 * SECOND, width: 900 };

describe('a partition over time', () => {
  test('bands of its owners, gaps with their length', () => {
    const line = layoutPartition(moved!, history.members, 17, WINDOW);
    expect(line.bands.map(({ x, width, label, lane }) => [x, width, label, lane])).toEqual([
      [180, 180, 'A anna', 0],
      [450, 450, 'B ben', 0],
    ]);
    expect(line.gaps.map(({ x, width, label }) => [x, width, label])).toEqual([[360, 90, '3 s']]);
  });

  test('two who both take themselves for the owner stand one under the other', () => {
    const { bands } = layoutPartition(shared!, history.members, 17, WINDOW);
    expect(bands.map(({ isShared, lane }) => [isShared, lane])).toEqual([
      [true, 0],
      [true, 1],
    ]);
    expect(partitionSentence(history, shared!, 19 * SECOND, 'en')).toMatch(
      /^orders-1: A anna .* and B ben .* both take/,
    );
  });

  test('however short a gap was, it is seen; what lies outside of the window is not drawn', () => {
    const short = { ...moved!, gaps: [{ ...moved!.gaps[0]!, to: moved!.gaps[0]!.from + 900 }] };
    expect(layoutPartition(short, history.members, 17, WINDOW).gaps[0]!.width).toBe(3);
    const { bands } = layoutPartition(moved!, history.members, 17, { from: 0, to: 5 * SECOND, width: 900 });
    expect(bands).toEqual([]);
  });

  test('the lag: steps from the left edge on, as a part of the largest of all', () => {
    const most = mostLagOf(history);
    expect(most).toBe(16);
    const { lag } = layoutPartition(calm!, history.members, most, { ...WINDOW, from: 10 * SECOND });
    expect(lag[0]!.x).toBe(0);
    expect(Math.max(...lag.map(({ part }) => part))).toBe(1);
    expect(
      lagPath(
        [
          { x: 10, part: 0.5 },
          { x: 20, part: 1 },
        ],
        40,
        10,
        30,
      ),
    ).toBe('M10 40V35H20V30H30V40Z');
    expect(lagPath([], 40, 10, 30)).toBe('');
  });
});

test('a member over time: phases, work, and what it held', () => {
  const line = layoutMember(history.members[0]!, WINDOW);
  expect(line.phases.map(({ phase, x }) => [phase, x])).toEqual([
    ['joining', 90],
    ['stable', 180],
    ['kicked', 540],
    ['stable', 630],
  ]);
  expect(line.busy).toEqual([{ x: 330, width: 270 }]);
  expect(phaseAt(history.members[0]!, 19 * SECOND)?.phase).toBe('kicked');
  expect(heldBy(history, 0, 8 * SECOND)).toEqual(['orders-0', 'orders-1', 'orders-2']);
  expect(ownersAt(calm!, 5 * SECOND)).toEqual([]);
  expect(memberSentence(history, history.members[0]!, 19 * SECOND, 'en')).toBe(
    'A anna: kicked out, processing, not in poll(), has orders-0, orders-1, stopped by rebalances for 1.31 s',
  );
});

test('marks: numbers where there is room, and why in words', () => {
  const marks = stripMarks(history.marks, 'en');
  expect(layoutMarks(marks, WINDOW).map(({ label }) => label)).toEqual(['g1', 'g2', 'g3']);
  expect(layoutMarks(marks, { ...WINDOW, width: 120 }).map(({ label }) => label)).toEqual(['g1', '', 'g3']);
  expect(history.marks.map((mark) => markSentence(mark, 'en'))).toEqual([
    'generation 1, range, anna joined, 3 s to gather',
    'generation 2, range, ben joined, 2 s to gather',
    'generation 3, range, anna was not heard of for session.timeout.ms',
  ]);
});

test('keys: the changes of a row in order', () => {
  expect(changesOf(history, false, 2)).toEqual([6, 12, 15].map((at) => at * SECOND));
  expect(changesOf(history, true, 1)).toEqual([10, 12, 27].map((at) => at * SECOND));
});

test('records of __consumer_offsets as sentences', () => {
  expect(recordSentence(log!.records[0]!, log!, 'en')).toBe('billing: orders-0 committed at 58');
  const [first] = log!.records;
  const tombstone = {
    ...first!,
    record: { ...first!.record!, value: null } as NonNullable<typeof first>['record'],
    value: null,
  };
  expect(recordSentence(tombstone, log!, 'ko')).toBe('billing: orders-0 커밋 삭제');
});
