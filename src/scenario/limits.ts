/** What one run may cost. Past a limit it stops, in a state that can still be looked at. */
import { seconds } from '../base/time.ts';

export const LIMITS = {
  until: seconds(24 * 3600),
  events: 5_000_000,
  facts: 2_000_000,
  records: 200_000,
  partitions: 2_000,
  /** Waiting at one time. */
  queue: 200_000,
} as const;
