/** Causes of what clients tell, and what their coordinators do with them. */
import type { FactType } from '../../kafka/facts.ts';
import type { Causes } from './causes.ts';
import type { FactOf, Look, Told } from './look.ts';
import { before, isAbout, onChain, sameStep, silenceOf, type Way } from './ways.ts';

const inGroup = (cause: object, fact: object): boolean =>
  'group' in cause && 'group' in fact && (cause as { group: string }).group === (fact as { group: string }).group;
const ofClient = (cause: object, fact: object): boolean =>
  'client' in cause && 'client' in fact && (cause as { client: string }).client === (fact as { client: string }).client;

/** What an error that a producer was answered, or a silence, goes back to. */
const behindError: Way<FactOf<'ProduceRetried' | 'RecordFailed' | 'RecordUnknown'>> = (look, told, fact) => {
  const { error } = fact;
  const isHere = (cause: object): boolean => 'partition' in cause && cause.partition === fact.partition;
  const refused = onChain<typeof fact>(['AppendRefused', 'SequenceRefused'], isHere)(look, told, fact);
  if (refused !== undefined) return refused;
  return look.newestOf(
    typesBehind(error),
    told.index,
    (cause) => isHere(cause) || (!('partition' in cause) && ofClient(cause, fact)),
  );
};

function typesBehind(error: string): readonly FactType[] {
  switch (error) {
    case 'DISCONNECTED':
      return ['ClientDisconnected'];
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
      return ['IsrChanged'];
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'FENCED_LEADER_EPOCH':
    case 'LEADER_NOT_AVAILABLE':
      return ['LeaderElected', 'BecameFollower'];
    case 'TIMEOUT':
    case 'REQUEST_TIMED_OUT':
      return ['ClientDisconnected'];
    default:
      return [];
  }
}

/** It goes by KIP-848 now, and not by generations. */
export function isModern(look: Look, before: number, group: string): boolean {
  const types: readonly FactType[] = ['GroupGenerationStarted', 'GroupEpochBumped', 'GroupConverted'];
  const newest = look.newestOf(types, before, (fact) => 'group' in fact && fact.group === group)?.fact;
  return newest?.type === 'GroupEpochBumped' || (newest?.type === 'GroupConverted' && newest.to === 'consumer');
}

export type Dealt = 'eager' | 'cooperative' | 'consumer';

/** A member of the classic protocol keeps what it has only if every one of its assignors can work that way (KIP-429). */
export function dealtHow(look: Look, client: string): Dealt {
  if (String(look.value(client, 'group.protocol') ?? '').toLowerCase() === 'consumer') return 'consumer';
  const strategies = String(look.value(client, 'partition.assignment.strategy') ?? '').split(',');
  return strategies.every((name) => /cooperative/i.test(name)) ? 'cooperative' : 'eager';
}

/** It gives back what it has since its application closes it, or has it unsubscribe. */
export function isLeaving(look: Look, told: Told): boolean {
  return look
    .ofStep(told.step)
    .some(
      ({ fact }) => fact.type === 'ConsumerMemberStateChanged' && LEAVING.has(fact.to) && fact.client === told.node,
    );
}

const LEAVING: ReadonlySet<string> = new Set(['UNJOINED', 'PREPARE_LEAVING', 'LEAVING', 'UNSUBSCRIBED']);

/** All of it before joining again, or only what the new assignment takes. */
const behindRevocation: Way<FactOf<'PartitionsRevoked'>> = (look, told, fact) => {
  if (isLeaving(look, told)) return undefined;
  const dealt = dealtHow(look, told.node);
  const types: readonly FactType[] =
    dealt === 'eager' && !isModern(look, told.index, fact.group)
      ? ['GroupRebalanceStarted']
      : dealt === 'cooperative' && !isModern(look, told.index, fact.group)
        ? ['AssignmentComputed']
        : ['TargetAssignmentComputed'];
  return look.newestOf(types, told.index, (cause) => inGroup(cause, fact));
};

export const CLIENT_CAUSES: Causes = {
  RecordAcknowledged: [
    onChain(['DuplicateBatchAnswered']),
    onChain(
      ['HighWatermarkAdvanced', 'RecordsAppended'],
      (cause, fact) => 'partition' in cause && cause.partition === fact.partition,
    ),
  ],
  ProduceRetried: [behindError],
  RecordFailed: [behindError, before(['ProduceRetried'], isAbout)],
  RecordUnknown: [before(['ProduceRetried', 'ClientDisconnected'], isAbout), behindError],
  DuplicateBatchAnswered: [onChain(['ProduceRetried'])],
  SequenceRefused: [onChain(['ProduceRetried'])],
  ClientDisconnected: [
    onChain(['ProcessKilled', 'PowerLost', 'ConnectionBroken', 'ProcessExited', 'BrokerStateChanged'], () => true),
    silenceOf((fact) => ({ node: fact.broker, peers: [fact.client] })),
    // It may have been reached, and wait itself for somebody whom it does not reach.
    silenceOf((fact) => (fact.reason.includes('timed out') ? { node: fact.broker } : undefined)),
  ],
  RecordsConsumed: [
    onChain(
      ['HighWatermarkAdvanced'],
      (cause, fact) =>
        cause.type === 'HighWatermarkAdvanced' && cause.partition === fact.partition && cause.highWatermark > fact.from,
    ),
    before(
      ['HighWatermarkAdvanced'],
      (cause, fact) =>
        cause.type === 'HighWatermarkAdvanced' &&
        cause.leader &&
        cause.partition === fact.partition &&
        cause.broker === fact.broker &&
        cause.highWatermark <= fact.from + fact.count,
    ),
    before(['OffsetReset', 'CommittedOffsetFound'], isAbout),
  ],
  // The first of a row of the same: those between say nothing more.
  ClientWarned: [
    (look, told, fact) => {
      const isSame = (one: typeof fact) => one.client === fact.client && one.message === fact.message;
      let first = look.newest('ClientWarned', told.index, isSame);
      for (let next = first; next !== undefined; next = look.newest('ClientWarned', next.index, isSame)) first = next;
      return first;
    },
  ],
  RecordsProcessed: [before(['RecordsConsumed'], isAbout)],
  OffsetReset: [
    // Who leads now told it where the epoch ends: what it had read after that went with the election.
    (look, told, fact) =>
      fact.reason.startsWith('log truncated')
        ? look.newest('LeaderElected', told.index, (cause) => isAbout(cause, fact) && cause.leader >= 0)
        : undefined,
    before(['OffsetsExpired', 'PartitionsAssigned', 'PositionSought'], (cause, fact) =>
      'client' in cause ? ofClient(cause, fact) : true,
    ),
  ],
  CommittedOffsetFound: [before(['OffsetCommitted'], (cause, fact) => inGroup(cause, fact) && isAbout(cause, fact))],
  OffsetCommitted: [onChain(['OffsetCommitSent'], inGroup)],
  OffsetCommitCompleted: [before(['RecordsProcessed', 'RecordsConsumed'], ofClient)],
  OffsetCommitSent: [before(['RecordsProcessed', 'RecordsConsumed'], ofClient)],
  OffsetCommitFailed: [
    before(
      ['GroupMemberRemoved', 'PollTimeoutExpired'],
      (cause, fact) => inGroup(cause, fact) && ofClient(cause, fact),
    ),
    before(['GroupRebalanceStarted'], inGroup),
  ],
  PollTimeoutExpired: [before(['RecordsConsumed'], ofClient)],
  CoordinatorLoaded: [
    before(
      ['BecameLeader'],
      (cause, fact) => isAbout(cause, fact) && 'broker' in cause && cause.broker === fact.broker,
    ),
  ],
  CoordinatorUnloaded: [before(['BecameFollower', 'LeaderElected'], isAbout)],
  CoordinatorDiscovered: [
    onChain(['ClientDisconnected'], ofClient),
    before(['ProcessStarted'], (cause, fact) => 'node' in cause && cause.node === fact.client),
  ],
  GroupMemberJoined: [
    before(['PartitionsLost', 'PollTimeoutExpired', 'ProcessStarted', 'CoordinatorDiscovered'], (cause, fact) =>
      'node' in cause ? cause.node === fact.client : ofClient(cause, fact),
    ),
  ],
  GroupMemberRemoved: [
    onChain(['PollTimeoutExpired', 'ConsumerClosed'], ofClient),
    (look, told, fact) =>
      fact.reason === 'left'
        ? look.newestOf(['PollTimeoutExpired', 'ConsumerClosed'], told.index, (cause) => ofClient(cause, fact))
        : undefined,
    (look, told, fact) =>
      fact.reason === 'session-expired'
        ? silenceOf<typeof fact>(() => ({ node: fact.client }))(look, told, fact)
        : undefined,
    (look, told, fact) =>
      fact.reason.endsWith('timeout')
        ? look.newest('GroupRebalanceStarted', told.index, (cause) => inGroup(cause, fact))
        : undefined,
    sameStep(['GroupMemberJoined'], inGroup),
  ],
  GroupRebalanceStarted: [
    sameStep(['GroupMemberRemoved', 'GroupMemberJoined'], inGroup),
    onChain(['GroupMemberRemoved', 'GroupMemberJoined', 'PartitionsAdded', 'PartitionsRevoked'], (cause, fact) =>
      'group' in cause ? inGroup(cause, fact) : true,
    ),
    before(['PartitionsAdded'], () => true),
  ],
  GroupStateChanged: [
    (look, told, fact) =>
      isModern(look, told.index, fact.group)
        ? look.newestOf(
            ['MemberAssignmentChanged', 'TargetAssignmentComputed', 'GroupEpochBumped'],
            told.index,
            (cause) => inGroup(cause, fact),
          )
        : undefined,
    sameStep(['GroupRebalanceStarted', 'GroupMemberRemoved', 'GroupMemberJoined'], inGroup),
    (look, told, fact) =>
      fact.to === 'Stable' ? onChain<typeof fact>(['AssignmentComputed'], inGroup)(look, told, fact) : undefined,
    before(['GroupRebalanceStarted'], inGroup),
  ],
  GroupGenerationStarted: [before(['GroupRebalanceStarted'], inGroup)],
  GroupEpochBumped: [
    sameStep(['GroupMemberJoined', 'GroupMemberRemoved'], inGroup),
    onChain(['GroupMemberJoined', 'GroupMemberRemoved'], inGroup),
    before(['GroupMemberJoined', 'GroupMemberRemoved', 'PartitionsAdded'], (cause, fact) =>
      'group' in cause ? inGroup(cause, fact) : true,
    ),
  ],
  TargetAssignmentComputed: [sameStep(['GroupEpochBumped'], inGroup), before(['GroupEpochBumped'], inGroup)],
  MemberAssignmentChanged: [
    sameStep(['TargetAssignmentComputed'], inGroup),
    onChain(['PartitionsRevoked'], inGroup),
    before(['TargetAssignmentComputed'], inGroup),
  ],
  GroupConverted: [sameStep(['GroupMemberJoined', 'GroupMemberRemoved'], inGroup)],
  AssignmentComputed: [before(['GroupGenerationStarted'], inGroup)],
  PartitionsAssigned: [
    onChain(['MemberAssignmentChanged'], (cause, fact) => inGroup(cause, fact) && ofClient(cause, fact)),
    onChain(['AssignmentComputed'], inGroup),
    before(['AssignmentComputed', 'MemberAssignmentChanged', 'GroupGenerationStarted'], inGroup),
  ],
  PartitionsRevoked: [behindRevocation],
  PartitionsLost: [
    before(
      ['GroupMemberRemoved', 'PollTimeoutExpired'],
      (cause, fact) => inGroup(cause, fact) && ofClient(cause, fact),
    ),
    before(['OffsetCommitFailed'], ofClient),
  ],
  OffsetsExpired: [before(['GroupStateChanged', 'GroupMemberRemoved'], inGroup)],
  GroupDeleted: [before(['OffsetsExpired', 'GroupStateChanged'], inGroup)],
};
