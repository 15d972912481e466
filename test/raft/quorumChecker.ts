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
      assert(at(state.log.entries, offset) === entry, `LeaderCompleteness: leader ${state.nodeId} lacks ${offset}`);
    });
  }

  #committedPrefix(id: string, state: RaftState): void {
    const highWatermark = state.highWatermark ?? 0;
    const known = this.#highWatermarks.get(id) ?? 0;
    if (state.highWatermark === undefined || highWatermark === known) return;
    // A new leader knows none; what it then finds may not be less than what was committed before.
    if (state.role.name !== 'Leader') assert(highWatermark > known || known === 0, `MonotonicHighWatermark: ${id}`);
    assert(highWatermark <= endOffset(state.log), `HighWatermarkBelowEndOffset: ${id}`);
    for (let offset = Math.min(known, highWatermark); offset < highWatermark; offset++) {
      const entry = at(state.log.entries, offset)!;
      const before = this.committed[offset];
      if (before === undefined) {
        this.#majorityReached(id, offset);
        this.committed[offset] = entry;
      } else assert(before === entry, `ConsistentCommittedData: ${id} has another record at ${offset}`);
    }
    this.#highWatermarks.set(id, highWatermark);
  }

  #majorityReached(id: string, offset: number): void {
    const holders = this.#quorum.voterIds.filter((voter) => endOffset(this.#diskLog(voter)) > offset).length;
    const majority = Math.floor(this.#quorum.voterIds.length / 2) + 1;
    assert(holders >= majority, `MajorityReachedHighWatermark: ${id} says ${offset} is committed, ${holders} hold it`);
  }

  #diskLog(id: string): MetadataLog {
    const directory = get(this.#quorum.kernel.node(id)!.disk.flushed, METADATA_DIRECTORY);
    return (directory?.[LOG_FILE] as MetadataLog | undefined) ?? EMPTY_LOG;
  }

  /** Where two logs hold an entry of the same offset and epoch, they are the same up to it. */
  checkLogMatching(): void {
    const logs = this.#quorum.ids.map((id) => this.#quorum.state(id)?.log).filter((log) => log !== undefined);
    for (const a of logs) {
      for (const b of logs) {
        if (a === b || a.entries.chunks === b.entries.chunks) continue;
        let offset = Math.min(endOffset(a), endOffset(b)) - 1;
        while (offset >= 0 && at(a.entries, offset)!.epoch !== at(b.entries, offset)!.epoch) offset--;
        for (; offset >= 0; offset--) {
          assert(at(a.entries, offset) === at(b.entries, offset), `LogMatching: two logs differ at ${offset}`);
        }
      }
    }
  }
}
