// Sequence numbers of idempotent producers: after the largest int comes 0 (DefaultRecordBatch.incrementSequence and
// decrementSequence, KIP-98).

export const NO_SEQUENCE = -1;
const LARGEST = 0x7fffffff;

export function incrementSequence(sequence: number, increment: number): number {
  // In ints, as in Java: a delta below zero, which only a broken record has, wraps around.
  const wraps = sequence > ((LARGEST - increment) | 0);
  return (wraps ? increment - (LARGEST - sequence) - 1 : sequence + increment) | 0;
}

export function decrementSequence(sequence: number, decrement: number): number {
  return sequence < decrement ? LARGEST - (decrement - sequence) + 1 : sequence - decrement;
}
