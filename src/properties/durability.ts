/** Properties a client can see: what was acknowledged stays, what was read was committed. */
import { epochForOffset } from '../kafka/log/leaderEpochCache.ts';
import { partitionAt } from '../kafka/metadata/image.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { standingOf } from './generations.ts';
import { always, type Property, type ReplicaChange, type Witness } from './property.ts';

interface Acknowledgement {
  readonly client: string;
  readonly record: number;
  readonly offset: number;
}

const GUARD = {
  en: 'acks=all, no unclean election, and no disk lost power or data.',
  ko: 'acks=all이고, 언클린 리더 선출이 없고, 전원이나 데이터를 잃은 디스크가 없을 때.',
};

function promised(property: string, witness: Witness, partition: TopicPartition | undefined): boolean {
  if (standingOf(property, witness.protocol) === 'breaks') return false;
  if (partition !== undefined && witness.uncleanElections.has(partition)) return false;
  return witness.lossyBrokers.size === 0;
}

/** What a leader acknowledged that had been followed by another it cuts off, when it follows that one. */
function cutOff(
  { partition, broker, before, after }: ReplicaChange,
  promise: Acknowledgement | undefined,
  witness: Witness,
): string | undefined {
  if (promise === undefined || before === undefined) return undefined;
  const { offset, record, client } = promise;
  if (offset >= before.log.logEndOffset || offset < after.log.logEndOffset) return undefined;
  const leader = partitionAt(witness.metadata, partition)?.leader ?? -1;
  const leaders = witness.replica(partition, leader)?.log;
  const epoch = epochForOffset(before.log.leaderEpochs, offset);
  if (leaders === undefined) return undefined;
  if (offset < leaders.logEndOffset && epochForOffset(leaders.leaderEpochs, offset) === epoch) return undefined;
  return `${partition}: b${broker} cut off record ${record} of ${client}, acknowledged at offset ${offset} in epoch ${epoch}; its leader does not have it`;
}

/** Acknowledged offsets by partition; each new leader must have them all. */
function acknowledgedStay(
  name: string,
  acks: 'all' | 'any',
  texts: Pick<Property, 'statement' | 'guard' | 'promised'>,
): Property {
  return {
    name,
    source: 'jepsen.tests.kafka: lost-write; TLA+ kip966: NoCommittedRecordLost',
    ...texts,
    start: (memory) => {
      const highest = memory.map<TopicPartition, Acknowledgement>();
      return {
        fact: (fact, _node, witness) => {
          if (fact.type !== 'RecordAcknowledged' || fact.offset < 0) return undefined;
          if (acks === 'all' && fact.acks !== -1) return undefined;
          const known = highest.get(fact.partition);
          const promise = { client: fact.client, record: fact.record, offset: fact.offset };
          if (known === undefined || known.offset < fact.offset) highest.set(fact.partition, promise);
          if (acks === 'any' || fact.offset < witness.committed(fact.partition).end) return undefined;
          return `${fact.partition}: record ${fact.record} of ${fact.client} was acknowledged at offset ${fact.offset}, which is not committed`;
        },
        replica: (change, witness) => {
          const { partition, broker, before, after } = change;
          if (acks === 'any' && after.role !== 'leader') return cutOff(change, highest.get(partition), witness);
          if (after.role !== 'leader') return undefined;
          if (before?.role === 'leader' && before.leaderEpoch === after.leaderEpoch) return undefined;
          const promise = highest.get(partition);
          if (promise === undefined || promise.offset < after.log.logEndOffset) return undefined;
          if (partitionAt(witness.metadata, partition)?.leaderEpoch !== after.leaderEpoch) return undefined;
          return `${partition}: b${broker} leads from offset ${after.log.logEndOffset} in epoch ${after.leaderEpoch}; record ${promise.record} of ${promise.client}, acknowledged at offset ${promise.offset}, is lost`;
        },
      };
    },
  };
}

export const noAcknowledgedRecordLost = acknowledgedStay('NoAcknowledgedRecordLost', 'all', {
  statement: {
    en: 'A record acknowledged with acks=all is never lost.',
    ko: 'acks=all로 확인 응답을 받은 레코드는 절대 사라지지 않아요.',
  },
  guard: GUARD,
  promised: (witness, partition) => promised('NoAcknowledgedRecordLost', witness, partition),
});

export const noWeaklyAcknowledgedRecordLost = acknowledgedStay('NoWeaklyAcknowledgedRecordLost', 'any', {
  statement: {
    en: 'Not even a record acknowledged with acks=1 is lost. Kafka does not promise this.',
    ko: 'acks=1로 확인 응답을 받은 레코드도 사라지지 않아요. Kafka가 약속하는 내용은 아니에요.',
  },
  guard: {
    en: 'Nothing promises it: a single crash of a leader may break it.',
    ko: '아무것도 보장하지 않아요. 리더 하나만 죽어도 깨질 수 있어요.',
  },
  promised: () => false,
});

export const consistentRead: Property = {
  name: 'ConsistentRead',
  source: 'TLA+ kip966: ConsistentReadProperty; jepsen.tests.kafka: inconsistent-offsets',
  statement: {
    en: 'A consumer reads committed records only.',
    ko: '컨슈머는 커밋된 레코드만 읽어요.',
  },
  guard: GUARD,
  promised: (witness, partition) => promised('ConsistentRead', witness, partition),
  start: () => ({
    fact: (fact, _node, witness) => {
      if (fact.type !== 'RecordsConsumed') return undefined;
      const { end } = witness.committed(fact.partition);
      return fact.from + fact.count > end
        ? `${fact.client} read ${fact.partition} up to offset ${fact.from + fact.count - 1}; committed are those below ${end}`
        : undefined;
    },
  }),
};

export const appendedByEnough: Property = {
  name: 'AppendedByEnoughInSync',
  source: 'kafka.cluster.Partition.appendRecordsToLeader (NotEnoughReplicasException); min.insync.replicas',
  statement: {
    en: 'A leader appends a batch that asks for acks=all only while the ISR that the controller has confirmed has min.insync.replicas members.',
    ko: '리더는 컨트롤러가 확정한 ISR이 min.insync.replicas 이상일 때만 acks=all 배치를 로그에 추가해요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    fact: (fact, _node, witness) => {
      if (fact.type !== 'RecordsAppended' || fact.acks !== -1) return undefined;
      const { partition, broker, baseOffset } = fact;
      const leader = witness.replica(partition, broker);
      if (leader?.role !== 'leader' || leader.committedIsr.length >= leader.effectiveMinIsr) return undefined;
      return `${partition}: b${broker} appended a batch with acks=all at offset ${baseOffset} while its ISR was [${leader.committedIsr}], fewer than ${leader.effectiveMinIsr}`;
    },
  }),
};
