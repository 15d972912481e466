/** A producer with batches in every state, as its lens gets it. */
import type { BatchFrame, ProducerLensFrame } from '../../frame/producers/producerFrame.ts';

const batch = (number: number, change: Partial<BatchFrame>): BatchFrame => ({
  number,
  partition: 'orders-0',
  records: 3,
  first: number * 3,
  last: number * 3 + 2,
  bytes: 5_200,
  capacity: 16_384,
  isFull: false,
  wait: 'behind',
  waitsUntil: null,
  createdAt: 900_000,
  expiresAt: 120_900_000,
  attempts: 0,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  ...change,
});

const numbered = (number: number): Partial<BatchFrame> => ({
  producerId: 1000,
  producerEpoch: 0,
  baseSequence: number * 3,
});

export const PRODUCER_LENS: ProducerLensFrame = {
  node: 'p1',
  at: 1_000_000,
  settings: {
    acks: 'all',
    linger: 200_000,
    batchSize: 16_384,
    bufferMemory: 65_536,
    maxInFlight: 5,
    retries: 2_147_483_647,
    deliveryTimeout: 120_000_000,
    requestTimeout: 30_000_000,
    compression: 'none',
  },
  idempotence: { enabled: true, disabledBecause: [], producerId: 1000, producerEpoch: 0 },
  accumulator: {
    bufferUsed: 62_000,
    blocked: [{ topic: 'orders', waitsFor: 'memory', since: 700_000, until: 60_700_000 }],
    queues: [
      {
        partition: 'orders-0',
        leader: 'b1',
        nextSequence: 12,
        batches: [
          batch(3, {
            ...numbered(3),
            wait: 'backoff',
            waitsUntil: 1_080_000,
            attempts: 2,
            bytes: 16_300,
            isFull: true,
          }),
          batch(4, {}),
        ],
      },
      {
        partition: 'orders-1',
        leader: 'b2',
        nextSequence: 6,
        batches: [batch(5, { partition: 'orders-1', wait: 'lingering', waitsUntil: 1_120_000 })],
      },
      { partition: 'orders-2', leader: null, nextSequence: 0, batches: [batch(6, { wait: 'no-leader' })] },
    ],
    brokers: [
      {
        node: 'b1',
        connection: 'READY',
        requests: [
          {
            correlationId: 41,
            sentAt: 995_000,
            timesOutAt: 30_995_000,
            batches: [batch(1, { ...numbered(1), wait: 'in-flight' })],
          },
          {
            correlationId: 42,
            sentAt: 999_000,
            timesOutAt: 30_999_000,
            batches: [batch(2, { ...numbered(2), wait: 'in-flight', attempts: 1 })],
          },
        ],
      },
      { node: 'b2', connection: 'CONNECTING', requests: [] },
    ],
  },
  outcomes: [
    {
      index: 90,
      at: 990_000,
      step: 400,
      type: 'retried',
      partition: 'orders-0',
      first: null,
      last: null,
      count: 3,
      offset: null,
      error: 'NOT_ENOUGH_REPLICAS',
    },
    {
      index: 80,
      at: 940_000,
      step: 380,
      type: 'acknowledged',
      partition: 'orders-1',
      first: 0,
      last: 2,
      count: 3,
      offset: 14,
      error: null,
    },
    {
      index: 70,
      at: 910_000,
      step: 360,
      type: 'unknown',
      partition: 'orders-0',
      first: 3,
      last: 5,
      count: 3,
      offset: null,
      error: 'TIMEOUT',
    },
  ],
};
