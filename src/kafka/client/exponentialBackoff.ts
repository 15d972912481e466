/**
 * How long to wait before the next attempt: doubling from a first interval to a longest one, with jitter
 * (org.apache.kafka.common.utils.ExponentialBackoff; KIP-580 for retries).
 *
 * *Simplified:* Kafka draws the jitter anew each time it looks; here each occasion has one draw, by name.
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv } from '../kinds.ts';

/** 20 % to either side, in thousandths: RETRY_BACKOFF_JITTER and RECONNECT_BACKOFF_JITTER. */
const JITTER = 200;

/** `attempts` counts from 0. `occasion` names the draw: unique for this wait, and the same each time it is asked for. */
export function exponentialBackoff(
  initial: Micros,
  longest: Micros,
  attempts: number,
  env: KafkaEnv,
  occasion: string,
): Micros {
  if (longest <= initial) return longest;
  let term = initial;
  for (let attempt = 0; attempt < attempts && term < longest; attempt++) term *= 2;
  term = Math.min(term, longest);
  const thousandths = 1000 - JITTER + env.draw(`${occasion} ${env.self}`, 2 * JITTER);
  return Math.min(longest, Math.floor((term * thousandths) / 1000));
}
