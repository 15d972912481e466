// src/kafka/controller/stripedReplicaPlacer.ts against placements of the real StripedReplicaPlacer, its chance played back.

import { expect, test } from 'vitest';
import { placeReplicas } from '../../src/kafka/controller/stripedReplicaPlacer.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly brokers: readonly (readonly [id: number, rack: string | null, fenced: boolean])[];
  readonly rackOrder: readonly (string | null)[];
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly draws: readonly (readonly [bound: number, answer: number])[];
  readonly placement?: readonly (readonly number[])[];
  readonly error?: string;
}

test('replicas are placed where Kafka places them', () => {
  const { cases } = readRecorded<Case>('striped-replica-placer.json');
  expect(cases.length).toBeGreaterThan(50);
  for (const recorded of cases) {
    const brokers = recorded.brokers.map(([id, rack, fenced]) => ({ id, rack, fenced }));
    const draws: [number, number][] = [];
    const random = (bound: number): number => {
      const answer = recorded.draws[draws.length]?.[1] ?? 0;
      draws.push([bound, answer]);
      return answer;
    };
    const spec = { numPartitions: recorded.partitions, numReplicas: recorded.replicationFactor };
    const placement = placeReplicas(spec, brokers, random, recorded.rackOrder);
    expect(draws, JSON.stringify(recorded)).toEqual(recorded.draws);
    expect(placement).toEqual(
      recorded.error === undefined
        ? { ok: true, assignments: recorded.placement }
        : { ok: false, message: recorded.error },
    );
  }
});
