/** A group that has been through something, as its lens gets it: a rebalance, a member kicked out, one that died. */
import type { GroupLensFrame, GroupPartitionRow, OffsetsRecord } from '../../frame/groups/groupFrame.ts';

const SECOND = 1_000_000;

const partition = (
  number: number,
  owned: readonly (readonly [from: number, to: number, member: number, generation: number])[],
  gaps: readonly (readonly [from: number, to: number, cause: GroupPartitionRow['gaps'][number]['cause']])[],
): GroupPartitionRow => ({
  partition: `orders-${number}`,
  owned: owned.map(([from, to, member, generation]) => ({
    from: from * SECOND,
    to: to * SECOND,
    step: from * 100,
    member,
    generation,
  })),
  gaps: gaps.map(([from, to, cause]) => ({
    from: from * SECOND,
    to: to * SECOND,
    step: from * 100,
    cause,
    member: 0,
  })),
  stopped: gaps.reduce((sum, [from, to]) => sum + (to - from) * SECOND, 0),
  lag: Array.from({ length: 60 }, (_, n) => ({ at: (n / 2) * SECOND, lag: (n * (number + 3)) % 17 })),
});

const offsetCommit = (offset: number, at: number, committed: number, supersededBy: number | null): OffsetsRecord => ({
  offset,
  at: at * SECOND,
  group: 'billing',
  record: {
    type: 'OffsetCommit',
    key: { group: 'billing', topic: 'orders', partition: 0 },
    value: {
      offset: committed,
      leaderEpoch: 0,
      metadata: '',
      commitTimestamp: at * 1000,
      expireTimestamp: -1,
      topicId: '',
    },
  },
  key: '{"type":1,"data":{"group":"billing","topic":"orders","partition":0}}',
  value: `{"version":4,"data":{"offset":${committed},"leaderEpoch":0,"metadata":"","commitTimestamp":${at * 1000}}}`,
  supersededBy,
});

const row = (number: number, client: string, currentOffset: number, end: number) => ({
  topic: 'orders',
  partition: number,
  currentOffset,
  logEndOffset: end,
  lag: end - currentOffset,
  consumerId: `${client}-6e73c27a-66c2-4d1b-9fa0-1067ad6035df`,
  host: `/${client}`,
  clientId: client,
  position: end - 1,
  highWatermark: end,
  node: client,
});

export const GROUP_LENS: GroupLensFrame = {
  groups: [{ id: 'billing', type: 'classic', state: 'Stable', members: 2, coordinator: 3, lag: 9 }],
  group: {
    id: 'billing',
    history: {
      until: 30 * SECOND,
      members: [
        {
          node: 'anna',
          letter: 'A',
          phases: [
            { from: 3 * SECOND, to: 6 * SECOND, step: 300, phase: 'joining' },
            { from: 6 * SECOND, to: 18 * SECOND, step: 600, phase: 'stable' },
            { from: 18 * SECOND, to: 21 * SECOND, step: 1800, phase: 'kicked' },
            { from: 21 * SECOND, to: 30 * SECOND, step: 2100, phase: 'stable' },
          ],
          busy: [{ from: 11 * SECOND, to: 20 * SECOND }],
          stopped: 1_310_000,
        },
        {
          node: 'ben',
          letter: 'B',
          phases: [
            { from: 10 * SECOND, to: 12 * SECOND, step: 1000, phase: 'joining' },
            { from: 12 * SECOND, to: 27 * SECOND, step: 1200, phase: 'stable' },
            { from: 27 * SECOND, to: 30 * SECOND, step: 2700, phase: 'dead' },
          ],
          busy: [],
          stopped: 0,
        },
      ],
      partitions: [
        partition(0, [[6, 30, 0, 1]], []),
        partition(
          1,
          [
            [6, 20, 0, 1],
            [18, 27, 1, 3],
          ],
          [[27, 30, 'died']],
        ),
        partition(
          2,
          [
            [6, 12, 0, 1],
            [15, 30, 1, 2],
          ],
          [[12, 15, 'revoked']],
        ),
      ],
      marks: [
        {
          at: 6 * SECOND,
          step: 600,
          kind: 'generation',
          number: 1,
          assignor: 'range',
          because: { what: 'joined', client: 'anna', how: '' },
          reason: '',
          took: 3 * SECOND,
        },
        {
          at: 12 * SECOND,
          step: 1200,
          kind: 'generation',
          number: 2,
          assignor: 'range',
          because: { what: 'joined', client: 'ben', how: '' },
          reason: '',
          took: 2 * SECOND,
        },
        {
          at: 18 * SECOND,
          step: 1800,
          kind: 'generation',
          number: 3,
          assignor: 'range',
          because: { what: 'removed', client: 'anna', how: 'session-expired' },
          reason: '',
          took: 0,
        },
      ],
    },
    now: {
      type: 'classic',
      state: 'Stable',
      coordinator: 3,
      offsetsPartition: '__consumer_offsets-9',
      epoch: 3,
      targetEpoch: null,
      assignor: 'range',
      leader: 'anna-6e73c27a-66c2-4d1b-9fa0-1067ad6035df',
      offsets: [row(0, 'anna', 58, 62), row(2, 'ben', 44, 49)],
      members: [
        {
          consumerId: 'anna-6e73c27a-66c2-4d1b-9fa0-1067ad6035df',
          instanceId: null,
          host: '/anna',
          clientId: 'anna',
          node: 'anna',
          epoch: null,
          state: null,
          assignment: ['orders-0', 'orders-1'],
          target: null,
          pendingRevocation: [],
          activity: { doing: 'processing', records: 12, since: 0 },
          isLeader: true,
        },
        {
          consumerId: 'ben-5e423b56-3eef-4375-bb3e-4ea02da68aca',
          instanceId: null,
          host: '/ben',
          clientId: 'ben',
          node: null,
          epoch: null,
          state: null,
          assignment: ['orders-2'],
          target: null,
          pendingRevocation: [],
          activity: null,
          isLeader: false,
        },
      ],
    },
    log: {
      partition: '__consumer_offsets-9',
      broker: 3,
      logStartOffset: 0,
      logEndOffset: 4,
      records: [offsetCommit(3, 26, 58, null), offsetCommit(2, 21, 45, 3), offsetCommit(1, 16, 31, 3)],
      more: 1,
      topics: {},
      clients: {},
    },
  },
};
