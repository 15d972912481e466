/** A server of the ensemble as the screen draws it. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { ZooKeeperSetup } from '../../kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import type { NodeView } from '../../sim/world.ts';
import type { NodeBase } from '../frame.ts';

export interface ZooKeeperFrame extends NodeBase {
  readonly kind: 'zookeeper';
  readonly myid: number;
}

export function zooKeeperFrame(
  { id, status, lives }: NodeView<Kafka>,
  setup: ZooKeeperSetup,
  _state: ZooKeeperServerState | undefined,
): ZooKeeperFrame {
  return { id, status, lives, kind: 'zookeeper', myid: setup.myid };
}
