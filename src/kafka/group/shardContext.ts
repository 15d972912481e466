/**
 * One operation on one shard, while it lasts: the shard as it is so far, and what the operation may ask for. It is no
 * part of any state. The same functions run behind a broker's runtime and under a test's hand.
 *
 * Kafka: the collaborators of org.apache.kafka.coordinator.group.GroupMetadataManager: Time, CoordinatorTimer, config,
 * metadata image.
 */
import { get, remove, set } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../facts.ts';
import type { Config } from '../kinds.ts';
import type { GroupResponse } from '../messages/group.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { ClassicGroup } from './classic/classicGroup.ts';
import type { GroupShard, GroupState, TimerOperation, Waiter } from './state.ts';

export interface ShardContext {
  /** Read at any time; written through the functions below. */
  shard: GroupShard;
  readonly now: Micros;
  /** The broker that coordinates. */
  readonly broker: number;
  readonly config: Config;
  readonly image: MetadataImage;
  /** An integer in [0, bound): the name is made unique by shard and time. */
  draw(name: string, bound: number): number;
  /** CoordinatorTimer.schedule: one a key, the newest counts. */
  schedule(key: string, delayMs: number, operation: TimerOperation): void;
  cancel(key: string): void;
  isScheduled(key: string): boolean;
  /** For CoordinatorTimer.scheduleIfAbsent and CoordinatorExecutor.isScheduled. */
  isScheduled(key: string): boolean;
  /** Answers a join or a sync that waited; nothing when it was answered before or its client is gone. */
  complete(waiter: Waiter, response: GroupResponse): void;
  fact(fact: KafkaFact): void;
}

/** org.apache.kafka.server.authorizer.AuthorizableRequestContext */
export interface RequestContext {
  readonly clientId: string;
  /** As InetAddress prints it: `/c1`. */
  readonly clientHost: string;
  readonly waiter: Waiter;
}

const MICROS_PER_MILLI = 1_000;

export function nowMs(context: ShardContext): number {
  return Math.floor(context.now / MICROS_PER_MILLI);
}

export function configNumber({ config }: ShardContext, name: string): number {
  return config[name] as number;
}

export function groupOf({ shard }: ShardContext, groupId: string): GroupState | undefined {
  return get(shard.groups, groupId);
}

/** The group by this name, where it is a classic one. */
export function classicGroupOf(context: ShardContext, groupId: string): ClassicGroup | undefined {
  const group = groupOf(context, groupId);
  return group?.type === 'classic' ? group : undefined;
}

export function setGroup<G extends GroupState>(context: ShardContext, group: G): G {
  const { groups, offsets } = context.shard;
  context.shard = { groups: set(groups, group.groupId, group), offsets };
  return group;
}

export function removeGroup(context: ShardContext, groupId: string): void {
  const { groups, offsets } = context.shard;
  context.shard = { groups: remove(groups, groupId), offsets };
}
