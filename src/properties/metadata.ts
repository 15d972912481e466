/** Properties of what the controller decides: every committed image is a legal one, and epochs only rise. */
import { isSameList } from '../base/lists.ts';
import { brokerOf, isElrEnabled, type PartitionRegistration } from '../kafka/metadata/image.ts';
import { always, type Property } from './property.ts';

export const leaderInIsr: Property = {
  name: 'LeaderInIsr',
  source: 'TLA+ KafkaReplication: LeaderInIsr; ReplicationControlManager',
  statement: {
    en: 'The leader of a partition, when it has one, is in its ISR.',
    ko: '파티션에 리더가 있다면 그 리더는 ISR에 들어 있어요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions }) => {
      for (const { topicPartition, after } of partitions) {
        if (after !== undefined && after.leader !== -1 && !after.isr.includes(after.leader)) {
          return `${topicPartition}: leader b${after.leader} is not in ISR [${after.isr.join(',')}]`;
        }
      }
      return undefined;
    },
  }),
};

export const isrWithinReplicas: Property = {
  name: 'IsrWithinReplicas',
  source: 'TLA+ kip966: ValidControllerState; PartitionRegistration',
  statement: {
    en: 'ISR and ELR are disjoint sets of replicas (in the ELR one that was just moved away may linger); without ELR the ISR is never empty.',
    ko: 'ISR과 ELR은 레플리카 목록 안에서 서로 겹치지 않아요(막 옮겨 간 레플리카는 ELR에 잠시 남을 수 있어요). ELR이 꺼져 있으면 ISR은 비지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions, after: image }, { usesZooKeeper, version }) => {
      const elrOn = isElrEnabled(image);
      for (const { topicPartition, before, after } of partitions) {
        if (after === undefined) continue;
        // A replica that a reassignment took away stays in the ELR until the ISR is large enough: so does Kafka 4.3.1
        // (PartitionChangeBuilder.maybePopulateTargetElr), and nobody elects it, since it is no replica.
        const former = [...(before?.replicas ?? []), ...(before?.elr ?? [])];
        // With ZooKeeper the replicas are written first, and the ISR is shrunk afterwards (updateCurrentReassignment).
        // And before KIP-497 a leader writes its ISR itself, of the replicas that it has been told of.
        const isOfLeader = version?.kip497 === false && before?.leaderEpoch === after.leaderEpoch;
        const lingers = (id: number): boolean => usesZooKeeper && (isOfLeader || before?.isr.includes(id) === true);
        const stranger =
          after.isr.find((id) => !after.replicas.includes(id) && !lingers(id)) ??
          after.elr.find((id) => !after.replicas.includes(id) && !former.includes(id));
        if (stranger !== undefined) return `${topicPartition}: b${stranger} is in ISR or ELR but not a replica`;
        const both = after.isr.find((id) => after.elr.includes(id));
        if (both !== undefined) return `${topicPartition}: b${both} is in the ISR and in the ELR`;
        // Before KAFKA-5642 the last member of an ISR went, too, where unclean elections are allowed.
        const mayBeEmpty = elrOn || (usesZooKeeper && version?.kafka5642 === false);
        if (!mayBeEmpty && after.isr.length === 0) return `${topicPartition}: the ISR is empty`;
      }
      return undefined;
    },
  }),
};

export const fencedNotInIsr: Property = {
  name: 'FencedBrokerNotInIsr',
  source: 'KIP-841; TLA+ kip966: ValidControllerState',
  statement: {
    en: 'A fenced broker is in no ISR, but as the last member it may stay where ELR is off.',
    ko: '펜싱된 브로커는 어떤 ISR에도 없어요. ELR이 꺼져 있을 때 마지막 멤버로 남는 경우만 예외예요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions, before, after: image }) => {
      // A broker that is fenced has been taken out of every ISR by the records before.
      if (before.brokers !== image.brokers) {
        for (const { id, fenced } of image.brokers.values) {
          if (!fenced || brokerOf(before, id)?.fenced !== false) continue;
          for (const { name, partitions: all } of image.topics.values) {
            const place = all.findIndex(({ isr }) => isr.length > 1 && isr.includes(id));
            if (place >= 0) return `${name}-${place}: b${id} is fenced, in ISR [${all[place]!.isr.join(',')}]`;
          }
        }
      }
      for (const { topicPartition, after } of partitions) {
        if (after === undefined || after.isr.length <= 1) continue;
        const fenced = after.isr.find((id) => brokerOf(image, id)?.fenced === true);
        if (fenced !== undefined) return `${topicPartition}: fenced b${fenced} is in ISR [${after.isr.join(',')}]`;
      }
      return undefined;
    },
  }),
};

/** In ZooKeeper the replicas stand in the topic's znode, and only the partition's own has the partition epoch. */
function hasSameState(before: PartitionRegistration, after: PartitionRegistration): boolean {
  return (
    before.partitionEpoch === after.partitionEpoch &&
    before.leader === after.leader &&
    isSameList(before.isr, after.isr)
  );
}

export const monotonicEpochs: Property = {
  name: 'MonotonicEpochs',
  source: 'TLA+ KafkaReplication; PartitionRegistration.merge',
  statement: {
    en: 'Leader epochs never fall; the partition epoch rises with every change.',
    ko: '리더 에포크는 내려가지 않고, 파티션 에포크는 변경이 있을 때마다 올라가요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions }, { usesZooKeeper }) => {
      for (const { topicPartition, before, after } of partitions) {
        if (before === undefined || after === undefined) continue;
        if (usesZooKeeper && hasSameState(before, after)) continue;
        if (after.leaderEpoch < before.leaderEpoch) {
          return `${topicPartition}: leader epoch fell from ${before.leaderEpoch} to ${after.leaderEpoch}`;
        }
        if (after.partitionEpoch <= before.partitionEpoch) {
          return `${topicPartition}: partition epoch ${before.partitionEpoch} did not rise (${after.partitionEpoch})`;
        }
        if (after.leader !== before.leader && after.leaderEpoch === before.leaderEpoch) {
          return `${topicPartition}: leader changed within leader epoch ${after.leaderEpoch}`;
        }
      }
      return undefined;
    },
  }),
};
