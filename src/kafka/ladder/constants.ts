/**
 * How large the abstract model of one partition is: the constants of the public TLA+ specification of Kafka's
 * replication (KafkaReplication.tla), under its names.
 */
export interface LadderConstants {
  readonly replicas: number;
  /** Offsets in a log. */
  readonly logSize: number;
  /** Records that producers ever write. */
  readonly maxRecords: number;
  /** Epochs run from 0 to this one. */
  readonly maxLeaderEpoch: number;
}

/** What the packed encoding holds; a space near the upper end is far beyond what any search exhausts. */
export const LARGEST: LadderConstants = { replicas: 5, logSize: 6, maxRecords: 8, maxLeaderEpoch: 9 };

/** Undefined when they fit; otherwise what does not. */
export function problemOf(constants: LadderConstants): string | undefined {
  for (const name of ['replicas', 'logSize', 'maxRecords', 'maxLeaderEpoch'] as const) {
    const least = name === 'maxLeaderEpoch' ? 0 : 1;
    const value = constants[name];
    if (!Number.isInteger(value) || value < least || value > LARGEST[name]) {
      return `${name} must be a whole number from ${least} to ${LARGEST[name]}, not ${value}`;
    }
  }
  return undefined;
}
