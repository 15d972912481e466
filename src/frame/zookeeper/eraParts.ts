/** Where a node keeps what it knows of ZooKeeper: one place, whatever kind of node it is. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { ZkClientState } from '../../kafka/zk/clientState.ts';
import type { NodeView } from '../../sim/world.ts';

/** The client in a living process; undefined: it has none. */
export function zkClientOf(node: NodeView<Kafka> | undefined): ZkClientState | undefined {
  const state = node?.state;
  switch (state?.kind) {
    case 'server':
      return state.broker?.zookeeper?.zk.client;
    case 'consumer':
      return state.connector?.zk.client;
    default:
      return undefined;
  }
}
