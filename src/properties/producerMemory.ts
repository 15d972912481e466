/**
 * Where brokers have forgotten batches, as they may: who starts again or cuts its log reads what it knows of producers
 * from a snapshot, which has only the newest batch of each (ProducerStateManager.readSnapshot). An older one that is sent
 * again is then out of order, and a producer without transactions raises its epoch and sends it as if it were new
 * (TransactionManager.canRetry).
 */
import type { KafkaFact } from '../kafka/facts.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';

export class ProducerMemory {
  readonly forgotten: Set<TopicPartition>;
  /** Nodes that were started again, and replicas that were cut. */
  readonly #reloaded: Set<string>;

  constructor(forgotten: Iterable<TopicPartition> = [], reloaded: Iterable<string> = []) {
    this.forgotten = new Set(forgotten);
    this.#reloaded = new Set(reloaded);
  }

  fork(): ProducerMemory {
    return new ProducerMemory(this.forgotten, this.#reloaded);
  }

  get content(): readonly ReadonlySet<string>[] {
    return [this.forgotten, this.#reloaded];
  }

  note(node: string, fact: KafkaFact): void {
    if (fact.type === 'ProcessStarted') this.#reloaded.add(fact.node);
    else if (fact.type === 'LogTruncated') this.#reloaded.add(`${node} ${fact.partition}`);
    else if (fact.type === 'SequenceRefused' && fact.baseSequence < fact.expected) {
      const { partition } = fact;
      if (this.#reloaded.has(node) || this.#reloaded.has(`${node} ${partition}`)) this.forgotten.add(partition);
    }
  }
}
