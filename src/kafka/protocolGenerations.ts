/**
 * The generations of the replication protocol that a cluster can be run with, as the rules of a Kafka version that each
 * overrides. They are the rungs of the abstract ladder (ladder/ladder.ts), under the same ids; everything that is not the
 * protocol between leaders and followers stays as the version has it.
 *
 * Kafka: releases 0.10.2 (truncate-to-high-watermark), 0.11.0.0 (kip-101), 2.0.0 (kip-279), 4.3 (kip-320). The first try
 * of KIP-320 was never released: it is the module Kip320FirstTry of hachikuji/kafka-specification.
 */
import type { KafkaVersion, KafkaVersionRules } from './versions.ts';

export const PROTOCOL_IDS = [
  'truncate-to-high-watermark',
  'kip-101',
  'kip-279',
  'kip-320-first-try',
  'kip-320',
] as const;

export type ProtocolId = (typeof PROTOCOL_IDS)[number];

export const DEFAULT_PROTOCOL: ProtocolId = 'kip-320';

type ProtocolRules = Pick<
  KafkaVersionRules,
  'kip101' | 'kip279' | 'kip320' | 'aheadOfLeaderTruncates' | 'kafka7128' | 'kafka7415' | 'kafka10554'
>;

/** As of 2.0.0 and before, but for how a follower finds where to truncate. */
const OLD: Omit<ProtocolRules, 'kip101' | 'kip279'> = {
  kip320: false,
  aheadOfLeaderTruncates: false,
  kafka7128: false,
  kafka7415: false,
  kafka10554: false,
};

const NEW: ProtocolRules = {
  kip101: true,
  kip279: true,
  kip320: true,
  aheadOfLeaderTruncates: true,
  kafka7128: true,
  kafka7415: true,
  kafka10554: true,
};

const RULES: Readonly<Record<ProtocolId, ProtocolRules>> = {
  'truncate-to-high-watermark': { ...OLD, kip101: false, kip279: false },
  'kip-101': { ...OLD, kip101: true, kip279: false },
  'kip-279': { ...OLD, kip101: true, kip279: true },
  'kip-320-first-try': { ...NEW, kip320: false },
  'kip-320': NEW,
};

export function isProtocolId(name: string): name is ProtocolId {
  return (PROTOCOL_IDS as readonly string[]).includes(name);
}

export function withProtocol(version: KafkaVersion, id: ProtocolId): KafkaVersion {
  return { ...version, ...RULES[id] };
}

/** The generation that a version's rules make. */
export function protocolOf({ kip101, kip279, kip320, kafka10554 }: KafkaVersionRules): ProtocolId {
  if (kip320) return 'kip-320';
  if (kafka10554) return 'kip-320-first-try';
  if (kip279) return 'kip-279';
  return kip101 ? 'kip-101' : 'truncate-to-high-watermark';
}
