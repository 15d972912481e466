/**
 * A process that has nothing but a client of ZooKeeper: threads that make the calls they are told to, and say what came of
 * them. It is on the engine with real servers of an ensemble.
 */
import { entries } from '../../src/base/table.ts';
import { millis } from '../../src/base/time.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { KafkaEnv, KafkaEvent, KafkaOut } from '../../src/kafka/kinds.ts';
import type { ZooKeeperChange, ZooKeeperMessage } from '../../src/kafka/messages.ts';
import { KAFKA_VERSIONS } from '../../src/kafka/versions.ts';
import type { ZkClientSetup, ZkClientTimer } from '../../src/kafka/zk/clientState.ts';
import * as zk from '../../src/kafka/zk/kafkaZkClient.ts';
import { once, request, requests, signal, sleep, type ZkRequest, type ZkRun } from '../../src/kafka/zk/run.ts';
import { newZkRuntime, type ZkHost, type ZkOutcome, type ZkRuntime } from '../../src/kafka/zk/threadState.ts';
import { cancelZkThread, runZkThreads, startZkThread, wakeZkThreads } from '../../src/kafka/zk/threads.ts';
import {
  handleZkArrival,
  handleZkDisconnected,
  handleZkTimer,
  openZkClient,
} from '../../src/kafka/zk/zooKeeperClient.ts';
import { describeZooKeeperMessage } from '../../src/kafka/zookeeper/describe.ts';
import type { ZooKeeperSetup } from '../../src/kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState, ZooKeeperTimer } from '../../src/kafka/zookeeper/state.ts';
import { handleZooKeeper } from '../../src/kafka/zookeeper/zooKeeperServer.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';

export interface ClientSetup extends ZkClientSetup {
  readonly kind: 'client';
  /** States handlers that are registered from the start. */
  readonly stateHandlers: readonly string[];
}

export interface ClientState {
  readonly kind: 'client';
  readonly zk: ZkRuntime<Job>;
  /** Paths that have changed since they were read. */
  readonly changed: readonly string[];
  /** What it has read last of each path that it follows. */
  readonly followed: Readonly<Record<string, string | null>>;
}

/** A call as a story writes it. */
interface Job {
  readonly type: 'call';
  readonly words: readonly string[];
}

export type Said = { readonly type: 'Said'; readonly text: string };
export type ClientOrder =
  | { readonly type: 'call'; readonly thread: string; readonly words: readonly string[] }
  | { readonly type: 'cancel'; readonly thread: string }
  | { readonly type: 'wake'; readonly signal: string; readonly value: string };

export interface ZkWorld {
  setup: ZooKeeperSetup | ClientSetup;
  state: ZooKeeperServerState | ClientState;
  message: ZooKeeperMessage;
  order: ClientOrder;
  timer: ZooKeeperTimer | ZkClientTimer;
  fact: KafkaFact | Said;
}

type ClientEvent = NodeEvent<ZkWorld>;

function handle(
  state: ZkWorld['state'] | undefined,
  event: ClientEvent,
  env: Env,
  out: Out<ZkWorld>,
): ZkWorld['state'] {
  const kind = event.type === 'booted' ? event.setup.kind : state!.kind;
  if (kind === 'client') return handleClient(state as ClientState | undefined, event, env, out);
  // The same effects: what a server of an ensemble sends, sets and tells is among Kafka's.
  const [kafkaEvent, kafkaOut] = [event as unknown as KafkaEvent, out as unknown as KafkaOut];
  return handleZooKeeper(state as ZooKeeperServerState | undefined, kafkaEvent, env, kafkaOut);
}

class Client implements ZkHost<Job> {
  zk: ZkRuntime<Job>;
  changed: readonly string[] = [];
  followed: ClientState['followed'] = {};
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  readonly #out: Out<ZkWorld>;

  constructor(runtime: ZkRuntime<Job>, env: Env, out: Out<ZkWorld>) {
    this.zk = runtime;
    this.env = env;
    this.out = out as unknown as KafkaOut;
    this.#out = out;
  }

  say(text: string): void {
    this.#out.fact({ type: 'Said', text });
  }

  runOf({ words }: Job): ZkRun<unknown> {
    return call(this, words);
  }

  ended(thread: string, _job: Job, outcome: ZkOutcome): void {
    if (outcome.type === 'threw') {
      const error = outcome.error as Error;
      if (error.name === 'Error') throw error;
      this.say(`${thread}: ${error.name} ${error.message}`);
    } else this.say(`${thread}: ${text(outcome.value)}`);
  }

  watchFired(handler: string, event: string, path: string): void {
    if (handler === FOLLOWER) this.follow(path);
    else this.say(`${handler} hears ${event} ${path}`);
  }

  followAll(): void {
    for (const path of Object.keys(this.followed)) this.follow(path);
  }

  follow(path: string): void {
    this.changed = [...this.changed, path];
    wakeZkThreads(this, `changed ${path}`);
  }

  *beforeInitializingSession(handler: string): ZkRun<void> {
    if (handler === FOLLOWER) return;
    yield* once(() => this.say(`${handler} before a new session`) ?? null);
    if (handler === 'slow-handler') yield* sleep(millis(500));
  }

  *afterInitializingSession(handler: string): ZkRun<void> {
    if (handler === FOLLOWER) yield* once(() => this.followAll() ?? null);
    else yield* once(() => this.say(`${handler} after it was asked for`) ?? null);
  }
}

function text(value: unknown): string {
  if (value === undefined) return 'done';
  return JSON.stringify(value);
}

function handleClient(state: ClientState | undefined, event: ClientEvent, env: Env, out: Out<ZkWorld>): ClientState {
  const setup = event.type === 'booted' ? (event.setup as ClientSetup) : undefined;
  const before = setup === undefined ? state!.zk : withHandlers(newZkRuntime<Job>(setup), setup.stateHandlers);
  const client = new Client(before, env, out);
  if (state !== undefined && setup === undefined) {
    client.changed = state.changed;
    client.followed = state.followed;
  }
  switch (event.type) {
    case 'booted':
      openZkClient(client);
      break;
    case 'arrived':
      handleZkArrival(client, event as unknown as Extract<KafkaEvent, { type: 'arrived' }>);
      break;
    case 'disconnected':
      handleZkDisconnected(client, event);
      break;
    case 'timer':
      if (event.timer.part === 'zk-client') handleZkTimer(client, event.timer);
      break;
    case 'told':
      told(client, event.order);
      break;
    case 'flushed':
      break;
  }
  runZkThreads(client);
  return { kind: 'client', zk: client.zk, changed: client.changed, followed: client.followed };
}

function withHandlers(runtime: ZkRuntime<Job>, stateChangeHandlers: readonly string[]): ZkRuntime<Job> {
  return { ...runtime, client: { ...runtime.client, stateChangeHandlers } };
}

function told(client: Client, order: ClientOrder): void {
  if (order.type === 'call') startZkThread(client, order.thread, { type: 'call', words: order.words });
  else if (order.type === 'cancel') cancelZkThread(client, order.thread);
  else wakeZkThreads(client, order.signal, order.value);
}

const LATEST = KAFKA_VERSIONS.find(({ name }) => name === '3.9.1')!;

function* call(client: Client, [name, ...args]: readonly string[]): ZkRun<unknown> {
  const [path, second, third] = args as [string, string, string];
  switch (name) {
    case 'get': {
      const result = yield* request({ op: 'getData', path });
      return result.code === 'OK' ? [result.data, `version ${result.stat!.version}`] : result.code;
    }
    case 'children': {
      const result = yield* request({ op: 'getChildren', path });
      return result.code === 'OK' ? [...result.children!].sort() : result.code;
    }
    case 'exists':
      return (yield* request({ op: 'exists', path })).code;
    case 'create': {
      const mode = (third ?? 'PERSISTENT') as 'PERSISTENT';
      const result = yield* request({ op: 'create', path, data: second ?? null, mode });
      return result.code === 'OK' ? result.path : result.code;
    }
    case 'create-many': {
      const asked = range(Number(second)).map(
        (n): ZkRequest => ({ op: 'create', path: `${path}${n}`, data: `${n}`, mode: 'PERSISTENT' }),
      );
      const results = yield* requests(asked);
      const codes = new Map<string, number>();
      for (const { code } of results) codes.set(code, (codes.get(code) ?? 0) + 1);
      return Object.fromEntries(codes);
    }
    case 'set': {
      const result = yield* request({ op: 'setData', path, data: second, version: Number(third ?? -1) });
      return result.code === 'OK' ? `version ${result.stat!.version}` : result.code;
    }
    case 'delete':
      return (yield* request({ op: 'delete', path, version: Number(second ?? -1) })).code;
    case 'watch':
      return yield* zk.registerZNodeChangeHandlerAndCheckExistence(path, second);
    case 'watch-children':
      yield* zk.registerZNodeChildChangeHandler(path, second);
      return yield* zk.getChildren(path);
    case 'forget':
      return yield* zk.unregisterZNodeChangeHandler(path);
    case 'top-level-paths':
      return yield* zk.createTopLevelPaths(LATEST);
    case 'register-broker': {
      const endpoints = [{ name: 'PLAINTEXT', host: `b${path}`, port: 9092 }];
      return yield* zk.registerBroker({ id: Number(path), endpoints, rack: null }, LATEST);
    }
    case 'register-controller':
      return yield* zk.registerControllerAndIncrementControllerEpoch(Number(path), LATEST);
    case 'register-kraft':
      return yield* zk.tryRegisterKRaftControllerAsActiveController(Number(path), Number(second), LATEST);
    case 'migrate':
      return yield* migrate(path, args.slice(1).map(Number));
    case 'delete-under-epoch':
      return yield* zk.deletePath(path, Number(second));
    case 'set-config':
      return yield* zk.setOrCreateEntityConfigs('topics', path, { 'retention.ms': second }, true);
    case 'tell-isr':
      return yield* zk.propagateIsrChanges(args);
    case 'read-isr': {
      const numbers = yield* zk.getAllIsrChangeNotifications();
      const partitions = yield* zk.getPartitionsFromIsrChangeNotifications(numbers);
      yield* zk.deleteIsrChangeNotifications(Number(path), numbers);
      return [numbers, partitions];
    }
    case 'cluster-id':
      return yield* zk.createOrGetClusterId(path);
    case 'brokers':
      return (yield* zk.getAllBrokerAndEpochsInCluster()).map(({ broker: { id }, epoch }) => [id, epoch]);
    case 'wake-and-wait-for':
      yield* once(() => wakeZkThreads(client, path, 'by itself') ?? null);
      return yield* signal(path);
    case 'wait-for':
      return yield* signal(path);
    case 'follow':
      return yield* follow(client, path);
    case 'write':
      return yield* write(path, second, Number(third));
    case 'connected':
      return yield* zk.pathExists('/');
    case 'close':
      return yield* zk.close();
    default:
      throw new Error(`no call ${name}`);
  }
}

const FOLLOWER = 'follower';

/** Reads a znode whenever it has changed, for ever: as Kafka's listeners do, with a watch and a read behind each event. */
function* follow(client: Client, path: string): ZkRun<never> {
  yield* zk.registerZNodeChangeHandler(path, FOLLOWER);
  yield* once(() => {
    client.followed = { ...client.followed, [path]: null };
    return null;
  });
  while (true) {
    yield* once(() => {
      client.changed = client.changed.filter((one) => one !== path);
      return null;
    });
    try {
      if (yield* zk.pathExists(path)) {
        const found = yield* zk.getData(path);
        yield* once(() => {
          client.followed = { ...client.followed, [path]: found?.data ?? null };
          return null;
        });
      }
    } catch {
      // The session is over: the next is heard of.
    }
    while (!(yield* once(() => client.changed.includes(path)))) yield* signal(`changed ${path}`);
  }
}

/** Writes again and again, whatever becomes of it. */
function* write(path: string, name: string, times: number): ZkRun<Readonly<Record<string, number>>> {
  const codes: Record<string, number> = {};
  for (let time = 0; time < times; time++) {
    let code: string;
    try {
      code = (yield* request({ op: 'setData', path, data: `${name}-${time}`, version: -1 })).code;
    } catch (error) {
      code = (error as Error).name;
    }
    codes[code] = (codes[code] ?? 0) + 1;
    yield* sleep(millis(200));
  }
  return codes;
}

/** Writes a few znodes as a KRaft controller does: what it knows of /migration and of the controller epoch. */
function* migrate(path: string, [offset, version, epochVersion]: readonly number[]): ZkRun<unknown> {
  const state = {
    ...(yield* zk.getOrCreateMigrationState(zk.EMPTY_MIGRATION_STATE)),
    ...{ kraftControllerId: 3000, kraftControllerEpoch: 1, kraftMetadataEpoch: 1, kraftMetadataOffset: offset! },
    ...{ migrationZkVersion: version!, zkControllerEpochZkVersion: epochVersion! },
  };
  const changes = ['/a', '/b'].map(
    (name): ZooKeeperChange => ({ op: 'create', path: `${path}${name}`, data: null, mode: 'PERSISTENT' }),
  );
  const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected(changes, state);
  return [`/migration version ${migrationZkVersion}`, ...results.map(({ code }) => code)];
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place);
}

export function describeClient({ zk: { client, threads } }: ClientState): string {
  const { state, socket, watches, pending, outgoing, sessionId } = client;
  const where = socket === null ? '' : ` ${socket.type} ${socket.server}`;
  const watching = [watches.data, watches.exist, watches.child]
    .map((table, place) => ({ name: ['data', 'exist', 'child'][place], paths: entries(table).map(([path]) => path) }))
    .flatMap(({ name, paths }) => (paths.length === 0 ? [] : [`${name} ${[...paths].sort().join(' ')}`]));
  return [
    `${state}${where} session 0x${sessionId.toString(16)}`,
    `in flight ${pending.length}+${outgoing.length}`,
    ...watching,
    ...threads.map(({ name, waitingFor }) => `${name} waits for ${waitingFor.type}`),
  ].join('; ');
}

export const zkProtocol: Protocol<ZkWorld> = {
  handle,
  sizeOf: () => 100,
  describeMessage: describeZooKeeperMessage,
  describeFact: (fact) => (fact.type === 'Said' ? fact.text : describeFact(fact)),
  describeOrder: (order) => order.type,
  factOfCommand: () => undefined,
};
