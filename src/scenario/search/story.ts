/** The trace of what was found, as a story: the faults and the facts that matter, up to the break. */
import type { Micros } from '../../base/time.ts';
import { describeFact } from '../../kafka/describeFact.ts';
import type { FactType, KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Break } from '../../properties/index.ts';
import type { RecordedFact } from '../../record/history.ts';

export interface StoryLine {
  readonly at: Micros;
  readonly node: string;
  readonly text: string;
  /** A fault that the search put in, or the file did. */
  readonly isFault: boolean;
}

const FAULTS: ReadonlySet<FactType> = new Set<FactType>([
  'ProcessKilled',
  'PowerLost',
  'DiskWiped',
  'ProcessPaused',
  'ProcessResumed',
  'LinkChanged',
  'NetworkHealed',
  'ConnectionBroken',
  'DiskSlowed',
  'ControlledShutdownRequested',
]);

const MATTERS: ReadonlySet<FactType> = new Set<FactType>([
  'ProcessStarted',
  'RecordsAppended',
  'RecordsReplicated',
  'HighWatermarkAdvanced',
  'RecordAcknowledged',
  'RecordsConsumed',
  'RecordFailed',
  'RecordUnknown',
  'BrokerFenced',
  'BrokerUnfenced',
  'LeaderElected',
  'IsrChanged',
  'ElrChanged',
  'BecameLeader',
  'BecameFollower',
  'LogTruncated',
  'UncleanShutdownDetected',
  'QuorumLeaderElected',
  'QuorumLogTruncated',
]);

/** Longer ones lose their middle. */
const LONGEST = 60;

export function storyOf(facts: readonly RecordedFact<Kafka>[], broken: Break): StoryLine[] {
  const first = facts.find(({ fact }) => fact.type === 'RecordSent')?.at ?? 0;
  const partition = partitionsIn(broken.detail);
  const lines = facts
    .filter(({ step }) => step <= broken.step)
    .filter(
      ({ at, fact }) => FAULTS.has(fact.type) || (at >= first && MATTERS.has(fact.type) && concerns(fact, partition)),
    )
    .map(({ at, node, fact }) => ({ at, node, text: describeFact(fact), isFault: FAULTS.has(fact.type) }));
  if (lines.length <= LONGEST) return lines;
  // The end tells how it broke; of the beginning the faults are kept.
  const tail = lines.slice(lines.length - LONGEST);
  const faults = lines.slice(0, lines.length - LONGEST).filter(({ isFault }) => isFault);
  return [...faults, ...tail];
}

/** Facts of other partitions belong to another story. */
function concerns(fact: KafkaFact, partition: readonly string[]): boolean {
  if (!('partition' in fact) || fact.partition === null || partition.length === 0) return true;
  return partition.includes(fact.partition);
}

function partitionsIn(detail: string): readonly string[] {
  return [...detail.matchAll(/(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,300}-\d+/g)].map(([name]) => name);
}
