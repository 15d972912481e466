/** What a producer has in hand at one instant, as its lens shows it: batches that fill, wait, travel, and come back. */
import type { Micros } from '../../base/time.ts';

export interface ProducerLensFrame {
  readonly node: string;
  readonly at: Micros;
  /** null: the process is dead, and what it had in memory with it. */
  readonly accumulator: AccumulatorFrame | null;
  readonly settings: ProducerSettingsFrame;
  readonly idempotence: {
    readonly enabled: boolean;
    /** In the words of the producer's log: why the default gave way. */
    readonly disabledBecause: readonly string[];
    /** -1: none yet, or never. */
    readonly producerId: number;
    readonly producerEpoch: number;
  };
  /** The newest first. */
  readonly outcomes: readonly OutcomeFrame[];
}

export interface ProducerSettingsFrame {
  readonly acks: string;
  readonly linger: Micros;
  readonly batchSize: number;
  readonly bufferMemory: number;
  readonly maxInFlight: number;
  readonly retries: number;
  readonly deliveryTimeout: Micros;
  readonly requestTimeout: Micros;
  readonly compression: string;
}

export interface AccumulatorFrame {
  readonly bufferUsed: number;
  /** Calls of send() that do not return, oldest first. */
  readonly blocked: readonly BlockedSendFrame[];
  /** Every partition of the topics it writes to, so that the picture holds still. */
  readonly queues: readonly QueueFrame[];
  readonly brokers: readonly InFlightFrame[];
}

export interface BlockedSendFrame {
  readonly topic: string;
  readonly waitsFor: 'metadata' | 'memory';
  readonly since: Micros;
  /** max.block.ms */
  readonly until: Micros;
}

export interface QueueFrame {
  readonly partition: string;
  /** The node it takes for the leader; null: it knows none. */
  readonly leader: string | null;
  /** Of the next batch; null: not idempotent. */
  readonly nextSequence: number | null;
  /** Oldest first. */
  readonly batches: readonly BatchFrame[];
}

export interface InFlightFrame {
  readonly node: string;
  readonly connection: 'DISCONNECTED' | 'CONNECTING' | 'READY';
  /** ProduceRequests without an answer, oldest first. */
  readonly requests: readonly {
    readonly correlationId: number;
    readonly sentAt: Micros;
    readonly timesOutAt: Micros;
    readonly batches: readonly BatchFrame[];
  }[];
}

/** Why a batch is where it is. */
export type BatchWait =
  | 'lingering'
  | 'ready'
  | 'backoff'
  | 'muted'
  | 'no-leader'
  | 'no-producer-id'
  | 'sequence'
  | 'no-connection'
  | 'slots'
  | 'behind'
  | 'in-flight'
  | 'given-up';

export interface BatchFrame {
  /** Counts the batches of this producer. */
  readonly number: number;
  readonly partition: string;
  readonly records: number;
  /** Numbers of its first and its last record. */
  readonly first: number;
  readonly last: number;
  /** With compression, what it is believed to take; against `capacity`. */
  readonly bytes: number;
  readonly capacity: number;
  readonly isFull: boolean;
  readonly wait: BatchWait;
  /** When that ends, if a clock ends it. */
  readonly waitsUntil: Micros | null;
  readonly createdAt: Micros;
  /** delivery.timeout.ms */
  readonly expiresAt: Micros;
  readonly attempts: number;
  /** -1: none yet. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

export interface OutcomeFrame {
  /** Place of the first fact in the branch's list. */
  readonly index: number;
  readonly at: Micros;
  readonly step: number;
  readonly type: 'acknowledged' | 'failed' | 'unknown' | 'retried' | 'split';
  readonly partition: string | null;
  /** Records, by their numbers; null: it is about a batch. */
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number;
  /** Of the first record; null: none, or not told. */
  readonly offset: number | null;
  readonly error: string | null;
}
