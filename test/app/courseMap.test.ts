/** The map of the lessons: where its concepts stand, where arrow keys go, and what it suggests. */
import { describe, expect, test } from 'vitest';
import { neighbourOf } from '../../src/app/course/mapKeys.ts';
import { BOX, layoutMap } from '../../src/app/course/mapLayout.ts';
import {
  chapterCount,
  conceptState,
  missingBefore,
  nextLesson,
  numbersOf,
  type Standing,
} from '../../src/app/course/standing.ts';
import {
  answered,
  DAY_MS,
  finished,
  NO_PROGRESS,
  type Progress,
  passedBeat,
  reviewed,
  wentTo,
} from '../../src/app/lesson/progress.ts';
import { CHAPTERS, CONCEPTS, conceptOf, LESSONS } from '../../src/course/curriculum.ts';

const layout = layoutMap(CHAPTERS);
const places = [...layout.places.values()];
const NOW = 1_800_000_000_000;
const standing = (progress: Progress, now = NOW): Standing => ({ progress, now, available: new Set(LESSONS) });
const done = (progress: Progress, ...lessons: string[]) =>
  lessons.reduce((kept, lesson) => finished(kept, lesson, ['first', 'second'], NOW), progress);

describe('the map', () => {
  test('puts every concept to the right of all that comes before it', () => {
    expect(places.length).toBe(CONCEPTS.length);
    for (const { id, after } of CONCEPTS)
      for (const before of after)
        expect(layout.places.get(before)!.x, `${before} ${id}`).toBeLessThan(layout.places.get(id)!.x);
  });

  test('lays no two boxes over each other, and none out of the picture or its band', () => {
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(index + 1)) {
        const isApart = Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height;
        expect(isApart, `${one.id} ${other.id}`).toBe(true);
      }
      expect(one.x + BOX.width).toBeLessThanOrEqual(layout.width);
    }
    for (const [index, { concepts }] of CHAPTERS.entries()) {
      const band = layout.bands[index]!;
      for (const { id } of concepts) {
        const { y } = layout.places.get(id)!;
        expect(y).toBeGreaterThan(band.y);
        expect(y + BOX.height).toBeLessThan(band.y + band.height);
      }
    }
  });

  test('draws a line for each thing that comes before another', () => {
    expect(layout.edges.length).toBe(CONCEPTS.reduce((sum, { after }) => sum + after.length, 0));
    expect(new Set(layout.edges.map(({ path }) => path)).size).toBe(layout.edges.length);
  });

  test('can be walked to its end by arrow keys, and reaches every concept', () => {
    const reached = new Set(['log']);
    for (const id of reached) {
      for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End']) {
        const next = neighbourOf(layout, id, key);
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual(CONCEPTS.map(({ id }) => id).sort());
  });

  test('goes right to what builds upon a concept, and left to what it builds upon', () => {
    for (const { id, after } of CONCEPTS) {
      const left = neighbourOf(layout, id, 'ArrowLeft');
      if (after.length > 0) expect(after).toContain(left);
      else expect(left).toBeUndefined();
      const right = neighbourOf(layout, id, 'ArrowRight');
      if (right !== undefined) expect(conceptOf(right)?.after).toContain(id);
    }
    expect(neighbourOf(layout, 'log', 'Enter')).toBeUndefined();
  });
});

describe('how far one is', () => {
  test('begins with the first lesson', () => {
    expect(nextLesson(standing(NO_PROGRESS))?.lesson).toBe('what-is-a-log');
    expect(numbersOf(standing(NO_PROGRESS))).toEqual({ done: 0, of: LESSONS.length, underWay: 0, due: 0, goals: 0 });
  });

  test('goes on with what was begun last', () => {
    const begun = wentTo(passedBeat(NO_PROGRESS, 'slow-follower', 'link', NOW), 'slow-follower', 'answer');
    expect(conceptState(conceptOf('slow-replica')!, standing(begun))).toBe('under-way');
    expect(nextLesson(standing(begun))?.lesson).toBe('slow-follower');
  });

  test('stays in the chapter that one is in, with what can be understood there', () => {
    const far = done(wentTo(NO_PROGRESS, 'which-partition', 'end'), 'what-is-a-log', 'which-partition');
    expect(nextLesson(standing(far))?.lesson).toBe('leader-failover');
    const groups = done(wentTo(far, 'more-consumers-than-partitions', 'end'), 'more-consumers-than-partitions');
    expect(nextLesson(standing(groups))?.lesson).toBe('auto-commit-inside-the-next-poll');
  });

  test('says what would be easier to know before, and locks nothing', () => {
    const names = (progress: Progress, id: string) =>
      missingBefore(conceptOf(id)!, standing(progress)).map((one) => one.id);
    expect(names(NO_PROGRESS, 'ordering')).toEqual(['partition', 'idempotence']);
    expect(names(done(NO_PROGRESS, 'which-partition'), 'ordering')).toEqual(['idempotence']);
  });

  test('counts a chapter by its concepts, and what is due as known', () => {
    const kept = done(NO_PROGRESS, 'what-is-a-log');
    const tomorrow = standing(kept, NOW + DAY_MS);
    expect(conceptState(conceptOf('log')!, standing(kept))).toBe('done');
    expect(conceptState(conceptOf('log')!, tomorrow)).toBe('due');
    expect(chapterCount(CHAPTERS[0]!, tomorrow)).toEqual({ done: 1, of: 3 });
    expect(numbersOf(tomorrow)).toMatchObject({ done: 1, due: 2 });
    const reviewedOnce = reviewed(kept, 'what-is-a-log', 'first', { right: true, confidence: 2 }, NOW + DAY_MS);
    expect(numbersOf(standing(reviewedOnce, NOW + DAY_MS))).toMatchObject({ due: 1 });
  });

  test('an answer alone means that it was begun', () => {
    const given = { answer: null, right: null, confidence: null };
    const kept = answered(NO_PROGRESS, 'what-is-a-log', 'two-readers', given, NOW);
    expect(conceptState(conceptOf('log')!, standing(kept))).toBe('under-way');
  });

  test('with every lesson done there is nothing next', () => {
    expect(nextLesson(standing(done(NO_PROGRESS, ...LESSONS)))).toBeNull();
  });

  test('of lessons that are not there none is suggested', () => {
    const without: Standing = { progress: NO_PROGRESS, now: NOW, available: new Set(['leader-failover']) };
    expect(nextLesson(without)?.lesson).toBe('leader-failover');
    expect(numbersOf(without).of).toBe(1);
  });
});
