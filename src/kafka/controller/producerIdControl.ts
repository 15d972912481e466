/**
 * Producer ids are given away in blocks: each broker asks for a thousand and hands them to its producers one by one
 * (org.apache.kafka.controller.ProducerIdControlManager; org.apache.kafka.server.common.ProducerIdsBlock; KIP-730).
 */
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../messages.ts';
import { brokerOf } from '../metadata/image.ts';
import type { Operation } from './controllerResult.ts';
import type { ControllerState } from './state.ts';

/** ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE */
const PRODUCER_ID_BLOCK_SIZE = 1000;

/** The block begins where the last one that was given away ended; the record says where the next one begins. */
export function generateNextProducerId(state: ControllerState, request: AllocateProducerIdsRequest): Operation {
  const { brokerId, brokerEpoch, correlationId } = request;
  // ClusterControlManager.checkBrokerEpoch: a former life of a broker gets nothing, and neither does a stranger.
  if (brokerOf(state.image, brokerId)?.epoch !== brokerEpoch) {
    return { state, records: [], response: allocationFailed(request, 'STALE_BROKER_EPOCH'), failed: true };
  }
  const producerIdStart = state.image.nextProducerId;
  const nextProducerId = producerIdStart + PRODUCER_ID_BLOCK_SIZE;
  return {
    state,
    records: [{ type: 'ProducerIdsRecord', brokerId, brokerEpoch, nextProducerId }],
    response: {
      type: 'AllocateProducerIdsResponse',
      correlationId,
      errorCode: 'NONE',
      producerIdStart,
      producerIdLen: PRODUCER_ID_BLOCK_SIZE,
    },
  };
}

export function allocationFailed(
  { correlationId }: AllocateProducerIdsRequest,
  errorCode: AllocateProducerIdsResponse['errorCode'],
): AllocateProducerIdsResponse {
  return { type: 'AllocateProducerIdsResponse', correlationId, errorCode, producerIdStart: 0, producerIdLen: 0 };
}
