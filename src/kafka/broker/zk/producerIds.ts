/**
 * Blocks of producer ids where the broker takes them from ZooKeeper itself: the next after the last that anybody has taken, for
 * who writes it first (kafka.coordinator.transaction.ZkProducerIdManager; before KIP-730).
 */
import type { KafkaVersionRules } from '../../versions.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { once, type ZkRun } from '../../zk/run.ts';
import { decodeProducerIdBlock, encodeProducerIdBlock } from '../../zk/zkContents.ts';
import { PRODUCER_ID_BLOCK } from '../../zk/zkPaths.ts';
import { allocationAnswered, allocationTimedOut } from '../producerIdManager.ts';
import { brokerId, type Work } from '../work.ts';
import { startThread } from './hosts.ts';

const BLOCK_SIZE = 1000;

/** It takes blocks itself, and there are producers that want one. */
export function takesProducerIds({ kip730, kip98 }: KafkaVersionRules): boolean {
  return !kip730 && kip98;
}

export function requestProducerIdBlock(work: Work): void {
  startThread(work, 'producer-id-block', { type: 'producer-id-block' });
}

export function* readProducerIdBlock(work: Work): ZkRun<void> {
  while (true) {
    const { data, version } = yield* zk.getDataAndVersion(PRODUCER_ID_BLOCK);
    const firstProducerId = data === null ? 0 : decodeProducerIdBlock(data).lastProducerId + 1;
    const block = { brokerId: brokerId(work), firstProducerId, lastProducerId: firstProducerId + BLOCK_SIZE - 1 };
    const { succeeded } = yield* zk.conditionalUpdatePath(PRODUCER_ID_BLOCK, encodeProducerIdBlock(block), version);
    if (!succeeded) continue;
    yield* once(() =>
      allocationAnswered(work, {
        type: 'AllocateProducerIdsResponse',
        correlationId: 0,
        errorCode: 'NONE',
        producerIdStart: firstProducerId,
        producerIdLen: BLOCK_SIZE,
      }),
    );
    return;
  }
}

/** The session has expired meanwhile: whoever wants one asks again. */
export function producerIdBlockAnswered(work: Work, isThere: boolean): void {
  if (!isThere) allocationTimedOut(work);
}
