/** Ensembles of all sizes under random faults: nothing that ZooKeeper promises breaks, and all come to one mind again. */
import { expect, test } from 'vitest';
import { sweep } from './ensembleSweep.ts';

/** Seeds that once found something: an early acknowledgement that passed for that of NEWLEADER; a read behind a change. */
const KEPT = [2, 7, 9, 29, 1450];
const SEEDS = Array.from({ length: 150 }, (_, nth) => nth + 1);

/** What a sweep has to come by, or it has seen nothing. */
const SOMETIMES = [
  'ZooKeeperLeaderEstablished',
  'ZooKeeperQuorumLost',
  'ZooKeeperSessionExpired',
  'ZnodeChangeRefused',
  'ZnodeDeleted',
  'WatchFired',
];

test('ensembles survive what is done to them', () => {
  const counts: Record<string, number> = {};
  for (const seed of [...KEPT, ...SEEDS]) {
    const swept = sweep(seed);
    expect({ seed, breaks: swept.breaks, unsettled: swept.unsettled }).toEqual({ seed, breaks: [], unsettled: [] });
    for (const type of SOMETIMES) counts[type] = (counts[type] ?? 0) + (swept.counts[type] ?? 0);
  }
  for (const type of SOMETIMES) expect(counts[type], type).toBeGreaterThan(10);
}, 120_000);
