/**
 * Hands producer ids to producers, out of blocks that it asks the controller for: the first when a producer first comes,
 * the next when nine tenths of a block are gone (org.apache.kafka.coordinator.transaction.RPCProducerIdManager; KIP-730).
 * While there is none a producer is sent away with an error that it retries: the first producer of a broker always is.
 *
 * Kafka: kafka.server.KafkaApis.handleInitProducerIdRequest, TransactionCoordinator.handleInitProducerId.
 * *Simplified:* no transactional ids.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { AllocateProducerIdsResponse, InitProducerIdRequest } from '../messages.ts';
import { sendToController } from './controllerChannel.ts';
import { brokerId, update, type Work } from './work.ts';
import { requestProducerIdBlock } from './zk/producerIds.ts';
import { brokerEpoch } from './zk/state.ts';

export interface ProducerIdsBlock {
  readonly firstProducerId: number;
  readonly size: number;
  /** The next one to be given away. */
  readonly nextProducerId: number;
}

export interface ProducerIdManager {
  readonly current: ProducerIdsBlock;
  /** Fetched ahead. */
  readonly next: ProducerIdsBlock | null;
  /** Asked for, or fetched and not begun yet. */
  readonly requestInFlight: boolean;
  /** After an answer that was no block; null: nothing to wait for. */
  readonly backoffUntil: Micros | null;
}

/** Share of a block after which the next one is asked for, in tenths. */
const PREFETCH_TENTHS = 9;
const RETRY_BACKOFF: Micros = millis(50);

export const NO_PRODUCER_IDS: ProducerIdManager = {
  current: { firstProducerId: 0, size: 0, nextProducerId: 0 },
  next: null,
  requestInFlight: false,
  backoffUntil: null,
};

export function handleInitProducerId(work: Work, connection: number, request: InitProducerIdRequest): void {
  const { correlationId } = request;
  const answer = (errorCode: ErrorName, producerId: number, producerEpoch: number): void =>
    work.out.reply(connection, {
      type: 'InitProducerIdResponse',
      correlationId,
      errorCode,
      producerId,
      producerEpoch,
    });
  if ((request.producerId === -1) !== (request.producerEpoch === -1)) {
    answer('INVALID_REQUEST', -1, -1);
    return;
  }
  const producerId = generateProducerId(work);
  if (producerId === undefined) answer('COORDINATOR_LOAD_IN_PROGRESS', -1, -1);
  else answer('NONE', producerId, 0);
}

/** undefined: there is none before the controller has answered. */
function generateProducerId(work: Work): number | undefined {
  const { current, next } = work.state.producerIds;
  if (current.nextProducerId < current.firstProducerId + current.size) return claim(work, current);
  if (next === null) {
    maybeRequestNextBlock(work);
    return undefined;
  }
  update(work, { producerIds: { ...work.state.producerIds, current: next, next: null, requestInFlight: false } });
  return claim(work, next);
}

function claim(work: Work, block: ProducerIdsBlock): number {
  const { firstProducerId, size, nextProducerId } = block;
  const current = { firstProducerId, size, nextProducerId: nextProducerId + 1 };
  update(work, { producerIds: { ...work.state.producerIds, current } });
  const { zookeeper, setup } = work.state;
  // Who takes them from ZooKeeper takes the next block when there is no other way.
  if (zookeeper !== undefined && !setup.version.kip730) return nextProducerId;
  if (nextProducerId === firstProducerId + Math.floor((size * PREFETCH_TENTHS) / 10)) maybeRequestNextBlock(work);
  return nextProducerId;
}

function maybeRequestNextBlock(work: Work): void {
  const { producerIds } = work.state;
  const { backoffUntil, next, requestInFlight } = producerIds;
  if (backoffUntil !== null && work.env.now < backoffUntil) return;
  if (next !== null || requestInFlight) return;
  update(work, { producerIds: { ...producerIds, requestInFlight: true, backoffUntil: null } });
  if (work.state.zookeeper !== undefined && !work.state.setup.version.kip730) {
    requestProducerIdBlock(work);
    return;
  }
  sendToController(work, 'forwarding', {
    type: 'AllocateProducerIdsRequest',
    correlationId: 0,
    brokerId: brokerId(work),
    brokerEpoch: brokerEpoch(work),
  });
}

export function allocationAnswered(work: Work, response: AllocateProducerIdsResponse): void {
  const { producerIds } = work.state;
  if (response.errorCode === 'NONE') {
    const { producerIdStart: firstProducerId, producerIdLen: size } = response;
    const next = { firstProducerId, size, nextProducerId: firstProducerId };
    update(work, { producerIds: { ...producerIds, next } });
    return;
  }
  const backoffUntil = work.env.now + RETRY_BACKOFF;
  update(work, { producerIds: { ...producerIds, requestInFlight: false, backoffUntil } });
}

/** Nobody waits: the next producer that comes asks again. */
export function allocationTimedOut(work: Work): void {
  update(work, { producerIds: { ...work.state.producerIds, requestInFlight: false } });
}
