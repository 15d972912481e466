/** Facts, causes, details, marks and branches for the gallery. */
import type {
  BranchFrame,
  CauseFrame,
  DetailFrame,
  FactFrame,
  FactGroup,
  FactType,
  MarkFrame,
} from '../../frame/frame.ts';

let index = 0;
function fact(
  step: number,
  node: string,
  type: FactType,
  group: FactGroup,
  fields: Readonly<Record<string, string>>,
  interesting = false,
): FactFrame {
  return { index: index++, step, at: step * 2_400, node, type, text: type, fields, group, interesting };
}

export const FACTS: readonly FactFrame[] = [
  fact(12, 'c1', 'QuorumLeaderElected', 'quorum', { leaderId: '3001', epoch: '3', votes: '3001,3003' }, true),
  fact(40, 'c1', 'BrokerUnfenced', 'broker', { brokerId: '1' }, true),
  fact(61, 'c1', 'TopicCreated', 'broker', { topic: 'orders', partitions: '1', replicationFactor: '3' }, true),
  fact(
    66,
    'c1',
    'LeaderElected',
    'election',
    { partition: 'orders-0', leader: '1', previousLeader: '-1', leaderEpoch: '0', isr: '1,2,3', unclean: 'false' },
    true,
  ),
  ...Array.from({ length: 9 }, (_, n) =>
    fact(70 + n, 'c1', 'QuorumHighWatermarkAdvanced', 'routine', { id: '3001', highWatermark: String(20 + n) }),
  ),
  fact(120, 'b1', 'RecordsAppended', 'produce', {
    partition: 'orders-0',
    broker: '1',
    baseOffset: '0',
    count: '3',
    leaderEpoch: '0',
  }),
  fact(131, 'b2', 'RecordsReplicated', 'produce', { partition: 'orders-0', broker: '2', baseOffset: '0', count: '3' }),
  fact(
    140,
    'b1',
    'HighWatermarkAdvanced',
    'watermark',
    { partition: 'orders-0', broker: '1', highWatermark: '3', leader: 'true' },
    true,
  ),
  fact(
    144,
    'shop',
    'RecordAcknowledged',
    'produce',
    { client: 'shop', partition: 'orders-0', record: '1', offset: '0', acks: '-1' },
    true,
  ),
  fact(200, 'b1', 'ProcessKilled', 'fault', { node: 'b1' }, true),
  fact(380, 'c1', 'BrokerFenced', 'broker', { brokerId: '1' }, true),
  fact(
    381,
    'c1',
    'IsrChanged',
    'isr',
    { partition: 'orders-0', isr: '2,3', previousIsr: '1,2,3', leaderEpoch: '1', partitionEpoch: '1' },
    true,
  ),
  fact(
    381,
    'c1',
    'LeaderElected',
    'election',
    { partition: 'orders-0', leader: '2', previousLeader: '1', leaderEpoch: '1', isr: '2,3', unclean: 'false' },
    true,
  ),
  fact(
    395,
    'shop',
    'RecordUnknown',
    'client',
    {
      client: 'shop',
      partition: 'orders-0',
      record: '12',
      error: 'TIMEOUT',
      message: 'Expiring 1 record(s): 120000 ms has passed since batch creation',
    },
    true,
  ),
  fact(
    520,
    'b1',
    'LogTruncated',
    'election',
    { partition: 'orders-0', broker: '1', endOffset: '13', removed: '2', reason: 'diverging epoch 0 at 13' },
    true,
  ),
];

export const WHY: readonly CauseFrame[] = [
  {
    step: 420,
    at: 1_000_000,
    node: 'b2',
    kind: 'message',
    text: 'c1 -> b2 FetchResponse __cluster_metadata-0 from 47: PartitionChangeRecord orders-0 leader 2',
    facts: [FACTS[FACTS.length - 3]!],
  },
  {
    step: 381,
    at: 912_400,
    node: 'c1',
    kind: 'timer',
    text: 'fence stale brokers',
    facts: [FACTS[FACTS.length - 5]!, FACTS[FACTS.length - 4]!],
  },
  { step: 200, at: 480_000, node: 'b1', kind: 'command', text: 'kill b1', facts: [FACTS[FACTS.length - 6]!] },
];

export const DETAIL: DetailFrame = {
  title: 'orders-0 on b2',
  rows: [
    { label: 'role', value: 'leader' },
    { label: 'leader epoch', value: '1', note: 'LeaderEpochFileCache' },
    { label: 'log end offset', value: '16' },
    { label: 'high watermark', value: '14', note: 'min of the ISR’s log end offsets' },
    {
      label: 'followers',
      value: '2',
      children: [
        { label: 'b1', value: 'log end offset 14, last caught up 1.2 s ago' },
        {
          label: 'b3',
          value: 'log end offset 14, last caught up 12 ms ago',
          children: [{ label: 'fetch session', value: '71', note: 'KIP-227' }],
        },
      ],
    },
    { label: 'replica.lag.time.max.ms', value: '30000', note: 'default' },
  ],
};

export const MARKS: readonly MarkFrame[] = Array.from({ length: 60 }, (_, n) => {
  const at = Math.round(((n * n * 37) % 7_400) * 1_000);
  const groups: readonly FactGroup[] = ['isr', 'election', 'watermark', 'produce', 'client'];
  return {
    index: n,
    step: n * 10,
    at,
    group: n % 13 === 0 ? ('fault' as const) : groups[n % groups.length]!,
    fault: n % 13 === 0,
  };
}).sort((a, b) => a.at - b.at);

const branch = {
  forkedAtStep: 0,
  forkedAt: 0,
  head: 900,
  headAt: 7_400_000,
  parent: null,
  commands: [],
  divergence: null,
  budgetReached: null,
};

export const BRANCHES: readonly BranchFrame[] = [
  { ...branch, id: 1, name: 'script' },
  {
    ...branch,
    id: 2,
    name: 'without the kill',
    parent: 1,
    forkedAt: 2_000_000,
    headAt: 6_200_000,
    divergence: { step: 201, at: 2_400_000 },
  },
  { ...branch, id: 3, name: 'acks=1', parent: 2, forkedAt: 4_000_000, headAt: 5_000_000 },
];
