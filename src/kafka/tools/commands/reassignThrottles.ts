/** The throttles of kafka-reassign-partitions (ReassignPartitionsCommand: modify…Throttle, clearAllThrottles). */
import { partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { describeCluster, incrementalAlterConfigs } from '../admin/cluster.ts';
import type { Run, Shell } from '../program.ts';
import type { Assignment } from './reassignmentJson.ts';

const BROKER_THROTTLES = [
  'leader.replication.throttled.rate',
  'follower.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
];
const TOPIC_THROTTLES = ['leader.replication.throttled.replicas', 'follower.replication.throttled.replicas'];

/** calculateLeaderThrottles, calculateFollowerThrottles: those that have it, and those that get it. */
export function* setThrottle(shell: Shell, proposed: Assignment, current: Assignment, rate: number): Run<void> {
  const topics = [...new Set([...proposed.keys()].map(topicOf))];
  const brokers = new Set<number>();
  for (const topic of topics) {
    const [leaders, followers]: [string[], string[]] = [[], []];
    for (const [partition, target] of proposed) {
      if (topicOf(partition) !== topic) continue;
      const sources = current.get(partition) ?? [];
      for (const id of sources) leaders.push(`${partitionOf(partition)}:${id}`);
      for (const id of target.filter((each) => !sources.includes(each)))
        followers.push(`${partitionOf(partition)}:${id}`);
      for (const id of [...sources, ...target]) brokers.add(id);
    }
    const configs = { [TOPIC_THROTTLES[0]!]: leaders.join(','), [TOPIC_THROTTLES[1]!]: followers.join(',') };
    yield* incrementalAlterConfigs(shell, { resourceType: 'TOPIC', resourceName: topic }, configs);
  }
  const rates = { [BROKER_THROTTLES[0]!]: `${rate}`, [BROKER_THROTTLES[1]!]: `${rate}` };
  for (const id of [...brokers].sort((a, b) => a - b)) {
    yield* incrementalAlterConfigs(shell, { resourceType: 'BROKER', resourceName: `${id}` }, rates);
  }
  shell.out(`The inter-broker throttle limit was set to ${rate} B/s`);
}

export function* clearAllThrottles(
  shell: Shell,
  targets: readonly (readonly [TopicPartition, readonly number[]])[],
): Run<void> {
  const described = yield* describeCluster(shell);
  const all = new Set([...described.brokers.map(({ brokerId }) => brokerId), ...targets.flatMap(([, ids]) => ids)]);
  const brokers = [...all].sort((a, b) => a - b);
  const topics = [...new Set(targets.map(([partition]) => topicOf(partition)))];
  const plural = (count: number) => (count === 1 ? '' : 's');
  shell.out(`Clearing broker-level throttles on broker${plural(brokers.length)} ${brokers.join(',')}`);
  const cleared = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
  for (const id of brokers) {
    const resource = { resourceType: 'BROKER', resourceName: `${id}` } as const;
    yield* incrementalAlterConfigs(shell, resource, cleared(BROKER_THROTTLES));
  }
  shell.out(`Clearing topic-level throttles on topic${plural(topics.length)} ${topics.join(',')}`);
  for (const topic of topics) {
    const resource = { resourceType: 'TOPIC', resourceName: topic } as const;
    yield* incrementalAlterConfigs(shell, resource, cleared(TOPIC_THROTTLES));
  }
}
