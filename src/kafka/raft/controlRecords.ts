/**
 * What the log itself says about the quorum: the voters and the level of kraft.version, each with the offset it was
 * written at. The newest set of voters in the log counts at once, committed or not; a truncation brings the one before
 * back.
 *
 * Kafka: org.apache.kafka.raft.internals.KRaftControlRecordStateMachine, VoterSetHistory, TreeMapLogHistory; KIP-853.
 */
import type { Voter } from '../kinds.ts';
import type { MetadataEntry } from '../records.ts';
import { type MetadataLog, readEntries } from './metadataLog.ts';
import type { RaftSnapshot } from './snapshots.ts';
import { draftOf, type RaftState } from './state.ts';
import { fromVotersRecord, isVoterKey } from './voterSet.ts';

export interface AtOffset<T> {
  /** -1: from the snapshot a disk was formatted with. */
  readonly offset: number;
  readonly value: T;
}

export interface ControlRecords {
  readonly voterSets: readonly AtOffset<readonly Voter[]>[];
  readonly kraftVersions: readonly AtOffset<number>[];
}

export const NO_CONTROL_RECORDS: ControlRecords = { voterSets: [], kraftVersions: [] };

/** The same object when there is nothing of the quorum's in `entries`. */
export function withEntries(known: ControlRecords, entries: readonly MetadataEntry[]): ControlRecords {
  let { voterSets, kraftVersions } = known;
  for (const { offset, record } of entries) {
    if (record.type === 'VotersRecord') voterSets = [...voterSets, { offset, value: fromVotersRecord(record) }];
    if (record.type === 'KRaftVersionRecord') {
      kraftVersions = [...kraftVersions, { offset, value: record.kRaftVersion }];
    }
  }
  return voterSets === known.voterSets && kraftVersions === known.kraftVersions ? known : { voterSets, kraftVersions };
}

export function ofSnapshot({ offset, records }: RaftSnapshot): ControlRecords {
  const last = offset - 1;
  return withEntries(
    NO_CONTROL_RECORDS,
    records.flatMap((record) =>
      record.type === 'VotersRecord' || record.type === 'KRaftVersionRecord'
        ? [{ offset: last, epoch: 0, timestamp: 0, record }]
        : [],
    ),
  );
}

/** From the newest snapshot, and the log after it. */
export function ofLog(log: MetadataLog): ControlRecords {
  const snapshot = log.snapshots[log.snapshots.length - 1];
  const from = snapshot === undefined ? log.startOffset : snapshot.offset;
  const known = snapshot === undefined ? NO_CONTROL_RECORDS : ofSnapshot(snapshot);
  return log.entries.length === 0 ? known : withEntries(known, readEntries(log, from));
}

export function truncateNewEntries(known: ControlRecords, endOffset: number): ControlRecords {
  const { voterSets, kraftVersions } = known;
  const isKept = ({ offset }: AtOffset<unknown>): boolean => offset < endOffset;
  if (voterSets.every(isKept) && kraftVersions.every(isKept)) return known;
  return { voterSets: voterSets.filter(isKept), kraftVersions: kraftVersions.filter(isKept) };
}

/** Of the values up to `startOffset` only the newest is still needed. */
export function truncateOldEntries({ voterSets, kraftVersions }: ControlRecords, startOffset: number): ControlRecords {
  return { voterSets: newestFrom(voterSets, startOffset), kraftVersions: newestFrom(kraftVersions, startOffset) };
}

function newestFrom<T>(history: readonly AtOffset<T>[], startOffset: number): readonly AtOffset<T>[] {
  const older = history.filter(({ offset }) => offset <= startOffset).length;
  return older > 1 ? history.slice(older - 1) : history;
}

export function valueAtOrBefore<T>(history: readonly AtOffset<T>[], offset: number): T | undefined {
  let found: T | undefined;
  for (const entry of history) if (entry.offset <= offset) found = entry.value;
  return found;
}

export function lastVoterSet({ controlRecords }: RaftState): AtOffset<readonly Voter[]> | undefined {
  return controlRecords.voterSets[controlRecords.voterSets.length - 1];
}

/** Voters, level and whether this replica votes follow from the records. */
export function withControlRecords(state: RaftState, controlRecords: ControlRecords): RaftState {
  if (controlRecords === state.controlRecords) return state;
  const next = draftOf(state);
  next.controlRecords = controlRecords;
  const { voterSets, kraftVersions } = controlRecords;
  next.voters = voterSets.length === 0 ? state.staticVoters : voterSets[voterSets.length - 1]!.value;
  next.kraftVersion = kraftVersions.length === 0 ? 0 : kraftVersions[kraftVersions.length - 1]!.value;
  next.isVoter = isVoterKey(next.voters, { id: state.nodeId, directoryId: state.directoryId });
  return next;
}

/** kraft.version 1 and above: the voters can be changed. */
export function isReconfigSupported({ kraftVersion }: RaftState): boolean {
  return kraftVersion >= 1;
}
