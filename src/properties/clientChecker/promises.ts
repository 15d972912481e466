/**
 * What the settings of a run promise its clients: the guards of the anomalies. A promise is made for the records that an
 * anomaly is about, and is off once something happened that Kafka does not survive.
 *
 * Kafka: the documentation of acks, min.insync.replicas, retries, max.in.flight.requests.per.connection and
 * unclean.leader.election.enable; KIP-101, KIP-279 and KIP-320; KIP-966 for what min.insync.replicas is worth.
 */
import type { Config, Kafka, ProducerSetup } from '../../kafka/kinds.ts';
import { effectiveMinIsr, isElrEnabled } from '../../kafka/metadata/image.ts';
import { idempotenceOf } from '../../kafka/producer/idempotence.ts';
import { type TopicPartition, topicOf } from '../../kafka/topicPartition.ts';
import type { KafkaVersion } from '../../kafka/versions.ts';
import type { WorldSetup } from '../../sim/world.ts';
import type { Witness } from '../property.ts';
import { isAcknowledged, type SentRecord } from './found.ts';

/** What a producer's settings promise of its records. */
interface ProducerPromise {
  readonly acksAll: boolean;
  /** A batch is sent once, whatever comes of it. */
  readonly sendsOnce: boolean;
  /** A batch that is sent again is known again (KIP-98). */
  readonly isIdempotent: boolean;
  /** One batch of a partition is on its way at a time. */
  readonly sendsOneByOne: boolean;
  /** A batch that is sent again cannot be overtaken. */
  readonly keepsOrder: boolean;
}

export class Promises {
  readonly #world: WorldSetup<Kafka>;
  readonly #witness: Witness;
  readonly #producers = new Map<string, ProducerPromise>();
  readonly #brokerConfig: Config | undefined;
  readonly #isWhole: boolean;
  /** By topic: the least min.insync.replicas under which anything was acknowledged. */
  readonly #leastMinIsr = new Map<string, number>();
  /** Of which the topics were looked at already. */
  #image: Witness['metadata'] | undefined;
  readonly #looked = new Set<string>();

  constructor(world: WorldSetup<Kafka>, witness: Witness) {
    this.#world = world;
    this.#witness = witness;
    let isWhole = true;
    let brokerConfig: Config | undefined;
    for (const { setup } of world.nodes) {
      isWhole &&= setup.kind === 'zookeeper' || hasWholeProtocol(setup.version);
      if (setup.kind === 'producer') this.#producers.set(setup.clientId, promiseOf(setup));
      if (setup.kind === 'server' && setup.roles.broker) brokerConfig ??= setup.config;
    }
    this.#isWhole = isWhole;
    this.#brokerConfig = brokerConfig;
  }

  fork(witness: Witness): Promises {
    const forked = new Promises(this.#world, witness);
    for (const [topic, minIsr] of this.#leastMinIsr) forked.#leastMinIsr.set(topic, minIsr);
    return forked;
  }

  /** Something was acknowledged: with how many copies at least? */
  acknowledged(partition: TopicPartition): void {
    const { metadata } = this.#witness;
    if (metadata !== this.#image) {
      this.#image = metadata;
      this.#looked.clear();
    }
    const topic = topicOf(partition);
    if (this.#looked.has(topic) || this.#brokerConfig === undefined) return;
    this.#looked.add(topic);
    const minIsr = effectiveMinIsr(metadata, topic, this.#brokerConfig);
    this.#leastMinIsr.set(topic, Math.min(minIsr, this.#leastMinIsr.get(topic) ?? minIsr));
  }

  /** What is committed stays: no unclean election, and fewer disks lost something than copies were asked for. */
  keepsCommitted(partition: TopicPartition): boolean {
    const { uncleanElections, lossyBrokers, metadata } = this.#witness;
    if (!this.#isWhole || uncleanElections.has(partition)) return false;
    // Without ELR the last replica in the ISR may be the only one that counts, however many have the records.
    const copies = isElrEnabled(metadata) ? (this.#leastMinIsr.get(topicOf(partition)) ?? 1) : 1;
    return lossyBrokers.size < copies;
  }

  /** And nothing was deleted from it: what is gone for good reason nobody can read. */
  keepsAll(partition: TopicPartition): boolean {
    return this.keepsCommitted(partition) && !this.#witness.shortened.has(partition);
  }

  /** Committed, as far as clients can tell: handed out, or acknowledged by all. */
  isCommitted(record: SentRecord): boolean {
    return record.seenBy !== undefined || this.isAcknowledgedByAll(record);
  }

  isAcknowledgedByAll(record: SentRecord): boolean {
    return isAcknowledged(record) && this.#promiseFor(record)?.acksAll === true;
  }

  isSentOnce(record: SentRecord): boolean {
    return this.#promiseFor(record)?.sendsOnce === true;
  }

  /** The newest batch of a producer is always known again; the four before it only by a broker that saw them itself. */
  isAppendedOnce(record: SentRecord): boolean {
    const promise = this.#promiseFor(record);
    if (promise === undefined || promise.sendsOnce || !promise.isIdempotent) return promise?.sendsOnce === true;
    return promise.sendsOneByOne || !this.#witness.forgottenBatches.has(record.partition);
  }

  isKeptInOrder(record: SentRecord): boolean {
    const promise = this.#promiseFor(record);
    return promise !== undefined && (promise.keepsOrder || promise.sendsOnce);
  }

  #promiseFor({ operation }: SentRecord): ProducerPromise | undefined {
    return operation === undefined ? undefined : this.#producers.get(operation.process);
  }
}

function promiseOf({ config, version }: ProducerSetup): ProducerPromise {
  const isIdempotent = idempotenceOf(config, version).enabled;
  const sendsOneByOne = config['max.in.flight.requests.per.connection'] === 1;
  return {
    acksAll: config.acks === 'all' || Number(config.acks) === -1,
    sendsOnce: config.retries === 0,
    isIdempotent,
    sendsOneByOne,
    keepsOrder: isIdempotent || sendsOneByOne,
  };
}

/** Leader epochs decide what is cut off and who is listened to. */
function hasWholeProtocol({ kip101, kip279, kip320 }: KafkaVersion): boolean {
  return kip101 && kip279 && kip320;
}
