/** A long chain is told by its turning points: what only carries something on is folded, with a count, and still there. */
import type { FactType } from '../../kafka/facts.ts';
import type { FoldedStep, WhyStep } from './whyFrames.ts';

/** A chain with more is shortened, as far as there is something to fold. */
const LONG = 8;

/** What carries on and decides nothing, the least telling first. */
const CARRIERS: readonly FactType[] = [
  'BatchSent',
  'MigrationDriverStateChanged',
  'BrokerStateChanged',
  'ZooKeeperConnectionChanged',
  'CoordinatorDiscovered',
  'RecordsReplicated',
];

/** `eventOf` says in words what a step was, if that is at hand. */
export function shortened(steps: readonly WhyStep[], eventOf: (step: number) => string | null): readonly WhyStep[] {
  let list = steps;
  for (const type of CARRIERS) {
    // From the far end: what is near to the question is told as it is.
    for (let place = list.length - 2; place > 0 && list.length > LONG; place--)
      if (list[place]!.fact?.type === type) list = withoutStep(list, place, eventOf);
  }
  return list;
}

function withoutStep(
  steps: readonly WhyStep[],
  place: number,
  eventOf: (step: number) => string | null,
): readonly WhyStep[] {
  const [later, gone, sooner] = [steps[place - 1]!, steps[place]!, steps[place + 1]!];
  const { step, at, node, kind } = gone;
  // An event that is told at either side of it is no hop between them.
  const isHop = step !== later.step && step !== sooner.step;
  const self: readonly FoldedStep[] = isHop ? [{ step, at, node, kind, event: eventOf(step) }] : [];
  const folded = [...later.folded, ...self, ...gone.folded];
  return [...steps.slice(0, place - 1), { ...later, folded }, ...steps.slice(place + 1)];
}
