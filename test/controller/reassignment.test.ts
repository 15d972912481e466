/** What a reassignment does to replicas and ISR (PartitionReassignmentReplicas, PartitionReassignmentRevert of Kafka). */
import { describe, expect, test } from 'vitest';
import {
  isReassignmentInProgress,
  maybeCompleteReassignment,
  reassignmentOf,
  revertReassignment,
} from '../../src/kafka/controller/partitionReassignment.ts';
import type { PartitionRegistration } from '../../src/kafka/metadata/partitionRegistration.ts';

type Ids = readonly number[];

function partition(given: Partial<PartitionRegistration>): PartitionRegistration {
  return {
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    removingReplicas: [],
    addingReplicas: [],
    leader: 1,
    leaderRecoveryState: 'RECOVERED',
    leaderEpoch: 5,
    partitionEpoch: 7,
    elr: [],
    lastKnownElr: [],
    ...given,
  };
}

describe('from one replica list to another', () => {
  test.each<[string, Ids, Ids, Ids, Ids, Ids]>([
    ['the same', [3, 2, 1], [3, 2, 1], [], [], [3, 2, 1]],
    ['another order', [3, 2, 1], [1, 2, 3], [], [], [1, 2, 3]],
    ['more', [3, 2, 1], [3, 6, 2, 1, 5], [], [5, 6], [3, 6, 2, 1, 5]],
    ['fewer: those that leave stand behind, by id', [3, 2, 1, 0], [3, 1], [0, 2], [], [3, 1, 0, 2]],
    ['others', [0, 1, 2], [3, 4, 5], [0, 1, 2], [3, 4, 5], [3, 4, 5, 0, 1, 2]],
    ['one for one', [1, 2, 3], [4, 2, 3], [1], [4], [4, 2, 3, 1]],
  ])('%s', (_, current, target, removing, adding, replicas) => {
    expect(reassignmentOf(current, target)).toEqual({ removing, adding, replicas });
  });
});

describe('complete', () => {
  test.each<[string, { removing: Ids; adding: Ids; replicas: Ids }, Ids, { replicas: Ids; isr: Ids } | undefined]>([
    ['nothing to complete', { removing: [], adding: [], replicas: [3, 4, 5] }, [3, 4, 5], undefined],
    [
      'all that join are in sync',
      { removing: [0, 1, 2], adding: [3, 4, 5], replicas: [0, 1, 2, 3, 4, 5] },
      [0, 1, 2, 3, 4, 5],
      { replicas: [3, 4, 5], isr: [3, 4, 5] },
    ],
    [
      'one that joins is not yet in sync',
      { removing: [0, 1, 2], adding: [3, 4, 5], replicas: [0, 1, 2, 3, 4, 5] },
      [0, 1, 2, 3, 4],
      undefined,
    ],
    [
      'nobody joins: as soon as somebody who stays is in sync, if all who stay are',
      { removing: [2], adding: [], replicas: [0, 1, 2] },
      [0, 1, 2],
      { replicas: [0, 1], isr: [0, 1] },
    ],
    [
      'fewer replicas than before wait for all who stay',
      { removing: [2], adding: [], replicas: [0, 1, 2] },
      [0, 2],
      undefined,
    ],
    ['all of the ISR leaves', { removing: [0], adding: [], replicas: [0, 1] }, [0], undefined],
    [
      'as many join as leave: who stays may be out of sync',
      { removing: [0], adding: [3], replicas: [3, 1, 2, 0] },
      [0, 3],
      { replicas: [3, 1, 2], isr: [3] },
    ],
  ])('%s', (_, reassignment, isr, completed) => {
    expect(maybeCompleteReassignment(reassignment, isr)).toEqual(completed);
  });
});

describe('back', () => {
  test('what was added goes, what was to leave stays', () => {
    const moving = partition({ replicas: [4, 2, 3, 1], addingReplicas: [4], removingReplicas: [1], isr: [1, 2, 4] });
    expect(isReassignmentInProgress(moving)).toBe(true);
    expect(revertReassignment(moving)).toEqual({ replicas: [2, 3, 1], isr: [1, 2], unclean: false });
  });

  test('with none of the old replicas in sync it takes an unclean election', () => {
    const moving = partition({ replicas: [4, 5, 1, 2], addingReplicas: [4, 5], removingReplicas: [1, 2], isr: [4, 5] });
    expect(revertReassignment(moving)).toEqual({ replicas: [1, 2], isr: [1], unclean: true });
  });
});
