/**
 * What a broker writes: about its life, its partitions, its fetchers and its logs.
 *
 * Kafka: kafka.cluster.Partition, kafka.server.{ReplicaManager,AbstractFetcherManager,BrokerServer,KafkaRaftServer},
 * org.apache.kafka.server.BrokerLifecycleManager, org.apache.kafka.storage.internals.log.{UnifiedLog,LocalLog,LogLoader},
 * kafka.log.LogManager.
 */
import { get } from '../../base/table.ts';
import type { LeaderPartition, Partition } from '../../kafka/replication/partition.ts';
import { isLeader, isUnderMinIsr } from '../../kafka/replication/partition.ts';
import { isSince, loggerOf, STATE_CHANGE } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import { epochMillis } from './pattern.ts';
import { type Message, prefixed, type Say, type ServerLogSetup, type Told, type WorldAt } from './writing.ts';

const PARTITION = 'kafka.cluster.Partition';
const REPLICA_MANAGER = 'kafka.server.ReplicaManager';
const FETCHER_MANAGER = 'kafka.server.ReplicaFetcherManager';

export function brokerLines({ fact }: Told, memory: LogMemory, say: Say): void {
  if (!('broker' in fact) || typeof fact.broker !== 'number') return;
  const id = fact.broker;
  const name = memory.cast.serverName(id);
  const setup = name === undefined ? undefined : memory.cast.server(name);
  if (name === undefined || setup === undefined) return;
  const { version } = setup;
  const hosted = (partition: string) => (world: WorldAt) => hostedBy(world, name, partition);
  switch (fact.type) {
    case 'BecameLeader': {
      const { partition, leaderEpoch, startOffset } = fact;
      const previous = memory.followedBy(id, partition);
      if (previous.leader === 'None') created(name, id, partition, setup, say);
      say(name, 'INFO', FETCHER_MANAGER, fetcherManager(id, `Removed fetcher for partitions Set(${partition})`));
      say(name, 'INFO', STATE_CHANGE, (world) => {
        const here = hosted(partition)(world);
        const known = here !== undefined && isLeader(here) ? leaderText(here) : 'partition epoch 0';
        return (
          `[Broker id=${id}] Leader ${partition} with topic id ${topicIdText(here)} starts at leader epoch ` +
          `${leaderEpoch} from offset ${startOffset} with ${known}. Previous leader ${previous.leader} and previous ` +
          `leader epoch was ${previous.leaderEpoch}.`
        );
      });
      return;
    }
    case 'BecameFollower': {
      const { partition, leaderEpoch, leader } = fact;
      const previous = memory.followedBy(id, partition);
      if (previous.leader === 'None') created(name, id, partition, setup, say);
      say(name, 'INFO', STATE_CHANGE, (world) => {
        const here = hosted(partition)(world);
        const { end, highWatermark, partitionEpoch } = endsOf(here);
        return (
          `[Broker id=${id}] Follower ${partition} starts at leader epoch ${leaderEpoch} from offset ${end} with ` +
          `partition epoch ${partitionEpoch} and high watermark ${highWatermark}. Current leader is ${leader}. ` +
          `Previous leader ${previous.leader} and previous leader epoch was ${previous.leaderEpoch}.`
        );
      });
      say(name, 'INFO', FETCHER_MANAGER, fetcherManager(id, `Removed fetcher for partitions Set(${partition})`));
      const endpoint = memory.cast.serverName(leader);
      if (endpoint === undefined) return;
      say(name, 'INFO', FETCHER_MANAGER, (world) => {
        const here = hosted(partition)(world);
        const where = isSince(version, 4, 1)
          ? `BrokerEndPoint[id=${leader}, host=${endpoint}, port=9092]`
          : `BrokerEndPoint(id=${leader}, host=${endpoint}:9092)`;
        const state = `InitialFetchState(${topicIdText(here)},${where},${leaderEpoch},${endsOf(here).end})`;
        const added = `Added fetcher to broker ${leader} for partitions HashMap(${partition} -> ${state})`;
        return `[ReplicaFetcherManager on broker ${id}] ${added}`;
      });
      return;
    }
    case 'IsrShrinkProposed': {
      const { partition, isr, out } = fact;
      say(name, 'INFO', PARTITION, (world) => {
        const here = hosted(partition)(world);
        const before = here !== undefined && isLeader(here) ? isrOf(here) : [...isr, ...out];
        const { end, highWatermark } = endsOf(here);
        const outOfSync = out.map((replica) => outOfSyncText(here, replica)).join(' ');
        const leader = `Leader: (highWatermark: ${highWatermark}, endOffset: ${end})`;
        const shrinking = `Shrinking ISR from ${before.join(',')} to ${isr.join(',')}`;
        return `[Partition ${partition} broker=${id}] ${shrinking}. ${leader}. Out of sync replicas: ${outOfSync}.`;
      });
      return;
    }
    case 'AlterPartitionRejected': {
      const { partition, error } = fact;
      if (error !== 'INELIGIBLE_REPLICA' && error !== 'OPERATION_NOT_ATTEMPTED') return;
      const failed = `Failed to alter partition to … since the controller rejected the request with ${error}. Partition state has been reset to the latest committed state ….`;
      say(name, 'INFO', PARTITION, `[Partition ${partition} broker=${id}] ${failed}`);
      return;
    }
    case 'LogTruncated': {
      const { partition, endOffset } = fact;
      say(
        name,
        'INFO',
        ofLog('UnifiedLog', setup),
        inLog('UnifiedLog', setup, partition, `Truncating to offset ${endOffset}`),
      );
      return;
    }
    case 'SegmentRolled': {
      const { partition, baseOffset } = fact;
      const rolled = `Rolled new log segment at offset ${baseOffset} in 0 ms.`;
      say(name, 'INFO', ofLog('LocalLog', setup), inLog('LocalLog', setup, partition, rolled));
      return;
    }
    case 'SegmentsDeleted': {
      const { partition, logStartOffset, reason } = fact;
      const why = DELETED_FOR[reason];
      const log = ofLog('UnifiedLog', setup);
      say(name, 'INFO', log, inLog('UnifiedLog', setup, partition, why(logStartOffset)));
      const increased = `Incremented log start offset to ${logStartOffset} due to segment deletion`;
      if (reason !== 'log start offset') say(name, 'INFO', log, inLog('UnifiedLog', setup, partition, increased));
      return;
    }
    case 'LogStartOffsetAdvanced': {
      const { partition, logStartOffset, reason } = fact;
      const increased = `Incremented log start offset to ${logStartOffset} due to ${reason}`;
      say(name, 'INFO', ofLog('UnifiedLog', setup), inLog('UnifiedLog', setup, partition, increased));
      return;
    }
    case 'LogCleaned': {
      const { partition, from, upTo } = fact;
      const cleaned = `\n\tLog cleaner thread 0 cleaned log ${partition} (dirty section = [${from}, ${upTo}])`;
      say(name, 'INFO', loggerOf('CleanerThread', version), prefixed('kafka-log-cleaner-thread-0', cleaned));
      return;
    }
    case 'UncleanShutdownDetected': {
      const recovering = `Recovering ${memory.hostedBy(id)} logs from ${logDir(setup)} since no clean shutdown file was found`;
      say(name, 'INFO', 'kafka.log.LogManager', recovering);
      return;
    }
    case 'LogRecovered': {
      const { partition } = fact;
      const base = memory.segmentBefore(id, partition, fact.recoveryPoint);
      const recovering = `Recovering unflushed segment ${base}. 0 recovered for ${partition}.`;
      say(name, 'INFO', ofLog('LogLoader', setup), inLog('LogLoader', setup, partition, recovering));
      return;
    }
    case 'AppendRefused': {
      const { partition, error } = fact;
      if (error !== 'NOT_ENOUGH_REPLICAS') return;
      say(name, 'ERROR', REPLICA_MANAGER, (world) => {
        const here = hosted(partition)(world);
        const isr = here !== undefined && isLeader(here) ? isrOf(here) : [];
        const wanted = here === undefined ? '' : here.config.minInsyncReplicas;
        const required = `is insufficient to satisfy the min.isr requirement of ${wanted} for partition ${partition}`;
        const size = isSince(version, 4, 1)
          ? `ISR : ${isr.length} ${required}, live replica(s) broker.id are : Set(${isr.join(', ')})`
          : `ISR Set(${isr.join(', ')}) ${required}`;
        const exception = `org.apache.kafka.common.errors.NotEnoughReplicasException: The size of the current ${size}`;
        return `${failedAppend(id, here, partition)}\n${exception}`;
      });
      return;
    }
    case 'SequenceRefused': {
      const { partition, error, producerId, baseSequence, expected } = fact;
      if (error !== 'OUT_OF_ORDER_SEQUENCE_NUMBER') return;
      say(name, 'ERROR', REPLICA_MANAGER, (world) => {
        const here = hosted(partition)(world);
        const where = `for producer ${producerId} at offset ${endsOf(here).end} in partition ${partition}`;
        const sequences = `${baseSequence} (incoming seq. number), ${expected - 1} (current end sequence number)`;
        const exception = `org.apache.kafka.common.errors.OutOfOrderSequenceException: Out of order sequence number ${where}: ${sequences}`;
        return `${failedAppend(id, here, partition)}\n${exception}`;
      });
      return;
    }
    case 'StaleControllerRefused': {
      const { controllerId, controllerEpoch, knownEpoch, request } = fact;
      const ignoring = `Ignoring ${request} request from controller ${controllerId} since its controller epoch ${controllerEpoch} is old. Latest known controller epoch is ${knownEpoch}`;
      say(name, 'WARN', STATE_CHANGE, `[Broker id=${id}] ${ignoring}`);
      return;
    }
    case 'IsrWritten': {
      const { partition, isr, accepted } = fact;
      const written = accepted
        ? `ISR updated to [${isr.join(',')}] and zkVersion updated to […]`
        : 'Cached zkVersion […] not equal to that in zookeeper, skip updating ISR';
      if (!isSince(version, 2, 7)) say(name, 'INFO', PARTITION, `[Partition ${partition} broker=${id}] ${written}`);
      return;
    }
    default:
  }
}

/** A process hears of it for the first time: with ZooKeeper it says so in other words. */
function created(name: string, id: number, partition: string, setup: ServerLogSetup, say: Say): void {
  if (setup.zookeeper !== undefined) return;
  say(name, 'INFO', STATE_CHANGE, (world) => {
    const topicId = hostedBy(world, name, partition)?.topicId ?? '…';
    return `[Broker id=${id}] Creating new partition ${partition} with topic id ${topicId}.`;
  });
}

/** The process of a leader is gone: its connections break, and who fetched from it says so. Each later try is left out. */
export function brokenFetchers(leader: string, memory: LogMemory, say: Say): void {
  const leaderId = memory.cast.server(leader)?.nodeId;
  if (leaderId === undefined) return;
  for (const follower of memory.followersOf(leaderId)) {
    const name = memory.cast.serverName(follower);
    if (name === undefined || name === leader) continue;
    const request = `(type=FetchRequest, replicaId=${follower}, …)`;
    const ident = `[ReplicaFetcher replicaId=${follower}, leaderId=${leaderId}, fetcherId=0]`;
    const exception = `java.io.IOException: Connection to ${leaderId} was disconnected before the response was read`;
    const error = `${ident} Error in response for fetch request ${request}`;
    say(name, 'WARN', 'kafka.server.ReplicaFetcherThread', `${error}\n${exception}`);
  }
}

/** AlterPartition has come back to the leader that asked for it: told where the controller committed it. */
export function isrUpdatedLine(
  name: string,
  id: number,
  partition: string,
  isr: readonly number[],
  epoch: number,
  say: Say,
): void {
  say(name, 'INFO', PARTITION, (world) => {
    const here = hostedBy(world, name, partition);
    const minimum = here === undefined ? 1 : here.config.minInsyncReplicas;
    const under = isr.length < minimum ? '(under-min-isr)' : '';
    return `[Partition ${partition} broker=${id}] ISR updated to ${isr.join(',')} ${under} and version updated to ${epoch}`;
  });
}

const DELETED_FOR = {
  'retention.ms': () =>
    'Deleting segment LogSegment(…) due to log retention time …ms breach based on the largest record timestamp in the segment',
  'retention.bytes': () =>
    'Deleting segment LogSegment(…) due to log retention size … breach. Log size after deletion will be ….',
  'log start offset': (offset: number) => `Deleting segments due to log start offset ${offset} breach: LogSegment(…)`,
} as const;

function hostedBy(world: WorldAt, name: string, partition: string): Partition | undefined {
  const state = world.node(name)?.state;
  return state?.kind === 'server' && state.broker !== undefined ? get(state.broker.partitions, partition) : undefined;
}

function isrOf({ replica: { isrState } }: LeaderPartition): readonly number[] {
  return isrState.type === 'CommittedPartitionState' ? isrState.isr : isrState.lastCommittedState.isr;
}

function leaderText(here: LeaderPartition): string {
  const { partitionEpoch, log, addingReplicas, removingReplicas } = here;
  const under = isUnderMinIsr(here) ? '(under-min-isr)' : '';
  const replicas = `adding replicas [${addingReplicas.join(',')}] and removing replicas [${removingReplicas.join(',')}]`;
  return `partition epoch ${partitionEpoch}, high watermark ${log.highWatermark}, ISR [${isrOf(here).join(',')}], ${replicas} ${under}`;
}

function endsOf(here: Partition | undefined) {
  if (here === undefined) return { end: 0, highWatermark: 0, partitionEpoch: 0 };
  const { log, partitionEpoch } = here;
  return { end: log.logEndOffset, highWatermark: log.highWatermark, partitionEpoch };
}

function outOfSyncText(here: Partition | undefined, id: number): string {
  const remote = here?.replica.role === 'leader' ? here.replica.remoteReplicas : [];
  const replica = remote.find(({ brokerId }) => brokerId === id);
  if (replica === undefined) return `(brokerId: ${id}, endOffset: unknown, lastCaughtUpTimeMs: unknown)`;
  const { logEndOffset, lastCaughtUpTime } = replica;
  const caughtUp = lastCaughtUpTime < 0 ? 0 : epochMillis(lastCaughtUpTime);
  return `(brokerId: ${id}, endOffset: ${logEndOffset}, lastCaughtUpTimeMs: ${caughtUp})`;
}

function topicIdText(here: Partition | undefined): string {
  return here === undefined || here.topicId === '' ? 'None' : `Some(${here.topicId})`;
}

function failedAppend(id: number, here: Partition | undefined, partition: string): string {
  const topicId = here === undefined || here.topicId === '' ? '' : `${here.topicId}:`;
  return `[ReplicaManager broker=${id}] Error processing append operation on partition ${topicId}${partition}`;
}

function fetcherManager(id: number, message: string): Message {
  return prefixed(`ReplicaFetcherManager on broker ${id}`, message);
}

function logDir({ config }: ServerLogSetup): string {
  return String(config['log.dirs'] ?? config['log.dir'] ?? '/tmp/kafka-logs');
}

/** Before 3.0 there was one class. */
function ofLog(name: 'UnifiedLog' | 'LocalLog' | 'LogLoader', { version }: ServerLogSetup): string {
  return isSince(version, 3, 0) ? loggerOf(name, version) : 'kafka.log.Log';
}

function inLog(name: string, setup: ServerLogSetup, partition: string, message: string): Message {
  const ident = isSince(setup.version, 3, 0) ? name : 'Log';
  return prefixed(`${ident} partition=${partition}, dir=${logDir(setup)}`, message);
}
