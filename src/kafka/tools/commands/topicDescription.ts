/** The lines of `kafka-topics --describe` (TopicCommand.TopicDescription, PartitionDescription, DescribeOptions). */
import type { DescribedPartition, DescribedTopic } from '../../messages.ts';
import { topicPartition } from '../../topicPartition.ts';
import type { ResourceConfigs } from '../admin/cluster.ts';
import type { Reassignment } from '../admin/topics.ts';
import type { Command } from '../options/commandLineUtils.ts';

export interface Described {
  readonly topics: readonly DescribedTopic[];
  readonly configs: readonly ResourceConfigs[];
  readonly liveBrokers: readonly number[];
  readonly reassignments: readonly Reassignment[];
}

export function describeTopicsTo({ shell, options }: Command, described: Described): void {
  const { topics, liveBrokers } = described;
  const reports: ((
    partition: DescribedPartition,
    reassignment: Reassignment | undefined,
    minIsr: number,
  ) => boolean)[] = [];
  if (options.has('under-replicated-partitions')) {
    reports.push((partition, moving) => replicationFactor(partition, moving) - partition.isrNodes.length > 0);
  }
  if (options.has('unavailable-partitions')) {
    reports.push(({ leaderId }) => leaderId === -1 || !liveBrokers.includes(leaderId));
  }
  if (options.has('under-min-isr-partitions')) {
    reports.push(({ leaderId, isrNodes }, _, minIsr) => leaderId === -1 || isrNodes.length < minIsr);
  }
  if (options.has('at-min-isr-partitions')) reports.push(({ isrNodes }, _, minIsr) => isrNodes.length === minIsr);
  const onlyOverridden = options.has('topics-with-overrides');
  for (const topic of topics) {
    const configs = described.configs.find(({ resourceName }) => resourceName === topic.name)?.configs ?? [];
    const changed = configs.filter(({ configSource }) => configSource !== 'DEFAULT_CONFIG');
    const minIsr = Number(configs.find(({ name }) => name === 'min.insync.replicas')?.value ?? 1);
    const movingOf = ({ partitionIndex }: DescribedPartition) => {
      const tp = topicPartition(topic.name, partitionIndex);
      return described.reassignments.find((reassignment) => reassignment.topicPartition === tp);
    };
    if (reports.length === 0 && (!onlyOverridden || changed.length > 0)) {
      const first = topic.partitions[0]!;
      const settings = changed.map(({ name, value }) => `${name}=${value}`).join(',');
      shell.out(
        `Topic: ${topic.name}\tTopicId: ${topic.topicId}\tPartitionCount: ${topic.partitions.length}\t` +
          `ReplicationFactor: ${replicationFactor(first, movingOf(first))}\tConfigs: ${settings}`,
      );
    }
    if (onlyOverridden) continue;
    for (const partition of topic.partitions) {
      const moving = movingOf(partition);
      const isShown = reports.length === 0 || reports.some((report) => report(partition, moving, minIsr));
      if (isShown) shell.out(partitionLine(topic.name, partition, moving));
    }
  }
}

function partitionLine(topic: string, partition: DescribedPartition, moving: Reassignment | undefined): string {
  const { partitionIndex, leaderId, replicaNodes, isrNodes, eligibleLeaderReplicas, lastKnownElr } = partition;
  const leader = leaderId === -1 ? 'none' : leaderId;
  const changes =
    moving === undefined
      ? ''
      : `\tAdding Replicas: ${moving.addingReplicas.join(',')}\tRemoving Replicas: ${moving.removingReplicas.join(',')}`;
  return (
    `\tTopic: ${topic}\tPartition: ${partitionIndex}\tLeader: ${leader}\tReplicas: ${replicaNodes.join(',')}\t` +
    `Isr: ${isrNodes.join(',')}${changes}\tElr: ${eligibleLeaderReplicas.join(',')}\tLastKnownElr: ${lastKnownElr.join(',')}`
  );
}

/** A reassignment may end between the two questions: then it does not count. */
function replicationFactor({ replicaNodes }: DescribedPartition, moving: Reassignment | undefined): number {
  const changing = moving === undefined ? [] : [...moving.removingReplicas, ...moving.addingReplicas];
  if (moving === undefined || !replicaNodes.some((id) => changing.includes(id))) return replicaNodes.length;
  return moving.replicas.length - moving.addingReplicas.length;
}
