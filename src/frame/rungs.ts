/** What a scenario can be run with: releases, and generations of the replication protocol with what each can break. */
import { LADDER } from '../kafka/ladder/ladder.ts';
import { PROTOCOL_IDS, protocolOf } from '../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { breakableBy } from '../properties/generations.ts';
import { type Era, erasOf } from '../scenario/era.ts';

export interface Generation {
  readonly id: string;
  /** `KIP-101`; empty for what was there first. */
  readonly kip: string;
  readonly name: Words;
  readonly sentence: Words;
  /** Properties that it can break though elections are clean and disks whole. */
  readonly breaks: readonly string[];
}

export interface RungsFrame {
  /** Newest first. */
  readonly versions: readonly { readonly name: string; readonly protocol: string; readonly eras: readonly Era[] }[];
  /** Oldest first. */
  readonly protocols: readonly Generation[];
}

interface Words {
  readonly en: string;
  readonly ko: string;
}

export function rungsFrame(): RungsFrame {
  return {
    versions: KAFKA_VERSIONS.map((version) => ({
      name: version.name,
      protocol: protocolOf(version),
      eras: erasOf(version),
    })),
    protocols: PROTOCOL_IDS.map((id) => {
      const { kip, name, sentence } = LADDER.find((rung) => rung.id === id)!;
      return { id, kip, name, sentence, breaks: breakableBy(id) };
    }),
  };
}
