/**
 * One operation on one shard of this broker: what it is given, and what it leaves. And what reads see of a shard.
 *
 * Kafka: org.apache.kafka.coordinator.common.runtime.{CoordinatorRuntime (withActiveContextOrThrow,
 * EventBasedCoordinatorTimer), SnapshottableCoordinator}.
 */
import { has, remove, set, type Table } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import { brokerId, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { activeContextOf, contextOf, setContext } from './contexts.ts';
import { answer } from './groupAnswers.ts';
import type { ShardContext } from './shardContext.ts';
import type { ActiveContext, GroupShard, TimerOperation } from './state.ts';

const operationTimer = (tp: TopicPartition, key: string): string => `broker/group ${tp} ${key}`;

export function schedule(
  work: Work,
  tp: TopicPartition,
  key: string,
  delayMs: number,
  operation: TimerOperation,
): void {
  const timer = { part: 'broker', type: 'group-operation', topicPartition: tp, key, operation } as const;
  work.out.setTimer(operationTimer(tp, key), millis(delayMs), timer);
}

export function cancelTimers(work: Work, { topicPartition, timers }: ActiveContext): void {
  for (const key of timers.keys) work.out.cancelTimer(operationTimer(topicPartition, key));
}

/** Runs something on an active shard and keeps what it leaves. */
export function onShard<T>(work: Work, active: ActiveContext, run: (context: ShardContext) => T): T {
  const { topicPartition: tp } = active;
  let timers: Table<true> = active.timers;
  const context: ShardContext = {
    shard: active.shard,
    now: work.env.now,
    broker: brokerId(work),
    config: work.state.config,
    image: work.state.image,
    draw: (name, bound) => work.env.draw(name, bound),
    schedule: (key, delayMs, operation) => {
      timers = set(timers, key, true);
      schedule(work, tp, key, delayMs, operation);
    },
    cancel: (key) => {
      if (!has(timers, key)) return;
      timers = remove(timers, key);
      work.out.cancelTimer(operationTimer(tp, key));
    },
    isScheduled: (key) => has(timers, key),
    complete: (waiter, response) => answer(work, waiter, response),
    fact: (fact) => work.out.fact(fact),
  };
  const result = run(context);
  if (context.shard !== active.shard || timers !== active.timers)
    setContext(work, { ...active, shard: context.shard, timers });
  return result;
}

/** The timer has fired: its key is free. False when it was overtaken. */
export function takeTimer(work: Work, tp: TopicPartition, key: string): boolean {
  const active = activeContextOf(work, tp);
  if (active === undefined || !has(active.timers, key)) return false;
  setContext(work, { ...active, timers: remove(active.timers, key) });
  return true;
}

// ---- reading ---------------------------------------------------------------------------------------------------------

/** NONE where this broker is the coordinator for it (withActiveContextOrThrow). */
export function contextError(work: Work, tp: TopicPartition): ErrorName {
  switch (contextOf(work, tp)?.state) {
    case 'ACTIVE':
      return 'NONE';
    case 'LOADING':
      return 'COORDINATOR_LOAD_IN_PROGRESS';
    default:
      return 'NOT_COORDINATOR';
  }
}

/** Groups of the classic protocol have no history: of those that are there, it is how they are now that is seen. */
export function committedShard({ snapshots, shard }: ActiveContext): GroupShard {
  const committed = snapshots[0]!.shard;
  return committed === shard
    ? shard
    : { groups: withClassicOf(committed.groups, shard.groups), offsets: committed.offsets };
}

/** Groups of the classic protocol as they are now, of those that there were. */
export function withClassicOf(before: GroupShard['groups'], now: GroupShard['groups']): GroupShard['groups'] {
  let groups = before;
  for (const group of now.values) {
    const isKnown = group.type === 'classic' && has(before, group.groupId);
    if (isKnown) groups = set(groups, group.groupId, group);
  }
  return groups;
}
