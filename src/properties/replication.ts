/** Properties of replication: what a high watermark promises. */
import { partitionAt } from '../kafka/metadata/image.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { standingOf } from './generations.ts';
import { always, type Property, type ReplicaView, type Witness } from './property.ts';

/** Clean elections and whole disks: what Kafka's promises of durability rest on; and a protocol that keeps them. */
function cleanAndDurable(property: string, witness: Witness, partition: TopicPartition | undefined): boolean {
  if (standingOf(property, witness.protocol) === 'breaks') return false;
  if (partition !== undefined && witness.uncleanElections.has(partition)) return false;
  return witness.lossyBrokers.size === 0;
}

const CLEAN_AND_DURABLE = {
  en: 'No unclean election, and no disk lost power or data.',
  ko: '언클린 리더 선출이 없고, 전원이나 데이터를 잃은 디스크가 없을 때.',
};

export const highWatermarkWithinLog: Property = {
  name: 'HighWatermarkWithinLog',
  source: 'UnifiedLog.updateHighWatermark',
  statement: {
    en: 'A high watermark lies between the start and the end of its log.',
    ko: '하이 워터마크는 항상 자기 로그의 시작과 끝 사이에 있어요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    replica: ({ partition, broker, after: { log } }) =>
      log.highWatermark > log.logEndOffset || log.highWatermark < log.logStartOffset
        ? `b${broker} ${partition}: high watermark ${log.highWatermark} outside [${log.logStartOffset}, ${log.logEndOffset}]`
        : undefined,
  }),
};

export const monotonicLeaderHighWatermark: Property = {
  name: 'MonotonicLeaderHighWatermark',
  source: 'Partition.maybeIncrementLeaderHW',
  statement: {
    en: "Within one leader epoch a leader's high watermark never falls.",
    ko: '한 리더 에포크 안에서 리더의 하이 워터마크는 절대 내려가지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    replica: ({ partition, broker, before, after }) =>
      before?.role === 'leader' &&
      after.role === 'leader' &&
      before.leaderEpoch === after.leaderEpoch &&
      after.log.highWatermark < before.log.highWatermark
        ? `b${broker} ${partition}: high watermark fell from ${before.log.highWatermark} to ${after.log.highWatermark}`
        : undefined,
  }),
};

export const oneLeaderPerEpoch: Property = {
  name: 'OneLeaderPerEpoch',
  source: 'KIP-101; TLA+ KafkaReplication: LeaderEpoch is unique',
  statement: {
    en: 'In one leader epoch of a partition at most one broker leads it.',
    ko: '파티션의 한 리더 에포크에는 리더가 많아야 하나예요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    /** Brokers by partition, then by epoch. */
    const leaders = memory.map<TopicPartition, Readonly<Record<number, number>>>();
    return {
      replica: ({ partition, broker, after }) => {
        if (after.role !== 'leader') return undefined;
        const epochs = leaders.get(partition);
        const known = epochs?.[after.leaderEpoch];
        if (known === undefined) leaders.set(partition, { ...epochs, [after.leaderEpoch]: broker });
        return known === undefined || known === broker
          ? undefined
          : `${partition} leader epoch ${after.leaderEpoch} is led by b${known} and by b${broker}`;
      },
    };
  },
};

export const logMatching: Property = {
  name: 'LogMatching',
  source: 'TLA+ KafkaReplication: LogMatchingProperty; KIP-101, KIP-279',
  statement: {
    en: 'Any two replicas agree on every record below both of their high watermarks.',
    ko: '두 레플리카의 하이 워터마크보다 앞에 있는 레코드는 항상 서로 같아요.',
  },
  guard: CLEAN_AND_DURABLE,
  promised: (witness, partition) => cleanAndDurable('LogMatching', witness, partition),
  start: () => ({
    replica: ({ partition, broker, before, after }, witness) => {
      // What a cleaning has left is looked at anew.
      const isCleaned = before !== undefined && before.log.cleanedUpTo !== after.log.cleanedUpTo;
      const from = before === undefined || isCleaned ? 0 : Math.min(before.log.highWatermark, after.log.highWatermark);
      if (after.log.highWatermark <= from && before?.log.batches === after.log.batches) return undefined;
      const differs = witness.committed(partition).settle(after.log, from, after.log.highWatermark);
      return differs === undefined
        ? undefined
        : `b${broker} ${partition}: offset ${differs} below its high watermark differs from what is committed there`;
    },
  }),
};

export const leaderCompleteness: Property = {
  name: 'LeaderCompleteness',
  source: 'TLA+ kip966: LeaderCompletenessProperty',
  statement: {
    en: 'A new leader has every committed record.',
    ko: '새 리더는 커밋된 레코드를 모두 가지고 있어요.',
  },
  guard: CLEAN_AND_DURABLE,
  promised: (witness, partition) => cleanAndDurable('LeaderCompleteness', witness, partition),
  start: () => ({
    replica: ({ partition, broker, before, after }, witness) => {
      if (after.role !== 'leader') return undefined;
      if (before?.role === 'leader' && before.leaderEpoch === after.leaderEpoch) return undefined;
      // A stale leader of an old epoch may start late: the newest metadata knows better.
      const registration = partitionAt(witness.metadata, partition);
      if (registration !== undefined && registration.leaderEpoch > after.leaderEpoch) return undefined;
      const committed = witness.committed(partition);
      const missing = committed.differs(after.log, after.log.logStartOffset);
      return missing === undefined
        ? undefined
        : `b${broker} became leader of ${partition} in epoch ${after.leaderEpoch} without committed offset ${missing}`;
    },
  }),
};

export const validHighWatermark: Property = {
  name: 'ValidHighWatermark',
  source: 'TLA+ AsyncIsr: ValidHighWatermark; KIP-497 (maximal ISR)',
  statement: {
    en: "Every member of the controller's ISR has reached the leader's high watermark.",
    ko: '컨트롤러가 아는 ISR의 모든 멤버는 리더의 하이 워터마크까지 복제를 마쳤어요.',
  },
  guard: CLEAN_AND_DURABLE,
  promised: (witness, partition) => cleanAndDurable('ValidHighWatermark', witness, partition),
  start: () => ({
    replica: ({ partition, broker, before, after }, witness) => {
      if (after.role === 'follower') return cutShort(partition, before, after, witness);
      if (after.role !== 'leader' || before?.log.highWatermark === after.log.highWatermark) return undefined;
      return behind(partition, broker, after.leaderEpoch, after.log.highWatermark, witness);
    },
    metadata: ({ partitions }, witness) => {
      for (const { topicPartition, after } of partitions) {
        if (after === undefined) continue;
        const leader = witness.replica(topicPartition, after.leader);
        if (leader?.role !== 'leader') continue;
        const finding = behind(topicPartition, after.leader, leader.leaderEpoch, leader.log.highWatermark, witness);
        if (finding !== undefined) return finding;
      }
      return undefined;
    },
  }),
};

/** A follower has truncated its log: it may have been too much. */
function cutShort(
  partition: TopicPartition,
  before: ReplicaView | undefined,
  after: ReplicaView,
  witness: Witness,
): string | undefined {
  if (before === undefined || after.log.logEndOffset >= before.log.logEndOffset) return undefined;
  const leaderId = partitionAt(witness.metadata, partition)?.leader ?? -1;
  const leader = witness.replica(partition, leaderId);
  if (leader?.role !== 'leader') return undefined;
  return behind(partition, leaderId, leader.leaderEpoch, leader.log.highWatermark, witness);
}

function behind(
  partition: TopicPartition,
  leader: number,
  leaderEpoch: number,
  highWatermark: number,
  witness: Witness,
): string | undefined {
  const registration = partitionAt(witness.metadata, partition);
  if (registration === undefined || registration.leader !== leader || registration.leaderEpoch !== leaderEpoch) {
    return undefined;
  }
  for (const member of registration.isr) {
    const replica = witness.replica(partition, member);
    if (replica !== undefined && replica.log.logEndOffset < highWatermark) {
      return `${partition}: b${member} is in the ISR with log end ${replica.log.logEndOffset}, below the high watermark ${highWatermark} of b${leader}`;
    }
  }
  return undefined;
}
