/**
 * Gauges about partitions, from who led them when and with which ISR: each leader counts its own
 * (kafka.cluster.Partition.isUnderReplicated, isUnderMinIsr, isAtMinIsr), every controller counts all
 * (org.apache.kafka.controller.metrics.ControllerMetadataMetrics).
 */
import type { Micros } from '../../base/time.ts';
import { serverName } from '../../scenario/scenario.ts';
import type { LeadershipRow } from '../lookFrames.ts';
import { EVERY_CONTROLLER } from './controllerMetrics.ts';
import type { Series } from './series.ts';

/** What the first replica of each partition was, until when; the last one is what it is. */
export type Preferred = (partition: string, at: Micros) => number | null;

class Counts {
  readonly #changes = new Map<string, { readonly at: Micros; readonly by: 1 | -1 }[]>();

  during(key: string, from: Micros, to: Micros): void {
    if (to <= from) return;
    const changes = this.#changes.get(key) ?? [];
    changes.push({ at: from, by: 1 }, { at: to, by: -1 });
    this.#changes.set(key, changes);
  }

  /** `until`: what ends there has not ended yet. */
  series(until: Micros): Map<string, Series> {
    const found = new Map<string, Series>();
    for (const [key, changes] of this.#changes) {
      const series: Series = { at: [], value: [] };
      let count = 0;
      for (const { at, by } of changes.sort((a, b) => a.at - b.at)) {
        if (at >= until && by === -1) continue;
        count += by;
        const last = series.at.length - 1;
        if (series.at[last] === at) series.value[last] = count;
        else {
          series.at.push(at);
          series.value.push(count);
        }
      }
      found.set(key, series);
    }
    return found;
  }
}

/** By sensor and node, as `${sensor} ${node}`. */
export function partitionGauges(
  rows: readonly LeadershipRow[],
  until: Micros,
  preferred: Preferred,
): ReadonlyMap<string, Series> {
  const counts = new Counts();
  for (const row of rows) {
    const { partition, replicationFactor, minInsyncReplicas, spans, served } = row;
    for (const { from, to, leader, leaderEpoch, isr } of spans) {
      if (leader < 0) counts.during(`offline-partitions ${EVERY_CONTROLLER}`, from, to);
      else if (preferred(partition, from) !== null && preferred(partition, from) !== leader)
        counts.during(`preferred-replica-imbalance ${EVERY_CONTROLLER}`, from, to);
      if (leader < 0) continue;
      const node = serverName(leader);
      for (const serving of served) {
        if (serving.leaderEpoch !== leaderEpoch) continue;
        const begin = Math.max(from, serving.from);
        const end = Math.min(to, serving.to);
        counts.during(`leaders ${node}`, begin, end);
        if (isr.length < replicationFactor) counts.during(`under-replicated ${node}`, begin, end);
        if (isr.length < minInsyncReplicas) counts.during(`under-min-isr ${node}`, begin, end);
        if (isr.length === minInsyncReplicas) counts.during(`at-min-isr ${node}`, begin, end);
      }
    }
  }
  return counts.series(until);
}

/** Sensors whose values come from here. */
export const PARTITION_GAUGES: ReadonlySet<string> = new Set([
  'offline-partitions',
  'preferred-replica-imbalance',
  'leaders',
  'under-replicated',
  'under-min-isr',
  'at-min-isr',
]);
