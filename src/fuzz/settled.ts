/**
 * What a healed cluster comes to: one leader a partition and one of the quorum, every ISR whole, equal logs, every record
 * answered for and every acknowledged one readable, every consumer at the end. Whatever is not so is told in words.
 */
import { get, has } from '../base/table.ts';
import { at } from '../base/vector.ts';
import type { ConsumerState } from '../kafka/consumer/state.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { placeOf } from '../kafka/log/logRead.ts';
import type { PartitionLog } from '../kafka/log/partitionLog.ts';
import { type MetadataImage, partitionAt } from '../kafka/metadata/image.ts';
import { pendingCount } from '../kafka/producer/ledger.ts';
import type { ProducerState } from '../kafka/producer/state.ts';
import { type DataRecord, recordAt } from '../kafka/records.ts';
import type { ServerState } from '../kafka/server/state.ts';
import { type TopicPartition, topicOf } from '../kafka/topicPartition.ts';
import type { ZooKeeperServerState } from '../kafka/zookeeper/state.ts';
import { standingOf } from '../properties/generations.ts';
import type { PropertyWatcher } from '../properties/index.ts';
import type { Kernel } from '../sim/kernel.ts';
import {
  awaitsAnotherLeaderEpoch,
  hasBrokerThatStaysUnregistered,
  isDownForGood,
  isHeldByStranger,
} from './deadEnds.ts';
import { groupsOf } from './settledGroups.ts';
import type { Core } from './swarm.ts';

/** Empty: settled. The cheap questions first; the others only when those are answered. */
export function unsettled(kernel: Kernel<Kafka>, watcher: PropertyWatcher, core: Core): string[] {
  if (isDownForGood(watcher) || hasBrokerThatStaysUnregistered(kernel, watcher)) return [];
  const wrong = [...processes(kernel, watcher, core), ...partitions(kernel, watcher, core), ...producers(kernel)];
  if (wrong.length === 0) wrong.push(...consumers(kernel, watcher), ...groupsOf(kernel, watcher));
  if (wrong.length === 0) wrong.push(...unreadable(kernel, watcher));
  return wrong;
}

function processes(kernel: Kernel<Kafka>, { metadata }: PropertyWatcher, core: Core): string[] {
  const wrong: string[] = [];
  let quorumLeaders = 0;
  const kafkaControllers: string[] = [];
  for (const { id, setup, status, state } of kernel.nodes) {
    if (setup.kind !== 'tool' && status !== 'up' && !isDead(core, id)) wrong.push(`${id} is ${status}`);
    if (state?.kind !== 'server') continue;
    if (state.raft?.role.name === 'Leader') quorumLeaders++;
    if (state.broker?.zookeeper?.controller.owned.activeControllerId === state.setup.nodeId) kafkaControllers.push(id);
    if (state.broker !== undefined && state.broker.lifecycle.state !== 'RUNNING') {
      wrong.push(`${id} is in state ${state.broker.lifecycle.state}`);
    }
    wrong.push(...leftovers(state, metadata));
  }
  const ensemble = kernel.nodes.flatMap(({ state }) => (state?.kind === 'zookeeper' ? [state] : []));
  const established = ensemble.filter(leadsEnsemble).length;
  if (ensemble.length > 0 && established !== 1) wrong.push(`${established} leaders of ZooKeeper`);
  if (ensemble.length > 0 && kafkaControllers.length !== 1) wrong.push(`controllers [${kafkaControllers}]`);
  if (ensemble.length === 0 && quorumLeaders !== 1) wrong.push(`${quorumLeaders} quorum leaders`);
  return wrong;
}

/** With ZooKeeper a topic is gone when all its replicas have been deleted. */
function leftovers({ setup, broker }: ServerState, { topics }: MetadataImage): string[] {
  if (broker?.zookeeper === undefined) return [];
  const gone = broker.partitions.keys.filter((tp) => !has(topics, topicOf(tp)));
  return gone.map((tp) => `b${setup.nodeId} still has ${tp}`);
}

function leadsEnsemble({ role, serving }: ZooKeeperServerState): boolean {
  return serving !== undefined && (role.name === 'LEADING' || role.name === 'STANDALONE');
}

function isDead({ lost, dead }: Core, node: string): boolean {
  return dead && lost === node;
}

function partitions(kernel: Kernel<Kafka>, watcher: PropertyWatcher, core: Core): string[] {
  const wrong: string[] = [];
  for (const { name, partitions: registrations } of watcher.metadata.topics.values) {
    registrations.forEach((registration, n) => {
      const partition = `${name}-${n}`;
      const { leader, isr, replicas, addingReplicas, removingReplicas } = registration;
      if (watcher.usesZooKeeper && isHeldByStranger(registration)) return;
      if (awaitsAnotherLeaderEpoch(serverOf(kernel, leader), partition)) return;
      if (leader === -1) {
        wrong.push(`${partition} has no leader`);
        return;
      }
      const failed = replicas.filter((id) => id !== leader && hasGivenUp(kernel, watcher, id, partition));
      const together = inSyncWith(leader, replicas, core).filter((id) => !failed.includes(id));
      // Who is out of sight and has everything all the same is in sync for Kafka, for as long as nothing is written.
      const mayStay = (id: number) =>
        !core.dead && logOf(kernel, id, partition)?.logEndOffset === logOf(kernel, leader, partition)?.logEndOffset;
      if (!together.every((id) => isr.includes(id)) || !isr.every((id) => together.includes(id) || mayStay(id))) {
        wrong.push(`${partition} isr [${isr}], not [${together}]`);
      }
      if (addingReplicas.length + removingReplicas.length > 0) wrong.push(`${partition} is still being reassigned`);
      const leaders = logOf(kernel, leader, partition);
      if (leaders === undefined || (leaders.highWatermark !== leaders.logEndOffset && failed.length === 0)) {
        wrong.push(`${partition}: its leader's log ends at ${endOf(leaders)}`);
      }
      // A follower that was told where histories part has not taken the high watermark of that answer, and hears of it
      // with the next record only: in Kafka too (FetchSession.CachedPartition.maybeUpdateResponseData).
      const ends = together.map((id) => logOf(kernel, id, partition)?.logEndOffset ?? 'none');
      if (new Set(ends).size !== 1) wrong.push(`${partition} log ends ${ends.join(' ')}`);
    });
  }
  for (const { id, fenced } of watcher.metadata.brokers.values) {
    if (fenced !== isDead(core, `b${id}`)) wrong.push(`b${id} is ${fenced ? '' : 'not '}fenced`);
  }
  return [...wrong, ...registrations(kernel, watcher, core)];
}

/** With ZooKeeper a broker that is gone has no registration, and no other trace. */
function registrations(kernel: Kernel<Kafka>, { metadata }: PropertyWatcher, core: Core): string[] {
  return kernel.nodes.flatMap(({ id, setup }) => {
    const isWithZooKeeper = setup.kind === 'server' && setup.zookeeper !== undefined && setup.voters.length === 0;
    if (!isWithZooKeeper || isDead(core, id) || has(metadata.brokers, setup.nodeId)) return [];
    return [`${id} is not registered`];
  });
}

/** Everybody but who is lost; and who is lost only to the other brokers leads alone, if it leads. */
function inSyncWith(leader: number, replicas: readonly number[], { lost }: Core): readonly number[] {
  if (lost === `b${leader}`) return [leader];
  return replicas.filter((id) => lost !== `b${id}`);
}

/**
 * A disk that lost power may show what had been cut off, under epochs that were written anew. What the leader sends next
 * then does not fit its end, and a fetcher that meets what it did not expect leaves the partition alone until there is
 * another leader (AbstractFetcherThread.processFetchRequest, addFailedPartition).
 */
function hasGivenUp(
  kernel: Kernel<Kafka>,
  { lossyBrokers, usesZooKeeper }: PropertyWatcher,
  id: number,
  tp: TopicPartition,
): boolean {
  const broker = serverOf(kernel, id)?.broker;
  const isConcerned = usesZooKeeper ? lossyBrokers.size > 0 : lossyBrokers.has(`b${id}`);
  if (!isConcerned || broker === undefined) return false;
  return !broker.fetchers.values.some(({ partitions: fetched }) => has(fetched, tp));
}

function logOf(kernel: Kernel<Kafka>, broker: number, partition: TopicPartition): PartitionLog | undefined {
  const hosted = serverOf(kernel, broker)?.broker?.partitions;
  return hosted === undefined ? undefined : get(hosted, partition)?.log;
}

function serverOf(kernel: Kernel<Kafka>, broker: number): ServerState | undefined {
  const state = kernel.node(`b${broker}`)?.state;
  return state?.kind === 'server' ? state : undefined;
}

function endOf(log: PartitionLog | undefined): string {
  return log === undefined ? 'none' : `${log.logEndOffset}/${log.highWatermark}`;
}

function producers(kernel: Kernel<Kafka>): string[] {
  return kernel.nodes.flatMap(({ id, state }) => {
    const pending = state?.kind === 'producer' ? pendingCount(state.ledger) : 0;
    return pending > 0 ? [`${id} has ${pending} records pending`] : [];
  });
}

function consumers(kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  return kernel.nodes.flatMap(({ id, state }) =>
    state?.kind === 'consumer' ? behind(id, state, kernel, watcher) : [],
  );
}

function behind(id: string, consumer: ConsumerState, kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  return consumer.partitions.values.flatMap(({ partition, position }) => {
    const leader = partitionAt(watcher.metadata, partition)?.leader ?? -1;
    if (leader === -1) return [];
    const log = logOf(kernel, leader, partition);
    const end = endOf(log);
    // Below min.insync.replicas the high watermark may stand still, even behind where somebody has read before.
    const isStill = log !== undefined && log.highWatermark < log.logEndOffset;
    if (isStill && (position === null || position.offset >= log.highWatermark)) return [];
    return `${position?.offset}/${position?.offset}` === end
      ? []
      : [`${id} is at ${position?.offset} of ${partition}, whose end is ${end}`];
  });
}

/** Acknowledged with acks=all, where nothing was given up: it is where the producer was told it is. */
function unreadable(kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  if (watcher.lossyBrokers.size > 0 || standingOf('NoAcknowledgedRecordLost', watcher.protocol) === 'breaks') return [];
  const wrong: string[] = [];
  for (const { id, state } of kernel.nodes) if (state?.kind === 'producer') look(id, state);
  return wrong;

  function look(id: string, { ledger }: ProducerState): void {
    for (let place = 0; place < ledger.entries.length; place++) {
      const { partition, outcome, acks, offset, value, record } = at(ledger.entries, place)!;
      if (partition === null || outcome !== 'acknowledged' || acks !== -1 || offset < 0) continue;
      if (watcher.uncleanElections.has(partition)) continue;
      const log = logOf(kernel, partitionAt(watcher.metadata, partition)?.leader ?? -1, partition);
      // Who fetched from a leader that had cleaned its log has cleaned nothing itself.
      const isCleaned = watcher.shortened.has(partition);
      if (log !== undefined && (isGone(log, offset) || (isCleaned && recordOf(log, offset) === undefined))) continue;
      const found = log === undefined ? undefined : recordOf(log, offset);
      if (found?.value !== value) {
        wrong.push(`record ${record} of ${id}, acknowledged at offset ${offset} of ${partition}, is not there`);
        return;
      }
    }
  }
}

function recordOf(log: PartitionLog, offset: number): DataRecord | undefined {
  const batch = at(log.batches, placeOf(log, offset));
  return batch === undefined ? undefined : recordAt(batch, offset);
}

/** Deleted by retention, or by a cleaning: what a cleaning may take is LogMatching's to say. */
function isGone(log: PartitionLog, offset: number): boolean {
  if (offset < log.logStartOffset) return true;
  return log.cleanedUpTo !== null && offset < log.cleanedUpTo && recordOf(log, offset) === undefined;
}
