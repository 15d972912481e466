/** What the lenses ask for, made by hand: a quorum in trouble, sixty partitions over a minute, charts, a disk, two runs. */
import type { DiskFrame } from '../../frame/diskFrame.ts';
import type { FactFrame, MetadataLogFrame, MetadataReplicaFrame } from '../../frame/frame.ts';
import type {
  ChartFrame,
  DifferenceFrame,
  LeadershipFrame,
  LeadershipRow,
  LeadershipSpan,
} from '../../frame/lookFrames.ts';
import { outcomeFigures } from '../../frame/outcomeFigures.ts';
import type { OutcomeDifference, RunOutcome } from '../../frame/outcomeFrames.ts';
import { FACTS } from './extras.ts';

function metadataReplica(node: string, nodeId: number, end: number, change: Partial<MetadataReplicaFrame> = {}) {
  const voter = node.startsWith('c');
  const replica: MetadataReplicaFrame = {
    node,
    nodeId,
    status: 'up',
    voter,
    raft: {
      role: nodeId === 3002 ? 'Leader' : 'Follower',
      voter,
      epoch: 4,
      leaderId: 3002,
      votedFor: voter ? 3002 : null,
      highWatermark: end - 1,
      logStartOffset: 20,
      logEndOffset: end,
    },
    logStartOffset: 20,
    logEndOffset: end,
    epochs: [
      { epoch: 1, startOffset: 20 },
      { epoch: 3, startOffset: 31 },
      { epoch: 4, startOffset: 36 },
    ],
    snapshots: [{ endOffset: 20, epoch: 1 }],
    election: null,
    lastFetchAt: 900_000,
  };
  return { ...replica, ...change };
}

const RECORDS = ['NoOp', 'PartitionChange orders-0 leader b2 isr [2,3]', 'BrokerRegistrationChange b1 fenced', 'NoOp'];

/** c1 wrote two records in epoch 3 that nobody has; c3 is dead; b1 lags. */
export const METADATA_LOG: MetadataLogFrame = {
  from: 20,
  to: 44,
  quorum: {
    leaderId: 3002,
    epoch: 4,
    voters: [3001, 3002, 3003],
    highWatermark: 42,
    majority: 2,
    fetching: [3002],
    activeController: 3002,
  },
  replicas: [
    metadataReplica('c1', 3001, 38, {
      epochs: [
        { epoch: 1, startOffset: 20 },
        { epoch: 3, startOffset: 31 },
      ],
    }),
    metadataReplica('c2', 3002, 44),
    metadataReplica('c3', 3003, 40, { raft: null, status: 'down' }),
    metadataReplica('b1', 1, 34, { status: 'paused' }),
    metadataReplica('b2', 2, 43),
    metadataReplica('b3', 3, 43),
  ],
  records: Array.from({ length: 24 }, (_, n) => {
    const offset = 20 + n;
    const epoch = offset < 31 ? 1 : offset < 36 ? 3 : 4;
    const text = offset === 31 || offset === 36 ? `LeaderChange c${epoch - 2}` : RECORDS[n % RECORDS.length]!;
    return { offset, epoch, at: 400_000 + n * 20_000, text };
  }),
};

const UNTIL = 8_000_000;

function leadershipRow(n: number): LeadershipRow {
  const spans: LeadershipSpan[] = [];
  const served: { from: number; to: number; leaderEpoch: number }[] = [];
  let from = 200_000;
  for (let epoch = 0; from < UNTIL; epoch++) {
    const last = n % 4 === 0 ? 1_400_000 + n * 30_000 : 9_000_000;
    const to = Math.min(UNTIL, from + last);
    const gone = n % 8 === 4 && epoch === 2;
    const leader = gone ? -1 : 1 + ((n + epoch) % 6);
    const others = [1, 2].map((k) => 1 + ((n + epoch + k) % 6));
    const began = epoch === 0 ? 'created' : 'elected';
    const span = { step: from, leader, leaderEpoch: epoch, elr: [], unclean: n % 8 === 4 && epoch === 3 };
    const half = Math.round((from + to) / 2);
    spans.push({ ...span, from, to: half, isr: gone ? others.slice(0, 1) : [leader, ...others], began });
    if (!gone) {
      const isr = [leader, ...others.slice(0, n % 3)];
      spans.push({ ...span, from: half, to, isr, began: 'isr' });
      served.push({ from: from + 60_000, to: Math.max(from + 60_000, to - (epoch % 2) * 240_000), leaderEpoch: epoch });
    } else spans.push({ ...span, from: half, to, isr: others.slice(0, 1), began: 'elr' });
    from = to;
  }
  return { partition: `events-${n}`, replicationFactor: 3, minInsyncReplicas: 2, spans, served };
}

export const LEADERSHIP: LeadershipFrame = {
  until: UNTIL,
  partitions: Array.from({ length: 72 }, (_, n) => leadershipRow(n)),
};

function chart(
  id: ChartFrame['chart'],
  kafka: string,
  current: string,
  states: readonly string[],
  edges: readonly (readonly [from: string, to: string, count: number])[],
): ChartFrame {
  const taken = edges.filter(([, , count]) => count > 0);
  return {
    chart: id,
    kafka,
    node: 'b2',
    current,
    states: states.map((name) => {
      const entered = taken.filter(([, to]) => to === name).length;
      return { name, entered, lastEnteredAt: entered === 0 ? null : 1_900_000 };
    }),
    transitions: edges.map(([from, to, count]) => ({
      from,
      to,
      count,
      when: { en: 'a majority grants its vote', ko: '과반이 투표해 줘요' },
      last: count === 0 ? null : { step: 40, at: 1_900_000 },
      unseen:
        to === 'SHUTDOWN_NOW' ? { en: 'an answer to one heartbeat', ko: '하트비트 한 번에 대한 응답이에요' } : null,
    })),
    taken: taken.map(([from, to], n) => ({ step: 40 - n, at: 1_900_000 - n * 40_000, from, to })).reverse(),
  };
}

export const CHARTS: readonly ChartFrame[] = [
  chart(
    'raft-role',
    'org.apache.kafka.raft.QuorumState',
    'Candidate',
    ['Initial', 'Unattached', 'Prospective', 'Candidate', 'Leader', 'Follower', 'Resigned'],
    [
      ['Initial', 'Unattached', 1],
      ['Unattached', 'Unattached', 2],
      ['Unattached', 'Prospective', 3],
      ['Prospective', 'Candidate', 3],
      ['Candidate', 'Prospective', 2],
      ['Candidate', 'Leader', 0],
      ['Candidate', 'Follower', 0],
      ['Leader', 'Resigned', 0],
      ['Resigned', 'Unattached', 0],
      ['Leader', 'Unattached', 0],
      ['Follower', 'Prospective', 1],
      ['Prospective', 'Follower', 1],
    ],
  ),
  chart(
    'broker-control',
    'org.apache.kafka.controller.BrokerControlState',
    'UNFENCED',
    ['FENCED', 'UNFENCED', 'CONTROLLED_SHUTDOWN', 'SHUTDOWN_NOW'],
    [
      ['FENCED', 'UNFENCED', 2],
      ['UNFENCED', 'FENCED', 1],
      ['UNFENCED', 'CONTROLLED_SHUTDOWN', 0],
      ['CONTROLLED_SHUTDOWN', 'SHUTDOWN_NOW', 0],
      ['UNFENCED', 'SHUTDOWN_NOW', 0],
      ['FENCED', 'SHUTDOWN_NOW', 0],
    ],
  ),
];

export const DISK: DiskFrame = {
  node: 'b2',
  directories: [
    {
      name: 'log-dir',
      files: [
        {
          name: 'replication-offset-checkpoint',
          text: '0\n1\norders 0 14\n',
          flushed: true,
          platter: '0\n1\norders 0 14\n',
        },
      ],
    },
    {
      name: 'orders-0',
      files: [
        {
          name: '00000000000000000000.log',
          text: Array.from({ length: 40 }, (_, n) => `| offset: ${n} key: k${n % 7} payload: v${n}`).join('\n'),
          flushed: false,
          platter: Array.from({ length: 36 }, (_, n) => `| offset: ${n} key: k${n % 7} payload: v${n}`).join('\n'),
        },
        { name: 'leader-epoch-checkpoint', text: '0\n2\n0 0\n1 12\n', flushed: true, platter: '0\n2\n0 0\n1 12\n' },
        { name: 'partition.metadata', text: 'version: 0\n', flushed: false, platter: null },
      ],
    },
  ],
};

const at = (place: number): FactFrame => FACTS[FACTS.length - place]!;

export const DIFFERENCE: DifferenceFrame = {
  one: 1,
  other: 2,
  until: 1_300_000,
  ofTwoEras: false,
  divergence: { at: 480_000, stepOfOne: 200, stepOfOther: 200 },
  rows: [
    { type: 'same', from: 0, to: 470_000, count: 141, groups: { produce: 90, broker: 51 } },
    { type: 'one', fact: at(6) },
    { type: 'same', from: 490_000, to: 900_000, count: 12, groups: { produce: 12 } },
    { type: 'one', fact: at(5) },
    { type: 'other', fact: at(2) },
    { type: 'moved', one: at(3), other: { ...at(3), at: at(3).at + 2_310_000 } },
    { type: 'one', fact: at(1) },
    { type: 'same', from: 1_260_000, to: 1_300_000, count: 3, groups: { produce: 3 } },
  ],
  more: 0,
  outcomes: [
    {
      partition: 'orders-0',
      one: { unavailable: 431_000, leaderChanges: 1, uncleanElections: 0, leader: 2, isr: [2, 3] },
      other: { unavailable: 0, leaderChanges: 0, uncleanElections: 0, leader: 1, isr: [1, 2, 3] },
    },
  ],
  partings: { one: at(6), other: at(2) },
  outcome: outcomeOf({ lost: 9, silence: 8_178_000, leaderless: 8_186_000, acknowledged: 380, consumed: 371 }),
};

/** One that lost records beside one that lost none. */
function outcomeOf(figures: Partial<RunOutcome['figures']>): OutcomeDifference {
  const none = {
    sent: 380,
    acknowledged: 380,
    failed: 0,
    unknown: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    consumed: 380,
    acknowledging: 3_200,
    requests: 4_120,
    silence: 3_000,
    leaderless: 0,
    leaderChanges: 0,
    underReplicated: 0,
    uncleanElections: 0,
    rebalances: 0,
    unassigned: 0,
    redelivered: 0,
    lag: 0,
    broken: 0,
  };
  const run = (own: Partial<RunOutcome['figures']>): RunOutcome => ({
    at: 45_000_000,
    figures: { ...none, ...own },
    silence: { client: 'p1', from: 15_100_000, to: 23_278_000 },
    leaderlessPartition: 'orders-0',
    broken: [],
  });
  const [one, other] = [run(figures), run({})];
  return { one, other, figures: outcomeFigures(one, other) };
}
