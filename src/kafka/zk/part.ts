/**
 * What a broker keeps where the metadata is in ZooKeeper: the client with the threads that share it, the controller (every
 * broker has one, at rest or active), and what is KafkaServer's own.
 */
import type { ZkJob } from '../broker/zk/jobs.ts';
import type { KafkaServerPart } from '../broker/zk/state.ts';
import type { KafkaControllerState } from '../kafkaController/state.ts';
import type { ZkRuntime } from './threadState.ts';

export interface ZooKeeperPart {
  readonly zk: ZkRuntime<ZkJob>;
  readonly controller: KafkaControllerState;
  readonly server: KafkaServerPart;
}
