/** Blocks of producer ids for brokers (KafkaController.processAllocateProducerIds, ZkProducerIdManager; KIP-730). */
import type { ErrorName } from '../errors.ts';
import { conditionalUpdatePath, getDataAndVersion } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { decodeProducerIdBlock, encodeProducerIdBlock, type ProducerIdsBlock } from '../zk/zkContents.ts';
import { PRODUCER_ID_BLOCK } from '../zk/zkPaths.ts';
import { liveOrShuttingDownBroker } from './controllerContext.ts';
import type { ControllerEvent } from './controllerEvent.ts';
import { answer, type ControllerWork, isActive, kafkaError } from './work.ts';

/** ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE */
const BLOCK_SIZE = 1000;

export function* processAllocateProducerIds(
  work: ControllerWork,
  { brokerId, brokerEpoch, callback }: Extract<ControllerEvent, { type: 'AllocateProducerIds' }>,
): ZkRun<void> {
  const respond = (errorCode: ErrorName, block?: ProducerIdsBlock): void =>
    answer(work, callback, {
      type: 'AllocateProducerIdsResponse',
      errorCode,
      producerIdStart: block?.firstProducerId ?? -1,
      producerIdLen: block === undefined ? 0 : block.lastProducerId - block.firstProducerId + 1,
    });
  const broker = liveOrShuttingDownBroker(work.context, brokerId);
  if (!isActive(work)) respond('NOT_CONTROLLER');
  else if (broker === undefined) respond('BROKER_ID_NOT_REGISTERED');
  else if (broker.epoch !== brokerEpoch) respond('STALE_BROKER_EPOCH');
  else {
    try {
      respond('NONE', yield* newProducerIdBlock(brokerId));
    } catch (thrown) {
      kafkaError(thrown);
      respond('UNKNOWN_SERVER_ERROR');
    }
  }
}

/** Nobody gets an id twice: the block is written under the version it was read with. */
export function* newProducerIdBlock(brokerId: number): ZkRun<ProducerIdsBlock> {
  while (true) {
    const { data, version } = yield* getDataAndVersion(PRODUCER_ID_BLOCK);
    const firstProducerId = data === null ? 0 : decodeProducerIdBlock(data).lastProducerId + 1;
    const block = { brokerId, firstProducerId, lastProducerId: firstProducerId + BLOCK_SIZE - 1 };
    const written = encodeProducerIdBlock(block);
    const { succeeded } = yield* conditionalUpdatePath(PRODUCER_ID_BLOCK, written, version, ourOwn);
    if (succeeded) return block;
  }
}

/** The answer to a write of ours may have been lost with the connection. */
function* ourOwn(path: string, data: string): ZkRun<{ readonly succeeded: boolean; readonly version: number }> {
  const found = yield* getDataAndVersion(path);
  return { succeeded: found.data === data, version: found.data === data ? found.version : -1 };
}
