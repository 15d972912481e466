/** Producer ids: asked for by an idempotent producer, and by brokers of the controller, a thousand at a time. */
import type { ErrorName } from '../errors.ts';
import type { Correlated } from './correlated.ts';

export interface InitProducerIdRequest extends Correlated {
  readonly type: 'InitProducerIdRequest';
  /** null: idempotent only. */
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  /** -1: a new one is wanted. */
  readonly producerId: number;
  readonly producerEpoch: number;
}
export interface InitProducerIdResponse extends Correlated {
  readonly type: 'InitProducerIdResponse';
  readonly errorCode: ErrorName;
  readonly producerId: number;
  readonly producerEpoch: number;
}
export interface AllocateProducerIdsRequest extends Correlated {
  readonly type: 'AllocateProducerIdsRequest';
  readonly brokerId: number;
  readonly brokerEpoch: number;
}
export interface AllocateProducerIdsResponse extends Correlated {
  readonly type: 'AllocateProducerIdsResponse';
  readonly errorCode: ErrorName;
  readonly producerIdStart: number;
  readonly producerIdLen: number;
}
