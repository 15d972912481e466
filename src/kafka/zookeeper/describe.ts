/** The one text form of what crosses between ZooKeeper, its clients and its servers, and about how many bytes it takes. */
import { unreachable } from '../../base/assert.ts';
import { utf8Length } from '../../base/utf8.ts';
import type {
  CreateSession,
  ZooKeeperChange,
  ZooKeeperMessage,
  ZooKeeperOperation,
  ZooKeeperPacket,
  ZooKeeperTxn,
} from '../messages.ts';
import { hexOf } from './zxid.ts';

export function describeZooKeeperMessage(message: ZooKeeperMessage): string {
  switch (message.type) {
    case 'ZooKeeperConnectRequest':
      return message.sessionId === 0
        ? 'ConnectRequest new session'
        : `ConnectRequest 0x${message.sessionId.toString(16)}`;
    case 'ZooKeeperConnectResponse':
      return message.timeOut === 0
        ? 'ConnectResponse session expired'
        : `ConnectResponse 0x${message.sessionId.toString(16)}`;
    case 'ZooKeeperRequest':
      return describeOperation(message.operation);
    case 'ZooKeeperResponse':
      return `${message.op} ${message.result.code}`;
    case 'ZooKeeperWatcherEvent':
      return `${message.event} ${message.path}`;
    case 'ZooKeeperNotification': {
      const { sid, state, leader, zxid, electionEpoch, peerEpoch } = message;
      return `Notification z${sid} ${state} votes for z${leader} epoch ${peerEpoch} zxid ${hexOf(zxid)} round ${electionEpoch}`;
    }
    case 'ZooKeeperQuorumPacket':
      return describePacket(message.body);
  }
}

function describeOperation(operation: ZooKeeperOperation | CreateSession): string {
  switch (operation.op) {
    case 'ping':
    case 'closeSession':
    case 'setWatches':
    case 'createSession':
      return operation.op;
    case 'multi':
      return `multi [${operation.ops.map(describeOperation).join('; ')}]`;
    default:
      return `${operation.op} ${operation.path}`;
  }
}

function describePacket(body: ZooKeeperPacket): string {
  switch (body.packet) {
    case 'FOLLOWERINFO':
      return `FOLLOWERINFO z${body.sid} accepted epoch ${body.acceptedEpoch}`;
    case 'LEADERINFO':
      return `LEADERINFO epoch ${body.newEpoch}`;
    case 'ACKEPOCH':
      return `ACKEPOCH epoch ${body.currentEpoch} zxid ${hexOf(body.lastLoggedZxid)}`;
    case 'PROPOSAL':
      return `PROPOSAL ${hexOf(body.entry.zxid)} ${describeTxn(body.entry.txn)}`;
    case 'ACK':
    case 'COMMIT':
    case 'DIFF':
    case 'TRUNC':
    case 'SNAP':
    case 'NEWLEADER':
      return `${body.packet} ${hexOf(body.zxid)}`;
    case 'REQUEST':
      return `REQUEST ${describeOperation(body.operation)}`;
    case 'REVALIDATE':
      return `REVALIDATE ${hexOf(body.sessionId)}${body.valid === undefined ? '' : ` ${body.valid ? 'valid' : 'expired'}`}`;
    case 'UPTODATE':
    case 'PING':
    case 'SYNC':
      return body.packet;
    default:
      return unreachable(body);
  }
}

export function describeTxn(txn: ZooKeeperTxn): string {
  switch (txn.type) {
    case 'create':
    case 'delete':
    case 'setData':
    case 'check':
      return `${txn.type} ${txn.path}`;
    case 'multi':
      return `multi [${txn.txns.map(describeTxn).join('; ')}]`;
    case 'createSession':
    case 'closeSession':
      return txn.type;
    case 'error':
      return `error ${txn.code}`;
    default:
      return unreachable(txn);
  }
}

/** The jute form has a header of some forty bytes, a stat of seventy, and strings with their lengths. */
const HEADER_BYTES = 40;
const STAT_BYTES = 68;
const ZNODE_BYTES = 90;

/** *Simplified:* about so many bytes. */
export function sizeOfZooKeeperMessage(message: ZooKeeperMessage): number {
  switch (message.type) {
    case 'ZooKeeperRequest':
      return HEADER_BYTES + sizeOfOperation(message.operation);
    case 'ZooKeeperResponse': {
      const { data, children = [], results = [] } = message.result;
      const parts = results.length * (STAT_BYTES + HEADER_BYTES);
      return (
        HEADER_BYTES + STAT_BYTES + sizeOfText(data) + parts + children.reduce((sum, name) => sum + sizeOfText(name), 0)
      );
    }
    case 'ZooKeeperWatcherEvent':
      return HEADER_BYTES + sizeOfText(message.path);
    case 'ZooKeeperQuorumPacket':
      return HEADER_BYTES + sizeOfPacket(message.body);
    default:
      return 2 * HEADER_BYTES;
  }
}

function sizeOfPacket(body: ZooKeeperPacket): number {
  switch (body.packet) {
    case 'PROPOSAL':
      return HEADER_BYTES + sizeOfTxn(body.entry.txn);
    case 'REQUEST':
      return body.operation.op === 'createSession' ? HEADER_BYTES : sizeOfOperation(body.operation);
    case 'SNAP':
      return ZNODE_BYTES * (body.snapshot as { readonly tree: { readonly nodeCount: number } }).tree.nodeCount;
    default:
      return 0;
  }
}

function sizeOfOperation(operation: ZooKeeperOperation): number {
  switch (operation.op) {
    case 'multi':
      return operation.ops.reduce((sum, op) => sum + HEADER_BYTES + sizeOfChange(op), 0);
    case 'setWatches': {
      const paths = [...operation.dataWatches, ...operation.existWatches, ...operation.childWatches];
      return paths.reduce((sum, path) => sum + sizeOfText(path), 0);
    }
    case 'ping':
    case 'closeSession':
      return 0;
    case 'create':
    case 'setData':
    case 'delete':
    case 'check':
      return sizeOfChange(operation);
    default:
      return sizeOfText(operation.path);
  }
}

function sizeOfChange(change: ZooKeeperChange): number {
  return sizeOfText(change.path) + ('data' in change ? sizeOfText(change.data) : 0);
}

function sizeOfTxn(txn: ZooKeeperTxn): number {
  switch (txn.type) {
    case 'create':
    case 'setData':
      return sizeOfText(txn.path) + sizeOfText(txn.data);
    case 'multi':
      return txn.txns.reduce((sum, part) => sum + HEADER_BYTES + sizeOfTxn(part), 0);
    case 'closeSession':
      return txn.pathsToDelete.reduce((sum, path) => sum + sizeOfText(path), 0);
    default:
      return HEADER_BYTES;
  }
}

function sizeOfText(text: string | null | undefined): number {
  return 4 + (text === null || text === undefined ? 0 : utf8Length(text));
}
