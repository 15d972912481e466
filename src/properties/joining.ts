/** Properties of the ISR as its leader proposes it. */
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { always, type Property } from './property.ts';

export const joinsWithAllCommitted: Property = {
  name: 'JoinsIsrWithAllCommitted',
  source: 'kafka.cluster.Partition.isFollowerInSync; TLA+ KafkaReplication: IsrExpansion',
  statement: {
    en: 'A replica that a leader proposes for the ISR has everything below the high watermark of that leader.',
    ko: '리더가 ISR에 넣자고 제안하는 레플리카는 그 리더의 하이 워터마크보다 앞에 있는 레코드를 모두 가지고 있어요.',
  },
  guard: {
    en: 'No unclean election, and no disk lost power or data.',
    ko: '언클린 리더 선출이 없고, 전원이나 데이터를 잃은 디스크가 없을 때.',
  },
  promised: ({ lossyBrokers, uncleanElections }, partition) =>
    lossyBrokers.size === 0 && (partition === undefined || !uncleanElections.has(partition)),
  start: () => ({
    fact: (fact, _node, witness) => {
      if (fact.type !== 'IsrExpandProposed') return undefined;
      const { partition, broker, joining } = fact;
      const [leader, joiner] = [witness.replica(partition, broker), witness.replica(partition, joining)];
      // A process that has just died is out of sight.
      if (leader?.role !== 'leader' || joiner === undefined) return undefined;
      const [end, highWatermark] = [joiner.log.logEndOffset, leader.log.highWatermark];
      return end < highWatermark
        ? `${partition}: b${broker} proposes b${joining} for the ISR, whose log ends at ${end}, below the high watermark ${highWatermark}`
        : undefined;
    },
  }),
};

interface Proposed {
  readonly broker: number;
  readonly leaderEpoch: number;
  readonly joining: number;
  /** The proposal before it: the one on its way, when this one turns out not to be sent. */
  readonly previous: Proposed | undefined;
}

export const isrGrowsByItsLeader: Property = {
  name: 'IsrGrowsByItsLeader',
  source: 'KIP-497; ReplicationControlManager.validateAlterPartitionData',
  statement: {
    en: 'Within a leader epoch a replica joins the ISR only if the leader of that epoch has proposed it.',
    ko: '한 리더 에포크 안에서는 그 에포크의 리더가 제안한 레플리카만 ISR에 들어가요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const proposed = memory.map<TopicPartition, Proposed>();
    return {
      fact: (fact, _node, witness) => {
        // One change at a time is on its way (AlterPartitionManager.submit): another is not attempted.
        if (fact.type === 'AlterPartitionRejected' && fact.error === 'OPERATION_NOT_ATTEMPTED') {
          const last = proposed.get(fact.partition);
          if (last?.broker === fact.broker && last.previous !== undefined) proposed.set(fact.partition, last.previous);
        }
        if (fact.type !== 'IsrExpandProposed') return undefined;
        const { partition, broker, joining } = fact;
        const leaderEpoch = witness.replica(partition, broker)?.leaderEpoch ?? -1;
        const known = proposed.get(partition);
        const previous = known === undefined ? undefined : { ...known, previous: undefined };
        proposed.set(partition, { broker, leaderEpoch, joining, previous });
        return undefined;
      },
      metadata: ({ partitions }) => {
        for (const { topicPartition, before, after } of partitions) {
          if (before === undefined || after === undefined || before.leaderEpoch !== after.leaderEpoch) continue;
          const joined = after.isr.find((id) => !before.isr.includes(id));
          if (joined === undefined) continue;
          const last = proposed.get(topicPartition);
          if (last?.broker === after.leader && last.leaderEpoch === after.leaderEpoch && last.joining === joined)
            continue;
          return `${topicPartition}: b${joined} joined the ISR in leader epoch ${after.leaderEpoch}, and its leader b${after.leader} has not proposed it`;
        }
        return undefined;
      },
    };
  },
};
