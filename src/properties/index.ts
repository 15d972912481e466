/** The list of properties: the same for tests, the explorer, the command line and the badges on the screen. */
import { ANOMALIES } from './clientChecker/anomalies.ts';
import { memberEpochIsMonotonic, noDoubleClientAssignment, validMemberEpoch } from './consumerGroups.ts';
import {
  appendedByEnough,
  consistentRead,
  noAcknowledgedRecordLost,
  noWeaklyAcknowledgedRecordLost,
} from './durability.ts';
import { elrOnlyBelowMinIsr, uncleanNotEligible } from './eligibility.ts';
import { ENSEMBLE_PROPERTIES } from './ensemble.ts';
import { committedNotAheadOfDelivered, oneOwnerPerGeneration } from './groups.ts';
import { isrGrowsByItsLeader, joinsWithAllCommitted } from './joining.ts';
import { fencedNotInIsr, isrWithinReplicas, leaderInIsr, monotonicEpochs } from './metadata.ts';
import { outcomesNeverLie } from './outcomes.ts';
import { noServerFault } from './processes.ts';
import type { Property } from './property.ts';
import { committedMetadata, electionSafety, ledByVoter, monotonicQuorumEpoch, noDoubleVote } from './quorum.ts';
import { QUORUM_LOG_PROPERTIES } from './quorumLog.ts';
import {
  highWatermarkWithinLog,
  leaderCompleteness,
  logMatching,
  monotonicLeaderHighWatermark,
  oneLeaderPerEpoch,
  validHighWatermark,
} from './replication.ts';
import { SESSION_PROPERTIES } from './sessions.ts';
import { ZOOKEEPER_CONTROLLER_PROPERTIES } from './zooKeeperControllers.ts';

export { ANOMALIES, type Anomaly, anomalyNames, anomalyOf } from './clientChecker/anomalies.ts';
export type { Finding, Property } from './property.ts';
export { type Break, PropertyWatcher } from './watcher.ts';

export const PROPERTIES: readonly Property[] = [
  noAcknowledgedRecordLost,
  noWeaklyAcknowledgedRecordLost,
  consistentRead,
  outcomesNeverLie,
  appendedByEnough,
  logMatching,
  leaderCompleteness,
  validHighWatermark,
  joinsWithAllCommitted,
  isrGrowsByItsLeader,
  highWatermarkWithinLog,
  monotonicLeaderHighWatermark,
  oneLeaderPerEpoch,
  leaderInIsr,
  isrWithinReplicas,
  fencedNotInIsr,
  elrOnlyBelowMinIsr,
  uncleanNotEligible,
  monotonicEpochs,
  electionSafety,
  ledByVoter,
  noDoubleVote,
  monotonicQuorumEpoch,
  committedMetadata,
  ...QUORUM_LOG_PROPERTIES,
  ...ENSEMBLE_PROPERTIES,
  ...SESSION_PROPERTIES,
  ...ZOOKEEPER_CONTROLLER_PROPERTIES,
  noServerFault,
  oneOwnerPerGeneration,
  committedNotAheadOfDelivered,
  noDoubleClientAssignment,
  validMemberEpoch,
  memberEpochIsMonotonic,
  // What clients see comes last: the properties above say what went wrong inside.
  ...ANOMALIES.filter(({ needs }) => needs === undefined),
];

/** Of what is stated under its own name; anomalies are listed by `anomalyNames`. */
export const propertyNames: readonly string[] = PROPERTIES.filter(({ kind }) => kind !== 'anomaly').map(
  ({ name }) => name,
);

export function propertyOf(name: string): Property | undefined {
  return PROPERTIES.find((property) => property.name === name);
}
