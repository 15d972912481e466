/** Moments that a storyboard can show: where the steps of a lesson stop, or what happened in a span. */
import type { FactFrame } from '../../frame/frame.ts';
import type { Spot } from '../../frame/lessonFrames.ts';
import { factSentence } from '../../views/factSentences.ts';
import { formatTime } from '../../views/format.ts';
import type { Conductor } from '../conductor.ts';
import type { Span } from './fields.tsx';
import { thinnedTo } from './storyboard.ts';
import { STORYBOARD } from './words.ts';

export interface Moment {
  readonly step: number;
  readonly at: number;
  readonly time: string;
  readonly sentences: readonly string[];
}

/** Of one moment no more are told. */
const MOST_SENTENCES = 4;
/** Facts are asked for in slices. */
const SLICE = 2_000;
const MOST_FACTS = 20_000;

export async function factMoments(conductor: Conductor, span: Span): Promise<readonly Moment[]> {
  await conductor.halt?.further?.();
  const facts = (await interestingFacts(conductor)).filter(
    ({ at, step }) => at >= span.from && at <= span.until && isInReach(conductor, step),
  );
  const byStep = new Map<number, FactFrame[]>();
  for (const fact of facts) byStep.set(fact.step, [...(byStep.get(fact.step) ?? []), fact]);
  return thinnedTo([...byStep.values()].map((told) => momentOf(conductor, told[0]!, told)));
}

export async function lessonMoments(conductor: Conductor): Promise<readonly Moment[]> {
  const { lesson } = conductor.state;
  if (lesson === null) return [];
  await conductor.halt?.further?.();
  // The way to a spot is run when it is asked for; what happened on it can be told after that.
  const spots: Spot[] = [];
  for (const { name } of lesson.lesson.beats) {
    const spot = await spotOf(conductor, lesson.home, name);
    if (spot !== null && isInReach(conductor, spot.step)) spots.push(spot);
  }
  const facts = await interestingFacts(conductor);
  const moments: Moment[] = [];
  let after = -1;
  for (const spot of spots) {
    if (spot.step <= after) continue;
    const told = facts.filter(({ step }) => step > after && step <= spot.step);
    moments.push(momentOf(conductor, spot, told));
    after = spot.step;
  }
  return thinnedTo(moments);
}

/** Where a lesson waits, nothing goes on: what comes after its question would give the answer away. */
function isInReach({ halt, state }: Conductor, step: number): boolean {
  return halt === null || halt.branch !== state.branch || step <= halt.step;
}

function momentOf({ state }: Conductor, { step, at }: Spot, facts: readonly FactFrame[]): Moment {
  const { language } = state.settings;
  const said = facts.map((fact) => factSentence(fact, language));
  const sentences = said.length === 0 ? [STORYBOARD.quiet[language]] : [...new Set(said)].slice(-MOST_SENTENCES);
  return { step, at, time: formatTime(at), sentences };
}

async function spotOf(conductor: Conductor, branch: number, beat: string): Promise<Spot | null> {
  for (let asked = 0; asked < 50; asked++) {
    const answer = await conductor.look({ ask: 'lesson-spot', branch, place: { beat, which: 'stop' } });
    if (answer === undefined || answer.spot !== null || !answer.more) return answer?.spot ?? null;
  }
  return null;
}

async function interestingFacts(conductor: Conductor): Promise<FactFrame[]> {
  const { branch } = conductor.state;
  const found: FactFrame[] = [];
  for (let from = 0; from < MOST_FACTS; ) {
    const answer = await conductor.look({ ask: 'facts', branch, from, to: from + SLICE });
    if (answer === undefined || answer.facts.length === 0) break;
    found.push(...answer.facts.filter(({ interesting }) => interesting));
    from += answer.facts.length;
  }
  return found;
}
