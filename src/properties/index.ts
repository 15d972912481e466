/** The list of properties: the same for tests, the explorer, the command line and the badges on the screen. */
import { consistentRead, noAcknowledgedRecordLost, noWeaklyAcknowledgedRecordLost } from './durability.ts';
import { fencedNotInIsr, isrWithinReplicas, leaderInIsr, monotonicEpochs } from './metadata.ts';
import type { Property } from './property.ts';
import { committedMetadata, electionSafety, monotonicQuorumEpoch, noDoubleVote } from './quorum.ts';
import {
  highWatermarkWithinLog,
  leaderCompleteness,
  logMatching,
  monotonicLeaderHighWatermark,
  oneLeaderPerEpoch,
  validHighWatermark,
} from './replication.ts';

export type { Finding, Property } from './property.ts';
export { type Break, PropertyWatcher } from './watcher.ts';

export const PROPERTIES: readonly Property[] = [
  noAcknowledgedRecordLost,
  noWeaklyAcknowledgedRecordLost,
  consistentRead,
  logMatching,
  leaderCompleteness,
  validHighWatermark,
  highWatermarkWithinLog,
  monotonicLeaderHighWatermark,
  oneLeaderPerEpoch,
  leaderInIsr,
  isrWithinReplicas,
  fencedNotInIsr,
  monotonicEpochs,
  electionSafety,
  noDoubleVote,
  monotonicQuorumEpoch,
  committedMetadata,
];

export const propertyNames: readonly string[] = PROPERTIES.map(({ name }) => name);

export function propertyOf(name: string): Property | undefined {
  return PROPERTIES.find((property) => property.name === name);
}
