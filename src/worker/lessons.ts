/** What is asked of a lesson: what it says, where its moments are in a branch, what the run says to an answer, its goals. */
import type { Expired, Recording } from '../frame/recording.ts';
import { GoalWatch } from '../lesson/goals.ts';
import { beatFrame, lessonFrame } from '../lesson/lessonFrame.ts';
import { LessonRun } from '../lesson/lessonRun.ts';
import { markAnswer } from '../lesson/marking.ts';
import { toldBeat } from '../lesson/told.ts';
import type { Branch } from './branches.ts';
import type { Answer, LessonAsk, LessonPlace } from './protocol.ts';

/** What was found in a recording stays found: its past does not change. */
interface Followed {
  readonly run: LessonRun;
  readonly goals: readonly GoalWatch[];
}

const FOLLOWED = new WeakMap<Recording, Followed>();

export function answerLesson(ask: LessonAsk, branch: Branch, expired: Expired): Answer {
  const scenario = branch.run.written;
  const { lesson } = scenario;
  if (ask.ask === 'lesson') {
    const frame = lesson === undefined ? null : lessonFrame(lesson, scenario, branch.run.world.seed);
    return { answer: 'lesson', lesson: frame };
  }
  if (lesson === undefined) {
    if (ask.ask === 'goals') return { answer: 'goals', goals: [], more: false };
    throw new Error('this scenario has no lesson');
  }
  const { run, goals } = followed(branch);
  const { recording } = branch;
  switch (ask.ask) {
    case 'lesson-spot': {
      const found = run.known.within(expired, () => spotOf(run, ask.place));
      if (found === undefined) return { answer: 'lesson-spot', spot: null, fact: null, more: true };
      const { value: place } = found;
      const spot = place === null ? null : { step: place.step, at: place.at };
      return { answer: 'lesson-spot', spot, fact: place?.fact ?? null, more: false };
    }
    case 'lesson-beat': {
      const written = lesson.beats.find(({ name }) => name === ask.beat);
      if (written === undefined) throw new Error(`this lesson has no beat ${ask.beat}`);
      const frame = beatFrame(written, scenario, branch.run.world.seed);
      const found = run.known.within(expired, () => toldBeat(run, frame, ask.which));
      return { answer: 'lesson-beat', beat: found?.value ?? null, more: found === undefined };
    }
    case 'mark': {
      const found = run.known.within(expired, () => {
        const asked = run.asked(ask.question);
        return asked === null
          ? { marked: null, problem: 'this run does not get there' }
          : markAnswer(run, asked, ask.answer);
      });
      if (found === undefined) return { answer: 'mark', marked: null, problem: null, more: true };
      return { answer: 'mark', ...found.value, more: false };
    }
    case 'goals': {
      let isDone = true;
      for (const goal of goals) isDone = isDone && goal.catchUp(recording.step, expired);
      return { answer: 'goals', goals: goals.map((goal) => goal.state(recording.step)), more: !isDone };
    }
  }
}

function spotOf(run: LessonRun, place: LessonPlace) {
  if ('beat' in place) return ofBeat(run, place);
  if ('review' in place) return place.which === 'stop' ? run.reviewStop(place.review) : run.reviewReveal(place.review);
  return 'goal' in place ? run.goalStart(place.goal) : run.tryAt(place.try);
}

function ofBeat(run: LessonRun, { beat, which }: Extract<LessonPlace, { beat: string }>) {
  switch (which) {
    case 'stop':
      return run.stop(beat);
    case 'reveal':
      return run.reveal(beat);
    case 'why':
      return run.why(beat);
  }
}

function followed({ recording, run: { written: scenario }, ...branch }: Branch): Followed {
  const known = FOLLOWED.get(recording);
  if (known !== undefined) return known;
  const run = new LessonRun(recording, scenario, scenario.lesson!);
  const goals = (scenario.lesson!.goals ?? []).map((goal) => new GoalWatch(run, goal, isOtherFromTheStart(branch)));
  const made = { run, goals };
  FOLLOWED.set(recording, made);
  return made;
}

/** Run beside another, or forked from one that was. */
function isOtherFromTheStart({ beside, parent }: Pick<Branch, 'beside' | 'parent'>): boolean {
  return beside !== null || (parent !== null && isOtherFromTheStart(parent));
}
