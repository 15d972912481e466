/**
 * Metrics of controllers (org.apache.kafka.controller.metrics.QuorumControllerMetrics, ControllerMetadataMetrics). What
 * comes of the metadata every controller shows; that it is the active one only one does. With ZooKeeper every broker has
 * them, and all but the active controller show nothing but zeros (kafka.controller.KafkaController.updateMetrics).
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import { beans, type Row } from './definitions.ts';
import type { SeriesStore } from './series.ts';

/** Where its thread spends its time: JMX has a timer for most of its states (kafka.controller.ControllerState). */
const TIMED_STATES = [
  ['ControllerChangeRateAndTimeMs', 'ControllerChange'],
  ['LeaderElectionRateAndTimeMs', 'BrokerChange'],
  ['TopicChangeRateAndTimeMs', 'TopicChange'],
  ['TopicDeletionRateAndTimeMs', 'TopicDeletion'],
  ['PartitionReassignmentRateAndTimeMs', 'AlterPartitionReassignment'],
  ['IsrChangeRateAndTimeMs', 'IsrChange'],
  ['ControlledShutdownRateAndTimeMs', 'ControlledShutdown'],
] as const;

function timerOf(state: string): string {
  return `controller-state ${state}`;
}

export const CONTROLLER_METRICS = [
  ...beans('controller', 'kafka.controller:type=KafkaController', [
    ['ActiveControllerCount', 'gauge', 'count', 'active-controller'],
    ['OfflinePartitionsCount', 'gauge', 'count', 'offline-partitions'],
    ['PreferredReplicaImbalanceCount', 'gauge', 'count', 'preferred-replica-imbalance'],
    ['ActiveBrokerCount', 'gauge', 'count', 'active-brokers'],
    ['GlobalTopicCount', 'gauge', 'count', 'global-topics'],
    ['GlobalPartitionCount', 'gauge', 'count', 'global-partitions'],
    ['FencedBrokerCount', 'gauge', 'count', 'fenced-brokers'],
  ]),
  ...beans('controller', 'kafka.controller:type=ControllerStats', [
    ['UncleanLeaderElectionsPerSec', 'meter', '1/s', 'unclean-elections'],
    ...TIMED_STATES.map(([name, state]): Row => [name, 'mean', 'ms', timerOf(state)]),
  ]),
  ...beans('controller', 'kafka.controller:type=ControllerEventManager', [
    ['EventQueueSize', 'gauge', 'count', 'event-queue-size'],
    ['EventQueueTimeMs', 'mean', 'ms', 'event-queue-time'],
  ]),
];

/** Of a controller that is a broker with ZooKeeper. */
export const OF_KAFKA_CONTROLLER: ReadonlySet<string> = new Set([
  'event-queue-size',
  'event-queue-time',
  ...TIMED_STATES.map(([, state]) => timerOf(state)),
]);

const BROKER_IDS = '/brokers/ids/';

/** Counted by every controller of a quorum, and by the active one alone where it is a broker. */
export const OF_THE_ACTIVE: ReadonlySet<string> = new Set([
  'offline-partitions',
  'preferred-replica-imbalance',
  'global-topics',
  'global-partitions',
]);

/** The node under which what all controllers show alike is recorded. */
export const EVERY_CONTROLLER = '';

export class ControllerMetrics {
  readonly #store: SeriesStore;
  /** True: fenced. */
  readonly #brokers = new Map<number, boolean>();
  /** Those with a znode, and the broker that controls them; undefined where there is no ZooKeeper. */
  #registered: Set<string> | undefined;
  /** Partitions of each topic. */
  readonly #topics = new Map<string, number>();
  #kafkaController: string | undefined;

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'ControllerActivated':
      case 'ControllerDeactivated':
        this.#store.set('active-controller', node, at, fact.type === 'ControllerActivated' ? 1 : 0);
        if (this.#registered === undefined) return;
        if (fact.type === 'ControllerActivated') this.#kafkaController = node;
        else if (this.#kafkaController === node) this.#kafkaController = undefined;
        this.#count(node, at);
        return;
      case 'ZnodeCreated':
      case 'ZnodeDeleted': {
        if (!fact.path.startsWith(BROKER_IDS)) return;
        this.#registered ??= new Set();
        if (fact.type === 'ZnodeCreated') this.#registered.add(fact.path);
        else this.#registered.delete(fact.path);
        if (this.#kafkaController !== undefined) this.#count(this.#kafkaController, at);
        return;
      }
      case 'ControllerEventProcessed':
        this.#store.record('event-queue-time', node, at, fact.queued / MICROS_PER_MILLI);
        this.#store.set('event-queue-size', node, at, fact.left);
        this.#store.record(timerOf(fact.state), node, at, fact.took / MICROS_PER_MILLI);
        return;
      case 'TopicCreated':
      case 'PartitionsAdded':
        this.#topic(fact.topic, fact.partitions, at);
        return;
      case 'TopicDeleted':
        this.#topic(fact.topic, 0, at);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        if (this.#store.get('active-controller', fact.node) !== undefined)
          this.#store.set('active-controller', fact.node, at, 0);
        return;
      case 'BrokerRegistered':
      case 'BrokerFenced':
        if (this.#registered === undefined) this.#broker(fact.brokerId, true, at);
        return;
      case 'BrokerUnfenced':
        this.#broker(fact.brokerId, false, at);
        return;
      case 'BrokerUnregistered':
        this.#broker(fact.brokerId, null, at);
        return;
      case 'LeaderElected':
        if (fact.unclean) {
          const teller = this.#registered === undefined ? EVERY_CONTROLLER : node;
          this.#store.record('unclean-elections', teller, at, 1);
        }
        return;
      default:
    }
  }

  /** With ZooKeeper: nothing fences a broker, it is there or not. */
  #count(node: string, at: number): void {
    const count = node === this.#kafkaController ? this.#registered!.size : 0;
    this.#store.set('active-brokers', node, at, count);
  }

  #topic(name: string, partitions: number, at: number): void {
    if (partitions === 0) this.#topics.delete(name);
    else this.#topics.set(name, partitions);
    let sum = 0;
    for (const count of this.#topics.values()) sum += count;
    this.#store.set('global-topics', EVERY_CONTROLLER, at, this.#topics.size);
    this.#store.set('global-partitions', EVERY_CONTROLLER, at, sum);
  }

  /** null: it is gone. */
  #broker(id: number, isFenced: boolean | null, at: number): void {
    if (isFenced === null) this.#brokers.delete(id);
    else this.#brokers.set(id, isFenced);
    let fenced = 0;
    for (const one of this.#brokers.values()) if (one) fenced++;
    this.#store.set('fenced-brokers', EVERY_CONTROLLER, at, fenced);
    this.#store.set('active-brokers', EVERY_CONTROLLER, at, this.#brokers.size - fenced);
  }
}
