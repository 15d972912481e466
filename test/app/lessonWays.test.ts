/** Ways through a lesson that its first stories did not go: long ones, links, texts of the run, causes without a question. */
import { afterEach, expect, test } from 'vitest';
import { wholeText } from '../scenario/support.ts';
import { LessonDesk, runCommand } from './lessonDesk.ts';

const TEXT = wholeText(`
until: 6m
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 5s }] }]
timeline: [{ at: 8s, kill: b1 }]
lesson:
  misconception: { en: It leads at once., ko: 바로 이어받아요. }
  minutes: 3
  values: { leader: { state: { partition: orders-0, read: leader } } }
  beats:
    - name: dies
      say: { en: "**{leader}** leads.", ko: "**{leader:이/가}** 이끌어요." }
      stop: { at: 7s }
      look: { select: orders-0, lens: leadership }
      reveal: { fact: LeaderElected, where: { partition: orders-0, leader: { not: 1 } } }
      why: { fact: LeaderElected }
      outcome: { en: "Now {leader}.", ko: "이제 {leader}." }
    - name: later
      say: { en: Later., ko: 나중. }
      stop: { at: 5m }
    - name: sooner
      say: { en: A little later., ko: 조금 뒤. }
      stop: { at: 355s }
      watch: 10s
`);
const SOURCE = { name: 'ways', fileName: 'ways.yaml', text: TEXT, kind: 'scenario' } as const;

let desk: LessonDesk;
afterEach(() => desk.close());

test('texts say what this run says, a first step with a stop of its own is looked at, causes need no question', async () => {
  desk = await LessonDesk.begin(SOURCE);
  await desk.phase('reading', 0);
  await desk.still();
  expect(desk.view.lesson.beats[0]!.say).toEqual({ en: '**b1** leads.', ko: '**b1이** 이끌어요.' });
  expect(desk.view.said.en).toContain('b1 leads.');
  await desk.until('looked at', () => desk.conductor.state.selection !== null);
  expect(desk.conductor.state).toMatchObject({ selection: { type: 'partition', id: 'orders-0' }, lens: 'leadership' });
  await runCommand(desk.conductor, 'lesson.goOn');
  await desk.phase('outcome', 0);
  expect(desk.view.lesson.beats[0]!.outcome!.en).toBe('Now b2.');
  await desk.until('causes', () => desk.view.causeOf !== null);
  const why = await desk.conductor.look({
    ask: 'why-chain',
    branch: 0,
    subject: { type: 'fact', index: desk.view.causeOf! },
  });
  expect(why!.why!.steps.length).toBeGreaterThan(1);
});

test('of a long way the last part is played, and how much was left out is said', async () => {
  desk = await LessonDesk.begin(SOURCE, { isReduced: false });
  await desk.phase('reading', 0);
  await runCommand(desk.conductor, 'lesson.goOn');
  await desk.phase('revealing', 0);
  await desk.until('it plays', () => desk.conductor.state.player === 'playing');
  expect(desk.view).toMatchObject({ isJumping: false, skipped: 0 });
  await runCommand(desk.conductor, 'lesson.jump');
  await desk.phase('outcome', 0);
  await runCommand(desk.conductor, 'lesson.goOn');
  await desk.until('it plays', () => desk.conductor.state.player === 'playing' && !desk.view.isJumping);
  expect(desk.frame.at).toBeGreaterThanOrEqual(4 * 60_000_000);
  expect(desk.view.skipped).toBeGreaterThan(3 * 60_000_000);
  await runCommand(desk.conductor, 'lesson.jump');
  await desk.phase('reading', 1);
  await runCommand(desk.conductor, 'lesson.goOn');
  await desk.until('it plays again', () => desk.conductor.state.player === 'playing' && !desk.view.isJumping);
  expect(desk.view.skipped).toBe(45_000_000);
});

test('whoever knows it already skips ahead, to the end at last; hands of a class are kept beside the question', async () => {
  desk = await LessonDesk.begin(SOURCE);
  await desk.phase('reading', 0);
  await runCommand(desk.conductor, 'lesson.classroom');
  expect(desk.view.classroom.isOn).toBe(true);
  desk.guide.vote([{ 0: 12, 1: 7 }]);
  expect(desk.view.classroom.votes).toEqual({ dies: [{ 0: 12, 1: 7 }] });
  for (const place of [1, 2]) {
    await runCommand(desk.conductor, 'lesson.skipAhead');
    await desk.phase('reading', place);
  }
  await desk.still();
  expect(desk.frame.at).toBeGreaterThan(354_000_000);
  await runCommand(desk.conductor, 'lesson.skipAhead');
  await desk.phase('finished');
});

test('a link to a step opens it there, and says that it looks for it until then', async () => {
  desk = await LessonDesk.begin(SOURCE, { isReduced: false, beat: 'later' });
  expect(desk.view).toMatchObject({ phase: 'going', isJumping: true });
  await desk.phase('reading', 1);
  await desk.still();
  expect(desk.frame.at).toBeGreaterThan(299_000_000);
  expect(desk.view.isJumping).toBe(false);
});
