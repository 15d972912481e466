/** Situations for the gallery: from a calm small cluster to a large busy one. */
import type { ReplicaFrame } from '../../frame/frame.ts';
import {
  admin,
  broker,
  consumer,
  controller,
  type Epochs,
  frame,
  link,
  message,
  partition,
  producer,
  replica,
  zooKeeper,
} from './builder.ts';
import { large } from './large.ts';
import { logOf, type Situation } from './situation.ts';

const CONTROLLERS = [controller(101, true, 3), controller(102, false, 3), controller(103, false, 3)];

function same(epochs: Epochs): ReadonlyMap<number, Epochs> {
  return new Map([1, 2, 3].map((id) => [id, epochs]));
}

function calm(): Situation {
  const epochs: Epochs = [
    [0, 0],
    [1, 9],
  ];
  const of = (id: string, broker: number, end: number, tide: number, role: ReplicaFrame['role'] = 'follower') =>
    replica({ partition: id, broker, end, tide, epochs, role });
  const calmFrame = frame(
    [
      ...CONTROLLERS,
      broker(1, [of('orders-0', 1, 17, 16, 'leader'), of('orders-1', 1, 11, 10), of('orders-2', 1, 6, 6)]),
      broker(2, [of('orders-0', 2, 17, 15), of('orders-1', 2, 12, 11, 'leader'), of('orders-2', 2, 6, 6)]),
      broker(3, [of('orders-0', 3, 16, 15), of('orders-1', 3, 11, 10), of('orders-2', 3, 7, 6, 'leader')]),
      producer('shop'),
      consumer('billing', [
        { partition: 'orders-0', position: 15, leader: 1, lag: 2 },
        { partition: 'orders-1', position: 11, leader: 2, lag: 1 },
        { partition: 'orders-2', position: 6, leader: 3, lag: 1 },
      ]),
      admin(),
    ],
    {
      partitions: [
        partition('orders-0', 1, [1, 2, 3], { leaderEpoch: 1, partitionEpoch: 4 }),
        partition('orders-1', 2, [2, 3, 1], { leaderEpoch: 1, partitionEpoch: 4 }),
        partition('orders-2', 3, [3, 1, 2], { leaderEpoch: 1, partitionEpoch: 4 }),
      ],
      messages: [
        message('shop', 'b1', 'Produce', 0.45, {
          partition: 'orders-0',
          text: 'shop -> b1 Produce orders-0 1 record acks=all',
        }),
        message('b2', 'b1', 'Fetch', 0.3, { partition: 'orders-0' }),
        message('b1', 'b3', 'Fetch', 0.6, { kind: 'response', records: 1, partition: 'orders-0' }),
        message('b3', 'c101', 'BrokerHeartbeat', 0.4),
        message('c101', 'b1', 'BrokerHeartbeat', 0.7, { kind: 'response' }),
        message('c102', 'c101', 'Fetch', 0.5),
        message('b1', 'billing', 'Fetch', 0.4, { kind: 'response', records: 2 }),
        message('billing', 'b2', 'Fetch', 0.2),
        message('b2', 'shop', 'Produce', 0.35, { kind: 'response' }),
        message('b1', 'c101', 'AlterPartition', 0.55),
      ],
      links: [],
    },
  );
  return {
    id: 'calm',
    title: 'Three brokers, calm',
    frame: calmFrame,
    log: logOf(calmFrame, 'orders-0', same(epochs)),
  };
}

function killed(): Situation {
  const old: Epochs = [[0, 0]];
  const next: Epochs = [
    [0, 0],
    [1, 13],
  ];
  const unsure = (offset: number) => (offset < 12 ? 'acknowledged' : offset === 12 ? 'unknown' : 'pending');
  const killedFrame = frame(
    [
      controller(101, false, 4, { status: 'down', raft: null }),
      controller(102, true, 4),
      controller(103, false, 4),
      broker(
        1,
        [
          replica({
            partition: 'orders-0',
            broker: 1,
            end: 14,
            tide: 12,
            epochs: old,
            inIsr: false,
            role: 'offline',
            fate: unsure,
          }),
        ],
        {
          status: 'down',
          fenced: true,
          brokerState: null,
        },
      ),
      broker(2, [
        replica({ partition: 'orders-0', broker: 2, end: 16, tide: 14, epochs: next, role: 'leader', fate: unsure }),
      ]),
      broker(
        3,
        [replica({ partition: 'orders-0', broker: 3, end: 14, tide: 12, epochs: next, inIsr: true, fate: unsure })],
        {
          status: 'paused',
        },
      ),
      producer('shop', { acknowledged: 12, unknown: 1, inFlight: 2, failed: 1 }),
      consumer('billing', [{ partition: 'orders-0', position: 12, leader: 2, lag: 4 }]),
    ],
    {
      quorum: { leaderId: 102, epoch: 4, voters: [101, 102, 103], highWatermark: 48 },
      partitions: [partition('orders-0', 2, [1, 2, 3], { leaderEpoch: 1, partitionEpoch: 2, isr: [2, 3], elr: [1] })],
      messages: [
        message('shop', 'b2', 'Produce', 0.5),
        message('b2', 'shop', 'Produce', 0.35, {
          kind: 'response',
          error: true,
          text: 'b2 -> shop ProduceResponse NOT_LEADER_OR_FOLLOWER',
        }),
        message('shop', 'b1', 'Metadata', 0.9, { kind: 'close' }),
        message('c103', 'c102', 'Vote', 0.4),
        message('b2', 'b3', 'Fetch', 0.5, { arrivesAt: null, kind: 'response', records: 2 }),
        message('b2', 'b3', 'Fetch', 0.5, { arrivesAt: null, kind: 'response', records: 1 }),
      ],
      links: [
        link('b1', 'b3', { cut: true }),
        link('b3', 'b1', { cut: true }),
        link('billing', 'b3', { cut: true }),
        link('shop', 'b2', { delay: 200_000 }),
      ],
    },
  );
  const logs = new Map([
    [1, old],
    [2, next],
    [3, next],
  ]);
  return { id: 'killed', title: 'Leader killed', frame: killedFrame, log: logOf(killedFrame, 'orders-0', logs) };
}

function diverged(): Situation {
  const a: Epochs = [[0, 0]];
  const b: Epochs = [
    [0, 0],
    [1, 10],
  ];
  const c: Epochs = [
    [0, 0],
    [2, 11],
  ];
  const lost = (offset: number) => (offset < 10 ? 'acknowledged' : offset < 12 ? 'unknown' : 'pending');
  const divergedFrame = frame(
    [
      ...CONTROLLERS,
      broker(1, [
        replica({ partition: 'orders-0', broker: 1, end: 14, tide: 10, epochs: a, inIsr: false, fate: lost }),
      ]),
      broker(
        2,
        [
          replica({
            partition: 'orders-0',
            broker: 2,
            end: 13,
            tide: 10,
            epochs: b,
            inIsr: false,
            fate: () => 'failed',
          }),
        ],
        { fenced: true },
      ),
      broker(3, [replica({ partition: 'orders-0', broker: 3, end: 16, tide: 13, epochs: c, role: 'leader' })]),
      producer('shop', { unknown: 3 }),
      consumer('billing', [{ partition: 'orders-0', position: 10, leader: 3, lag: 6 }]),
      consumer('audit', [{ partition: 'orders-0', position: 4, leader: 3, lag: 12 }]),
    ],
    {
      partitions: [
        partition('orders-0', 3, [1, 2, 3], { leaderEpoch: 2, partitionEpoch: 7, isr: [3], minInsyncReplicas: 1 }),
      ],
      messages: [message('b1', 'b3', 'Fetch', 0.5), message('b3', 'b1', 'Fetch', 0.5, { kind: 'response' })],
      links: [link('b2', 'b3', { cut: true })],
    },
  );
  const logs = new Map([
    [1, a],
    [2, b],
    [3, c],
  ]);
  return { id: 'diverged', title: 'Diverged logs', frame: divergedFrame, log: logOf(divergedFrame, 'orders-0', logs) };
}

function fenced(): Situation {
  const epochs: Epochs = [[4, 0]];
  const of = (id: number) => [
    replica({ partition: 'orders-0', broker: id, end: 9, tide: 9, epochs, inIsr: id === 1, role: 'offline' }),
  ];
  const fencedFrame = frame(
    [
      controller(101, false, 9, { raft: { ...CONTROLLERS[1]!.raft!, role: 'Candidate', epoch: 9 } }),
      controller(102, false, 8, { status: 'paused' }),
      controller(103, false, 8, { status: 'off', raft: null }),
      broker(1, of(1), { fenced: true, status: 'off', brokerState: null }),
      broker(2, of(2), { fenced: true, brokerState: 'STARTING' }),
      broker(3, of(3), { fenced: true, inControlledShutdown: true, brokerState: 'PENDING_CONTROLLED_SHUTDOWN' }),
      producer('shop', { acks: '1', failed: 9, unknown: 4, inFlight: 0 }),
      consumer('billing', [{ partition: 'orders-0', position: null, leader: -1, lag: null }]),
    ],
    {
      quorum: { leaderId: null, epoch: 9, voters: [101, 102, 103], highWatermark: null },
      partitions: [partition('orders-0', -1, [1, 2, 3], { leaderEpoch: 4, isr: [1] })],
      messages: [message('c101', 'c102', 'Vote', 0.4), message('c101', 'c103', 'Vote', 0.4)],
    },
  );
  return {
    id: 'fenced',
    title: 'Everything fenced',
    frame: fencedFrame,
    log: logOf(fencedFrame, 'orders-0', same(epochs)),
  };
}

/** The controller b2 tells the others one by one; z1 has lost its leader. */
function era(): Situation {
  const epochs: Epochs = [
    [0, 0],
    [1, 9],
  ];
  const of = (id: string, broker: number, end: number, role: ReplicaFrame['role'] = 'follower') =>
    replica({ partition: id, broker, end, tide: end - 1, epochs, role });
  const eraFrame = frame(
    [
      zooKeeper(1, { role: 'LOOKING', serving: false, epoch: 1, clients: 0 }),
      zooKeeper(2, { clients: 2 }),
      zooKeeper(3, { role: 'LEADING', active: true }),
      broker(1, [of('orders-0', 1, 17), of('orders-1', 1, 11)]),
      broker(2, [of('orders-0', 2, 17, 'leader'), of('orders-1', 2, 12)], { active: true }),
      broker(3, [of('orders-0', 3, 16), of('orders-1', 3, 11, 'leader')]),
      producer('shop'),
      consumer('billing', [{ partition: 'orders-0', position: 15, leader: 2, lag: 2 }]),
    ],
    {
      partitions: [partition('orders-0', 2, [1, 2, 3], { leaderEpoch: 1 }), partition('orders-1', 3, [2, 3, 1])],
      messages: [
        message('b2', 'b1', 'LeaderAndIsr', 0.4, { text: 'LeaderAndIsr epoch 2 orders-0 b2@1 [2,3]' }),
        message('b2', 'b3', 'UpdateMetadata', 0.6, { text: 'UpdateMetadata epoch 2 3 brokers, 2 partitions' }),
        message('b1', 'b2', 'StopReplica', 0.3, { kind: 'response' }),
        message('b2', 'z2', 'multi', 0.35, { text: 'multi [check /controller_epoch; setData …/state]' }),
        message('z3', 'b3', 'WatchedEvent', 0.55, { kind: 'response', text: 'NodeDeleted /controller' }),
        message('z3', 'z2', 'PROPOSAL', 0.5),
        message('z2', 'z3', 'ACK', 0.25, { kind: 'response' }),
        message('z1', 'z2', 'Notification', 0.5),
        message('b3', 'z3', 'ping', 0.2),
        message('shop', 'b2', 'Produce', 0.45, { partition: 'orders-0' }),
        message('b1', 'b2', 'Fetch', 0.7),
      ],
    },
  );
  return { id: 'era', title: 'With ZooKeeper', frame: eraFrame, log: logOf(eraFrame, 'orders-0', same(epochs)) };
}

export const SITUATIONS: readonly Situation[] = [calm(), killed(), diverged(), large(), fenced(), era()];
