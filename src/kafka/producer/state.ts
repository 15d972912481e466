/** A producer process: an application that sends, the producer it sends with, and the ledger of what became of it. */
import type { Draft } from '../../base/draft.ts';
import type { Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ClientTimerType, NetworkClient } from '../client/clientState.ts';
import type { KafkaEnv, KafkaOut, ProducerSetup } from '../kinds.ts';
import type { Application } from './application.ts';
import type { DefaultChoices } from './defaultPartitioner.ts';
import type { ProducerLedger } from './ledger.ts';
import type { ProducerBatch } from './producerBatch.ts';
import type { RecordAccumulator } from './recordAccumulator.ts';
import type { ProducerSettings } from './settings.ts';
import type { TransactionManager } from './transactionManager.ts';

/** One ProduceRequest without its answer yet. */
export interface InFlightBatches {
  readonly correlationId: number;
  readonly host: string;
  readonly batches: readonly ProducerBatch[];
}

export interface ProducerState {
  readonly kind: 'producer';
  readonly setup: ProducerSetup;
  readonly settings: ProducerSettings;
  readonly client: NetworkClient;
  readonly application: Application;
  readonly accumulator: RecordAccumulator;
  /** null: not idempotent. */
  readonly transactions: TransactionManager | null;
  readonly inFlight: readonly InFlightBatches[];
  /** Of RoundRobinPartitioner, by topic. */
  readonly roundRobin: Table<number>;
  /** Of DefaultPartitioner, by topic. */
  readonly defaultChoices: DefaultChoices;
  readonly ledger: ProducerLedger;
  /** close() was called. */
  readonly closing: boolean;
  /** When the sender is woken next; null: nothing waits for time to pass. */
  readonly senderWakeAt: Micros | null;
}

export type ProducerTimer =
  | { readonly part: 'producer'; readonly type: ClientTimerType }
  /** linger.ms, retry.backoff.ms, reconnect.backoff.ms or delivery.timeout.ms has passed for a batch. */
  | { readonly part: 'producer'; readonly type: 'sender' }
  /** A thread of the application sends its next record. */
  | { readonly part: 'producer'; readonly type: 'send'; readonly thread: number }
  /** max.block.ms has passed for a thread that waits in send(). */
  | { readonly part: 'producer'; readonly type: 'max-block'; readonly thread: number }
  /** close() does not wait any longer. */
  | { readonly part: 'producer'; readonly type: 'close' };

/** One event being handled: the parts of the state as they stand so far. */
export type ProducerRun = Draft<Omit<ProducerState, 'client'>> & {
  readonly client: Draft<NetworkClient>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
};
