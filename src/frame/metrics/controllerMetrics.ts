/**
 * Metrics of controllers (org.apache.kafka.controller.metrics.QuorumControllerMetrics, ControllerMetadataMetrics). What
 * comes of the metadata every controller shows; that it is the active one only one does.
 */
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import { beans } from './definitions.ts';
import type { SeriesStore } from './series.ts';

export const CONTROLLER_METRICS = [
  ...beans('controller', 'kafka.controller:type=KafkaController', [
    ['ActiveControllerCount', 'gauge', 'count', 'active-controller'],
    ['OfflinePartitionsCount', 'gauge', 'count', 'offline-partitions'],
    ['PreferredReplicaImbalanceCount', 'gauge', 'count', 'preferred-replica-imbalance'],
    ['ActiveBrokerCount', 'gauge', 'count', 'active-brokers'],
    ['FencedBrokerCount', 'gauge', 'count', 'fenced-brokers'],
  ]),
  ...beans('controller', 'kafka.controller:type=ControllerStats', [
    ['UncleanLeaderElectionsPerSec', 'meter', '1/s', 'unclean-elections'],
  ]),
];

/** The node under which what all controllers show alike is recorded. */
export const EVERY_CONTROLLER = '';

export class ControllerMetrics {
  readonly #store: SeriesStore;
  /** True: fenced. */
  readonly #brokers = new Map<number, boolean>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'ControllerActivated':
      case 'ControllerDeactivated':
        this.#store.set('active-controller', node, at, fact.type === 'ControllerActivated' ? 1 : 0);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        if (this.#store.get('active-controller', fact.node) !== undefined)
          this.#store.set('active-controller', fact.node, at, 0);
        return;
      case 'BrokerRegistered':
      case 'BrokerFenced':
        this.#broker(fact.brokerId, true, at);
        return;
      case 'BrokerUnfenced':
        this.#broker(fact.brokerId, false, at);
        return;
      case 'BrokerUnregistered':
        this.#broker(fact.brokerId, null, at);
        return;
      case 'LeaderElected':
        if (fact.unclean) this.#store.record('unclean-elections', EVERY_CONTROLLER, at, 1);
        return;
      default:
    }
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
