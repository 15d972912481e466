/**
 * Why? The causes of anything on the screen, newest first, as steps that mean something: each a fact with what about the
 * event made it so and the rule it follows; the routine hops between two of them are folded into one.
 */
import type { FactType } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Step } from '../../sim/world.ts';
import type { Recording } from '../recording.ts';
import { describeStep } from '../why.ts';
import { causeOf } from './causes.ts';
import { applicationEnd, endingOf } from './ending.ts';
import { CLIENT_EXPLANATIONS } from './explainClients.ts';
import { ERA_EXPLANATIONS } from './explainEras.ts';
import { REPLICATION_EXPLANATIONS } from './explainReplication.ts';
import { SERVER_EXPLANATIONS } from './explainServers.ts';
import type { Case, Explain, Explanation } from './explanation.ts';
import { Look, type Told } from './look.ts';
import { ruleOf } from './rules/catalogue.ts';
import { shortened } from './shorten.ts';
import { type Head, headOf } from './subjects.ts';
import type { FoldedStep, WhyAspect, WhyFrame, WhyStep, WhySubject } from './whyFrames.ts';

/** Longer chains are cut, and say so. */
const LONGEST = 24;
/** Routine hops named between two steps. */
const MOST_FOLDED = 40;

const EXPLANATIONS = {
  ...REPLICATION_EXPLANATIONS,
  ...SERVER_EXPLANATIONS,
  ...ERA_EXPLANATIONS,
  ...CLIENT_EXPLANATIONS,
};

export function whyOf(recording: Recording, subject: WhySubject, aspect: WhyAspect = 'newest'): WhyFrame {
  const head = headOf(recording, subject, aspect);
  if (head === undefined) return { aspect, aspects: [], steps: [], root: 'start', ends: null };
  const look = new Look(recording);
  const { aspects } = head;
  const { steps, root, ends } = chainFrom(look, head);
  return { aspect: head.aspect, aspects, steps: shortened(steps, (step) => textOf(look.known(step))), root, ends };
}

type Chain = Pick<WhyFrame, 'steps' | 'root' | 'ends'>;

function chainFrom(look: Look, head: Head): Chain {
  const steps: WhyStep[] = [];
  let told = head.index === null ? undefined : look.told(head.index);
  if (told === undefined) {
    // An event that told nothing: first itself, then what was told on the way to it.
    const next = toldBefore(look, head.step);
    steps.push(bareStep(look, head.step, next?.step));
    told = next;
    if (told === undefined) return ended(look, steps, head.step, undefined);
  }
  const seen = new Set<number>();
  for (;;) {
    seen.add(told.index);
    const cause = causeOf(look, told, seen);
    steps.push(stepOf(look, told, cause));
    if (cause === undefined) return ended(look, steps, told.step, told);
    // What an application was handed when it fell silent is where that begins: not who sent it.
    if (told.fact.type === 'PollTimeoutExpired') {
      steps.push(stepOf(look, cause, undefined));
      return { steps, ...applicationEnd(look, cause) };
    }
    if (steps.length >= LONGEST) return { steps, root: 'cut', ends: null };
    told = cause;
  }
}

function stepOf(look: Look, told: Told, cause: Told | undefined): WhyStep {
  const { because, settings, rule } = explanationOf(look, told, cause);
  const kind = look.recording.history.trace.kind(told.step);
  return {
    step: told.step,
    at: told.at,
    node: told.node,
    kind,
    fact: look.recording.facts.frame(told.index),
    event: null,
    because,
    rule: ruleOf(rule ?? told.fact.type, look.siteOf(told)),
    settings: settings ?? [],
    folded: cause === undefined ? [] : foldedBetween(look, told.step, cause.step),
  };
}

function explanationOf(look: Look, told: Told, cause: Told | undefined): Explanation {
  const explain = EXPLANATIONS[told.fact.type] as Explain<FactType> | undefined;
  if (explain === undefined) return { because: [] };
  const one = { look, told, fact: told.fact, cause, event: () => look.event(told.step) };
  return explain(one as Case<FactType>);
}

function bareStep(look: Look, step: number, until: number | undefined): WhyStep {
  const { history } = look.recording;
  return {
    step,
    at: history.trace.at(step),
    node: history.nodeName(history.trace.node(step)),
    kind: history.trace.kind(step),
    fact: null,
    event: eventText(look, step),
    because: [],
    rule: null,
    settings: [],
    folded: until === undefined ? [] : foldedBetween(look, step, until),
  };
}

/** Where nothing was told before, the chain of events says whether a person, a timer or the start is at its beginning. */
function ended(look: Look, steps: WhyStep[], from: number, last: Told | undefined): Chain {
  const { root, ends, command } = endingOf(look, from, last);
  const newest = steps[steps.length - 1]!;
  if (command !== null && newest.step !== command) {
    steps[steps.length - 1] = { ...newest, folded: foldedBetween(look, newest.step, command) };
    steps.push(bareStep(look, command, undefined));
  }
  return { steps, root, ends };
}

/** The newest fact on the way to an event. */
function toldBefore(look: Look, from: number): Told | undefined {
  const { trace } = look.recording.history;
  for (let step = trace.cause(from), hops = 0; step > 0 && hops < 64; step = trace.cause(step), hops++) {
    const told = look.ofStep(step);
    const one = told.find(({ fact }) => !QUIET.has(fact.type)) ?? undefined;
    if (one !== undefined) return one;
  }
  return undefined;
}

const QUIET: ReadonlySet<FactType> = new Set<FactType>([
  'RequestCompleted',
  'PollCalled',
  'QuorumHighWatermarkAdvanced',
]);

/** The hops of the chain of events between a step and the cause that was found for it; none where it is found elsewhere. */
function foldedBetween(look: Look, from: number, to: number): FoldedStep[] {
  const { history } = look.recording;
  const { trace } = history;
  const hops: number[] = [];
  let step = trace.cause(from);
  for (; step > to && hops.length < MOST_FOLDED; step = trace.cause(step)) hops.push(step);
  if (step !== to) return [];
  return hops.map((hop) => ({
    step: hop,
    at: trace.at(hop),
    node: history.nodeName(trace.node(hop)),
    kind: trace.kind(hop),
    event: textOf(look.known(hop)),
  }));
}

function eventText(look: Look, step: number): string | null {
  return textOf(look.event(step));
}

function textOf(replayed: Step<Kafka> | undefined): string | null {
  return replayed === undefined ? null : describeStep(replayed);
}
