/** What all sensors recorded, read off the facts of a branch as they come, once, and only when somebody asks. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { FactLog } from '../factFrames.ts';
import { BrokerMetrics } from './brokerMetrics.ts';
import { ConsumerMetrics } from './consumerMetrics.ts';
import { ControllerMetrics } from './controllerMetrics.ts';
import { GroupMetrics } from './groupMetrics.ts';
import { ProducerMetrics } from './producerMetrics.ts';
import { SeriesStore } from './series.ts';

const KEPT = new WeakMap<FactLog, MetricHistory>();

/** Kept beside the facts: what has been read is not read again. */
export function metricsOf(facts: FactLog): MetricHistory {
  let history = KEPT.get(facts);
  if (history === undefined) {
    history = new MetricHistory();
    KEPT.set(facts, history);
  }
  history.catchUp(facts);
  return history;
}

export class MetricHistory {
  readonly store = new SeriesStore();
  /** Replicas of a partition were others before. */
  readonly reassigned: { readonly partition: string; readonly at: number; readonly before: readonly number[] }[] = [];
  readonly #consumers = new ConsumerMetrics(this.store);
  readonly #families = [
    new ProducerMetrics(this.store),
    this.#consumers,
    new BrokerMetrics(this.store),
    new GroupMetrics(this.store),
    new ControllerMetrics(this.store),
  ];
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
    const last = facts.recorded(facts.length - 1);
    if (last !== undefined) this.#consumers.catchUp(last.at);
  }

  #take(recorded: RecordedFact<Kafka>): void {
    const { at, fact } = recorded;
    switch (fact.type) {
      case 'ProcessStarted':
        this.store.started(fact.node, at);
        break;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.store.ended(fact.node, at);
        break;
      case 'ReassignmentCompleted':
        this.reassigned.push({ partition: fact.partition, at, before: fact.previousReplicas });
        break;
      default:
    }
    for (const family of this.#families) family.take(recorded);
  }
}
