/** The replicas of all running processes, as properties see them. */
import type { Partition } from '../kafka/replication/partition.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import type { ReplicaChange, ReplicaView } from './property.ts';
import { viewOf } from './replicaView.ts';

export class ReplicaViews {
  #views = new Map<TopicPartition, Map<number, ReplicaView>>();

  fork(): ReplicaViews {
    const forked = new ReplicaViews();
    for (const [partition, views] of this.#views) forked.#views.set(partition, new Map(views));
    return forked;
  }

  get content(): readonly unknown[] {
    return [...this.#views].map(([partition, views]) => [partition, [...views]]);
  }

  one(partition: TopicPartition, broker: number): ReplicaView | undefined {
    return this.#views.get(partition)?.get(broker);
  }

  all(partition: TopicPartition): readonly (ReplicaView & { readonly broker: number })[] {
    return [...(this.#views.get(partition) ?? [])].map(([broker, view]) => ({ ...view, broker }));
  }

  change(broker: number, old: Partition | undefined, now: Partition): ReplicaChange {
    const partition = now.topicPartition;
    const before = old === undefined ? undefined : viewOf(old);
    const after = viewOf(now);
    let known = this.#views.get(partition);
    if (known === undefined) {
      known = new Map();
      this.#views.set(partition, known);
    }
    known.set(broker, after);
    return { partition, broker, before, after };
  }

  forget(partition: TopicPartition, broker: number): void {
    this.#views.get(partition)?.delete(broker);
  }

  forgetBroker(broker: number): void {
    for (const views of this.#views.values()) views.delete(broker);
  }
}
