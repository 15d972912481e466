/**
 * The table of what each generation of the protocol can break (src/properties/generations.ts) against what the stories
 * found: whatever is said to break was seen to, but for what is named here, and whatever was seen to break is in the table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LADDER } from '../../src/kafka/ladder/ladder.ts';
import { DEFAULT_PROTOCOL, isProtocolId, PROTOCOL_IDS, type ProtocolId } from '../../src/kafka/protocolGenerations.ts';
import { standingOf } from '../../src/properties/generations.ts';
import { PROPERTIES } from '../../src/properties/index.ts';
import { parseStory } from './storyteller.ts';

const FOLDER = import.meta.dirname;

/** The ladder's word alone, or ahead-of-leader.txt after an unclean election: nobody has told a story of it otherwise. */
const NOT_TOLD: Readonly<Partial<Record<ProtocolId, readonly string[]>>> = {
  'truncate-to-high-watermark': ['NoServerFault'],
  'kip-101': ['NoServerFault'],
  'kip-279': ['NoServerFault'],
  'kip-320-first-try': ['ValidHighWatermark'],
};

/** Nothing promises these on any rung, or only while clients are as they should be; the last goes with lost records. */
const OF_CLIENTS: readonly string[] = [
  'NoWeaklyAcknowledgedRecordLost',
  'NoDoubleClientAssignment',
  'OutcomesNeverLie',
];
const NAMES = PROPERTIES.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name) && !OF_CLIENTS.includes(name));

function foundInStories(): Map<ProtocolId, Set<string>> {
  const found = new Map<ProtocolId, Set<string>>(PROTOCOL_IDS.map((id) => [id, new Set()]));
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
    let protocol: ProtocolId = DEFAULT_PROTOCOL;
    for (const { commands, expected } of parseStory(readFileSync(join(FOLDER, file), 'utf8'))) {
      const cluster = commands.find((command) => command.startsWith('cluster'));
      if (cluster !== undefined) {
        const named = /(?:^| )protocol=(\S+)/.exec(cluster)?.[1] ?? DEFAULT_PROTOCOL;
        if (!isProtocolId(named)) throw new Error(`${file}: ${named}`);
        protocol = named;
      }
      if (!commands.includes('broken')) continue;
      for (const name of NAMES) {
        if (expected.some((line) => line.startsWith(`${name}: `))) found.get(protocol)!.add(name);
      }
    }
  }
  return found;
}

describe('what each generation can break', () => {
  const found = foundInStories();
  for (const id of PROTOCOL_IDS) {
    test(id, () => {
      const expected = NAMES.filter((name) => standingOf(name, id) === 'breaks');
      const untold = NOT_TOLD[id] ?? [];
      expect([...found.get(id)!].sort()).toEqual(expected.filter((name) => !untold.includes(name)).sort());
    });
  }

  test('as the ladder has it', () => {
    for (const id of PROTOCOL_IDS) {
      const { expected } = LADDER.find((rung) => rung.id === id)!;
      const breaks = (name: string) => standingOf(name, id) === 'breaks';
      expect(breaks('LogMatching'), id).toBe(expected.NoDivergenceBelowHw !== 'holds');
      expect(breaks('LeaderCompleteness'), id).toBe(expected.CommittedOnTrueLeader !== 'holds');
      expect(breaks('NoAcknowledgedRecordLost'), id).toBe(expected.CommittedOnTrueLeader !== 'holds');
      expect(breaks('ValidHighWatermark'), id).toBe(expected.StrongIsr !== 'holds');
      expect(breaks('LeaderInIsr'), id).toBe(expected.LeaderInIsr !== 'holds');
    }
  });
});
