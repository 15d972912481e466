/** The one text form of what crosses between ZooKeeper, its clients and its servers. */
import type { ZooKeeperMessage, ZooKeeperOperation, ZooKeeperPacket } from '../messages.ts';

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
    case 'ZooKeeperNotification':
      return `Notification z${message.sid} ${message.state} votes for z${message.leader}`;
    case 'ZooKeeperQuorumPacket':
      return describePacket(message.body);
  }
}

function describeOperation(operation: ZooKeeperOperation): string {
  switch (operation.op) {
    case 'ping':
    case 'closeSession':
    case 'setWatches':
      return operation.op;
    case 'multi':
      return `multi [${operation.ops.map(describeOperation).join('; ')}]`;
    default:
      return `${operation.op} ${operation.path}`;
  }
}

function describePacket(body: ZooKeeperPacket): string {
  switch (body.packet) {
    case 'PROPOSAL':
      return `PROPOSAL 0x${body.entry.zxid.toString(16)} ${body.entry.txn.type}`;
    case 'ACK':
    case 'COMMIT':
    case 'DIFF':
    case 'TRUNC':
    case 'SNAP':
    case 'NEWLEADER':
      return `${body.packet} 0x${body.zxid.toString(16)}`;
    default:
      return body.packet;
  }
}
