/**
 * The order in which Kafka walks the members of a consumer group: they are in a TimelineHashMap, and the order decides
 * who gets what of two that could, and who leads when the group becomes a classic one. A slot is walked from its end.
 *
 * Kafka: org.apache.kafka.timeline.{BaseHashTable,SnapshottableHashTable}.
 */
import { stringHashCode } from '../../hash.ts';

export const LEAST_SLOTS = 2;
/** A third more keys than slots make it grow; it never shrinks. */
const MOST_A_SLOT = 0.75;
const FIBONACCI = -7046029254386353131n;

/** How many slots there are once a key has come to `size` others. */
export function slotsAfterAdding(slots: number, size: number): number {
  return (size + 1) * MOST_A_SLOT > slots ? slots * 2 : slots;
}

/** `keys` in the order in which they came. */
export function inTimelineOrder(keys: readonly string[], slots: number = LEAST_SLOTS): readonly string[] {
  if (keys.length < 2) return keys;
  const bySlot = Array.from({ length: slots }, (): string[] => []);
  for (const key of keys) bySlot[slotOf(key, slots)]!.push(key);
  return bySlot.flatMap((slot) => slot.reverse());
}

function slotOf(key: string, slots: number): number {
  const bits = BigInt(31 - Math.clz32(slots));
  return Number(BigInt.asUintN(64, BigInt(stringHashCode(key)) * FIBONACCI) >> (64n - bits));
}
