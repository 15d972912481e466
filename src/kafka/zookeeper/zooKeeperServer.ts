/** One server of a ZooKeeper ensemble (org.apache.zookeeper.server.quorum.QuorumPeer). */
import type { KafkaEnv, KafkaEvent, KafkaOut } from '../kinds.ts';
import type { ZooKeeperSetup } from './setup.ts';
import type { ZooKeeperServerState } from './state.ts';

export function handleZooKeeper(
  state: ZooKeeperServerState | undefined,
  event: KafkaEvent,
  _env: KafkaEnv,
  _out: KafkaOut,
): ZooKeeperServerState {
  if (event.type === 'booted') return { kind: 'zookeeper', setup: event.setup as ZooKeeperSetup };
  return state as ZooKeeperServerState;
}
