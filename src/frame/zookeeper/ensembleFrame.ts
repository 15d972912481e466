/** The servers of the ensemble with their logs, aligned by zxid, and the sessions that the leader keeps. */
import { get } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import { slice } from '../../base/vector.ts';
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { LoggedTxn } from '../../kafka/messages/zookeeper.ts';
import { ephemeralsOf } from '../../kafka/zookeeper/dataTree.ts';
import type { Watches, ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import type { NodeView } from '../../sim/world.ts';
import { leaderOf, truthOf, type ZooKeeperNode } from './databases.ts';
import { zkClientOf } from './eraParts.ts';
import { pathOfTxn, txnText } from './txnText.ts';
import type { EnsembleFrame, EnsembleServer, SessionFrame, TxnCell, TxnFrame } from './zooKeeperLens.ts';

/** Columns of the picture. */
const MOST_TXNS = 40;

export function ensembleFrame(servers: readonly ZooKeeperNode[], nodes: readonly NodeView<Kafka>[]): EnsembleFrame {
  const leader = leaderOf(servers);
  const columns = newestTxns(servers);
  const clients = clientNames(servers);
  const ofLeader = leader?.state === undefined ? undefined : holdings(leader.state);
  const txns = columns.map((entry): TxnFrame => {
    const { zxid, time, sessionId: session, txn } = entry;
    return {
      zxid,
      at: time,
      op: txn.type,
      text: txnText(txn),
      client: clients.get(session) ?? '',
      path: pathOfTxn(txn),
      isForeign: ofLeader !== undefined && !ofLeader.has(zxid),
    };
  });
  return {
    servers: servers.map((server) => serverFrame(server, leader, columns)),
    txns,
    sessions: sessionFrames(servers, nodes),
  };
}

/** The newest entries of all logs as one list; two servers may hold different ones that neither has committed. */
function newestTxns(servers: readonly ZooKeeperNode[]): readonly LoggedTxn[] {
  const found = new Map<number, LoggedTxn>();
  for (const { state } of servers) {
    if (state === undefined) continue;
    const { entries } = state.log;
    for (const entry of slice(entries, Math.max(0, entries.length - MOST_TXNS))) found.set(entry.zxid, entry);
  }
  return [...found.values()].sort((a, b) => a.zxid - b.zxid).slice(-MOST_TXNS);
}

/** Which changes a server has: those in its log, and what its snapshots took over. */
function holdings({ log }: ZooKeeperServerState): { has(zxid: number): boolean } {
  const { entries, snapshots } = log;
  const snapshotZxid = snapshots[0]?.zxid ?? 0;
  const zxids = new Set(slice(entries, Math.max(0, entries.length - 2 * MOST_TXNS)).map(({ zxid }) => zxid));
  const first = Math.min(...zxids);
  return { has: (zxid) => zxids.has(zxid) || zxid <= snapshotZxid || (entries.length > 2 * MOST_TXNS && zxid < first) };
}

function serverFrame(
  { view, setup, state }: ZooKeeperNode,
  leader: ZooKeeperNode | undefined,
  columns: readonly LoggedTxn[],
): EnsembleServer {
  const base = { node: view.id, myid: setup.myid, status: view.status };
  if (state === undefined) return { ...base, ...DEAD };
  const { role, database, log, serving } = state;
  const own = holdings(state);
  const cell = (zxid: number): TxnCell => {
    if (!own.has(zxid)) return 'absent';
    if (zxid <= database.lastProcessedZxid) return 'applied';
    return zxid <= log.flushedZxid ? 'logged' : 'written';
  };
  const committed = leader?.state?.database.lastProcessedZxid;
  return {
    ...base,
    role: role.name,
    phase: 'phase' in role ? role.phase : null,
    serving: serving !== undefined,
    election: role.name === 'LOOKING' ? electionOf(role, setup.myid, state.logicalClock) : null,
    acceptedEpoch: state.acceptedEpoch,
    currentEpoch: state.currentEpoch,
    lastLoggedZxid: log.lastLoggedZxid,
    flushedZxid: log.flushedZxid,
    lastProcessedZxid: database.lastProcessedZxid,
    behind: committed === undefined ? null : changesAfter(leader!.state!, database.lastProcessedZxid),
    outstanding: role.name === 'LEADING' ? role.proposals.length : 0,
    clients: serving?.cnxns.values.filter((cnxn) => cnxn.established).length ?? 0,
    watches: watchesOf(serving),
    log: columns.map(({ zxid }) => cell(zxid)),
  };
}

const DEAD = {
  role: null,
  phase: null,
  serving: false,
  election: null,
  acceptedEpoch: 0,
  currentEpoch: 0,
  lastLoggedZxid: 0,
  flushedZxid: 0,
  lastProcessedZxid: 0,
  behind: null,
  outstanding: 0,
  clients: 0,
  watches: 0,
  log: [],
} as const;

function electionOf(
  { proposal, received }: Extract<ZooKeeperServerState['role'], { name: 'LOOKING' }>,
  myid: number,
  round: number,
): EnsembleServer['election'] {
  const agree = received.keys.filter((_, place) => received.values[place]!.leader === proposal.leader).map(Number);
  return { vote: proposal.leader, round, agree: [...new Set([myid, ...agree])].sort((a, b) => a - b) };
}

/** How many changes of the leader's log are newer, up to what it has committed. */
function changesAfter({ log, database }: ZooKeeperServerState, zxid: number): number {
  const { entries } = log;
  let count = 0;
  for (const entry of slice(entries, Math.max(0, entries.length - 2_000)))
    if (entry.zxid > zxid && entry.zxid <= database.lastProcessedZxid) count++;
  return count;
}

function watchesOf(serving: ZooKeeperServerState['serving']): number {
  if (serving === undefined) return 0;
  let count = 0;
  for (const watches of [serving.dataWatches, serving.childWatches])
    for (const connections of watches.values) count += connections.length;
  return count;
}

/** Sessions that are over have names, too: their last changes are in the log. */
export function clientNames(servers: readonly ZooKeeperNode[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const { state } of servers) {
    if (state === undefined) continue;
    const { keys, values } = state.database.sessions;
    keys.forEach((key, place) => {
      names.set(Number(key), values[place]!.client);
    });
  }
  return names;
}

function sessionFrames(servers: readonly ZooKeeperNode[], nodes: readonly NodeView<Kafka>[]): readonly SessionFrame[] {
  const truth = truthOf(servers);
  if (truth?.state === undefined) return [];
  const { database, serving } = truth.state;
  const { keys, values } = database.sessions;
  return keys.map((key, place): SessionFrame => {
    const id = Number(key);
    const { client, timeout } = values[place]!;
    const tracked = serving?.tracker === undefined ? undefined : get(serving.tracker, key);
    const at = servers.find(
      ({ state }) => state?.serving !== undefined && get(state.serving.cnxnOfSession, key) !== undefined,
    );
    const own = zkClientOf(nodes.find((node) => node.id === client));
    return {
      id: sessionText(id),
      client,
      believes:
        own === undefined
          ? null
          : { sessionId: own.sessionId === 0 ? null : sessionText(own.sessionId), state: own.state },
      server: at?.view.id ?? null,
      timeout: millis(timeout),
      expiresAt: tracked?.expiresAt ?? null,
      isClosing: tracked?.isClosing ?? false,
      ephemerals: ephemeralsOf(database.tree, id),
      watches: at === undefined ? 0 : watchesOfSession(at.state!, key),
    };
  });
}

function watchesOfSession({ serving }: ZooKeeperServerState, session: string): number {
  const connection = serving === undefined ? undefined : get(serving.cnxnOfSession, session);
  if (serving === undefined || connection === undefined) return 0;
  const of = (watches: Watches): number =>
    watches.values.filter((connections) => connections.includes(connection)).length;
  return of(serving.dataWatches) + of(serving.childWatches);
}
