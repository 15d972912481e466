/**
 * An expectation that does not hold, so that it can be mended: what was expected, what is so instead, the fact that comes
 * nearest to it, and the chain of causes behind that.
 */
import type { Micros } from '../base/time.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import type { BrokenProperty, SeenFact, Verdict } from '../scenario/expectations.ts';
import { lastMatchingFact, matchingFact, type NearFact, nearestFact } from '../scenario/nearestFact.ts';
import type { Expectation, FinalSection } from '../scenario/schema.ts';
import type { FactFrame } from './frame.ts';
import type { Recording } from './recording.ts';
import type { WhyAspect, WhyFrame, WhySubject } from './why/whyFrames.ts';
import { whyOf } from './why/whyOf.ts';

export interface FailureFrame {
  /** In the words of the file. */
  readonly expected: string;
  /** What the run has in its place. */
  readonly instead: string;
  /** Where to look: the end of the run where nothing else is nearer. */
  readonly at: Micros;
  readonly step: number;
  readonly nearest: NearestFrame | null;
  readonly why: WhyFrame | null;
}

export interface NearestFrame {
  readonly fact: FactFrame;
  /** `leader is 3, not 2`. Empty: this is the one that should not be. */
  readonly differs: readonly string[];
}

/** Asked of a recording that stands at the end of the run. */
export function failureOf(
  recording: Recording,
  expectation: Expectation | undefined,
  { text, detail }: Verdict,
  broken: readonly BrokenProperty[],
): FailureFrame {
  const { subject, aspect, nearest: near } = pointedAt(recording.history.facts, expectation, detail, broken);
  const nearest =
    near === undefined ? null : { fact: recording.facts.frame(near.index), differs: near.differs.map(({ en }) => en) };
  const why = subject === undefined ? undefined : whyOf(recording, subject, aspect ?? 'newest');
  const newest = why?.steps[0];
  const step = nearest?.fact.step ?? newest?.step ?? recording.history.head;
  return {
    expected: text,
    instead: detail,
    at: recording.history.trace.at(step),
    step,
    nearest,
    why: why === undefined || why.steps.length === 0 ? null : why,
  };
}

/** What a verdict is about, to be asked why of: the fact that it turns on, or the thing. */
export interface Pointed {
  readonly subject?: WhySubject;
  readonly aspect?: WhyAspect;
  readonly nearest?: NearFact;
}

export function pointedAt(
  facts: readonly SeenFact[],
  expectation: Expectation | undefined,
  detail: string,
  broken: readonly BrokenProperty[],
): Pointed {
  if (expectation === undefined) return {};
  const { fact, where, after, before, never, final, property, anomaly, shown } = expectation;
  if (fact !== undefined) return ofFact(facts, { ...expectation, fact, where, after, before });
  if (never !== undefined) return ofIndex(matchingFact(facts, never, 0), []);
  if (final !== undefined) return ofFinal(facts, final, detail);
  const name = property ?? (shown === false ? anomaly : undefined);
  const found = broken.find((one) => one.name === name);
  return found === undefined ? {} : { subject: { type: 'step', step: found.step } };
}

type Counts = Pick<Expectation, 'times' | 'at-least' | 'at-most' | 'after' | 'before' | 'where'> & {
  readonly fact: string;
};

/** One too many is what should not be; with too few, what comes nearest to another. */
function ofFact(facts: readonly SeenFact[], pattern: Counts): Pointed {
  const most = pattern.times ?? pattern['at-most'];
  const extra = most === undefined ? undefined : matchingFact(facts, pattern, most);
  if (extra !== undefined) return ofIndex(extra, []);
  const near = nearestFact(facts, pattern);
  // All that were looked for, and too few of them: the last one says how far it came.
  if (near?.differs.length === 0) return ofIndex(lastMatchingFact(facts, pattern), []);
  return near === undefined ? {} : ofIndex(near.index, near.differs);
}

function ofIndex(index: number | undefined, differs: NearFact['differs']): Pointed {
  if (index === undefined) return {};
  return { subject: { type: 'fact', index }, nearest: { index, differs } };
}

function ofFinal(facts: readonly SeenFact[], final: FinalSection, detail: string): Pointed {
  const { partition, producer, consumer, broker, controller, group, position, owners } = final;
  if (partition !== undefined) return { subject: { type: 'partition', id: partition }, aspect: aspectOf(detail) };
  if (group !== undefined)
    return { subject: { type: 'group', id: group }, aspect: owners === undefined ? 'state' : 'assignment' };
  const server = broker ?? controller;
  if (server !== undefined) return { subject: { type: 'node', id: server }, aspect: 'status' };
  if (consumer !== undefined) {
    const read = Object.keys(position ?? {})[0] as TopicPartition | undefined;
    return read === undefined
      ? {}
      : { subject: { type: 'position', client: consumer, partition: read }, aspect: 'position' };
  }
  // Of a producer: the first record that it did not get through, if there is one.
  const lost = facts.findIndex(
    ({ fact }) => (fact.type === 'RecordFailed' || fact.type === 'RecordUnknown') && fact.client === producer,
  );
  return lost < 0 ? {} : ofIndex(lost, []);
}

/** The side of a partition that is not as it should be: the first that the verdict speaks of. */
function aspectOf(detail: string): WhyAspect {
  if (detail.startsWith('isr ')) return 'isr';
  if (detail.startsWith('elr ')) return 'elr';
  if (detail.startsWith('high-watermark ')) return 'high-watermark';
  return detail.startsWith('leader') ? 'leader' : 'newest';
}
