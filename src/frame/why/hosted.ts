/** A partition as the broker of a replayed event has it. */
import { get } from '../../base/table.ts';
import type { KafkaState } from '../../kafka/kinds.ts';
import type { Partition } from '../../kafka/replication/partition.ts';

export function hosted(state: KafkaState | undefined, partition: string): Partition | undefined {
  return state?.kind === 'server' && state.broker !== undefined ? get(state.broker.partitions, partition) : undefined;
}
