/**
 * Metrics of consumers (org.apache.kafka.clients.consumer.internals.FetchMetricsRegistry, FetchMetricsManager;
 * AbstractCoordinator.GroupCoordinatorMetrics, ConsumerCoordinator.ConsumerCoordinatorMetrics and their like in
 * internals.metrics; KafkaConsumerMetrics).
 *
 * The application is taken to call poll() again every 100 ms while nothing comes, as applications do.
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import { POLL_TIMEOUT } from '../../kafka/consumer/application.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import { attributes } from './definitions.ts';
import type { SeriesStore } from './series.ts';

export const CONSUMER_METRICS = [
  ...attributes('consumer', 'kafka.consumer:type=consumer-fetch-manager-metrics,client-id={client}', [
    ['records-lag-max', 'max', 'records', 'records-lag'],
    ['records-consumed-rate', 'rate', 'records/s', 'records-fetched'],
    ['bytes-consumed-rate', 'rate', 'bytes/s', 'bytes-fetched'],
    ['fetch-latency-avg', 'avg', 'ms', 'fetch-latency'],
    ['fetch-rate', 'rate', '1/s', 'fetches'],
  ]),
  ...attributes('consumer', 'kafka.consumer:type=consumer-coordinator-metrics,client-id={client}', [
    ['assigned-partitions', 'gauge', 'count', 'assigned-partitions'],
    ['rebalance-total', 'total', 'count', 'rebalances'],
    ['rebalance-latency-avg', 'avg', 'ms', 'rebalance-latency'],
    ['failed-rebalance-total', 'total', 'count', 'failed-rebalance'],
    ['commit-rate', 'rate', '1/s', 'commits'],
    ['commit-latency-avg', 'avg', 'ms', 'commit-latency'],
    ['heartbeat-rate', 'rate', '1/s', 'heartbeats'],
    ['heartbeat-response-time-max', 'max', 'ms', 'heartbeat-latency'],
  ]),
  ...attributes('consumer', 'kafka.consumer:type=consumer-metrics,client-id={client}', [
    ['time-between-poll-avg', 'avg', 'ms', 'time-between-poll'],
    ['time-between-poll-max', 'max', 'ms', 'time-between-poll'],
    ['last-poll-seconds-ago', 'ago', 's', 'polls'],
  ]),
];

/** By API: where its latency is recorded, and where it counts. */
const SENSORS: Readonly<Record<string, readonly [latency: string, count: string]>> = {
  Fetch: ['fetch-latency', 'fetches'],
  OffsetCommit: ['commit-latency', 'commits'],
  Heartbeat: ['heartbeat-latency', 'heartbeats'],
  ConsumerGroupHeartbeat: ['heartbeat-latency', 'heartbeats'],
};

interface Member {
  assigned: number;
  rebalancingSince: Micros | null;
  /** JoinGroup was answered in this step, and has not led to a generation yet. */
  joinedIn: { readonly step: number; readonly at: Micros } | null;
  /** poll() was called last; null: never. */
  polledAt: Micros | null;
  isPolling: boolean;
}

export class ConsumerMetrics {
  readonly #store: SeriesStore;
  readonly #members = new Map<string, Member>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ step, at, node, fact }: RecordedFact<Kafka>): void {
    const store = this.#store;
    if ('client' in fact) this.#settleJoin(node, step);
    switch (fact.type) {
      case 'RequestCompleted':
        this.#completed(fact, node, step, at);
        return;
      case 'PollCalled':
        this.#polled(node, at);
        return;
      case 'RecordsConsumed':
        this.#pollsUpTo(node, at);
        this.#memberOf(node).isPolling = false;
        store.record('records-fetched', node, at, fact.count);
        store.record('bytes-fetched', node, at, fact.bytes);
        if (fact.lag >= 0) store.record('records-lag', node, at, fact.lag);
        return;
      case 'PartitionsAssigned':
      case 'PartitionsRevoked':
      case 'PartitionsLost': {
        const member = this.#memberOf(node);
        const { length } = fact.partitions;
        member.assigned = Math.max(0, member.assigned + (fact.type === 'PartitionsAssigned' ? length : -length));
        store.set('assigned-partitions', node, at, member.assigned);
        return;
      }
      case 'ConsumerMemberStateChanged':
        this.#memberChanged(node, fact, at);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#members.delete(fact.node);
        return;
      default:
    }
  }

  /** Polls that brought nothing, up to an instant. */
  catchUp(at: Micros): void {
    for (const node of this.#members.keys()) this.#pollsUpTo(node, at);
  }

  #completed(fact: Extract<KafkaFact, { type: 'RequestCompleted' }>, node: string, step: number, at: Micros): void {
    if (fact.outcome === 'answered') {
      const sensors = SENSORS[fact.api];
      if (sensors !== undefined) {
        this.#store.record(sensors[0], node, at, fact.latency / MICROS_PER_MILLI);
        this.#store.record(sensors[1], node, at, 1);
      }
    }
    if (fact.api === 'JoinGroup') this.#memberOf(node).joinedIn = { step, at };
  }

  #memberChanged(
    node: string,
    { from, to }: Extract<KafkaFact, { type: 'ConsumerMemberStateChanged' }>,
    at: Micros,
  ): void {
    const member = this.#memberOf(node);
    if (to === 'PREPARING_REBALANCE' || (to === 'RECONCILING' && from !== 'RECONCILING'))
      member.rebalancingSince ??= at;
    if (to === 'COMPLETING_REBALANCE') member.joinedIn = null;
    const hasEnded = to === 'STABLE' || (from === 'RECONCILING' && to === 'ACKNOWLEDGING');
    if (hasEnded && member.rebalancingSince !== null) {
      this.#store.record('rebalance-latency', node, at, (at - member.rebalancingSince) / MICROS_PER_MILLI);
      this.#store.record('rebalances', node, at, 1);
      member.rebalancingSince = null;
    }
    const hasFailed =
      (from === 'COMPLETING_REBALANCE' && to !== 'STABLE') ||
      (from === 'RECONCILING' && (to === 'FENCED' || to === 'FATAL' || to === 'STALE'));
    if (hasFailed) this.#store.record('failed-rebalance', node, at, 1);
  }

  /** A JoinGroup that did not bring a generation has failed; also the first, which only brings a member id. */
  #settleJoin(node: string, step: number): void {
    const member = this.#members.get(node);
    if (member === undefined || member.joinedIn === null || member.joinedIn.step === step) return;
    this.#store.record('failed-rebalance', node, member.joinedIn.at, 1);
    member.joinedIn = null;
  }

  #polled(node: string, at: Micros): void {
    const member = this.#memberOf(node);
    // The first is recorded as 0.
    this.#store.record(
      'time-between-poll',
      node,
      at,
      member.polledAt === null ? 0 : (at - member.polledAt) / MICROS_PER_MILLI,
    );
    this.#store.record('polls', node, at, 1);
    member.polledAt = at;
    member.isPolling = true;
  }

  #pollsUpTo(node: string, at: Micros): void {
    const member = this.#members.get(node);
    while (member?.isPolling === true && member.polledAt !== null && member.polledAt + POLL_TIMEOUT < at) {
      this.#polled(node, member.polledAt + POLL_TIMEOUT);
    }
  }

  #memberOf(node: string): Member {
    let member = this.#members.get(node);
    if (member === undefined) {
      member = { assigned: 0, rebalancingSince: null, joinedIn: null, polledAt: null, isPolling: false };
      this.#members.set(node, member);
    }
    return member;
  }
}
