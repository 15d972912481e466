/** An ensemble that has been through something, as the ZooKeeper lens gets it: z1 led, was paused, and has come back behind. */
import type {
  EnsembleServer,
  TxnCell,
  TxnFrame,
  ZooKeeperAsk,
  ZooKeeperLensFrame,
} from '../../frame/zookeeper/zooKeeperLens.ts';
import { CONTROLLER, change, ROWS, STATE, watched } from './zooKeeperTree.ts';

const SECOND = 1_000_000;
const EPOCH = 4_294_967_296;
const zxid = (epoch: number, counter: number): number => epoch * EPOCH + counter;

const SESSION = { b1: '0x100000123e70000', b2: '0x200000123e70000', b3: '0x300000123e70001' } as const;

const TXNS: readonly TxnFrame[] = (
  [
    [1, 18, 'create', 'create /admin/delete_topics', 'b1'],
    [1, 19, 'multi', 'multi [check /controller_epoch v1; set /brokers/topics/orders/partitions/0/state v0]', 'b1'],
    [1, 20, 'create', 'create -e /brokers/ids/3', 'b3'],
    [1, 21, 'setData', 'set /brokers/topics/orders/partitions/1/state v1', 'b1'],
    [1, 22, 'create', 'create /isr_change_notification/isr_change_0000000000', 'b2'],
    [1, 23, 'error', 'error BADVERSION', 'b1'],
    [2, 1, 'closeSession', 'closeSession, deletes /brokers/ids/1, /controller', 'b1'],
    [2, 2, 'multi', 'multi [create -e /controller; set /controller_epoch v2]', 'b2'],
    [2, 3, 'setData', 'set /brokers/topics/orders/partitions/0/state v2', 'b2'],
    [2, 4, 'delete', 'delete /isr_change_notification/isr_change_0000000000', 'b2'],
    [2, 5, 'createSession', 'createSession 18000 ms', 'b1'],
  ] as const
).map(([epoch, counter, op, text, client], place) => ({
  zxid: zxid(epoch, counter),
  at: (3 + place * 0.4) * SECOND,
  op,
  text,
  client,
  path: text.startsWith('multi') ? null : (/\/\S+/.exec(text)?.[0] ?? null),
  isForeign: epoch === 1 && counter === 23,
}));

const cells = (of: (place: number) => TxnCell): readonly TxnCell[] => TXNS.map((_, place) => of(place));

const SERVER: EnsembleServer = {
  node: 'z1',
  myid: 1,
  status: 'up',
  role: 'FOLLOWING',
  phase: 'BROADCAST',
  serving: true,
  election: null,
  acceptedEpoch: 2,
  currentEpoch: 2,
  lastLoggedZxid: zxid(2, 5),
  flushedZxid: zxid(2, 5),
  lastProcessedZxid: zxid(2, 5),
  behind: 0,
  outstanding: 0,
  clients: 1,
  watches: 7,
  log: cells((place) => (place === 5 ? 'absent' : 'applied')),
};

const LOOKING: EnsembleServer = {
  ...SERVER,
  role: 'LOOKING',
  phase: null,
  serving: false,
  election: { vote: 3, round: 4, agree: [1, 3] },
  currentEpoch: 1,
  behind: 5,
  clients: 0,
  watches: 0,
  log: cells((place) => (place < 5 ? 'applied' : place === 5 ? 'written' : 'absent')),
};

const QUORUM = { size: 3, majority: 2, living: 3, leader: 3, epoch: 2, members: [2, 3], isServing: true } as const;
const NOTHING = { ensemble: null, znodes: null, controller: null, history: null } as const;

export const ZOOKEEPER_PARTS: Readonly<Record<ZooKeeperAsk['part'], ZooKeeperLensFrame>> = {
  ensemble: {
    ...NOTHING,
    quorum: QUORUM,
    ensemble: {
      servers: [
        LOOKING,
        {
          ...SERVER,
          node: 'z2',
          myid: 2,
          clients: 2,
          behind: 1,
          log: cells((place) => (place === 5 ? 'absent' : place === 10 ? 'logged' : 'applied')),
        },
        { ...SERVER, node: 'z3', myid: 3, role: 'LEADING', outstanding: 1, watches: 3 },
      ],
      txns: TXNS,
      sessions: [
        {
          id: SESSION.b1,
          client: 'b1',
          believes: { sessionId: SESSION.b1, state: 'CONNECTING' },
          server: null,
          timeout: 18 * SECOND,
          expiresAt: 11 * SECOND,
          isClosing: false,
          ephemerals: [],
          watches: 0,
        },
        {
          id: SESSION.b2,
          client: 'b2',
          believes: { sessionId: SESSION.b2, state: 'CONNECTED' },
          server: 'z2',
          timeout: 18 * SECOND,
          expiresAt: 26 * SECOND,
          isClosing: false,
          ephemerals: ['/brokers/ids/2', '/controller'],
          watches: 11,
        },
        {
          id: SESSION.b3,
          client: 'b3',
          believes: null,
          server: null,
          timeout: 18 * SECOND,
          expiresAt: 9.2 * SECOND,
          isClosing: true,
          ephemerals: ['/brokers/ids/3'],
          watches: 0,
        },
      ],
    },
  },
  znodes: {
    ...NOTHING,
    quorum: QUORUM,
    znodes: {
      server: 'z3',
      servers: ['z1', 'z2', 'z3'],
      zxid: zxid(2, 5),
      count: 41,
      rows: ROWS,
      changes: [
        change(4, '/isr_change_notification/isr_change_0000000000', 'deleted', 'b2'),
        change(3, '/brokers/topics/orders/partitions/0/state', 'changed', 'b2', STATE, 2),
        change(2, '/controller_epoch', 'changed', 'b2', '2', 2),
        change(2, '/controller', 'created', 'b2', CONTROLLER, 0),
        change(1, '/brokers/ids/1', 'deleted', 'b1'),
      ],
      chosen: {
        path: '/controller',
        stat: {
          czxid: '0x200000002',
          ctime: 5.8 * SECOND,
          mzxid: '0x200000002',
          mtime: 5.8 * SECOND,
          pzxid: '0x200000002',
          cversion: 0,
          dataVersion: 0,
          ephemeralOwner: SESSION.b2,
          dataLength: 72,
          numChildren: 0,
        },
        data: CONTROLLER,
        owner: 'b2',
        watchers: watched('data', 'b2', 'b3'),
        history: [change(2, '/controller', 'created', 'b2', CONTROLLER, 0), change(1, '/controller', 'deleted', 'b1')],
      },
    },
  },
  controller: {
    ...NOTHING,
    quorum: QUORUM,
    controller: {
      migration: null,
      znode: { controller: 2, epoch: 2 },
      acting: [
        {
          node: 'b2',
          brokerId: 2,
          epoch: 2,
          isTrue: true,
          running: { event: 'BrokerChange', about: '', since: 8.4 * SECOND },
          state: 'BrokerChange',
          queue: [
            { event: 'IsrChangeNotification', about: '', since: 8.6 * SECOND },
            { event: 'LeaderAndIsrResponseReceived', about: 'b3', since: 8.7 * SECOND },
            { event: 'TopicChange', about: '', since: 8.8 * SECOND },
          ],
          channels: [
            {
              brokerId: 2,
              inFlight: { api: 'UpdateMetadata', text: '', partitions: 12, since: 8.7 * SECOND },
              backingOff: false,
              queue: [],
            },
            {
              brokerId: 3,
              inFlight: { api: 'LeaderAndIsr', text: '', partitions: 6, since: 8.6 * SECOND },
              backingOff: false,
              queue: [
                { api: 'UpdateMetadata', text: '', partitions: 12, since: 8.7 * SECOND },
                { api: 'StopReplica', text: '', partitions: 1, since: 8.8 * SECOND },
              ],
            },
          ],
          partitions: [
            ['OfflinePartition', 1],
            ['OnlinePartition', 11],
          ],
          replicas: [
            ['OfflineReplica', 12],
            ['OnlineReplica', 24],
          ],
          troubled: [{ partition: 'orders-7', state: 'OfflinePartition', leader: -1, leaderEpoch: 4, isr: [1] }],
        },
        {
          node: 'b1',
          brokerId: 1,
          epoch: 1,
          isTrue: false,
          running: null,
          state: 'Idle',
          queue: [],
          channels: [
            {
              brokerId: 2,
              inFlight: null,
              backingOff: true,
              queue: [{ api: 'LeaderAndIsr', text: '', partitions: 1, since: 8 * SECOND }],
            },
            { brokerId: 3, inFlight: null, backingOff: false, queue: [] },
          ],
          partitions: [['OnlinePartition', 12]],
          replicas: [['OnlineReplica', 36]],
          troubled: [],
        },
      ],
      brokers: ([1, 2, 3] as const).map((id) => ({
        node: `b${id}`,
        brokerId: id,
        status: id === 3 ? ('paused' as const) : ('up' as const),
        session: {
          id: SESSION[`b${id}`],
          state: id === 1 ? 'CONNECTING' : 'CONNECTED',
          server: id === 1 ? null : `z${id}`,
        },
        registeredAs: id === 1 ? null : 30 + id,
        readController: id === 1 ? 1 : 2,
        toldController: id === 1 ? 1 : 2,
        knownEpoch: id === 1 ? 1 : 2,
        threads: id === 2 ? [{ name: 'controller-event-thread', doing: 'controller-event', since: 8.4 * SECOND }] : [],
      })),
    },
  },
  time: {
    ...NOTHING,
    quorum: QUORUM,
    history: {
      until: 9 * SECOND,
      rows: [
        {
          kind: 'znode',
          node: null,
          spans: [
            { from: 1.2 * SECOND, to: 5.4 * SECOND, step: 90, what: 'b1', epoch: 1, ended: 'died' },
            { from: 5.8 * SECOND, to: 9 * SECOND, step: 400, what: 'b2', epoch: 2, ended: null },
          ],
        },
        {
          kind: 'acting',
          node: 'b1',
          spans: [{ from: 1.3 * SECOND, to: 9 * SECOND, step: 100, what: 'b1', epoch: 1, ended: null }],
        },
        {
          kind: 'acting',
          node: 'b2',
          spans: [{ from: 5.9 * SECOND, to: 9 * SECOND, step: 410, what: 'b2', epoch: 2, ended: null }],
        },
        {
          kind: 'server',
          node: 'z1',
          spans: [
            { from: 0, to: 0.4 * SECOND, step: 1, what: 'LOOKING', epoch: -1, ended: null },
            { from: 0.4 * SECOND, to: 4 * SECOND, step: 20, what: 'LEADING', epoch: 1, ended: null },
            { from: 7.6 * SECOND, to: 9 * SECOND, step: 500, what: 'LOOKING', epoch: -1, ended: null },
          ],
        },
        {
          kind: 'server',
          node: 'z3',
          spans: [
            { from: 0, to: 0.4 * SECOND, step: 2, what: 'LOOKING', epoch: -1, ended: null },
            { from: 0.4 * SECOND, to: 4.1 * SECOND, step: 21, what: 'FOLLOWING', epoch: -1, ended: null },
            { from: 4.1 * SECOND, to: 4.5 * SECOND, step: 300, what: 'LOOKING', epoch: -1, ended: null },
            { from: 4.5 * SECOND, to: 9 * SECOND, step: 320, what: 'LEADING', epoch: 2, ended: null },
          ],
        },
        {
          kind: 'session',
          node: 'b1',
          spans: [{ from: 1 * SECOND, to: 5.4 * SECOND, step: 60, what: SESSION.b1, epoch: -1, ended: 'expired' }],
        },
        {
          kind: 'session',
          node: 'b2',
          spans: [{ from: 1 * SECOND, to: 9 * SECOND, step: 61, what: SESSION.b2, epoch: -1, ended: null }],
        },
      ],
      marks: [
        { at: 0.4 * SECOND, step: 20, kind: 'leader', number: 1, epoch: 1, took: 0, partitions: 0 },
        { at: 4.5 * SECOND, step: 320, kind: 'leader', number: 3, epoch: 2, took: 0, partitions: 0 },
        { at: 6.3 * SECOND, step: 450, kind: 'controller', number: 2, epoch: 2, took: 500_000, partitions: 12 },
      ],
    },
  },
};
