/** Frames made by hand for the gallery and the tests of the views: parts of a cluster with sensible values. */
import type {
  AdminFrame,
  BrokerFrame,
  ConsumerFrame,
  ControllerFrame,
  Frame,
  LinkFrame,
  MessageFrame,
  NodeFrame,
  PartitionFrame,
  ProducerFrame,
  RecordCell,
  RecordFate,
  ReplicaFrame,
} from '../../frame/frame.ts';
import type { ZooKeeperFrame } from '../../frame/zookeeper/zooKeeperFrame.ts';

/** `[epoch, first offset]`, rising. */
export type Epochs = readonly (readonly [epoch: number, from: number])[];

export function epochAt(epochs: Epochs, offset: number): number {
  let epoch = epochs[0]?.[0] ?? 0;
  for (const [one, from] of epochs) if (from <= offset) epoch = one;
  return epoch;
}

export function cellsOf(
  from: number,
  to: number,
  epochs: Epochs,
  fate: (offset: number) => RecordFate | null,
): RecordCell[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const offset = from + index;
    return { offset, epoch: epochAt(epochs, offset), key: `k${offset % 7}`, value: `v${offset}`, fate: fate(offset) };
  });
}

export interface ReplicaParts {
  readonly partition: string;
  readonly broker: number;
  readonly role?: ReplicaFrame['role'];
  readonly end: number;
  readonly tide: number;
  readonly epochs: Epochs;
  readonly inIsr?: boolean;
  readonly fate?: (offset: number) => RecordFate | null;
}

export function replica(parts: ReplicaParts): ReplicaFrame {
  const { partition, broker, end, tide, epochs } = parts;
  const fate = parts.fate ?? ((offset: number) => (offset < tide ? 'acknowledged' : 'pending'));
  return {
    partition,
    broker,
    role: parts.role ?? 'follower',
    leaderEpoch: epochs[epochs.length - 1]?.[0] ?? 0,
    inIsr: parts.inIsr ?? true,
    logStartOffset: 0,
    logEndOffset: end,
    highWatermark: tide,
    lastEpoch: epochAt(epochs, end - 1),
    tail: cellsOf(Math.max(0, end - 24), end, epochs, fate),
    followers: [],
  };
}

export function broker(
  nodeId: number,
  replicas: readonly ReplicaFrame[],
  change: Partial<BrokerFrame> = {},
): BrokerFrame {
  return {
    kind: 'broker',
    id: `b${nodeId}`,
    nodeId,
    status: 'up',
    lives: 1,
    rack: null,
    raft: null,
    active: false,
    brokerState: 'RUNNING',
    fenced: false,
    inControlledShutdown: false,
    brokerEpoch: 10 + nodeId,
    metadataOffset: 41,
    replicas,
    coordinates: [],
    ...change,
  };
}

export function controller(
  nodeId: number,
  active: boolean,
  epoch: number,
  change: Partial<ControllerFrame> = {},
): ControllerFrame {
  return {
    kind: 'controller',
    id: `c${nodeId}`,
    nodeId,
    status: 'up',
    lives: 1,
    active,
    raft: {
      role: active ? 'Leader' : 'Follower',
      voter: true,
      epoch,
      leaderId: nodeId,
      votedFor: null,
      highWatermark: 41,
      logStartOffset: 0,
      logEndOffset: active ? 42 : 41,
    },
    ...change,
  };
}

export function producer(id: string, change: Partial<ProducerFrame> = {}): ProducerFrame {
  return {
    kind: 'producer',
    id,
    clientId: id,
    status: 'up',
    lives: 1,
    acks: 'all',
    sent: 18,
    acknowledged: 14,
    failed: 0,
    unknown: 0,
    buffered: 1,
    inFlight: 3,
    batches: 1,
    requests: 2,
    blocked: 0,
    leaders: [],
    ...change,
  };
}

export function consumer(
  id: string,
  positions: ConsumerFrame['positions'],
  change: Partial<ConsumerFrame> = {},
): ConsumerFrame {
  return {
    kind: 'consumer',
    id,
    clientId: id,
    status: 'up',
    lives: 1,
    consumed: 12,
    group: null,
    activity: { doing: 'polling', records: 0 },
    processEach: 0,
    positions,
    ...change,
  };
}

export function admin(): AdminFrame {
  return { kind: 'admin', id: 'admin', status: 'up', lives: 1, done: true };
}

export function zooKeeper(myid: number, change: Partial<ZooKeeperFrame> = {}): ZooKeeperFrame {
  return {
    kind: 'zookeeper',
    id: `z${myid}`,
    myid,
    status: 'up',
    lives: 1,
    role: 'FOLLOWING',
    active: false,
    serving: true,
    epoch: 2,
    zxid: 2 * 4_294_967_296 + 5,
    clients: 1,
    ...change,
  };
}

let nextMessage = 1;

/** `part` of the way at time 1 s. */
export function message(
  from: string,
  to: string,
  api: string,
  part: number,
  change: Partial<MessageFrame> = {},
): MessageFrame {
  const span = 4_000;
  const sentAt = Math.round(1_000_000 - part * span);
  return {
    id: nextMessage++,
    connection: 1,
    from,
    to,
    api,
    kind: 'request',
    text: `${from} -> ${to} ${api}Request`,
    error: false,
    records: api === 'Produce' ? 1 : 0,
    partition: null,
    sentAt,
    arrivesAt: sentAt + span,
    cause: 40,
    ...change,
  };
}

export function partition(
  id: string,
  leader: number,
  replicas: readonly number[],
  change: Partial<PartitionFrame> = {},
): PartitionFrame {
  const place = id.lastIndexOf('-');
  return {
    id,
    topic: id.slice(0, place),
    partition: Number(id.slice(place + 1)),
    leader,
    leaderEpoch: 0,
    partitionEpoch: 0,
    replicas,
    isr: replicas,
    elr: [],
    lastKnownElr: [],
    minInsyncReplicas: 2,
    ...change,
  };
}

export function link(from: string, to: string, change: Partial<LinkFrame> = {}): LinkFrame {
  return { from, to, cut: false, delay: 0, bytesPerSecond: 0, ...change };
}

export function frame(nodes: readonly NodeFrame[], change: Partial<Frame> = {}): Frame {
  return {
    at: 1_000_000,
    step: 420,
    nodes,
    partitions: [],
    messages: [],
    links: [],
    quorum: { leaderId: 101, epoch: 3, voters: [101, 102, 103], highWatermark: 41 },
    properties: [],
    ledger: {
      sent: 18,
      acknowledged: 14,
      failed: 0,
      unknown: 0,
      pending: 4,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      consumed: 12,
    },
    ...change,
  };
}
