/** What crosses between ZooKeeper, its clients and its servers, by the names that ZooKeeper has for it. */

import type { KeeperCode, ZooKeeperMessage, ZooKeeperPacket } from '../../kafka/messages/zookeeper.ts';
import { describeZooKeeperMessage } from '../../kafka/zookeeper/describe.ts';
import type { MessageFrame } from '../frame.ts';

type Known = Pick<MessageFrame, 'api' | 'kind' | 'text' | 'error' | 'records' | 'partition'>;
type Traits = Pick<MessageFrame, 'api' | 'kind' | 'error'>;

export function zooKeeperMessageFrame(message: ZooKeeperMessage): Known {
  return { ...zooKeeperTraits(message), text: describeZooKeeperMessage(message), records: 0, partition: null };
}

/** Without its text, which costs more than all the rest. */
export function zooKeeperTraits(message: ZooKeeperMessage): Traits {
  const of = (api: string, kind: Known['kind'], error = false): Traits => ({ api, kind, error });
  switch (message.type) {
    case 'ZooKeeperConnectRequest':
      return of('connect', 'request');
    case 'ZooKeeperConnectResponse':
      return of('connect', 'response', message.timeOut === 0);
    case 'ZooKeeperRequest':
      return of(message.operation.op, 'request');
    case 'ZooKeeperResponse':
      return of(message.op, 'response', isRefusal(message.result.code));
    case 'ZooKeeperWatcherEvent':
      return of('WatchedEvent', 'response');
    case 'ZooKeeperNotification':
      return of('Notification', 'request');
    case 'ZooKeeperQuorumPacket':
      return of(message.body.packet, isAnswer(message.body) ? 'response' : 'request');
  }
}

/** That something is not there is an answer like any other. */
function isRefusal(code: KeeperCode): boolean {
  return code !== 'OK' && code !== 'NONODE';
}

function isAnswer({ packet }: ZooKeeperPacket): boolean {
  return packet === 'ACK' || packet === 'ACKEPOCH';
}
