/**
 * A generation of the replication protocol as data: what the leader asks of a follower before it trusts how far that one is,
 * and how a follower makes its log agree with the leader's. Everything else has stayed as it was.
 */

/**
 * What ties a follower's progress to a leader:
 * - `none`: it follows this leader, in whatever epoch, and its log is long enough.
 * - `record-epoch`: and its record before that offset has the epoch of the leader's record there.
 * - `leader-epoch`: it is at the leader's own epoch, and its log is long enough.
 */
export type Fence = 'none' | 'record-epoch' | 'leader-epoch';

/**
 * - `high-watermark`: down to its own high watermark (before KIP-101).
 * - `leader-epoch-end`: to where the leader's records of the epoch of its latest record end (KIP-101).
 * - `last-match`: to just after its last record that the leader has at the same offset (KIP-279).
 * - `while-fetching`: not on becoming a follower; only when a fetch shows that the logs differ.
 * - `never`: no generation did that; it shows what truncation is for.
 */
export type Truncation = 'high-watermark' | 'leader-epoch-end' | 'last-match' | 'while-fetching' | 'never';

export interface Rules {
  readonly fetch: Fence;
  readonly highWatermark: Fence;
  readonly isr: Fence;
  readonly truncation: Truncation;
  /** A follower truncates only against a leader that is at exactly the epoch that the follower has just learned of. */
  readonly truncatesAgainstSameEpoch: boolean;
  /** Nobody joins the ISR before the leader's high watermark has reached what was written in the leader's own epoch. */
  readonly joinAwaitsOwnEpoch: boolean;
  /** Nobody joins the ISR whose log ends before the leader's high watermark. */
  readonly joinAwaitsHighWatermark: boolean;
}

const UNFENCED = {
  fetch: 'none',
  highWatermark: 'none',
  isr: 'none',
  truncatesAgainstSameEpoch: false,
  joinAwaitsOwnEpoch: false,
  joinAwaitsHighWatermark: true,
} as const;

export const TRUNCATE_TO_HIGH_WATERMARK: Rules = { ...UNFENCED, truncation: 'high-watermark' };
export const KIP_101: Rules = { ...UNFENCED, truncation: 'leader-epoch-end' };
export const KIP_279: Rules = { ...UNFENCED, truncation: 'last-match' };
export const KIP_320_FIRST_TRY: Rules = {
  fetch: 'record-epoch',
  highWatermark: 'record-epoch',
  isr: 'record-epoch',
  truncation: 'while-fetching',
  truncatesAgainstSameEpoch: false,
  joinAwaitsOwnEpoch: true,
  joinAwaitsHighWatermark: true,
};
export const KIP_320: Rules = {
  fetch: 'leader-epoch',
  highWatermark: 'leader-epoch',
  isr: 'leader-epoch',
  truncation: 'last-match',
  truncatesAgainstSameEpoch: true,
  joinAwaitsOwnEpoch: true,
  joinAwaitsHighWatermark: true,
};
