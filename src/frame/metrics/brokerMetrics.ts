/**
 * Meters of brokers, and what each hosts (kafka.server.ReplicaManager, BrokerTopicMetrics). How many of its partitions
 * have too few in sync is in partitionGauges.ts.
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import { beans } from './definitions.ts';
import type { SeriesStore } from './series.ts';

export const BROKER_METRICS = [
  ...beans('broker', 'kafka.server:type=ReplicaManager', [
    ['UnderReplicatedPartitions', 'gauge', 'count', 'under-replicated'],
    ['UnderMinIsrPartitionCount', 'gauge', 'count', 'under-min-isr'],
    ['AtMinIsrPartitionCount', 'gauge', 'count', 'at-min-isr'],
    ['LeaderCount', 'gauge', 'count', 'leaders'],
    ['PartitionCount', 'gauge', 'count', 'partitions'],
    ['IsrShrinksPerSec', 'meter', '1/s', 'isr-shrinks'],
    ['IsrExpandsPerSec', 'meter', '1/s', 'isr-expands'],
  ]),
  ...beans('broker', 'kafka.server:type=BrokerTopicMetrics', [
    ['MessagesInPerSec', 'meter', 'records/s', 'messages-in'],
    ['BytesInPerSec', 'meter', 'bytes/s', 'bytes-in'],
    ['BytesOutPerSec', 'meter', 'bytes/s', 'bytes-out'],
    ['FailedProduceRequestsPerSec', 'meter', '1/s', 'failed-produce'],
  ]),
  ...beans('broker', 'kafka.server:type=SessionExpireListener', [
    ['ZooKeeperDisconnectsPerSec', 'meter', '1/s', 'zookeeper-disconnects'],
    ['ZooKeeperExpiresPerSec', 'meter', '1/s', 'zookeeper-expires'],
    ['ZooKeeperSyncConnectsPerSec', 'meter', '1/s', 'zookeeper-sync-connects'],
  ]),
  ...beans('broker', 'kafka.server:type=ZooKeeperClientMetrics', [
    ['ZooKeeperRequestLatencyMs', 'mean', 'ms', 'zookeeper-latency'],
  ]),
];

/** Of a broker's session, where it has one (kafka.zookeeper.ZooKeeperClient). */
export const OF_ZOOKEEPER: ReadonlySet<string> = new Set([
  'zookeeper-disconnects',
  'zookeeper-expires',
  'zookeeper-sync-connects',
  'zookeeper-latency',
]);

/** Refusals that ReplicaManager.appendToLocalLog does not count: the client asked the wrong broker, or for too much. */
const NOT_COUNTED: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'NOT_LEADER_OR_FOLLOWER',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'CORRUPT_MESSAGE',
  'KAFKA_STORAGE_ERROR',
]);

export class BrokerMetrics {
  readonly #store: SeriesStore;
  /** What each hosts, by node. */
  readonly #hosted = new Map<string, Set<string>>();
  /** Leaders' proposals that have not come to pass yet. */
  readonly #proposed = new Map<string, { readonly node: string; readonly isr: string; readonly sensor: string }>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ at, node, fact }: RecordedFact<Kafka>): void {
    const store = this.#store;
    switch (fact.type) {
      case 'RecordsAppended':
        store.record('messages-in', node, at, fact.count);
        store.record('bytes-in', node, at, fact.bytes);
        return;
      case 'RecordsServed':
        store.record('bytes-out', node, at, fact.bytes);
        return;
      case 'AppendRefused':
        if (!NOT_COUNTED.has(fact.error)) store.record('failed-produce', node, at, 1);
        return;
      case 'SequenceRefused':
        store.record('failed-produce', node, at, 1);
        return;
      case 'IsrShrinkProposed':
      case 'IsrExpandProposed': {
        const sensor = fact.type === 'IsrShrinkProposed' ? 'isr-shrinks' : 'isr-expands';
        this.#proposed.set(fact.partition, { node, isr: setText(fact.isr), sensor });
        return;
      }
      case 'IsrChanged': {
        const proposal = this.#proposed.get(fact.partition);
        if (proposal === undefined || setText(fact.isr) !== proposal.isr) return;
        this.#proposed.delete(fact.partition);
        store.record(proposal.sensor, proposal.node, at, 1);
        return;
      }
      case 'AlterPartitionRejected':
        this.#proposed.delete(fact.partition);
        return;
      case 'BecameLeader':
      case 'BecameFollower': {
        const hosted = this.#hostedBy(node).add(fact.partition);
        store.set('partitions', node, at, hosted.size);
        return;
      }
      case 'ReplicaDeleted': {
        const hosted = this.#hostedBy(node);
        hosted.delete(fact.partition);
        store.set('partitions', node, at, hosted.size);
        return;
      }
      case 'ZooKeeperConnectionChanged':
        if (fact.state === 'Disconnected') store.record('zookeeper-disconnects', node, at, 1);
        else if (fact.state === 'Expired') store.record('zookeeper-expires', node, at, 1);
        else if (fact.state === 'SyncConnected') store.record('zookeeper-sync-connects', node, at, 1);
        return;
      case 'ZooKeeperRequestCompleted':
        store.record('zookeeper-latency', node, at, fact.took / MICROS_PER_MILLI);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#hosted.delete(fact.node);
        return;
      default:
    }
  }

  #hostedBy(node: string): Set<string> {
    let hosted = this.#hosted.get(node);
    if (hosted === undefined) {
      hosted = new Set();
      this.#hosted.set(node, hosted);
    }
    return hosted;
  }
}

function setText(ids: readonly number[]): string {
  return [...ids].sort((a, b) => a - b).join();
}
