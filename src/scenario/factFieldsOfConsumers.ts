/** The fields of the facts about consumers: a part of factFields.ts. */

export const CONSUMER_FACT_FIELDS = {
  CoordinatorDiscovered: { client: 'client', group: 'text', broker: 'broker' },
  PartitionsAssigned: { client: 'client', group: 'text', partitions: 'partitions', generation: 'number' },
  PartitionsRevoked: { client: 'client', group: 'text', partitions: 'partitions', generation: 'number' },
  PartitionsLost: { client: 'client', group: 'text', partitions: 'partitions', generation: 'number' },
  AssignmentComputed: { client: 'client', group: 'text', assignor: 'text', assignment: 'other' },
  OffsetCommitSent: { client: 'client', group: 'text', offsets: 'other' },
  OffsetCommitCompleted: { client: 'client', group: 'text', offsets: 'other' },
  OffsetCommitFailed: {
    client: 'client',
    group: 'text',
    offsets: 'other',
    error: 'text',
    message: 'text',
    retriable: 'flag',
  },
  PollTimeoutExpired: { client: 'client', group: 'text' },
  RecordsProcessed: { client: 'client', partition: 'partition', from: 'number', count: 'number', records: 'records' },
  CommittedOffsetFound: { client: 'client', group: 'text', partition: 'partition', offset: 'number' },
  PartitionsPaused: { client: 'client', partitions: 'partitions' },
  PartitionsResumed: { client: 'client', partitions: 'partitions' },
  PositionSought: { client: 'client', partition: 'partition', to: 'text' },
  ConsumerMemberStateChanged: {
    client: 'client',
    group: 'text',
    member: 'text',
    from: 'text',
    to: 'text',
    epoch: 'number',
  },
  ConsumerClosed: { client: 'client' },
} as const;
