/**
 * Which property which generation of the replication protocol can break, though elections are clean and disks whole: the
 * ladder's verdicts (kafka/ladder), in the words of the whole cluster. The ladder's WeakIsr and StrongIsr are here
 * ValidHighWatermark, its CommittedOnTrueLeader is LeaderCompleteness and NoAcknowledgedRecordLost, with which
 * OutcomesNeverLie goes, its NoDivergenceBelowHw is LogMatching. NoServerFault follows from losses: up to 2.0 a broker
 * that is ahead of its leader goes down. What is not in the list holds on every rung; test/stories finds what is.
 */
import type { ProtocolId } from '../kafka/protocolGenerations.ts';

/** `holds`: promised there, a break is a bug. `breaks`: nothing promises it there, a break is the lesson. */
export type Standing = 'holds' | 'breaks';

const BREAKABLE: Readonly<Record<ProtocolId, readonly string[]>> = {
  'truncate-to-high-watermark': [
    'NoAcknowledgedRecordLost',
    'LeaderCompleteness',
    'ValidHighWatermark',
    'LogMatching',
    'NoServerFault',
  ],
  'kip-101': ['NoAcknowledgedRecordLost', 'LeaderCompleteness', 'ValidHighWatermark', 'LogMatching', 'NoServerFault'],
  'kip-279': ['NoAcknowledgedRecordLost', 'LeaderCompleteness', 'ValidHighWatermark', 'LogMatching', 'NoServerFault'],
  'kip-320-first-try': ['NoAcknowledgedRecordLost', 'LeaderCompleteness', 'ValidHighWatermark'],
  'kip-320': [],
};

/** In the order of their weight. */
export function breakableBy(protocol: ProtocolId): readonly string[] {
  return BREAKABLE[protocol];
}

export function standingOf(property: string, protocol: ProtocolId): Standing {
  return BREAKABLE[protocol].includes(property) ? 'breaks' : 'holds';
}
