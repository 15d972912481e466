/** The playhead to the next or the one before of something: an event, a fact, an event of one node, a fact like these. */
import { findMatch, isFactType } from '../frame/factMatch.ts';
import type { Expired, Recording } from '../frame/recording.ts';
import type { Ask, FactMatch } from './protocol.ts';

type StepAsk = Extract<Ask, { ask: 'step' }>;

/** False when the time of the call was up before. */
export function stepBy(recording: Recording, ask: StepAsk, expired: Expired): boolean {
  const { history, facts } = recording;
  const { by, direction, until = Number.MAX_SAFE_INTEGER } = ask;
  if (by === 'event') return recording.toStep(Math.max(0, recording.step + direction), expired);
  const matches = known(ask.matches ?? []);
  const byNode = nodeSteps(recording, ask);
  const find = (): number | undefined => {
    if (by === 'match') return findMatch(facts, matches, recording.step, direction)?.step;
    return by === 'node' ? byNode() : facts.stepOf(by, recording.step, direction);
  };
  let step = find();
  if (step === undefined && direction === 1) {
    const [head, count] = [history.head, facts.length];
    const done = recording.ahead(until, expired, () =>
      by === 'node' ? history.head > head && find() !== undefined : facts.length > count && find() !== undefined,
    );
    step = find();
    if (step === undefined) return done;
  }
  // What did not happen leaves the playhead where it is.
  if (by === 'match' && step === undefined) return true;
  return recording.toStep(step ?? 0, expired);
}

/** Each call looks at what was recorded since the one before: a node that is dead may be waited for to the end of a run. */
function nodeSteps({ history, step: from }: Recording, { node, direction }: StepAsk): () => number | undefined {
  let next = from + direction;
  return () => {
    for (; next > 0 && next <= history.head; next += direction) {
      if (history.nodeName(history.trace.node(next)) === node) return next;
    }
    return undefined;
  };
}

function known(matches: readonly FactMatch[]): readonly FactMatch[] {
  for (const { type } of matches) if (!isFactType(type)) throw new Error(`there is no fact ${type}`);
  return matches;
}
