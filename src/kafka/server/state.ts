/**
 * One Kafka server process: a raft replica of the metadata log (voter or observer), and on top of it a controller, a
 * broker, or both (kafka.server.KafkaRaftServer, SharedServer).
 */
import type { BrokerState } from '../broker/state.ts';
import type { ControllerState } from '../controller/state.ts';
import type { ServerSetup } from '../kinds.ts';
import type { RaftState } from '../raft/state.ts';

export interface ServerState {
  readonly kind: 'server';
  readonly setup: ServerSetup;
  readonly raft: RaftState;
  readonly controller: ControllerState | undefined;
  readonly broker: BrokerState | undefined;
}
