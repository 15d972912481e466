/** The shards of a broker, looked up and changed (the map of org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime). */
import { emptyTable, get, remove, set, type Table } from '../../base/table.ts';
import { update, type Work } from '../broker/work.ts';
import { partitionForGroup } from '../hash.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import type { ActiveContext, CoordinatorContext, GroupCoordinatorState } from './state.ts';

/** Topic.GROUP_METADATA_TOPIC_NAME */
export const GROUP_METADATA_TOPIC = '__consumer_offsets';

export const NO_GROUP_COORDINATOR: GroupCoordinatorState = {
  numPartitions: 0,
  contexts: emptyTable(),
  nextOperation: 1,
};

export function partitionOfGroup({ state }: Work, groupId: string): TopicPartition {
  const { numPartitions } = state.groupCoordinator;
  return topicPartition(GROUP_METADATA_TOPIC, partitionForGroup(groupId, numPartitions));
}

export function contextsOf({ state }: Work): Table<CoordinatorContext> {
  return state.groupCoordinator.contexts;
}

export function contextOf(work: Work, tp: TopicPartition): CoordinatorContext | undefined {
  return get(contextsOf(work), tp);
}

export function activeContextOf(work: Work, tp: TopicPartition): ActiveContext | undefined {
  const context = contextOf(work, tp);
  return context?.state === 'ACTIVE' ? context : undefined;
}

export function setContext(work: Work, context: CoordinatorContext): void {
  setContexts(work, set(contextsOf(work), context.topicPartition, context));
}

export function removeContext(work: Work, tp: TopicPartition): void {
  setContexts(work, remove(contextsOf(work), tp));
}

function setContexts(work: Work, contexts: Table<CoordinatorContext>): void {
  update(work, { groupCoordinator: { ...work.state.groupCoordinator, contexts } });
}

export function nextOperationId(work: Work): number {
  const { groupCoordinator } = work.state;
  const { nextOperation } = groupCoordinator;
  update(work, { groupCoordinator: { ...groupCoordinator, nextOperation: nextOperation + 1 } });
  return nextOperation;
}
