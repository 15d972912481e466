/** What the all-seeing ledger says of records, against what the producer says of itself: also for requests that waited. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { get } from '../../src/base/table.ts';
import { slice } from '../../src/base/vector.ts';
import { Recording } from '../../src/frame/recording.ts';
import type { ServerState } from '../../src/kafka/server/state.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

describe.each(['leader-failover', 'slow-follower', 'acks-and-min-insync-replicas'])('%s', (name) => {
  const parsed = parseScenario(readFileSync(join(import.meta.dirname, `../../scenarios/${name}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name} has problems`);
  const { scenario } = parsed;

  test('every acknowledged record has its fate at its place in the log', () => {
    const recording = Recording.start(toWorld(scenario));
    for (const seconds of [12, 30, scenario.until / 1_000_000]) {
      recording.toTime(seconds * 1_000_000, () => false);
      const producers = recording.kernel.nodes.flatMap(({ state }) => (state?.kind === 'producer' ? [state] : []));
      const wrong: string[] = [];
      for (const { partition, offset, outcome, record } of producers.flatMap(({ ledger }) =>
        slice(ledger.entries, 0),
      )) {
        if (outcome !== 'acknowledged' || offset < 0 || partition === null) continue;
        const fates = recording.kernel.nodes.flatMap(({ state }) => {
          if (state?.kind !== 'server') return [];
          const broker = (state as ServerState).broker;
          const hosted = broker === undefined ? undefined : get(broker.partitions, partition);
          if (hosted === undefined || hosted.log.logEndOffset <= offset) return [];
          const batch = slice(hosted.log.batches, 0).find((one) => one.baseOffset + one.records.length > offset);
          return [recording.ledger.fateOf(partition, offset, batch!.partitionLeaderEpoch, recording.step)];
        });
        if (!fates.includes('acknowledged')) wrong.push(`#${record} at ${offset}: ${fates.join()}`);
      }
      expect(wrong).toEqual([]);
    }
  });
});
