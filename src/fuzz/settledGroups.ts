/** What the groups of a healed cluster come to: every partition that a group wants is with one member that wants it. */
import { get } from '../base/table.ts';
import { seconds } from '../base/time.ts';
import type { ConsumerState } from '../kafka/consumer/state.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { topicOf } from '../kafka/topicPartition.ts';
import type { PropertyWatcher } from '../properties/index.ts';
import type { Kernel } from '../sim/kernel.ts';

export function groupsOf(kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  const owners = new Map<string, string[]>();
  const wanted = new Map<string, string>();
  const overlooked = new Set<string>();
  for (const { id, state } of kernel.nodes) {
    const groupId = state?.kind === 'consumer' ? state.settings.groupId : null;
    if (state?.kind !== 'consumer' || groupId === null || state.setup.subscription.type !== 'topics') continue;
    if (waitsForTheDead(state, kernel, watcher)) overlooked.add(groupId);
    for (const topic of state.setup.subscription.topics) {
      const count = get(watcher.metadata.topics, topic)?.partitions.length ?? 0;
      for (let n = 0; n < count; n++) wanted.set(`${topic}-${n} in group ${groupId}`, groupId);
      if (hasComeBackTo(state, topic, count)) overlooked.add(`${topic} in group ${groupId}`);
    }
    for (const partition of state.partitions.keys) {
      const name = `${partition} in group ${groupId}`;
      owners.set(name, [...(owners.get(name) ?? []), id]);
    }
  }
  return [...wanted].flatMap(([name, groupId]) => {
    const mine = owners.get(name) ?? [];
    if (mine.length === 1) return [];
    if (mine.length > 1) return [`${name} is read by ${mine.join(' and ')}`];
    const topic = `${topicOf(name.slice(0, name.indexOf(' ')))} in group ${groupId}`;
    return overlooked.has(groupId) || overlooked.has(topic) ? [] : [`${name} is read by nobody`];
  });
}

/** Kafka waits for the answer to a JoinGroup for as long as the rebalance may take, and a little longer. */
const LAPSE = seconds(5);

/** A coordinator that lost power closed no connection: its members hear of it when their JoinGroup times out. */
function waitsForTheDead(
  { classic, settings }: ConsumerState,
  kernel: Kernel<Kafka>,
  { lossyBrokers }: PropertyWatcher,
): boolean {
  if (lossyBrokers.size === 0 || classic?.joining?.type !== 'waiting') return false;
  return kernel.now < classic.memberStateSince + settings.maxPollInterval + LAPSE;
}

/**
 * A static leader that came back to a stable group was given its old assignment, and compares the topics with what it saw
 * then: partitions that were added while it was away wait for the next rebalance (KIP-814;
 * ConsumerCoordinator.onLeaderElected, skipAssignment).
 */
function hasComeBackTo({ classic, settings }: ConsumerState, topic: string, count: number): boolean {
  if (classic === null || !classic.isLeader || settings.groupInstanceId === null) return false;
  return classic.assignmentSnapshot?.partitionsPerTopic.split(', ').includes(`${topic} ${count}`) === true;
}
