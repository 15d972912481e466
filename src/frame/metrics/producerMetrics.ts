/**
 * Metrics of producers (org.apache.kafka.clients.producer.internals.SenderMetricsRegistry, Sender.SenderMetrics,
 * KafkaProducerMetrics, BufferPool).
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import { attributes } from './definitions.ts';
import type { SeriesStore } from './series.ts';

export const PRODUCER_METRICS = attributes('producer', 'kafka.producer:type=producer-metrics,client-id={client}', [
  ['record-send-rate', 'rate', 'records/s', 'records-per-request'],
  ['record-error-rate', 'rate', 'records/s', 'errors'],
  ['record-retry-rate', 'rate', 'records/s', 'record-retries'],
  ['request-latency-avg', 'avg', 'ms', 'request-time'],
  ['request-latency-max', 'max', 'ms', 'request-time'],
  ['batch-size-avg', 'avg', 'bytes', 'batch-size'],
  ['records-per-request-avg', 'avg', 'records', 'records-per-request'],
  ['record-queue-time-avg', 'avg', 'ms', 'queue-time'],
  ['compression-rate-avg', 'avg', 'ratio', 'compression-rate'],
  ['requests-in-flight', 'gauge', 'count', 'requests-in-flight'],
  ['buffer-available-bytes', 'gauge', 'bytes', 'buffer-available-bytes'],
  ['bufferpool-wait-ratio', 'rate', 'ratio', 'bufferpool-wait-time'],
]);

export class ProducerMetrics {
  readonly #store: SeriesStore;
  /** Requests without an answer, of each node. */
  readonly #inFlight = new Map<string, Set<number>>();
  /** Records of the request that is being put together. */
  readonly #request = new Map<string, { readonly number: number; readonly place: number }>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ at, node, fact }: RecordedFact<Kafka>): void {
    const store = this.#store;
    switch (fact.type) {
      case 'RecordSent':
        store.set('buffer-available-bytes', node, at, fact.availableBytes);
        if (fact.waitedForMemory !== undefined)
          store.record('bufferpool-wait-time', node, at, fact.waitedForMemory / 1_000_000);
        return;
      case 'BatchSent': {
        const { count, bytes, uncompressedBytes, queued, availableBytes, request } = fact;
        store.record('batch-size', node, at, bytes);
        store.record('queue-time', node, at, queued / MICROS_PER_MILLI);
        store.record('compression-rate', node, at, bytes / uncompressedBytes);
        store.set('buffer-available-bytes', node, at, availableBytes);
        this.#countRecords(node, request, at, count);
        const inFlight = this.#inFlightOf(node).add(request);
        store.set('requests-in-flight', node, at, inFlight.size);
        return;
      }
      case 'ProduceRetried':
        store.record('record-retries', node, at, fact.count);
        return;
      case 'RecordFailed':
      case 'RecordUnknown':
        store.record('errors', node, at, 1);
        return;
      case 'RecordAcknowledged':
        // Nobody answers.
        if (fact.acks === 0) this.#noneInFlight(node, at);
        return;
      case 'RequestCompleted': {
        if (fact.api !== 'Produce') return;
        if (fact.outcome === 'answered') store.record('request-time', node, at, fact.latency / MICROS_PER_MILLI);
        const inFlight = this.#inFlightOf(node);
        inFlight.delete(fact.request);
        store.set('requests-in-flight', node, at, inFlight.size);
        return;
      }
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#noneInFlight(fact.node, at);
        return;
      default:
    }
  }

  #inFlightOf(node: string): Set<number> {
    let inFlight = this.#inFlight.get(node);
    if (inFlight === undefined) {
      inFlight = new Set();
      this.#inFlight.set(node, inFlight);
    }
    return inFlight;
  }

  #noneInFlight(node: string, at: number): void {
    const inFlight = this.#inFlight.get(node);
    if (inFlight === undefined || inFlight.size === 0) return;
    inFlight.clear();
    this.#store.set('requests-in-flight', node, at, 0);
  }

  /** The batches of one request come one after the other. */
  #countRecords(node: string, request: number, at: number, count: number): void {
    const last = this.#request.get(node);
    if (last?.number === request) {
      const values = this.#store.get('records-per-request', node)!.value;
      values[last.place] = (values[last.place] ?? 0) + count;
      return;
    }
    this.#store.record('records-per-request', node, at, count);
    this.#request.set(node, { number: request, place: this.#store.get('records-per-request', node)!.at.length - 1 });
  }
}
