/** Metrics of a broker that dies, and records that were lost, made by hand. */
import type { BiographyFrame, RunLedgerFrame } from '../../frame/biography/biographyFrames.ts';
import type { MetricChart, MetricsFrame } from '../../frame/metrics/metricFrames.ts';

const TIMES = Array.from({ length: 101 }, (_, n) => n * 90_000);

function chart(name: string, unit: MetricChart['unit'], kind: MetricChart['kind'], of: (n: number) => number | null) {
  const lines = ['b1', 'b2', 'b3'].map((node, place) => {
    const value = TIMES.map((_, n) => (place === 0 && n > 60 ? null : of(n + 7 * place)));
    return { node, owner: node.slice(1), at: TIMES, value, now: value[70] ?? null, jmx: place };
  });
  return { id: `broker ${name}`, name, mbean: `kafka.server:type=ReplicaManager,name=${name}`, kind, unit, lines };
}

export const METRICS: MetricsFrame = {
  until: 9_000_000,
  at: 6_300_000,
  family: 'broker',
  nodes: { producer: ['p1'], consumer: [], broker: ['b1', 'b2', 'b3'], 'group-coordinator': [], controller: ['c1'] },
  names: [],
  charts: [
    chart('UnderReplicatedPartitions', 'count', 'gauge', (n) => (n > 60 && n < 80 ? 4 : 0)),
    chart('MessagesInPerSec', 'records/s', 'meter', (n) => 200 + 40 * ((n * 7) % 11)),
    chart('BytesInPerSec', 'bytes/s', 'meter', (n) => 20_000 + 4_000 * ((n * 5) % 13)),
    chart('LeaderCount', 'count', 'gauge', (n) => (n > 65 ? 6 : 4)),
  ],
};

const NONE = { failed: 0, unknown: 0, pending: 0, duplicated: 0, reordered: 0 };

export const LEDGER: RunLedgerFrame = {
  totals: { ...NONE, sent: 380, acknowledged: 380, lost: 9, consumed: 371 },
  producers: [
    { ...NONE, client: 'p1', partition: 'orders-0', sent: 380, acknowledged: 380, lost: 9, unknownWritten: 0 },
    {
      ...NONE,
      client: 'p2',
      partition: 'payments-1',
      sent: 12,
      acknowledged: 9,
      unknown: 3,
      lost: 0,
      unknownWritten: 2,
    },
  ],
  groups: [
    {
      group: 'billing',
      consumers: ['billing-1', 'billing-2'],
      partition: 'orders-0',
      delivered: 371,
      redelivered: 40,
      processed: 350,
      skipped: 3,
      committed: 360,
    },
  ],
};

export const BIOGRAPHY: BiographyFrame = {
  record: {
    client: 'p1',
    record: 112,
    partition: 'orders-0',
    key: 'order-112',
    offsets: [112],
    fate: 'acknowledged',
    sentAt: 3_000_000,
  },
  value: 'order 112',
  verdict: 'lost',
  error: null,
  copies: [
    {
      offset: 112,
      epoch: 0,
      at: 3_006_000,
      counts: false,
      replicas: [
        { broker: 1, leader: false, alive: false, state: 'held' },
        { broker: 2, leader: true, alive: true, state: 'other' },
        { broker: 3, leader: false, alive: true, state: 'absent' },
      ],
    },
  ],
  events: [
    { type: 'sent', step: 5, at: 3_000_000, index: 3, fields: { partition: 'orders-0', batch: '113', resendOf: '' } },
    {
      type: 'waited',
      step: 6,
      at: 3_005_000,
      index: 4,
      fields: { metadata: '0', inFlight: '0', linger: '5000', backoff: '0', other: '0' },
    },
    {
      type: 'batch-sent',
      step: 6,
      at: 3_005_000,
      index: 5,
      fields: {
        broker: 'b1',
        request: '116',
        first: '110',
        last: '112',
        count: '3',
        attempt: '0',
        bytes: '186',
        producerId: '1000',
        producerEpoch: '0',
        baseSequence: '110',
      },
    },
    { type: 'appended', step: 7, at: 3_006_000, index: 6, fields: { broker: '1', offset: '112', epoch: '0' } },
    { type: 'acknowledged', step: 8, at: 3_007_000, index: 7, fields: { offset: '112', acks: '1' } },
    { type: 'truncated', step: 90, at: 5_000_000, index: 80, fields: { broker: '1', endOffset: '112' } },
  ],
};
