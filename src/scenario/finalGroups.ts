/** How a group ended: its state, its offsets, and who has which of its partitions, as far as expectations speak of it. */
import type { KafkaFact } from '../kafka/facts.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';

export interface FinalGroup {
  /** As its coordinator told it last: `Stable`, `Empty` …; `Dead` is one that was never heard of. */
  readonly state: string;
  /** Consumers that have been given their share and have not left: by name, with what they have. */
  readonly members: ReadonlyMap<string, ReadonlySet<TopicPartition>>;
  readonly committed: ReadonlyMap<TopicPartition, number>;
}

interface Known {
  state: string;
  readonly members: Map<string, Set<TopicPartition>>;
  readonly committed: Map<TopicPartition, number>;
}

export class FinalGroups {
  readonly #groups = new Map<string, Known>();

  get(name: string): FinalGroup {
    return this.#group(name);
  }

  learn(fact: KafkaFact): void {
    switch (fact.type) {
      case 'GroupStateChanged':
        // Dead to a coordinator that gives its groups up; the next one has it as it was.
        if (fact.to !== 'Dead') this.#group(fact.group).state = fact.to;
        return;
      case 'OffsetCommitted':
        this.#group(fact.group).committed.set(fact.partition, fact.offset);
        return;
      case 'OffsetsExpired':
        for (const partition of fact.partitions) this.#group(fact.group).committed.delete(partition);
        return;
      case 'GroupDeleted':
        this.#groups.delete(fact.group);
        return;
      case 'PartitionsAssigned': {
        const { members } = this.#group(fact.group);
        members.set(fact.client, new Set([...(members.get(fact.client) ?? []), ...fact.partitions]));
        return;
      }
      case 'PartitionsRevoked':
      case 'PartitionsLost': {
        const held = this.#group(fact.group).members.get(fact.client);
        for (const partition of fact.partitions) held?.delete(partition);
        return;
      }
      case 'GroupMemberRemoved':
        if (fact.reason !== 'replaced') this.#group(fact.group).members.delete(fact.client);
        return;
      case 'ProcessKilled':
      case 'ProcessExited':
      case 'PowerLost':
        for (const { members } of this.#groups.values()) members.delete(fact.node);
        return;
      default:
    }
  }

  #group(name: string): Known {
    const known = this.#groups.get(name) ?? { state: 'Dead', members: new Map(), committed: new Map() };
    this.#groups.set(name, known);
    return known;
  }
}

/** Who has a partition; `none`: nobody. */
export function ownerOf({ members }: FinalGroup, partition: TopicPartition): string {
  const owners = [...members].filter(([, held]) => held.has(partition)).map(([name]) => name);
  return owners.length === 0 ? 'none' : owners.join(' and ');
}
