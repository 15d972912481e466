/**
 * In which order brokers that are down have left. Whoever was the last in sync of a partition, or is still eligible to
 * lead it (KIP-966), left after its other replicas that are down.
 */
import type { PlannedTopic } from './planTopics.ts';

export function leavingOrder(down: readonly number[], topics: readonly PlannedTopic[]): readonly (readonly number[])[] {
  const isDown = new Set(down);
  const pairs = new Map<string, readonly [number, number]>();
  for (const { partitions } of topics) {
    for (const { replicas, last } of partitions) {
      if (last.length === 0) continue;
      for (const before of replicas) {
        if (!isDown.has(before) || last.includes(before)) continue;
        for (const after of last) if (isDown.has(after)) pairs.set(`${before} ${after}`, [before, after]);
      }
    }
  }
  const waves = new Map(down.map((id) => [id, 0]));
  // Partitions may contradict each other: nobody leaves later than after everybody else.
  for (let round = 1; round < down.length; round++) {
    for (const [before, after] of pairs.values()) {
      const wave = Math.min(down.length - 1, waves.get(before)! + 1);
      if (waves.get(after)! < wave) waves.set(after, wave);
    }
  }
  return down.map((_, wave) => down.filter((id) => waves.get(id) === wave)).filter((ids) => ids.length > 0);
}
