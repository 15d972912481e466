/** A lesson led without a page: over a real session, as a learner goes through it. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conductor } from '../../src/app/conductor.ts';
import type { LessonGuide } from '../../src/app/lesson/lessonGuide.ts';
import { lessonProgress } from '../../src/app/lesson/progress.ts';
import type { ProgressDesk } from '../../src/app/lesson/progressDesk.ts';
import { type Keeper, memoryKeeper } from '../../src/app/settings.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';
import { LessonDesk, runCommand } from './lessonDesk.ts';

const TEXT = readFileSync(new URL('everyKind.yaml', import.meta.url), 'utf8');
const SOURCE = { name: 'every-kind', fileName: 'every-kind.yaml', text: TEXT, kind: 'scenario' } as const;

let keeper: Keeper;
let desk: LessonDesk;
let conductor: Conductor;
let progress: ProgressDesk;
let guide: LessonGuide;

const view = () => desk.view;
const frame = () => desk.frame;
const until = (what: string, isSo: () => boolean) => desk.until(what, isSo);
const phase = (wanted: string, beat?: number) => desk.phase(wanted, beat);
const still = () => desk.still();
const run = (id: string) => runCommand(conductor, id);

async function begin(beginning: Parameters<typeof LessonDesk.begin>[1] = {}): Promise<void> {
  desk = await LessonDesk.begin(SOURCE, beginning, keeper);
  ({ conductor, progress, guide } = desk);
}

beforeEach(() => {
  keeper = memoryKeeper();
});
afterEach(() => desk.close());

describe('a lesson', () => {
  test('begins at its first step, and goes on when asked, never by itself', async () => {
    await begin();
    await phase('reading', 0);
    await still();
    expect(frame().ledger.sent).toBe(0);
    expect(conductor.state.selection).toEqual({ type: 'partition', id: 'orders-0' });
    await run('lesson.goOn');
    await phase('answering', 1);
    await still();
    expect(frame().at).toBe(7_000_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(view().phase).toBe('answering');
  });

  test('asks, and the run does not go on before the answer, however one tries', async () => {
    await begin({ beat: 'who-leads' });
    await phase('answering', 1);
    await still();
    const { step } = frame();
    for (const go of [
      () => run('transport.play'),
      () => run('transport.stepForward'),
      () => run('transport.interestingForward'),
      () => conductor.seekTo(30_000_000),
      () => conductor.seekStep(step + 500),
      () => conductor.runFor(5_000_000),
    ]) {
      await go();
      await still();
      expect(frame().step).toBe(step);
      expect(conductor.state.notices.at(-1)?.key).toBe('lesson.locked');
    }
    conductor.seekTo(5_000_000);
    await still();
    expect(frame().at).toBe(5_000_000);
    await run('transport.interestingForward');
    await still();
    expect(frame().step).toBeLessThanOrEqual(step);
    expect(view().phase).toBe('answering');
  });

  test('plays to the reveal, where the run says who was right, and shows the moment that contradicts', async () => {
    await begin({ isReduced: false, beat: 'who-leads' });
    await phase('answering', 1);
    const wrong = view().lesson.beats[1]!.question!;
    const option = 'options' in wrong ? wrong.options.find(({ say }) => say.en === 'b1 and b2')! : undefined;
    guide.draft({ kind: 'choose', options: [option!.id] });
    guide.sure(3);
    guide.answer();
    await phase('revealing', 1);
    await until('it plays', () => conductor.state.player === 'playing');
    const begun = desk.wall;
    await phase('outcome', 1);
    await still();
    expect(frame().at).toBe(20_000_000);
    // Thirteen seconds of the run: neither a blink, nor the hour that they would take at 1×.
    expect(desk.wall - begun).toBeGreaterThan(2_500);
    expect(desk.wall - begun).toBeLessThan(12_000);
    const { marked } = view().answers['who-leads']!;
    expect(marked).toMatchObject({ right: false });
    const evidence = marked!.options.find(({ id }) => id === option!.id)!.evidence!;
    guide.toEvidence(evidence.step);
    await until('at the evidence', () => frame().step === evidence.step);
    expect(view()).toMatchObject({ phase: 'outcome', atEvidence: true });
    guide.toOutcome();
    await until('at the outcome', () => frame().at === 20_000_000);
    expect(lessonProgress(progress.progress, 'every-kind').answers['who-leads']).toMatchObject({
      right: false,
      confidence: 3,
    });
  });

  test('goes on by Play as by its own button: the run stops where the next step waits', async () => {
    await begin({ isReduced: false });
    await phase('reading', 0);
    await until('the way is known', () => (conductor.halt?.at ?? 0) === 7_000_000);
    conductor.seekTo(6_900_000);
    await still();
    await run('transport.play');
    await phase('answering', 1);
    await until('the run stands where the step waits', () => frame().at === 7_000_000);
    await still();
    expect(lessonProgress(progress.progress, 'every-kind').beats).toEqual(['look']);
  });

  test('goes on however soon one wants to: where the next step waits is looked for then', async () => {
    for (const goOn of [
      () => run('transport.play'),
      () => conductor.seekTo(30_000_000),
      () => run('transport.factForward').then(() => conductor.runFor(30_000_000)),
    ]) {
      keeper = memoryKeeper();
      await begin();
      conductor.set({ speed: 20 });
      await phase('reading', 0);
      await until('there', () => conductor.halt?.further !== undefined);
      await goOn();
      await phase('answering', 1);
      await still();
      expect(frame().at).toBe(7_000_000);
      desk.close();
    }
    // Who pauses meanwhile has changed his mind.
    keeper = memoryKeeper();
    await begin();
    await phase('reading', 0);
    const { step } = frame();
    await run('transport.play');
    conductor.player({ type: 'PAUSE' });
    await until('the way is known', () => conductor.halt?.at === 7_000_000);
    await still();
    expect(frame().step).toBe(step);
  });

  test('is gone through from end to end, skipping some, and remembered', async () => {
    await begin();
    await phase('reading', 0);
    await run('lesson.goOn');
    const answers = [
      null,
      { kind: 'mark', value: 1 },
      { kind: 'node', nodes: ['b1'] },
      { kind: 'order', options: [1, 0] },
      { kind: 'number', value: 580 },
    ] as const;
    const right: (boolean | null)[] = [];
    for (const [place, answer] of answers.entries()) {
      await phase('answering', place + 1);
      if (answer === null) await run('lesson.skip');
      else {
        guide.draft(answer);
        guide.answer();
      }
      await phase('outcome', place + 1);
      right.push(view().answers[view().lesson.beats[view().beat]!.name]!.marked!.right);
      await run('lesson.goOn');
    }
    await phase('finished');
    expect(right).toEqual([null, false, true, true, true]);
    const kept = lessonProgress(progress.progress, 'every-kind');
    expect(kept).toMatchObject({ doneAt: 1_000, beats: view().lesson.beats.map(({ name }) => name) });
    guide.explain('because it asks when');
    guide.open(2);
    await phase('outcome', 2);
    await still();
    expect(frame().at).toBe(28_000_000);
    guide.toTheEnd();
    await phase('finished');
    // Another day.
    desk.close();
    await begin();
    await phase('reading', 0);
    expect(view()).toMatchObject({ furthest: 5, ended: true, explain: 'because it asks when' });
    guide.open(3);
    await phase('outcome', 3);
    expect(view().answers.who!.marked).toMatchObject({ right: true });
  });

  test('free play is a branch; what is done by hand never changes the lesson’s run, and there is a way back', async () => {
    await begin({ beat: 'who-leads' });
    await phase('answering', 1);
    await still();
    await conductor.act({ type: 'kill', node: 'b3' }, 'kill b3');
    await until('away', () => view().away !== null);
    expect(conductor.state.branch).not.toBe(view().home);
    conductor.seekTo(19_000_000);
    await until('free', () => frame().at === 19_000_000);
    expect(frame().nodes.find(({ id }) => id === 'b3')!.status).toBe('down');
    expect(frame().at).toBeGreaterThan(7_000_000);
    await run('lesson.back');
    await until('back', () => view().away === null && conductor.state.branch === view().home);
    await until('at the stop', () => frame().at === 7_000_000);
    expect(frame().nodes.find(({ id }) => id === 'b3')!.status).toBe('up');
    expect(view().phase).toBe('answering');
    // Coming back from later has not shown what is asked for.
    expect(conductor.state.branches[0]!.headAt).toBe(7_000_000);
    await run('transport.play');
    expect(conductor.state.notices.at(-1)?.key).toBe('lesson.locked');
  });

  test('a goal is played for from its place, hints come one by one, and the run says when it is reached', async () => {
    await begin();
    await phase('reading', 0);
    guide.playGoal('kill-b3');
    await until('away', () => view().away?.type === 'goal');
    await still();
    expect(frame().at).toBe(20_000_000);
    expect(view().hints).toEqual({});
    guide.hint('kill-b3');
    guide.hint('kill-b3');
    guide.hint('kill-b3');
    guide.hint('kill-b3');
    expect(view().hints).toEqual({ 'kill-b3': 3 });
    await conductor.act({ type: 'kill', node: 'b3' }, 'kill b3');
    conductor.seekTo(32_000_000);
    await until('reached', () => view().goals[0]?.state === 'reached');
    expect(view().said.en).toContain('reached');
    expect(Object.keys(lessonProgress(progress.progress, 'every-kind').goals)).toEqual(['kill-b3']);
    guide.back();
    await until('back', () => view().away === null && frame().ledger.sent === 0);
  });

  test('review is answered in place and checked by running it', async () => {
    await begin();
    await phase('reading', 0);
    const { name, question } = view().lesson.review[0]!;
    const no = 'options' in question ? question.options.find(({ say }) => say.en === 'No')! : undefined;
    guide.draftReview(name, { kind: 'choose', options: [no!.id] });
    guide.answerReview(name);
    await until('marked', () => view().reviews[name]?.answered?.marked?.right === true);
    expect(lessonProgress(progress.progress, 'every-kind').reviews[name]).toMatchObject({ right: true, box: 1 });
    guide.checkReview(name);
    await until('at its reveal', () => frame().at === 20_000_000);
  });

  test('what if: another run beside the lesson’s, and the way back to it alone', async () => {
    await begin({ beat: 'who-leads' });
    await phase('answering', 1);
    guide.skip();
    await phase('outcome', 1);
    await still();
    guide.whatIf(0);
    await until('beside', () => view().away?.type === 'what-if');
    expect(conductor.state).toMatchObject({ compare: view().home, lens: 'difference' });
    expect(conductor.state.branch).not.toBe(view().home);
    await run('lesson.back');
    await until('back', () => view().away === null && conductor.state.compare === null);
    await until('at the reveal', () => frame().at === 20_000_000);
    expect(view().phase).toBe('outcome');
  });

  test('waits where a link put the playhead, until it is asked for', async () => {
    await begin({ waits: true });
    await phase('waiting');
    conductor.seekTo(30_000_000);
    await still();
    expect(frame().at).toBe(30_000_000);
    await run('lesson.goOn');
    await phase('reading', 0);
    await until('at the first step', () => frame().ledger.sent === 0);
  });
});

describe('an address', () => {
  test('names a step of a lesson, both ways', () => {
    const written = writeAddress({ scenario: 'slow-follower', beat: 'in-or-out' });
    expect(written).toBe('#scenario=slow-follower&beat=in-or-out');
    expect(readAddress('', written)).toEqual({ address: { scenario: 'slow-follower', beat: 'in-or-out' }, bad: [] });
    expect(readAddress('', '#beat=In%20or%20out').bad).toEqual([{ name: 'beat', value: 'In or out' }]);
  });
});
