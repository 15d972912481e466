/** The cases of Kafka's own PartitionLeaderElectionAlgorithmsTest, and every small case against the rule in words. */
import { expect, test } from 'vitest';
import {
  controlledShutdownPartitionLeaderElection,
  offlinePartitionLeaderElection,
  preferredReplicaPartitionLeaderElection,
  reassignPartitionLeaderElection,
} from '../../src/kafka/kafkaController/partitionLeaderElectionAlgorithms.ts';

const NOBODY = -1;

test('offline: an ISR member that is alive; without one, whoever is alive, if that is allowed', () => {
  expect(offlinePartitionLeaderElection([2, 4], [2, 4], [4], false)).toBe(4);
  expect(offlinePartitionLeaderElection([2, 4], [2], [4], false)).toBe(NOBODY);
  expect(offlinePartitionLeaderElection([2, 4], [2], [4], true)).toBe(4);
});

test('preferred: the first replica or nobody', () => {
  expect(preferredReplicaPartitionLeaderElection([2, 4], [2, 4], [2, 4])).toBe(2);
  expect(preferredReplicaPartitionLeaderElection([2, 4], [2, 4], [])).toBe(NOBODY);
  expect(preferredReplicaPartitionLeaderElection([2, 4], [4], [2, 4])).toBe(NOBODY);
  expect(preferredReplicaPartitionLeaderElection([2, 4], [2, 4], [4])).toBe(NOBODY);
});

test('reassignment: one of the new replicas', () => {
  expect(reassignPartitionLeaderElection([2, 4], [2, 4], [4])).toBe(4);
  expect(reassignPartitionLeaderElection([2, 4], [2, 4], [])).toBe(NOBODY);
  expect(reassignPartitionLeaderElection([2, 4], [], [2, 4])).toBe(NOBODY);
});

test('controlled shutdown: one that is not leaving itself', () => {
  expect(controlledShutdownPartitionLeaderElection([2, 4], [2, 4], [2, 4], [2])).toBe(4);
  expect(controlledShutdownPartitionLeaderElection([2, 4], [2], [2, 4], [2])).toBe(NOBODY);
  expect(controlledShutdownPartitionLeaderElection([2, 4], [2, 4], [2, 4], [2, 4])).toBe(NOBODY);
});

test('it is always the first in the order of the assignment, not of the ISR', () => {
  const subsets = [[], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]];
  for (const assignment of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 1],
  ]) {
    for (const isr of subsets) {
      for (const live of subsets) {
        const clean = assignment.filter((id) => isr.includes(id) && live.includes(id));
        const backwards = [...isr].reverse();
        expect(offlinePartitionLeaderElection(assignment, backwards, live, false)).toBe(clean[0] ?? NOBODY);
        const alive = assignment.filter((id) => live.includes(id));
        expect(offlinePartitionLeaderElection(assignment, backwards, live, true)).toBe(clean[0] ?? alive[0] ?? NOBODY);
      }
    }
  }
});
