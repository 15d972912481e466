/**
 * The facts by name and their fields, for files that speak of them. Types vanish when the program is built; this table
 * does not, and it does not compile when a fact or a field of one is missing in it.
 */
import type { FactType, KafkaFact } from '../kafka/facts.ts';
import { CONSUMER_FACT_FIELDS } from './factFieldsOfConsumers.ts';
import { ZOOKEEPER_FACT_FIELDS } from './factFieldsOfZooKeeper.ts';

/** What a field holds, as far as a file can be wrong about it. */
export type FieldKind =
  | 'partition'
  | 'topic'
  | 'node'
  | 'client'
  | 'broker'
  | 'controller'
  | 'brokers'
  | 'controllers'
  | 'nodes'
  | 'record'
  | 'records'
  | 'partitions'
  | 'texts'
  | 'number'
  | 'text'
  | 'flag'
  | 'other';

type KindOf<V> = V extends boolean
  ? 'flag'
  : V extends number
    ? 'number' | 'broker' | 'controller'
    : V extends string
      ? 'text' | 'partition' | 'topic' | 'node' | 'client'
      : V extends readonly number[]
        ? 'brokers' | 'controllers'
        : V extends readonly string[]
          ? 'nodes' | 'records' | 'partitions' | 'texts'
          : 'other';

type FieldsOf<F extends KafkaFact> = {
  readonly [Field in Exclude<keyof F, 'type'>]: KindOf<Exclude<F[Field], null>>;
};

type FactFields = { readonly [T in FactType]: FieldsOf<Extract<KafkaFact, { type: T }>> };

export const FACT_FIELDS: FactFields = {
  ProcessKilled: { node: 'node' },
  PowerLost: { node: 'node' },
  DiskWiped: { node: 'node' },
  ProcessStarted: { node: 'node' },
  ProcessPaused: { node: 'node' },
  ProcessResumed: { node: 'node' },
  ControlledShutdownRequested: { node: 'node' },
  ProcessExited: { node: 'node', clean: 'flag', reason: 'text' },
  LinkChanged: { from: 'nodes', to: 'nodes', rule: 'text' },
  NetworkHealed: {},
  ConnectionBroken: {},
  DiskSlowed: { node: 'node', factor: 'number' },
  RaftRoleChanged: { id: 'number', from: 'text', to: 'text', epoch: 'number' },
  QuorumLeaderElected: { leaderId: 'controller', epoch: 'number', votes: 'controllers' },
  QuorumHighWatermarkAdvanced: { id: 'number', highWatermark: 'number' },
  QuorumLogTruncated: { id: 'number', endOffset: 'number' },
  SnapshotWritten: { id: 'number', endOffset: 'number', epoch: 'number', records: 'number' },
  SnapshotFetched: { id: 'number', endOffset: 'number', epoch: 'number', records: 'number' },
  SnapshotLoaded: { id: 'number', endOffset: 'number', epoch: 'number', records: 'number' },
  QuorumLogStartAdvanced: { id: 'number', startOffset: 'number' },
  VoterAdded: { id: 'controller', voters: 'controllers' },
  VoterRemoved: { id: 'controller', voters: 'controllers' },
  ControllerActivated: { id: 'controller', epoch: 'number' },
  ControllerDeactivated: { id: 'controller', epoch: 'number' },
  BrokerRegistered: { brokerId: 'broker', brokerEpoch: 'number' },
  BrokerFenced: { brokerId: 'broker' },
  BrokerUnfenced: { brokerId: 'broker' },
  BrokerInControlledShutdown: { brokerId: 'broker' },
  TopicCreated: { topic: 'topic', partitions: 'number', replicationFactor: 'number' },
  LeaderElected: {
    partition: 'partition',
    leader: 'broker',
    previousLeader: 'broker',
    leaderEpoch: 'number',
    isr: 'brokers',
    unclean: 'flag',
  },
  IsrChanged: {
    partition: 'partition',
    isr: 'brokers',
    previousIsr: 'brokers',
    leaderEpoch: 'number',
    partitionEpoch: 'number',
  },
  ElrChanged: { partition: 'partition', elr: 'brokers', lastKnownElr: 'brokers' },
  ReassignmentStarted: { partition: 'partition', target: 'brokers', adding: 'brokers', removing: 'brokers' },
  ReassignmentCompleted: { partition: 'partition', replicas: 'brokers', previousReplicas: 'brokers' },
  ReassignmentCancelled: { partition: 'partition', replicas: 'brokers' },
  PartitionsAdded: { topic: 'topic', partitions: 'number', added: 'number' },
  BrokerUnregistered: { brokerId: 'broker' },
  BrokerStateChanged: { brokerId: 'broker', from: 'text', to: 'text' },
  BecameLeader: { partition: 'partition', broker: 'broker', leaderEpoch: 'number', startOffset: 'number' },
  BecameFollower: { partition: 'partition', broker: 'broker', leader: 'broker', leaderEpoch: 'number' },
  RecordsAppended: {
    partition: 'partition',
    broker: 'broker',
    baseOffset: 'number',
    count: 'number',
    leaderEpoch: 'number',
    acks: 'number',
    bytes: 'number',
  },
  ProducerIdAssigned: { client: 'client', producerId: 'number', producerEpoch: 'number' },
  IdempotenceDisabled: { client: 'client', reason: 'text' },
  BatchCompressed: {
    client: 'client',
    partition: 'partition',
    compression: 'text',
    count: 'number',
    uncompressedBytes: 'number',
    bytes: 'number',
    nanos: 'number',
  },
  BatchRecompressed: {
    partition: 'partition',
    broker: 'broker',
    from: 'text',
    to: 'text',
    count: 'number',
    bytesBefore: 'number',
    bytes: 'number',
    nanos: 'number',
  },
  BatchSplit: { client: 'client', partition: 'partition', records: 'number', batches: 'number' },
  ProducerFlushed: { client: 'client' },
  ProducerClosed: { client: 'client', aborted: 'number' },
  ClientWarned: { client: 'client', message: 'text' },
  CoordinatorLoaded: { partition: 'partition', broker: 'broker', groups: 'number', offsets: 'number' },
  CoordinatorUnloaded: { partition: 'partition', broker: 'broker', groups: 'number', offsets: 'number' },
  GroupStateChanged: { group: 'text', broker: 'broker', from: 'text', to: 'text', generation: 'number' },
  GroupRebalanceStarted: { group: 'text', broker: 'broker', generation: 'number', reason: 'text' },
  GroupGenerationStarted: {
    group: 'text',
    broker: 'broker',
    generation: 'number',
    protocol: 'text',
    leader: 'text',
    members: 'texts',
  },
  GroupMemberJoined: { group: 'text', broker: 'broker', member: 'text', client: 'client', instance: 'text' },
  GroupMemberRemoved: {
    group: 'text',
    broker: 'broker',
    member: 'text',
    client: 'client',
    instance: 'text',
    reason: 'text',
  },
  OffsetCommitted: { group: 'text', broker: 'broker', partition: 'partition', offset: 'number', member: 'text' },
  OffsetsExpired: { group: 'text', broker: 'broker', partitions: 'partitions' },
  GroupDeleted: { group: 'text', broker: 'broker' },
  GroupConverted: { group: 'text', broker: 'broker', to: 'text', generation: 'number' },
  GroupEpochBumped: { group: 'text', broker: 'broker', epoch: 'number' },
  TargetAssignmentComputed: { group: 'text', broker: 'broker', epoch: 'number', assignor: 'text', assignment: 'other' },
  MemberAssignmentChanged: {
    group: 'text',
    broker: 'broker',
    member: 'text',
    client: 'client',
    instance: 'text',
    epoch: 'number',
    state: 'text',
    assigned: 'partitions',
    pendingRevocation: 'partitions',
  },
  ...CONSUMER_FACT_FIELDS,
  ...ZOOKEEPER_FACT_FIELDS,
  TopicDeleted: { topic: 'topic' },
  ToolStarted: { tool: 'text', line: 'text' },
  ToolInput: { tool: 'text', text: 'text' },
  ToolPrinted: { tool: 'text', stream: 'text', text: 'text', unfinished: 'flag' },
  ToolInterrupted: { tool: 'text' },
  ToolExited: { tool: 'text', status: 'number' },
  DuplicateBatchAnswered: {
    partition: 'partition',
    broker: 'broker',
    producerId: 'number',
    producerEpoch: 'number',
    baseSequence: 'number',
    count: 'number',
    baseOffset: 'number',
  },
  SequenceRefused: {
    partition: 'partition',
    broker: 'broker',
    error: 'text',
    producerId: 'number',
    producerEpoch: 'number',
    baseSequence: 'number',
    expected: 'number',
  },
  ProducerIdsExpired: { partition: 'partition', broker: 'broker', producerIds: 'text' },
  SegmentRolled: { partition: 'partition', broker: 'broker', baseOffset: 'number' },
  SegmentsDeleted: {
    partition: 'partition',
    broker: 'broker',
    logStartOffset: 'number',
    removed: 'number',
    reason: 'text',
  },
  LogStartOffsetAdvanced: { partition: 'partition', broker: 'broker', logStartOffset: 'number', reason: 'text' },
  LogCleaned: {
    partition: 'partition',
    broker: 'broker',
    removed: 'number',
    tombstones: 'number',
    kept: 'number',
    from: 'number',
    upTo: 'number',
  },
  RecordsReplicated: { partition: 'partition', broker: 'broker', baseOffset: 'number', count: 'number' },
  HighWatermarkAdvanced: { partition: 'partition', broker: 'broker', highWatermark: 'number', leader: 'flag' },
  LogTruncated: { partition: 'partition', broker: 'broker', endOffset: 'number', removed: 'number', reason: 'text' },
  IsrShrinkProposed: { partition: 'partition', broker: 'broker', isr: 'brokers', out: 'brokers' },
  IsrExpandProposed: { partition: 'partition', broker: 'broker', isr: 'brokers', joining: 'broker' },
  AlterPartitionRejected: { partition: 'partition', broker: 'broker', error: 'text' },
  UncleanShutdownDetected: { broker: 'broker' },
  LogRecovered: { partition: 'partition', broker: 'broker', recoveryPoint: 'number', endOffset: 'number' },
  ReplicaDeleted: { partition: 'partition', broker: 'broker', reason: 'text' },
  RecordSent: {
    client: 'client',
    partition: 'partition',
    record: 'number',
    key: 'text',
    batch: 'number',
    availableBytes: 'number',
    waitedForMetadata: 'number',
    waitedForMemory: 'number',
    resendOf: 'number',
  },
  RecordAcknowledged: { client: 'client', partition: 'partition', record: 'number', offset: 'number', acks: 'number' },
  RecordFailed: { client: 'client', partition: 'partition', record: 'number', error: 'text', message: 'text' },
  RecordUnknown: { client: 'client', partition: 'partition', record: 'number', error: 'text', message: 'text' },
  ProduceRetried: {
    client: 'client',
    partition: 'partition',
    error: 'text',
    attempt: 'number',
    batch: 'number',
    count: 'number',
  },
  RequestCompleted: {
    client: 'client',
    broker: 'node',
    api: 'text',
    request: 'number',
    latency: 'number',
    outcome: 'text',
  },
  BatchSent: {
    client: 'client',
    broker: 'node',
    request: 'number',
    partition: 'partition',
    batch: 'number',
    first: 'number',
    last: 'number',
    count: 'number',
    attempt: 'number',
    bytes: 'number',
    uncompressedBytes: 'number',
    queued: 'number',
    producerId: 'number',
    producerEpoch: 'number',
    baseSequence: 'number',
    availableBytes: 'number',
  },
  AppendRefused: { partition: 'partition', broker: 'broker', count: 'number', first: 'text', error: 'text' },
  RecordsServed: { broker: 'broker', bytes: 'number' },
  PollCalled: { client: 'client' },
  MetadataUpdated: { client: 'client', leaders: 'other' },
  RecordsConsumed: {
    client: 'client',
    partition: 'partition',
    from: 'number',
    count: 'number',
    broker: 'broker',
    bytes: 'number',
    lag: 'number',
    records: 'records',
  },
  OffsetReset: { client: 'client', partition: 'partition', offset: 'number', reason: 'text' },
  ClientDisconnected: { client: 'client', broker: 'node', reason: 'text' },
  TopicCreateFailed: { topic: 'topic', error: 'text', message: 'text' },
  AdminRequestFailed: { request: 'text', subject: 'text', error: 'text', message: 'text' },
  ReassignmentsListed: { count: 'number', reassignments: 'text' },
};

export const FACT_NAMES: readonly FactType[] = Object.keys(FACT_FIELDS) as FactType[];

export function isFactName(name: string): name is FactType {
  return Object.hasOwn(FACT_FIELDS, name);
}

/** Field names and what they hold. */
export function fieldsOf(fact: FactType): Readonly<Record<string, FieldKind>> {
  return FACT_FIELDS[fact];
}
