/**
 * Chance as a function of names. `draw(seed, "election-timeout c1 epoch 3", 1000)` always gives the same answer, and
 * no other draw moves it: two forks differ only by what the learner changed.
 */
import { fold, hashText, mix } from './hash.ts';

/** An integer in [0, bound). Shape: seed and name are folded, mixed and scaled by a multiply; the bias is below 2^-21. */
export function draw(seed: number, name: string, bound: number): number {
  return scale(mix(fold(seed | 0, hashText(name))), bound);
}

/** The same for a name that is already a hash and a counter: the network draws a latency for each message. */
export function drawNumbered(seed: number, nameHash: number, count: number, bound: number): number {
  return scale(mix(fold(fold(seed | 0, nameHash), count)), bound);
}

function scale(word: number, bound: number): number {
  return Math.floor(((word >>> 0) / 4294967296) * bound);
}
