/** What a person asks first of a broker that keeps its metadata in ZooKeeper, and of a server of the ensemble. */
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import type { BrokerRegistration } from '../../kafka/metadata/image.ts';
import type { ServerState } from '../../kafka/server/state.ts';
import type { ZooKeeperPart } from '../../kafka/zk/part.ts';
import type { ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import { brokerName } from '../../scenario/scenario.ts';
import type { DetailRow } from '../frame.ts';

/** `registration`: as the znodes have it. */
export function zkBrokerRows(
  { setup }: ServerState,
  { zk, controller, server }: ZooKeeperPart,
  registration: BrokerRegistration | undefined,
): readonly DetailRow[] {
  const { state, socket, sessionId } = zk.client;
  const known = server.controllerId;
  return [
    { label: 'registered', value: registration === undefined ? 'no' : 'yes', note: `/brokers/ids/${setup.nodeId}` },
    {
      label: 'broker epoch',
      value: registration === undefined ? 'not registered' : zxidText(registration.epoch),
      note: 'KIP-380',
    },
    { label: 'ZooKeeper', value: socket === null ? state : `${state} ${socket.server}`, note: 'ClientCnxn' },
    {
      label: 'session',
      value: sessionId === 0 ? 'none yet' : sessionText(sessionId),
      note: 'zookeeper.session.timeout.ms',
    },
    {
      label: 'active controller',
      value: controller.owned.activeControllerId === setup.nodeId ? 'yes' : 'no',
      note: 'KafkaController',
    },
    {
      label: 'last request from',
      value: known < 0 ? 'none yet' : `${brokerName(known)}, controller epoch ${server.controllerEpoch}`,
      note: 'UpdateMetadata, LeaderAndIsr',
    },
  ];
}

export function zooKeeperRows(state: ZooKeeperServerState): readonly DetailRow[] {
  const { setup, role, currentEpoch, database, log, serving } = state;
  const { servers } = setup;
  const quorum = Math.floor(servers.length / 2) + 1;
  return [
    { label: 'role', value: role.name, note: 'QuorumPeer' },
    { label: 'epoch', value: String(currentEpoch), note: 'currentEpoch' },
    { label: 'quorum', value: `${quorum} of ${servers.length}`, note: 'QuorumMaj' },
    { label: 'serving', value: serving === undefined ? 'no' : 'yes', note: 'ZooKeeperServer' },
    { label: 'last applied', value: zxidText(database.lastProcessedZxid), note: 'zxid' },
    { label: 'last logged', value: zxidText(log.lastLoggedZxid), note: 'zxid' },
    { label: 'znodes', value: String(database.tree.nodeCount), note: 'DataTree' },
    { label: 'sessions', value: String(database.sessions.keys.length), note: 'SessionTracker' },
  ];
}

/** As ZooKeeper writes it: the epoch in the upper half. */
function zxidText(zxid: number): string {
  return `0x${zxid.toString(16)}`;
}
