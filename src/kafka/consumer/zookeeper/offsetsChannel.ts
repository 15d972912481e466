/**
 * The connection to the broker that keeps the group's offsets, found by asking any broker (kafka.client.ClientUtils
 * .channelToOffsetManager; the offsetsChannel of ZookeeperConsumerConnector). One request at a time is on its way.
 */
import { get } from '../../../base/table.ts';
import { connectionKey, nextCorrelationId } from '../../client/clientState.ts';
import { isUnavailable } from '../../client/connectionStates.ts';
import { leastLoadedNode } from '../../client/leastLoadedNode.ts';
import { rebootstrap } from '../../client/metadata.ts';
import { addressName } from '../../client/names.ts';
import { closeConnection, ensureReady, handleDisconnected, send } from '../../client/networkClient.ts';
import type { GroupRequest, KafkaResponse } from '../../messages.ts';
import { once, retried, signal, sleep, type ZkRun } from '../../zk/run.ts';
import { allBrokers } from './brokers.ts';
import { type ConnectorRun, withConnector } from './state.ts';

const LANE = 'offsets';
/** How long it waits for a connection before it looks again. */
const CONNECTING = 5000;

/** null: the connection was lost, or nobody answered in time. */
export function* askOffsetManager(
  run: ConnectorRun,
  request: (correlationId: number) => GroupRequest,
): ZkRun<KafkaResponse | null> {
  const host = yield* ensureOffsetManagerConnected(run);
  return yield* ask(run, host, request);
}

/** Blocks until it is located. */
export function* ensureOffsetManagerConnected(run: ConnectorRun): ZkRun<string> {
  const known = yield* once(() => run.connector.offsetManager);
  if (known !== null) return known;
  return yield* retried(() => locate(run));
}

function* locate(run: ConnectorRun): ZkRun<string | undefined> {
  const { settings } = run.connector;
  yield* bootstrap(run);
  const any = yield* once(() => leastLoadedNode(run).host ?? null);
  if (any !== null) {
    const response = yield* ask(run, any, (correlationId) => ({
      type: 'FindCoordinatorRequest',
      keyType: 0,
      coordinatorKeys: [settings.groupId],
      correlationId,
    }));
    const found = response?.type === 'FindCoordinatorResponse' ? response.coordinators[0] : undefined;
    if (found?.errorCode === 'NONE') {
      const offsetManager = addressName(found.host, found.port);
      yield* once(() => located(run, offsetManager, found.nodeId));
      return offsetManager;
    }
  }
  yield* sleep(settings.offsetsChannelBackoff);
  return undefined;
}

function* bootstrap(run: ConnectorRun): ZkRun<void> {
  if (yield* once(() => run.client.metadata.brokers.length > 0)) return;
  const hosts = yield* allBrokers();
  yield* once(() => {
    run.client.metadata = rebootstrap(run.client.metadata, hosts);
  });
}

function located(run: ConnectorRun, offsetManager: string, broker: number): void {
  withConnector(run, { offsetManager });
  const group = run.connector.settings.groupId;
  run.out.fact({ type: 'CoordinatorDiscovered', client: run.client.clientId, group, broker });
}

/** offsetsChannel.disconnect() */
export function forgetOffsetManager(run: ConnectorRun): void {
  const { offsetManager } = run.connector;
  if (offsetManager === null) return;
  withConnector(run, { offsetManager: null });
  const key = connectionKey(offsetManager, LANE);
  closeConnection(run, key);
  handleDisconnected(run, key, 'the offset manager is looked for again');
}

function* ask(
  run: ConnectorRun,
  host: string,
  request: (correlationId: number) => GroupRequest,
): ZkRun<KafkaResponse | null> {
  const key = connectionKey(host, LANE);
  const { offsetsChannelTimeout } = run.connector.settings;
  let waited = 0;
  while (true) {
    const step = yield* once(() => trySend(run, key, request));
    if (step === 'unavailable' || waited > offsetsChannelTimeout) {
      yield* once(() => withConnector(run, { offsetManager: null }));
      return null;
    }
    if (step === 'sent') break;
    yield* sleep(CONNECTING);
    waited += CONNECTING;
  }
  const response = yield* signal<KafkaResponse | null>(ANSWER);
  if (response === null) yield* once(() => withConnector(run, { offsetManager: null }));
  return response;
}

/** Who waits for an answer of a broker waits for this. */
export const ANSWER = 'answer';

function trySend(
  run: ConnectorRun,
  key: string,
  request: (correlationId: number) => GroupRequest,
): 'sent' | 'connecting' | 'unavailable' {
  if (isUnavailable(get(run.client.connections, key), run.env.now)) return 'unavailable';
  if (!ensureReady(run, key)) return 'connecting';
  const correlationId = nextCorrelationId(run);
  send(run, key, request(correlationId), run.connector.settings.offsetsChannelTimeout);
  withConnector(run, { awaited: correlationId });
  return 'sent';
}
