/** A window of a run with all that its lens can show: a record's way, a hold, a loss, a pause, a death, an election. */
import type { FactFrame } from '../../frame/frame.ts';
import type { Lane, SpaceTimeAsk, SpaceTimeFrame, SpaceTimeMessage } from '../../frame/spaceTime/spaceTimeFrames.ts';

const AT = 10_000_000;
const UNTIL = AT + 9_000;

const lane = (id: string, kind: Lane['kind'], change: Partial<Lane> = {}): Lane => ({
  id,
  kind,
  life: [{ from: 0, to: UNTIL, step: 1, status: 'up' }],
  bands: [],
  ...change,
});

const message = (
  id: number,
  way: string,
  what: string,
  times: readonly [sent: number, end: number | null],
  change: Partial<SpaceTimeMessage> = {},
): SpaceTimeMessage => {
  const [from = '', to = ''] = way.split(' ');
  const [api = '', kind = ''] = what.split(' ');
  return {
    id,
    from,
    to,
    api,
    kind: kind as SpaceTimeMessage['kind'],
    sentAt: AT + times[0],
    sentStep: id * 10,
    endAt: times[1] === null ? null : AT + times[1],
    endStep: times[1] === null ? 0 : id * 10 + 5,
    state: 'arrived',
    waits: [],
    records: 0,
    partitions: ['orders-0'],
    error: false,
    partner: null,
    routine: false,
    ...change,
  };
};

const fact = (index: number, at: number, node: string, type: string, change: Partial<FactFrame>): FactFrame => ({
  index,
  step: index * 10,
  at: AT + at,
  node,
  type,
  text: type,
  fields: {},
  group: 'produce',
  interesting: false,
  ...change,
});

export const SPACE_TIME: SpaceTimeFrame = {
  from: AT,
  to: AT + 10_000,
  until: UNTIL,
  lanes: [
    lane('c1', 'controller', {
      bands: [{ what: 'controller', from: 1_800_000, to: UNTIL, epoch: 3, of: '' }],
    }),
    lane('b1', 'broker', {
      life: [
        { from: 0, to: AT + 5_000, step: 1, status: 'up' },
        { from: AT + 5_000, to: AT + 8_200, step: 60, status: 'down' },
        { from: AT + 8_200, to: UNTIL, step: 90, status: 'up' },
      ],
      bands: [
        { what: 'elected', from: 2_000_000, to: AT + 6_500, epoch: 0, of: 'orders-0' },
        { what: 'leads', from: 2_000_000, to: AT + 5_000, epoch: 0, of: 'orders-0' },
      ],
    }),
    lane('b2', 'broker', {
      bands: [
        { what: 'elected', from: AT + 6_500, to: UNTIL, epoch: 1, of: 'orders-0' },
        { what: 'leads', from: AT + 6_900, to: UNTIL, epoch: 1, of: 'orders-0' },
      ],
    }),
    lane('b3', 'broker', {
      life: [
        { from: 0, to: AT + 3_000, step: 1, status: 'up' },
        { from: AT + 3_000, to: AT + 7_000, step: 40, status: 'paused' },
        { from: AT + 7_000, to: UNTIL, step: 70, status: 'up' },
      ],
    }),
    lane('shop', 'producer'),
    lane('billing', 'consumer', {
      bands: [{ what: 'group', from: 3_000_000, to: UNTIL, epoch: 2, of: 'billing' }],
    }),
  ],
  messages: [
    message(1, 'shop b1', 'Produce request', [400, 900], { records: 1, partner: 5 }),
    message(2, 'b1 b2', 'Fetch response', [900, 1_400], { records: 1 }),
    message(3, 'b1 b3', 'Fetch response', [900, 1_500], { records: 1 }),
    message(4, 'b2 b1', 'Fetch request', [1_400, 1_950]),
    message(5, 'b1 shop', 'Produce response', [1_950, 2_500], { partner: 1 }),
    message(6, 'b1 billing', 'Fetch response', [1_950, 2_350], { records: 1 }),
    message(7, 'b1 b3', 'Fetch response', [3_200, 7_000], {
      records: 1,
      waits: [{ what: 'received', from: AT + 3_700, to: AT + 7_000 }],
    }),
    message(8, 'shop b1', 'Produce request', [4_300, 5_100], { state: 'refused', records: 1 }),
    message(9, 'b1 shop', ' close', [5_000, 5_500], { partitions: [] }),
    message(10, 'c1 b2', 'LeaderAndIsr request', [6_500, 6_900]),
    message(11, 'shop b2', 'Produce request', [7_200, null], {
      state: 'held',
      records: 1,
      waits: [{ what: 'held', from: AT + 7_700, to: null }],
    }),
    message(12, 'b2 shop', 'Metadata response', [7_500, 8_000], { error: true, partitions: [] }),
    message(13, 'b3 b2', 'Fetch request', [8_700, 9_200], { state: 'flying', endStep: 0 }),
  ],
  folded: [
    { from: 'b2', api: 'BrokerHeartbeat', start: AT + 2_500, end: AT + 3_400, count: 2 },
    { from: 'billing', api: 'Fetch', start: AT + 3_400, end: AT + 4_300, count: 12 },
    { from: 'billing', api: 'Heartbeat', start: AT + 3_400, end: AT + 4_300, count: 1 },
  ],
  facts: [
    fact(1, 900, 'b1', 'RecordsAppended', {
      fields: { broker: '1', partition: 'orders-0', baseOffset: '16', count: '1', leaderEpoch: '0' },
    }),
    fact(2, 1_950, 'b1', 'HighWatermarkAdvanced', {
      fields: { broker: '1', partition: 'orders-0', highWatermark: '17', leader: 'true' },
      group: 'watermark',
    }),
    fact(3, 5_000, 'b1', 'ProcessKilled', { fields: { node: 'b1' }, group: 'fault', interesting: true }),
    fact(4, 6_500, 'c1', 'LeaderElected', {
      fields: {
        partition: 'orders-0',
        leader: '2',
        previousLeader: '1',
        leaderEpoch: '1',
        isr: '2,3',
        unclean: 'false',
      },
      group: 'election',
      interesting: true,
    }),
  ],
  counts: { all: 31, drawn: 13, folded: 15, filtered: 3, facts: 4 },
  apis: [
    { api: 'Fetch', count: 18 },
    { api: 'Produce', count: 4 },
    { api: 'LeaderAndIsr', count: 1 },
  ],
  leadersOf: 'orders-0',
  path: null,
};

export const SPACE_TIME_ASK: SpaceTimeAsk = {
  from: AT,
  to: AT + 10_000,
  nodes: [],
  apis: [],
  partition: null,
  onlyErrors: false,
  unfolded: false,
  leadersOf: null,
  follow: null,
};
