/**
 * The connection of a client to one of the servers, and the session it carries: which server it tries next, pings, what is
 * sent and answered in order, what is lost with a connection, watches set anew at the next server
 * (org.apache.zookeeper.ClientCnxn, client.StaticHostProvider, ZKWatchManager of 3.8).
 *
 * *Simplified:* requests follow when the session is there, where ClientCnxn may send them behind the ConnectRequest. That an
 * earlier attempt got as far as a TCP connection cannot be seen: each but the first waits up to a second at random. All
 * watches fit into one SetWatches.
 */
import { emptyTable } from '../../base/table.ts';
import { MICROS_PER_MILLI, type Micros, millis } from '../../base/time.ts';
import type { KeeperCode, WatchedEventType, ZooKeeperClientMessage, ZooKeeperOperation } from '../messages.ts';
import { type ClientDraft, type Cnxn, NO_WATCHES, type ZkClientState, type ZkPacket } from './clientState.ts';
import { nextServer, shuffled } from './hostProvider.ts';
import { lookAgain, setAlarm, timeToNextPing } from './sendThread.ts';
import { setWatches, withoutFired, withWatchOf } from './watchManager.ts';

const PING_XID = -2;
const SET_WATCHES_XID = -8;
/** HostProvider.next(spinDelay): when all servers have been tried. */
const SPIN_DELAY: Micros = millis(1000);
const RANDOM_DELAY_MS = 1000;

// ---- a session ----------------------------------------------------------------------------------------------------------------

/** new ZooKeeper(connectString, sessionTimeout, watcher) */
export function openSession(cnxn: Cnxn): void {
  const { client } = cnxn;
  const { connect, sessionTimeout } = client.setup;
  client.incarnation += 1;
  client.state = 'CONNECTING';
  client.socket = null;
  client.servers = shuffled(cnxn.env, connect, client.incarnation);
  client.currentIndex = -1;
  client.lastIndex = -1;
  client.sessionId = 0;
  client.passwd = '';
  client.negotiatedTimeout = 0;
  client.readTimeout = floorMillis((sessionTimeout * 2) / 3);
  client.connectTimeout = floorMillis(sessionTimeout / connect.length);
  client.isFirstConnect = true;
  client.lastZxid = 0;
  client.nextXid = 1;
  client.closing = false;
  client.outgoing = [];
  client.pending = [];
  client.watches = NO_WATCHES;
  startConnect(cnxn);
}

function floorMillis(micros: Micros): Micros {
  return Math.floor(micros / MICROS_PER_MILLI) * MICROS_PER_MILLI;
}

// ---- connecting ---------------------------------------------------------------------------------------------------------------

function startConnect(cnxn: Cnxn): void {
  const { client, env } = cnxn;
  let delay = nextServer(client) ? SPIN_DELAY : 0;
  const server = client.servers[client.currentIndex]!;
  if (!client.isFirstConnect) {
    const attempt = `zk-connect ${env.self} at ${env.now} attempt ${client.attempts}`;
    delay += millis(env.draw(attempt, RANDOM_DELAY_MS));
  }
  client.isFirstConnect = false;
  client.attempts += 1;
  if (delay === 0) openConnection(cnxn, server);
  else {
    client.socket = { type: 'sleeping', server, until: env.now + delay };
    lookAgain(cnxn);
  }
}

function openConnection(cnxn: Cnxn, server: string): void {
  const { client, env } = cnxn;
  client.state = 'CONNECTING';
  client.socket = { type: 'opening', server };
  client.lastHeard = env.now;
  const { sessionId, passwd, lastZxid: lastZxidSeen } = client;
  const timeOut = Math.floor(client.setup.sessionTimeout / MICROS_PER_MILLI);
  transmit(cnxn, { type: 'ZooKeeperConnectRequest', lastZxidSeen, timeOut, sessionId, passwd });
  lookAgain(cnxn);
}

function transmit(cnxn: Cnxn, message: ZooKeeperClientMessage): void {
  const { client, env, out } = cnxn;
  client.lastSend = env.now;
  out.send(client.socket!.server, client.setup.lane, message);
}

type ConnectResponse = Extract<ZooKeeperClientMessage, { type: 'ZooKeeperConnectResponse' }>;

function connected(cnxn: Cnxn, { timeOut, sessionId, passwd }: ConnectResponse): void {
  const { client } = cnxn;
  if (timeOut <= 0) {
    client.state = 'CLOSED';
    cnxn.happened.push({ type: 'state', state: 'Expired', server: client.socket!.server });
    ended(cnxn);
    return;
  }
  client.negotiatedTimeout = millis(timeOut);
  client.readTimeout = millis(Math.floor((timeOut * 2) / 3));
  client.connectTimeout = millis(Math.floor(timeOut / client.servers.length));
  client.lastIndex = client.currentIndex;
  client.sessionId = sessionId;
  client.passwd = passwd;
  client.state = 'CONNECTED';
  client.socket = { type: 'established', server: client.socket!.server };
  setWatchesAgain(cnxn);
  sendOutgoing(cnxn);
  cnxn.happened.push({ type: 'state', state: 'SyncConnected', server: client.socket.server });
}

/** What it watched at the last server, and what it has seen: what has changed since is told at once. */
function setWatchesAgain({ client, env }: Cnxn): void {
  const operation = setWatches(client.watches, client.lastZxid);
  if (operation === undefined) return;
  client.outgoing = [{ xid: SET_WATCHES_XID, thread: 0, operation, queuedAt: env.now }, ...client.outgoing];
}

// ---- packets --------------------------------------------------------------------------------------------------------------------

export function queuePacket(cnxn: Cnxn, thread: number, operation: ZooKeeperOperation): void {
  const { client } = cnxn;
  const packet: ZkPacket = { xid: 0, thread, operation, queuedAt: cnxn.env.now };
  if (client.state === 'CLOSED' || client.closing) {
    lose(cnxn, packet);
    return;
  }
  if (operation.op === 'closeSession') client.closing = true;
  client.outgoing = [...client.outgoing, packet];
  if (client.socket?.type === 'established') sendOutgoing(cnxn);
}

function sendOutgoing(cnxn: Cnxn): void {
  const { client } = cnxn;
  const sent = client.outgoing.map((packet): ZkPacket => {
    const xid = packet.xid === 0 ? client.nextXid++ : packet.xid;
    transmit(cnxn, { type: 'ZooKeeperRequest', xid, operation: packet.operation });
    return { ...packet, xid };
  });
  client.outgoing = [];
  client.pending = [...client.pending, ...sent];
  lookAgain(cnxn);
}

/** ClientCnxn.conLossPacket */
function lose({ client, happened }: Cnxn, { thread }: ZkPacket): void {
  const isOver = client.state === 'CLOSED' && !triesNextSession(client);
  const code: KeeperCode = isOver ? 'SESSIONEXPIRED' : 'CONNECTIONLOSS';
  if (thread !== 0) happened.push({ type: 'answered', thread, result: { code } });
}

/** ZkClient.retryUntilConnected: to whoever asks, an expired session is a lost connection. */
export function triesNextSession({ setup, closing }: ZkClientState): boolean {
  return setup.pipelined === false && !closing;
}

function answered(cnxn: Cnxn, message: Extract<ZooKeeperClientMessage, { type: 'ZooKeeperResponse' }>): void {
  const { client, happened } = cnxn;
  const [packet, ...pending] = client.pending;
  if (packet === undefined || packet.xid !== message.xid) {
    // Xid out of order.
    disconnected(cnxn);
    return;
  }
  client.pending = pending;
  if (message.zxid > 0) client.lastZxid = message.zxid;
  const { operation, thread } = packet;
  const { result } = message;
  client.watches = withWatchOf(client.watches, operation, result.code);
  if (thread !== 0) {
    const took = cnxn.env.now - packet.queuedAt;
    cnxn.out.fact({ type: 'ZooKeeperRequestCompleted', client: cnxn.env.self, op: operation.op, took });
    happened.push({ type: 'answered', thread, result });
  }
  if (operation.op !== 'closeSession') return;
  client.state = 'CLOSED';
  ended(cnxn);
}

function watchFired({ client, happened }: Cnxn, event: WatchedEventType, path: string): void {
  const left = withoutFired(client.watches, event, path);
  if (left === client.watches) return;
  client.watches = left;
  happened.push({ type: 'watch', event, path });
}

// ---- losing the connection ------------------------------------------------------------------------------------------------------

/** SendThread.cleanAndNotifyState, and the next attempt. */
export function disconnected(cnxn: Cnxn): void {
  const { client, happened } = cnxn;
  const server = establishedServer(client);
  closeSocket(cnxn);
  loseAll(cnxn);
  if (client.closing) {
    client.state = 'CLOSED';
    ended(cnxn);
    return;
  }
  happened.push({ type: 'state', state: 'Disconnected', server });
  startConnect(cnxn);
}

function loseAll(cnxn: Cnxn): void {
  const { client } = cnxn;
  const lost = [...client.pending, ...client.outgoing];
  client.pending = [];
  client.outgoing = [];
  for (const packet of lost) lose(cnxn, packet);
}

function closeSocket({ client, out }: Cnxn): void {
  if (client.socket !== null && client.socket.type !== 'sleeping') out.close(client.socket.server, client.setup.lane);
  client.socket = null;
}

/** The send thread has left its loop: the session is expired or closed. */
function ended(cnxn: Cnxn): void {
  const { client } = cnxn;
  const server = establishedServer(client);
  closeSocket(cnxn);
  loseAll(cnxn);
  client.lookAt = null;
  if (client.closing) cnxn.happened.push({ type: 'state', state: 'Closed', server });
}

function establishedServer({ socket }: ClientDraft): string | null {
  return socket?.type === 'established' ? socket.server : null;
}

// ---- what comes from the network ------------------------------------------------------------------------------------------------

export function arrived(cnxn: Cnxn, message: ZooKeeperClientMessage): void {
  const { client, env } = cnxn;
  if (client.socket === null || client.socket.type === 'sleeping') return;
  client.lastHeard = env.now;
  switch (message.type) {
    case 'ZooKeeperConnectResponse':
      connected(cnxn, message);
      break;
    case 'ZooKeeperResponse':
      if (message.xid !== PING_XID) answered(cnxn, message);
      break;
    case 'ZooKeeperWatcherEvent':
      watchFired(cnxn, message.event, message.path);
      break;
    default:
      return;
  }
  lookAgain(cnxn);
}

// ---- the send thread ------------------------------------------------------------------------------------------------------------

export function sendThreadWakes(cnxn: Cnxn): void {
  const { client, env } = cnxn;
  client.wakeAt = null;
  if (client.lookAt === null) return;
  if (env.now < client.lookAt) {
    setAlarm(cnxn);
    return;
  }
  look(cnxn);
  lookAgain(cnxn);
}

function look(cnxn: Cnxn): void {
  const { client, env } = cnxn;
  const { socket } = client;
  if (socket === null) return;
  if (socket.type === 'sleeping') {
    openConnection(cnxn, socket.server);
    return;
  }
  const patience = socket.type === 'opening' ? client.connectTimeout : client.readTimeout;
  if (env.now - client.lastHeard >= patience) disconnected(cnxn);
  else if (socket.type === 'established' && timeToNextPing(client, env.now) === 0) {
    transmit(cnxn, { type: 'ZooKeeperRequest', xid: PING_XID, operation: { op: 'ping' } });
  }
}

/** Nobody is told any more. */
export function forgetHandlers(client: ClientDraft): void {
  client.changeHandlers = emptyTable();
  client.childChangeHandlers = emptyTable();
  client.stateChangeHandlers = [];
}
