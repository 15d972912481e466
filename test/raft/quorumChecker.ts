/**
 * What must hold after every event of a quorum whose disks do not forget; names as in Kafka's RaftEventSimulationTest and
 * the TLA+ specification of KIP-996.
 */
import { assert } from '../../src/base/assert.ts';
import { get } from '../../src/base/table.ts';
import { at } from '../../src/base/vector.ts';
import {
  QUORUM_STATE_FILE,
  type QuorumStateData,
  quorumStateData,
  votedKey,
} from '../../src/kafka/raft/electionState.ts';
import {
  EMPTY_LOG,
  endOffset,
  LOG_FILE,
  METADATA_DIRECTORY,
  type MetadataLog,
  type StoredLog,
} from '../../src/kafka/raft/metadataLog.ts';
import type { RaftState } from '../../src/kafka/raft/state.ts';
import type { MetadataEntry } from '../../src/kafka/records.ts';
import type { Quorum } from './raftWorld.ts';

const LOG_MATCHING_EVERY = 256;

export class QuorumChecker {
  readonly committed: MetadataEntry[] = [];
  readonly transitions = new Set<string>();
  readonly observerTransitions = new Set<string>();
  readonly #leaders = new Map<number, number>();
  readonly #votes = new Map<string, number>();
  readonly #epochs = new Map<string, number>();
  readonly #highWatermarks = new Map<string, number>();
  readonly #quorum: Quorum;
  #steps = 0;

  constructor(quorum: Quorum) {
    this.#quorum = quorum;
    quorum.watchers.push((step) => {
      for (const { node, fact } of step.facts) {
        if (fact.type === 'RaftRoleChanged') {
          const seen = node.startsWith('b') ? this.observerTransitions : this.transitions;
          seen.add(`${fact.from} -> ${fact.to}`);
        }
      }
      const { node } = step.scheduled;
      if (step.before === undefined) this.#highWatermarks.delete(node);
      if (step.handled && node !== '') this.#look(node);
      if (++this.#steps % LOG_MATCHING_EVERY === 0) this.checkLogMatching();
    });
  }

  #look(id: string): void {
    const state = this.#quorum.state(id);
    if (state === undefined) {
      this.#highWatermarks.delete(id);
      return;
    }
    this.#monotonicEpoch(id, state);
    this.#noDoubleVote(id, state);
    this.#electionIsOnDisk(id, state);
    if (state.role.name === 'Leader') this.#electionSafety(state);
    this.#committedPrefix(id, state);
    this.#snapshotAtLogStart(id, state);
    this.#statesMatchRoles(id, state);
  }

  #monotonicEpoch(id: string, { epoch }: RaftState): void {
    assert(epoch >= (this.#epochs.get(id) ?? 0), `MonotonicEpoch: ${id} fell to ${epoch}`);
    this.#epochs.set(id, epoch);
  }

  #noDoubleVote(id: string, state: RaftState): void {
    const voted = votedKey(state);
    if (voted === undefined) return;
    const key = `${id} epoch ${state.epoch}`;
    const before = this.#votes.get(key);
    assert(before === undefined || before === voted.id, `NoDoubleVote: ${key} voted ${before} and ${voted.id}`);
    this.#votes.set(key, voted.id);
  }

  /** An answer leaves with the event; by then what it rests on is on the platter. */
  #electionIsOnDisk(id: string, state: RaftState): void {
    const directory = get(this.#quorum.kernel.node(id)!.disk.flushed, METADATA_DIRECTORY);
    const stored = directory?.[QUORUM_STATE_FILE] as QuorumStateData;
    const { leaderEpoch, leaderId, votedId } = quorumStateData(state);
    const same = stored.leaderEpoch === leaderEpoch && stored.leaderId === leaderId && stored.votedId === votedId;
    assert(same, `ElectionIsOnDisk: ${id} ${state.role.name} epoch ${state.epoch}`);
  }

  #electionSafety(state: RaftState): void {
    const known = this.#leaders.get(state.epoch);
    if (known === state.nodeId) return;
    assert(known === undefined, `ElectionSafety: epoch ${state.epoch} has leaders ${known} and ${state.nodeId}`);
    this.#leaders.set(state.epoch, state.nodeId);
    this.committed.forEach((entry, offset) => {
      if (offset < state.log.startOffset) return;
      assert(entryAt(state.log, offset) === entry, `LeaderCompleteness: leader ${state.nodeId} lacks ${offset}`);
    });
  }

  #committedPrefix(id: string, state: RaftState): void {
    const highWatermark = state.highWatermark ?? 0;
    const known = this.#highWatermarks.get(id) ?? 0;
    if (state.highWatermark === undefined || highWatermark === known) return;
    // A new leader knows none; what it then finds may not be less than what was committed before.
    if (state.role.name !== 'Leader') assert(highWatermark > known || known === 0, `MonotonicHighWatermark: ${id}`);
    assert(highWatermark <= endOffset(state.log), `HighWatermarkBelowEndOffset: ${id}`);
    const from = Math.max(Math.min(known, highWatermark), state.log.startOffset);
    for (let offset = from; offset < highWatermark; offset++) {
      const entry = entryAt(state.log, offset)!;
      const before = this.committed[offset];
      if (before === undefined) {
        this.#majorityReached(id, offset, state);
        this.committed[offset] = entry;
      } else assert(before === entry, `ConsistentCommittedData: ${id} has another record at ${offset}`);
    }
    this.#highWatermarks.set(id, highWatermark);
  }

  /** Of the voters in the log of whoever is the first to know: the leader, but for one that resigns with it. */
  #majorityReached(id: string, offset: number, { voters }: RaftState): void {
    const holders = voters.filter(({ host }) => endOffset(this.#diskLog(host)) > offset).length;
    const majority = Math.floor(voters.length / 2) + 1;
    assert(holders >= majority, `MajorityReachedHighWatermark: ${id} says ${offset} is committed, ${holders} hold it`);
  }

  #snapshotAtLogStart(id: string, { log }: RaftState): void {
    const { startOffset, snapshots } = log;
    if (startOffset > 0) {
      assert(snapshots[0]?.offset === startOffset, `SnapshotAtLogStart: ${id} starts at ${startOffset} without one`);
    }
    for (const { offset, epoch } of snapshots) {
      assert(offset >= startOffset, `SnapshotAtLogStart: ${id} has one at ${offset}, before its log`);
      const entry = this.committed[offset - 1];
      const isKnown = offset === 0 || entry?.epoch === epoch;
      assert(isKnown, `SnapshotIsCommitted: ${id} has one of ${offset}@${epoch}, which nobody committed`);
    }
  }

  /** The role says whether a leader is known, and who may lead votes. */
  #statesMatchRoles(id: string, { role, isVoter, nodeId, voters, directoryId }: RaftState): void {
    const counted = voters.some((voter) => voter.id === nodeId && (voter.directoryId ?? directoryId) === directoryId);
    assert(counted === isVoter, `StatesMatchRoles: ${id} is ${isVoter ? 'a' : 'no'} voter of its own log`);
    if (role.name === 'Prospective' || role.name === 'Candidate') {
      assert(isVoter, `StatesMatchRoles: ${id} stands for election and has no vote`);
    }
  }

  #diskLog(id: string): MetadataLog {
    const directory = get(this.#quorum.kernel.node(id)!.disk.flushed, METADATA_DIRECTORY);
    return { ...EMPTY_LOG, ...(directory?.[LOG_FILE] as StoredLog | undefined) };
  }

  /** Where two logs hold an entry of the same offset and epoch, they are the same up to it. */
  checkLogMatching(): void {
    const logs = this.#quorum.ids.map((id) => this.#quorum.state(id)?.log).filter((log) => log !== undefined);
    for (const a of logs) {
      for (const b of logs) {
        if (a === b) continue;
        const start = Math.max(a.startOffset, b.startOffset);
        let offset = Math.min(endOffset(a), endOffset(b)) - 1;
        while (offset >= start && entryAt(a, offset)!.epoch !== entryAt(b, offset)!.epoch) offset--;
        for (; offset >= start; offset--) {
          assert(entryAt(a, offset) === entryAt(b, offset), `LogMatching: two logs differ at ${offset}`);
        }
      }
    }
  }
}

function entryAt(log: MetadataLog, offset: number): MetadataEntry | undefined {
  return at(log.entries, offset - log.startOffset);
}
