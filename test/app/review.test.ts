/** A review: what is asked and in which order, that the run marks every answer, and what is kept of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Review } from '../../src/app/course/review/review.ts';
import type { ReviewPhase } from '../../src/app/course/review/reviewMachine.ts';
import { type Given, planOfDue, planOfSet, resultsByConcept, toRepeat } from '../../src/app/course/review/reviewSet.ts';
import { DAY_MS, finished, lessonProgress, NO_PROGRESS, reviewed } from '../../src/app/lesson/progress.ts';
import { ProgressDesk } from '../../src/app/lesson/progressDesk.ts';
import { memoryKeeper } from '../../src/app/settings.ts';
import { CHAPTERS, LESSONS } from '../../src/course/curriculum.ts';
import { type LocalWire, localWire } from './localWire.ts';

const NOW = 1_800_000_000_000;
const EVERY_KIND = readFileSync(join(import.meta.dirname, 'everyKind.yaml'), 'utf8');
/** The producer stops by chance of the seed: how many got through is another number with each. */
const BY_CHANCE = `tidemark: 1
title: { en: By chance, ko: 우연 }
seed: 1
until: 20s
cluster: { controllers: 1, brokers: 3 }
network: { latency: 2ms, jitter: 1ms }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 3ms, count: 100, key: "k{n}", value: v }] }]
lesson:
  misconception: { en: Nothing, ko: 없음 }
  minutes: 1
  beats: [{ name: look, say: { en: Look., ko: 보세요. }, stop: { at: 4s } }]
  review:
    - name: when
      ask: { en: When?, ko: 언제? }
      number: { is: { span: { from: { fact: RecordSent, since: start }, to: { fact: RecordAcknowledged, nth: 50, since: start } } } }
      stop: { at: 4.1s }
      reveal: { at: 10s }
      outcome: { en: So., ko: 그래요. }
`;
const PLAIN = 'tidemark: 1\ntitle: { en: Plain, ko: 평범 }\nuntil: 5s\ncluster: { controllers: 1, brokers: 1 }\n';
const TEXTS: Readonly<Record<string, string>> = { 'every-kind': EVERY_KIND, 'by-chance': BY_CHANCE, plain: PLAIN };

function reviewing() {
  const progress = new ProgressDesk(memoryKeeper());
  const wires: LocalWire[] = [];
  const wire = () => {
    const made = localWire();
    wires.push(made);
    return made;
  };
  const review = new Review(
    wire,
    async (name) => TEXTS[name],
    progress,
    () => NOW,
  );
  return { review, progress, wires };
}

async function until(review: Review, ...phases: readonly ReviewPhase[]): Promise<void> {
  await expect
    .poll(() => review.snapshot.value, { timeout: 20_000, interval: 5 })
    .toSatisfy((value) => phases.includes(value as ReviewPhase));
}

const planned = (lesson: string, name: string) => ({ lesson, which: { name }, seed: null }) as const;

describe('a review', () => {
  test('asks, lets the run mark the answer, and keeps what came of it', async () => {
    const { review, progress } = reviewing();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    await until(review, 'asking');
    const { posed } = review.snapshot.context;
    expect(posed?.question.ask.en).toBe('Does the ISR shrink at 20 s?');
    // The picture at which it is asked: no record can have been acknowledged that is not sent by 7 s.
    expect(review.frame?.at).toBe(7_000_000);
    review.answer();
    expect(review.snapshot.value, 'without an answer there is nothing to mark').toBe('asking');
    review.actor.send({ type: 'DRAFT', answer: { kind: 'choose', options: [0] } });
    review.actor.send({ type: 'SURE', confidence: 3 });
    review.answer();
    await until(review, 'marked');
    const given = review.snapshot.context.given[0]!;
    expect(given.marked.right).toBe(false);
    expect(given.marked.truth).toEqual({ kind: 'choose', options: [1] });
    expect(lessonProgress(progress.progress, 'every-kind').reviews['who-shrinks']).toEqual({
      box: 0,
      right: false,
      confidence: 3,
      at: NOW,
    });
    review.next();
    expect(review.snapshot.value).toBe('over');
    expect(toRepeat(review.snapshot.context.given).map(({ name }) => name)).toEqual(['who-shrinks']);
  });

  test('a question that is skipped is told the answer, and comes back tomorrow', async () => {
    const { review, progress } = reviewing();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    await until(review, 'asking');
    review.skip();
    await until(review, 'marked');
    expect(review.snapshot.context.given[0]?.marked).toMatchObject({
      right: null,
      truth: { kind: 'choose', options: [1] },
    });
    expect(planOfDue(progress.progress, NOW + DAY_MS, new Set(['every-kind'])).length).toBe(1);
    expect(planOfDue(progress.progress, NOW + DAY_MS - 1, new Set(['every-kind'])).length).toBe(0);
  });

  test('passes over what is no lesson, what has no such question, and what is not there', async () => {
    const { review } = reviewing();
    const plan = [
      planned('plain', 'x'),
      planned('nowhere', 'x'),
      planned('every-kind', 'x'),
      planned('every-kind', 'who-shrinks'),
    ];
    review.start(plan, 4);
    await until(review, 'asking');
    expect(review.snapshot.context.posed?.name).toBe('who-shrinks');
    review.actor.send({ type: 'DRAFT', answer: { kind: 'choose', options: [1] } });
    review.answer();
    await until(review, 'marked');
    expect(review.snapshot.context.given[0]?.marked.right).toBe(true);
    review.next();
    expect(review.snapshot.value).toBe('over');
  });

  test('with nothing to ask is over at once', async () => {
    const { review } = reviewing();
    review.start([planned('plain', 'x')], 5);
    await until(review, 'over');
    expect(review.snapshot.context.given).toEqual([]);
    review.again();
    expect(review.snapshot.value).toBe('choosing');
  });

  test('the same idea with new numbers is asked under a seed where the answer is another', async () => {
    const { review, progress } = reviewing();
    review.start([planned('by-chance', 'when')], 1);
    await until(review, 'asking');
    review.actor.send({ type: 'DRAFT', answer: { kind: 'number', value: -1 } });
    review.answer();
    await until(review, 'marked');
    const first = review.snapshot.context.given[0]!;
    review.vary();
    await until(review, 'asking');
    const again = review.snapshot.context.posed!;
    expect(again).toMatchObject({ lesson: 'by-chance', name: 'when', isAgain: true });
    expect(again.seed).toBeGreaterThan(first.seed);
    review.skip();
    await until(review, 'marked');
    const second = review.snapshot.context.given[1]!;
    expect(second.marked.truth).not.toEqual(first.marked.truth);
    // Practice: what is kept is what was known the first time.
    expect(lessonProgress(progress.progress, 'by-chance').reviews.when?.right).toBe(false);
    review.next();
    expect(review.snapshot.value).toBe('over');
  });

  test('says so where no seed has another answer', async () => {
    const { review } = reviewing();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    await until(review, 'asking');
    review.skip();
    await until(review, 'marked');
    review.vary();
    await until(review, 'marked');
    expect(review.snapshot.context.isSameEverywhere).toBe(true);
    expect(review.snapshot.context.given.length).toBe(1);
  }, 30_000);

  test('a worker that dies is told, and the next review has a new one', async () => {
    const { review, wires } = reviewing();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    await until(review, 'asking');
    wires[0]!.crash();
    expect(review.snapshot.value).toBe('failed');
    expect(review.snapshot.context.reason).toBe('out of memory');
    review.again();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    await until(review, 'asking');
    expect(wires.length).toBe(2);
  });

  test('what comes back after it was ended is dropped', async () => {
    const { review } = reviewing();
    review.start([planned('every-kind', 'who-shrinks')], 1);
    review.again();
    review.start([planned('by-chance', 'when')], 1);
    await until(review, 'asking');
    expect(review.snapshot.context.posed?.lesson).toBe('by-chance');
  });
});

describe('what is asked', () => {
  const available = new Set(LESSONS);

  test('of a set: only of the chapters chosen, every lesson once before any comes twice, and by the seed', () => {
    const chapter = CHAPTERS.find(({ id }) => id === 'consumers')!;
    const lessons = chapter.concepts.flatMap((concept) => concept.lessons);
    const plan = planOfSet(new Set(['consumers']), available, 1);
    expect(
      plan
        .slice(0, lessons.length)
        .map(({ lesson }) => lesson)
        .sort(),
    ).toEqual([...lessons].sort());
    expect(plan.length).toBe(3 * lessons.length);
    expect(planOfSet(new Set(['consumers']), available, 1)).toEqual(plan);
    const orders = [1, 2, 3, 4, 5].map((seed) => planOfSet(new Set(['consumers']), available, seed));
    expect(new Set(orders.map((one) => JSON.stringify(one))).size).toBeGreaterThan(1);
    expect(planOfSet(new Set(), available, 1)).toEqual([]);
  });

  test('when due: what one was certain of and had wrong first', () => {
    const done = finished(finished(NO_PROGRESS, 'slow-follower', ['a'], NOW), 'acks-one-loses', ['b'], NOW);
    const kept = reviewed(done, 'acks-one-loses', 'b', { right: false, confidence: 3 }, NOW);
    const plan = planOfDue(kept, NOW + DAY_MS, available);
    expect(plan.map(({ lesson }) => lesson)).toEqual(['acks-one-loses', 'slow-follower']);
    expect(planOfDue(kept, NOW + DAY_MS, new Set(['slow-follower'])).length).toBe(1);
  });
});

describe('the result', () => {
  const given = (lesson: string, right: boolean | null, confidence: 1 | 2 | 3 | null): Given =>
    ({ lesson, name: `${right} ${confidence}`, confidence, marked: { right } }) as unknown as Given;

  test('is by concept', () => {
    const all = [given('slow-follower', true, 1), given('slow-follower', false, 1), given('quorum-lost', null, null)];
    expect(resultsByConcept(all)).toEqual([
      { concept: 'slow-replica', lesson: 'slow-follower', right: 1, of: 2 },
      { concept: 'metadata-quorum', lesson: 'quorum-lost', right: 0, of: 1 },
    ]);
  });

  test('lists what to repeat, errors of which one was certain first, what was right not at all', () => {
    const all = [
      given('a', null, null),
      given('b', false, 1),
      given('c', true, 3),
      given('d', false, 3),
      given('e', false, null),
    ];
    expect(toRepeat(all).map(({ lesson }) => lesson)).toEqual(['d', 'b', 'e', 'a']);
  });
});
