// src/kafka/group against Kafka's GroupMetadataManager: members of the new protocol, and of both, through hundreds of
// operations. Answers, errors, records, the group after each operation and its timers are compared.

import { describe, expect, test } from 'vitest';
import { play, type RecordedGroup } from './playGroup.ts';
import { readRecorded } from './recorded.ts';

describe('GroupMetadataManager', () => {
  const text = readRecorded<RecordedGroup>('group-metadata-manager.json');
  test.each(text.cases.map((recorded, number) => [number, recorded] as const))('case %i', (_, recorded) => {
    play(recorded, (what, mine, theirs) => expect(mine, what).toEqual(theirs));
  });
});
