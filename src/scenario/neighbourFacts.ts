/**
 * Of a kind of fact that never happened: the kind beside it that did. Who waits for RecordFailed and gets RecordUnknown, or
 * for a rebalance of the other protocol, has the right story and the wrong word.
 */
import { NOTHING, type Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { formatAt } from './duration.ts';
import { SEEN_SAYS } from './says/verdicts.ts';
import type { FactPattern } from './schema.ts';

type FactName = KafkaFact['type'];

/** The nearest first. */
const BESIDE: Readonly<Partial<Record<FactName, readonly FactName[]>>> = {
  RecordFailed: ['RecordUnknown', 'AppendRefused', 'ProduceRetried'],
  RecordUnknown: ['RecordFailed', 'ProduceRetried'],
  RecordAcknowledged: ['RecordUnknown', 'RecordFailed', 'RecordSent'],
  RecordSent: ['RecordFailed'],
  RecordsProcessed: ['RecordsConsumed'],
  ProduceRetried: ['AppendRefused', 'RecordFailed', 'RecordUnknown'],
  AppendRefused: ['SequenceRefused', 'ProduceRetried'],
  SequenceRefused: ['AppendRefused', 'DuplicateBatchAnswered'],
  DuplicateBatchAnswered: ['SequenceRefused', 'ProduceRetried'],
  ProcessStarted: ['BrokerRegistered', 'GroupMemberJoined'],
  ProcessKilled: ['ProcessExited', 'PowerLost', 'ProcessPaused'],
  ProcessExited: ['ProcessKilled', 'PowerLost'],
  PowerLost: ['ProcessKilled'],
  ProcessPaused: ['ProcessKilled'],
  ProcessResumed: ['ProcessStarted'],
  ControlledShutdownRequested: ['ProcessKilled'],
  LinkChanged: ['ConnectionBroken'],
  ConnectionBroken: ['LinkChanged', 'ClientDisconnected'],
  LeaderElected: ['BecameLeader'],
  BecameLeader: ['LeaderElected'],
  ControllerActivated: ['QuorumLeaderElected'],
  QuorumLeaderElected: ['ControllerActivated'],
  IsrChanged: ['IsrShrinkProposed', 'IsrExpandProposed', 'IsrWritten'],
  IsrShrinkProposed: ['IsrChanged', 'AlterPartitionRejected'],
  IsrExpandProposed: ['IsrChanged', 'AlterPartitionRejected'],
  IsrWritten: ['IsrChanged'],
  BrokerFenced: ['BrokerFailed', 'BrokerInControlledShutdown'],
  BrokerFailed: ['BrokerFenced'],
  LogTruncated: ['QuorumLogTruncated', 'LogRecovered'],
  LogCleaned: ['SegmentRolled', 'SegmentsDeleted'],
  SegmentsDeleted: ['SegmentRolled', 'LogStartOffsetAdvanced', 'LogCleaned'],
  GroupRebalanceStarted: ['GroupEpochBumped'],
  GroupEpochBumped: ['GroupRebalanceStarted'],
  GroupGenerationStarted: ['GroupEpochBumped', 'GroupRebalanceStarted'],
  AssignmentComputed: ['TargetAssignmentComputed'],
  TargetAssignmentComputed: ['AssignmentComputed'],
  MemberAssignmentChanged: ['PartitionsAssigned'],
  PartitionsRevoked: ['PartitionsLost'],
  PartitionsLost: ['PartitionsRevoked'],
  GroupMemberRemoved: ['GroupMemberJoined'],
  OffsetReset: ['CommittedOffsetFound', 'PositionSought'],
  CommittedOffsetFound: ['OffsetReset', 'PositionSought'],
  OffsetCommitted: ['OffsetCommitCompleted', 'OffsetCommitFailed'],
  OffsetCommitCompleted: ['OffsetCommitFailed', 'OffsetCommitted'],
  OffsetCommitFailed: ['OffsetCommitCompleted'],
  TopicCreated: ['TopicCreateFailed'],
  TopicCreateFailed: ['AdminRequestFailed', 'TopicCreated'],
  ReassignmentCompleted: ['ReassignmentStarted', 'AdminRequestFailed'],
};

type Seen = Iterable<{ readonly at: Micros; readonly fact: Pick<KafkaFact, 'type'> }>;

/** Nothing where a fact of this kind did happen: then the nearest of them says more. */
export function besideIt(facts: Seen, { fact: wanted, where, after, before }: FactPattern & Window): Says {
  const beside = Object.hasOwn(BESIDE, wanted) ? BESIDE[wanted as FactName]! : [];
  const seen = new Map<string, { readonly first: Micros; readonly times: number }>();
  for (const { at, fact } of facts) {
    if (fact.type === wanted) return NOTHING;
    if (!beside.includes(fact.type)) continue;
    const { first, times } = seen.get(fact.type) ?? { first: at, times: 0 };
    seen.set(fact.type, { first, times: times + 1 });
  }
  const isNarrow = where !== undefined || after !== undefined || before !== undefined;
  const other = beside.find((name) => seen.has(name));
  if (other === undefined) return isNarrow ? SEEN_SAYS.noneOfItsKind(wanted) : NOTHING;
  const { first, times } = seen.get(other)!;
  return SEEN_SAYS.anotherKind(isNarrow ? wanted : undefined, other, times, formatAt(first));
}

interface Window {
  readonly after?: Micros | undefined;
  readonly before?: Micros | undefined;
}
