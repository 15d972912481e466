/** What is kept of a learner's way: step by step, over a reload, as a file, and when what is read was not written by us. */
import { describe, expect, test } from 'vitest';
import {
  answered,
  DAY_MS,
  drilled,
  dueAt,
  dueQuestions,
  explained,
  finished,
  keptAnswer,
  LONGEST_EXPLAIN,
  lessonProgress,
  lessonState,
  MOST_LESSONS,
  NO_PROGRESS,
  type Progress,
  passedBeat,
  reachedGoal,
  reviewed,
  wentTo,
} from '../../src/app/lesson/progress.ts';
import { ProgressDesk } from '../../src/app/lesson/progressDesk.ts';
import { mergedProgress, readProgress, writeProgress } from '../../src/app/lesson/progressFile.ts';
import { type Keeper, memoryKeeper } from '../../src/app/settings.ts';

const NOW = 1_800_000_000_000;
const LESSON = 'acks-one-loses';
const right = { answer: { kind: 'choose', options: [1] }, right: true, confidence: 3 } as const;
const wrong = { answer: { kind: 'number', value: 4 }, right: false, confidence: 3 } as const;
const through = (progress: Progress = NO_PROGRESS, now = NOW) =>
  [
    (kept: Progress) => wentTo(kept, LESSON, 'slow-links'),
    (kept: Progress) => answered(kept, LESSON, 'slow-links', right, now),
    (kept: Progress) => passedBeat(kept, LESSON, 'slow-links', now),
    (kept: Progress) => reachedGoal(kept, LESSON, 'nothing-lost', now),
    (kept: Progress) => explained(kept, LESSON, 'because b2 never had them', now),
    (kept: Progress) => finished(kept, LESSON, ['lost', 'epoch'], now),
  ].reduce((kept, step) => step(kept), progress);

describe('a way through a lesson', () => {
  test('is kept step by step', () => {
    const kept = lessonProgress(through(), LESSON);
    expect(kept.beats).toEqual(['slow-links']);
    expect(keptAnswer(through(), LESSON, 'slow-links')).toEqual({ ...right, at: NOW });
    expect(kept.goals).toEqual({ 'nothing-lost': NOW });
    expect(kept.explain).toBe('because b2 never had them');
    expect(kept.doneAt).toBe(NOW);
    expect(through().last).toEqual({ lesson: LESSON, beat: 'slow-links' });
    expect(lessonState(through(), LESSON, NOW)).toBe('done');
  });

  test('a second time through changes nothing of when it was done, or a goal reached', () => {
    const twice = lessonProgress(through(through(), NOW + 5 * DAY_MS), LESSON);
    expect(twice.doneAt).toBe(NOW);
    expect(twice.goals).toEqual({ 'nothing-lost': NOW });
    expect(twice.beats).toEqual(['slow-links']);
  });

  test('a drill is done once its cause was found, and goes along in the file', () => {
    const drill = 'drill-nobody-leads';
    const given = { cause: 1, confidence: 2, because: 'two logs say so' } as const;
    const missed = drilled(NO_PROGRESS, drill, { ...given, right: false }, NOW);
    expect(lessonState(missed, drill, NOW)).toBe('under-way');
    const found = drilled(missed, drill, { ...given, cause: 0, right: true }, NOW + 1);
    const later = readProgress(writeProgress(drilled(found, drill, { ...given, right: false }, NOW + 2)));
    expect(later.problems).toEqual([]);
    expect(lessonState(later.progress, drill, NOW + 9 * DAY_MS)).toBe('done');
    expect(lessonProgress(later.progress, drill)).toMatchObject({ doneAt: NOW + 1, explain: 'two logs say so' });
    expect(later.progress.last).toBe(null);
  });

  test('survives a reload of the page', () => {
    const keeper = memoryKeeper();
    new ProgressDesk(keeper).change(() => through());
    expect(new ProgressDesk(keeper).progress).toEqual(through());
  });

  test('of two pages of one browser keeps what each of them has added', () => {
    const keeper = memoryKeeper();
    const [one, other] = [new ProgressDesk(keeper), new ProgressDesk(keeper)];
    one.change((kept) => passedBeat(kept, LESSON, 'here', NOW));
    other.change((kept) => passedBeat(kept, 'slow-follower', 'there', NOW + 1));
    one.change((kept) => passedBeat(kept, LESSON, 'again', NOW + 2));
    const { lessons } = new ProgressDesk(keeper).progress;
    expect(lessons[LESSON]?.beats).toEqual(['here', 'again']);
    expect(lessons['slow-follower']?.beats).toEqual(['there']);
  });

  test('holds while the page is open where nothing can be kept', () => {
    const full: Keeper = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const desk = new ProgressDesk(full);
    desk.change(() => through());
    expect(lessonState(desk.progress, LESSON, NOW)).toBe('done');
  });

  test('tells whoever listens, once a change', () => {
    const desk = new ProgressDesk(memoryKeeper());
    let told = 0;
    const stop = desk.subscribe(() => told++);
    desk.change(() => through());
    desk.change((kept) => kept);
    expect(told).toBe(1);
    stop();
    desk.erase();
    expect(told).toBe(1);
    expect(desk.progress).toEqual(NO_PROGRESS);
  });
});

describe('a review question', () => {
  const at = (progress: Progress, name = 'lost') => dueAt(lessonProgress(progress, LESSON), name);

  test('comes a day after the lesson was done, then after 3, 7 and 21 days, then no more', () => {
    let kept = through();
    let now = NOW;
    for (const days of [1, 3, 7, 21]) {
      expect(at(kept)).toBe(now + days * DAY_MS);
      now += days * DAY_MS;
      expect(dueQuestions(kept, now - 1).some(({ review }) => review === 'lost')).toBe(false);
      expect(dueQuestions(kept, now).some(({ review }) => review === 'lost')).toBe(true);
      kept = reviewed(kept, LESSON, 'lost', { right: true, confidence: 2 }, now);
    }
    expect(at(kept)).toBeNull();
  });

  test('that was wrong begins again with tomorrow', () => {
    const three = [0, 1, 2].reduce(
      (kept) => reviewed(kept, LESSON, 'lost', { right: true, confidence: 2 }, NOW),
      through(),
    );
    expect(at(three)).toBe(NOW + 21 * DAY_MS);
    expect(at(reviewed(three, LESSON, 'lost', { right: false, confidence: 1 }, NOW))).toBe(NOW + DAY_MS);
  });

  test('that one was certain of and wrong comes first', () => {
    const kept = reviewed(
      reviewed(through(), LESSON, 'lost', { right: true, confidence: 3 }, NOW - 9 * DAY_MS),
      LESSON,
      'epoch',
      { right: false, confidence: 3 },
      NOW,
    );
    expect(dueQuestions(kept, NOW + DAY_MS).map(({ review }) => review)).toEqual(['epoch', 'lost']);
  });

  test('of a lesson that is not done is not due', () => {
    const begun = passedBeat(NO_PROGRESS, LESSON, 'slow-links', NOW);
    expect(dueQuestions(begun, NOW + 99 * DAY_MS)).toEqual([]);
  });
});

describe('as a file', () => {
  test('is the same when it is read again', () => {
    const { progress, problems } = readProgress(writeProgress(through()));
    expect(problems).toEqual([]);
    expect(progress).toEqual(through());
  });

  test('is added to what is here: of each thing the further one stays', () => {
    const here = answered(passedBeat(through(), LESSON, 'more', NOW + 2), LESSON, 'slow-links', wrong, NOW + 2);
    const there = finished(
      passedBeat(through(NO_PROGRESS, NOW - 5), LESSON, 'other', NOW - 5),
      LESSON,
      ['lost'],
      NOW - 5,
    );
    const desk = new ProgressDesk(memoryKeeper());
    desk.change(() => here);
    expect(desk.takeIn(writeProgress(there))).toEqual([]);
    const both = lessonProgress(desk.progress, LESSON);
    expect([...both.beats].sort()).toEqual(['more', 'other', 'slow-links']);
    expect(both.answers['slow-links']?.right).toBe(false);
    expect(both.doneAt).toBe(NOW - 5);
    expect(both.goals).toEqual({ 'nothing-lost': NOW - 5 });
    expect(mergedProgress(here, here)).toEqual(here);
  });

  test('with mistakes is not taken at all, and every one of them is named', () => {
    const desk = new ProgressDesk(memoryKeeper());
    const file = JSON.parse(writeProgress(through()));
    file.lessons[LESSON].answers['slow-links'].confidence = 9;
    file.lessons[LESSON].goals['nothing-lost'] = 'yesterday';
    file.lessons['../../etc'] = {};
    file.lessons.other = null;
    const problems = desk.takeIn(JSON.stringify(file));
    expect(problems.map(({ where, what }) => `${where} ${what}`)).toEqual([
      `lessons.${LESSON}.answers.slow-links answer`,
      `lessons.${LESSON}.goals.nothing-lost number`,
      'lessons.../../etc name',
      'lessons.other group',
    ]);
    expect(desk.progress).toEqual(NO_PROGRESS);
  });

  test.each([
    ['nothing', ''],
    ['a number', '7'],
    ['a list', '[]'],
    ['another format', '{"format":"tidemark-run"}'],
    ['another version', '{"format":"tidemark-progress","version":99}'],
    ['too much', `"${'x'.repeat(2_000_001)}"`],
  ])('that is %s says so, and is nothing', (_, text) => {
    const { progress, problems } = readProgress(text);
    expect(problems.length).toBe(1);
    expect(progress).toEqual(NO_PROGRESS);
  });
});

describe('what a browser kept that we did not write', () => {
  test('is taken as far as it makes sense', () => {
    const keeper = memoryKeeper();
    const kept = JSON.parse(writeProgress(through()));
    kept.lessons[LESSON].reviews = { lost: { box: 77, right: true, confidence: 1, at: NOW } };
    kept.lessons[LESSON].beats.push('<script>', 7, null);
    kept.last = { lesson: 3 };
    keeper.setItem('tidemark.progress', JSON.stringify(kept));
    const { progress } = new ProgressDesk(keeper);
    expect(lessonProgress(progress, LESSON).beats).toEqual(['slow-links']);
    expect(lessonProgress(progress, LESSON).reviews).toEqual({});
    expect(progress.last).toBeNull();
    expect(lessonProgress(progress, LESSON).doneAt).toBe(NOW);
  });

  test('cannot reach a prototype', () => {
    const text = '{"format":"tidemark-progress","version":1,"last":null,"lessons":{"__proto__":{"beats":["x"]}}}';
    expect(lessonProgress(readProgress(text).progress, '__proto__').beats).toEqual([]);
    expect(lessonProgress(NO_PROGRESS, 'constructor').beats).toEqual([]);
    expect(passedBeat(NO_PROGRESS, '__proto__', 'x', NOW)).toEqual(NO_PROGRESS);
    expect(({} as { beats?: unknown }).beats).toBeUndefined();
  });

  test('stays within bounds', () => {
    let kept = explained(NO_PROGRESS, LESSON, 'x'.repeat(99_999), NOW);
    expect(lessonProgress(kept, LESSON).explain.length).toBe(LONGEST_EXPLAIN);
    for (let index = 0; index < MOST_LESSONS + 50; index++) kept = passedBeat(kept, `lesson-${index}`, 'x', NOW);
    expect(Object.keys(kept.lessons).length).toBe(MOST_LESSONS);
    for (let index = 0; index < 100; index++) kept = passedBeat(kept, 'lesson-349', `beat-${index}`, NOW);
    expect(lessonProgress(kept, 'lesson-349').beats.length).toBe(40);
    expect(readProgress(writeProgress(kept)).problems).toEqual([]);
  });
});
