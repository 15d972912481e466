/**
 * Metrics of group coordinators, each broker's own groups (org.apache.kafka.coordinator.group.metrics.GroupCoordinatorMetrics,
 * GroupCoordinatorMetricsShard).
 */
import { partitionForGroup } from '../../kafka/hash.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { topicPartition } from '../../kafka/topicPartition.ts';
import type { RecordedFact } from '../../record/history.ts';
import { attributes, beans, type Row } from './definitions.ts';
import type { SeriesStore } from './series.ts';

const CONSUMER_OFFSETS_TOPIC = '__consumer_offsets';
const COORDINATOR = 'kafka.server:type=group-coordinator-metrics';

const CLASSIC_STATES = ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Empty', 'Dead'] as const;
const CONSUMER_STATES = ['Empty', 'Assigning', 'Reconciling', 'Stable', 'Dead'] as const;

export const GROUP_METRICS = [
  ...beans('group-coordinator', 'kafka.coordinator.group:type=GroupMetadataManager', [
    ['NumGroups', 'gauge', 'count', 'groups classic'],
    ...CLASSIC_STATES.map((state): Row => [`NumGroups${state}`, 'gauge', 'count', `groups classic ${state}`]),
  ]),
  ...attributes('group-coordinator', `${COORDINATOR},protocol=classic`, [
    ['group-count{protocol=classic}', 'gauge', 'count', 'groups classic'],
  ]),
  ...attributes('group-coordinator', `${COORDINATOR},protocol=consumer`, [
    ['group-count{protocol=consumer}', 'gauge', 'count', 'groups consumer'],
  ]),
  ...CONSUMER_STATES.flatMap((state) =>
    attributes('group-coordinator', `${COORDINATOR},state=${state.toLowerCase()}`, [
      [`consumer-group-count{state=${state.toLowerCase()}}`, 'gauge', 'count', `groups consumer ${state}`],
    ]),
  ),
  ...attributes('group-coordinator', COORDINATOR, [
    ['group-completed-rebalance-rate', 'rate', '1/s', 'completed-rebalances'],
    ['group-completed-rebalance-count', 'total', 'count', 'completed-rebalances'],
    ['consumer-group-rebalance-rate', 'rate', '1/s', 'consumer-group-rebalances'],
    ['consumer-group-rebalance-count', 'total', 'count', 'consumer-group-rebalances'],
    ['offset-commit-rate', 'rate', '1/s', 'offset-commits'],
    ['offset-expiration-rate', 'rate', '1/s', 'offset-expirations'],
  ]),
];

interface Group {
  state: string;
  protocol: 'classic' | 'consumer';
  /** Node that has it loaded; null: nobody. */
  node: string | null;
}

export class GroupMetrics {
  readonly #store: SeriesStore;
  readonly #groups = new Map<string, Group>();
  #partitions = 0;

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  take({ at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'TopicCreated':
        if (fact.topic === CONSUMER_OFFSETS_TOPIC) this.#partitions = fact.partitions;
        return;
      case 'GroupStateChanged':
        this.#change(fact.group, { state: fact.to, node }, at);
        if (fact.from === 'CompletingRebalance' && fact.to === 'Stable')
          this.#store.record('completed-rebalances', node, at, 1);
        return;
      case 'GroupConverted':
        this.#change(fact.group, { protocol: fact.to, node }, at);
        return;
      case 'GroupEpochBumped':
        this.#change(fact.group, { protocol: 'consumer', node }, at);
        this.#store.record('consumer-group-rebalances', node, at, 1);
        return;
      case 'GroupDeleted': {
        const group = this.#groups.get(fact.group);
        this.#groups.delete(fact.group);
        if (group?.node != null) this.#count(group.node, at);
        return;
      }
      case 'OffsetCommitted':
        this.#store.record('offset-commits', node, at, 1);
        return;
      case 'OffsetsExpired':
        this.#store.record('offset-expirations', node, at, fact.partitions.length);
        return;
      case 'CoordinatorLoaded':
      case 'CoordinatorUnloaded':
        for (const [name, group] of this.#groups) {
          if (this.#shardOf(name) !== fact.partition) continue;
          if (fact.type === 'CoordinatorLoaded') group.node = node;
          else if (group.node === node) group.node = null;
        }
        this.#count(node, at);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        for (const group of this.#groups.values()) if (group.node === fact.node) group.node = null;
        this.#count(fact.node, at);
        return;
      default:
    }
  }

  #shardOf(group: string): string | null {
    return this.#partitions === 0
      ? null
      : topicPartition(CONSUMER_OFFSETS_TOPIC, partitionForGroup(group, this.#partitions));
  }

  #change(name: string, change: Partial<Group> & { readonly node: string }, at: number): void {
    const known = this.#groups.get(name);
    this.#groups.set(name, { ...(known ?? { state: 'Empty', protocol: 'classic' }), ...change });
    if (known?.node != null && known.node !== change.node) this.#count(known.node, at);
    this.#count(change.node, at);
  }

  #count(node: string, at: number): void {
    const counts = new Map<string, number>();
    const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const group of this.#groups.values()) {
      if (group.node !== node) continue;
      add(`groups ${group.protocol}`);
      add(`groups ${group.protocol} ${group.state}`);
    }
    for (const { sensor } of GROUP_METRICS) {
      if (!sensor.startsWith('groups ')) continue;
      const count = counts.get(sensor) ?? 0;
      if (count > 0 || this.#store.get(sensor, node) !== undefined) this.#store.set(sensor, node, at, count);
    }
  }
}
