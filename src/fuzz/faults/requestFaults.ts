/** What people ask of a cluster that has troubles of its own. */
import { type TopicPartition, topicOf } from '../../kafka/topicPartition.ts';
import { type FaultKind, one, type Pick, type Target } from './faultKind.ts';

export const REQUEST_FAULTS: readonly FaultKind[] = [
  {
    name: 'preferred election',
    most: 2,
    lines: (_pick, _target, { at }) => [{ at, 'elect-leaders': { type: 'preferred', partitions: 'all' } }],
  },
  {
    name: 'unclean election',
    lossy: true,
    most: 1,
    lines: (pick, target, { at }) => [
      { at, 'elect-leaders': { type: 'unclean', partitions: [one(pick, 'partition', target.partitions)] } },
    ],
  },
  {
    // With ELR on, Kafka then forgets who was eligible to lead (ClearElrRecord).
    name: 'other min.insync.replicas',
    needsPerson: true,
    most: 2,
    lines: (pick, target, { at, lasts }) => {
      const { name, minIsr, replicationFactor } = one(pick, 'topic', target.topics);
      const other = 1 + pick('min isr', replicationFactor);
      return [
        { at, 'alter-config': { topic: name, set: { 'min.insync.replicas': other } } },
        { at: at + lasts, 'alter-config': { topic: name, set: { 'min.insync.replicas': minIsr } } },
      ];
    },
  },
  {
    name: 'unclean elections allowed',
    lossy: true,
    most: 1,
    lines: (pick, target, { at, lasts }) => {
      const { name, unclean } = one(pick, 'topic', target.topics);
      return [
        { at, 'alter-config': { topic: name, set: { 'unclean.leader.election.enable': !unclean } } },
        { at: at + lasts, 'alter-config': { topic: name, set: { 'unclean.leader.election.enable': unclean } } },
      ];
    },
  },
  {
    name: 'reassignment',
    most: 2,
    lines: (pick, target, { at }) => {
      const partition = one(pick, 'partition', target.partitions);
      return [{ at, reassign: { partition, to: [...placement(pick, target, partition)] } }];
    },
  },
  {
    name: 'cancelled reassignment',
    most: 1,
    lines: (pick, target, { at, lasts }) => {
      const partition = one(pick, 'partition', target.partitions);
      return [
        { at, reassign: { partition, to: [...placement(pick, target, partition)] } },
        { at: at + Math.floor(lasts / 8), 'cancel-reassignment': partition },
      ];
    },
  },
  {
    name: 'more partitions',
    most: 1,
    lines: (pick, target, { at }) => {
      const { name } = one(pick, 'topic', target.topics);
      const count = target.partitions.filter((partition) => topicOf(partition) === name).length + 1;
      return [{ at, 'create-partitions': { topic: name, count } }];
    },
  },
  {
    name: 'voter removed',
    most: 2,
    lines: (pick, { controllers, voterChanges }, { at, lasts }) => {
      if (!voterChanges || controllers.length < 3) return [];
      const node = one(pick, 'node', controllers);
      const back = pick('back', 2) === 0 ? [{ at: at + lasts, 'add-voter': node }] : [];
      return [{ at, 'remove-voter': node }, ...back];
    },
  },
  {
    name: 'voter added',
    most: 2,
    lines: (pick, { controllers, voterChanges }, { at }) =>
      voterChanges ? [{ at, 'add-voter': one(pick, 'node', controllers) }] : [],
  },
  {
    name: 'burst of records',
    most: 2,
    lines: (pick, target, { at }) => {
      const { name } = one(pick, 'topic', target.topics);
      const producer = one(pick, 'producer', target.producers);
      const value = `${producer}-burst-${at}-{n}`;
      return [{ at, produce: { producer, topic: name, value, count: 20 + pick('count', 120) } }];
    },
  },
];

/** As many replicas as the topic has, on brokers drawn anew, in an order drawn anew. */
function placement(pick: Pick, { brokers, topics }: Target, partition: TopicPartition): readonly number[] {
  const { replicationFactor } = topics.find(({ name }) => name === topicOf(partition))!;
  const ids = brokers.map((name) => Number(name.slice(1)));
  const order = ids.map((id) => ({ id, by: pick(`place of ${id}`, 1_000_000) }));
  return order
    .sort((a, b) => a.by - b.by || a.id - b.id)
    .slice(0, replicationFactor)
    .map(({ id }) => id);
}
