/**
 * The leader of a partition as a consumer's position remembers it. Before KIP-320 a consumer knew of no epochs: none of its
 * requests was fenced, and what it had read was never checked against the log of another leader.
 */
import { currentLeader, type LeaderAndEpoch } from '../client/metadata.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { ConsumerRun } from './state.ts';

export function knownLeader({ client, setup }: ConsumerRun, tp: TopicPartition): LeaderAndEpoch {
  const known = currentLeader(client.metadata, tp);
  return setup.version.kip320 ? known : { leader: known.leader, epoch: null };
}
