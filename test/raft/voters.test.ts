/** Voters in the log (KIP-853), and the log that begins at a snapshot (KIP-630), in a quorum and nothing else. */
import { describe, expect, test } from 'vitest';
import { millis, seconds } from '../../src/base/time.ts';
import type { Config } from '../../src/kafka/kinds.ts';
import { endOffset, readEntries } from '../../src/kafka/raft/metadataLog.ts';
import { QuorumChecker } from './quorumChecker.ts';
import { DEFAULT_CONFIG, Quorum } from './raftWorld.ts';

function settled(options: ConstructorParameters<typeof Quorum>[0]): Quorum {
  const quorum = new Quorum(options);
  new QuorumChecker(quorum);
  quorum.settle();
  quorum.run(seconds(1));
  return quorum;
}

const votersRecords = (quorum: Quorum): number[][] =>
  readEntries(quorum.state(quorum.leader!)!.log, 0).flatMap(({ record }) =>
    record.type === 'VotersRecord' ? [record.voters.map(({ voterId }) => voterId)] : [],
  );

describe('voters', () => {
  test('the first leader writes the level and the voters its disk was formatted with, a later one does not', () => {
    const quorum = settled({ spares: 1 });
    const { log } = quorum.state(quorum.leader!)!;
    expect(readEntries(log, 0).map(({ record }) => record.type)).toEqual([
      'LeaderChangeMessage',
      'KRaftVersionRecord',
      'VotersRecord',
    ]);
    quorum.do({ type: 'kill', node: quorum.leader! });
    quorum.settle();
    expect(votersRecords(quorum)).toEqual([[1, 2, 3]]);
  });

  test('one change at a time: the second is refused until the first is committed', () => {
    const quorum = settled({ spares: 2 });
    quorum.changeVoters('remove-voter', quorum.voterIds.find((id) => id !== quorum.leader && id !== 'c4')!);
    quorum.changeVoters('add-voter', 'c4');
    quorum.settle();
    quorum.run(seconds(1));
    expect(quorum.voters).toHaveLength(2);
    quorum.changeVoters('add-voter', 'c4');
    quorum.run(seconds(1));
    expect(quorum.voters).toHaveLength(3);
    expect(quorum.voters).toContain('c4');
  });

  test('none is added that is dead, or that has never caught up', () => {
    const quorum = settled({ spares: 1 });
    quorum.do({ type: 'kill', node: 'c4' });
    quorum.changeVoters('add-voter', 'c4');
    quorum.run(seconds(3));
    expect(votersRecords(quorum)).toEqual([[1, 2, 3]]);
    quorum.do({ type: 'start', node: 'c4' });
    quorum.cut(['c4'], [quorum.leader!]);
    quorum.run(seconds(3));
    quorum.changeVoters('add-voter', 'c4');
    quorum.run(seconds(3));
    expect(votersRecords(quorum)).toEqual([[1, 2, 3]]);
  });

  test('a set of voters that is cut off the log brings the one before back', () => {
    const quorum = settled({ spares: 1 });
    const old = quorum.leader!;
    const others = quorum.ids.filter((id) => id !== old);
    // Alone with c4, which is no voter: the record is written, and can never be committed.
    quorum.cut(
      [old],
      others.filter((id) => id !== 'c4'),
    );
    quorum.changeVoters('add-voter', 'c4');
    quorum.run(millis(200));
    expect(quorum.state(old)!.voters).toHaveLength(4);
    expect(quorum.state('c4')!.isVoter).toBe(true);
    quorum.runUntil('a successor', () => quorum.leader !== old, seconds(20));
    quorum.do({ type: 'heal' });
    quorum.settle();
    expect(quorum.voters).toHaveLength(3);
    expect(quorum.state('c4')!.isVoter).toBe(false);
    expect(quorum.facts.filter(({ fact }) => fact.type === 'VoterAdded')).toEqual([]);
  });

  test('the leader takes itself out: it leads until that is committed, and resigns', () => {
    const quorum = settled({ spares: 0 });
    const old = quorum.leader!;
    quorum.changeVoters('remove-voter', old);
    quorum.runUntil('a successor', () => quorum.leader !== old, seconds(10));
    quorum.settle();
    expect(quorum.voters).toHaveLength(2);
    expect(quorum.state(old)!.isVoter).toBe(false);
    expect(quorum.state(old)!.role.name).toBe('Follower');
    const moves = quorum.facts.filter(({ node, fact }) => node === old && fact.type === 'RaftRoleChanged');
    expect(moves.some(({ fact }) => fact.type === 'RaftRoleChanged' && fact.to === 'Resigned')).toBe(true);
  });

  test('two may remove one another down to one, and the last one stays', () => {
    const quorum = settled({ voters: 2, spares: 0 });
    quorum.changeVoters('remove-voter', quorum.voterIds.find((id) => id !== quorum.leader)!);
    quorum.settle();
    quorum.run(seconds(1));
    quorum.changeVoters('remove-voter', quorum.leader!);
    quorum.run(seconds(1));
    expect(quorum.voters).toEqual([quorum.leader]);
    quorum.append(2);
    quorum.run(seconds(1));
    const leader = quorum.state(quorum.leader!)!;
    expect(leader.highWatermark).toBe(endOffset(leader.log));
  });
});

describe('snapshots', () => {
  const CONFIG: Config = {
    ...DEFAULT_CONFIG,
    'metadata.max.retention.bytes': 0,
    // Two records at a time.
    'controller.quorum.fetch.snapshot.max.bytes': 160,
  };

  function cutLog(quorum: Quorum): void {
    for (let round = 0; round < 2; round++) {
      quorum.append(3);
      quorum.run(seconds(1));
      for (const id of quorum.ids) {
        if (quorum.isUp(id)) quorum.do({ type: 'tell', node: id, order: { type: 'snapshot' } });
      }
    }
    for (const id of quorum.ids) if (quorum.isUp(id)) quorum.do({ type: 'tell', node: id, order: { type: 'clean' } });
  }

  test('the log loses what lies before the newer of two snapshots', () => {
    const quorum = settled({ config: CONFIG });
    cutLog(quorum);
    const { log } = quorum.state('c1')!;
    expect(log.startOffset).toBe(log.snapshots[0]!.offset);
    expect(log.snapshots).toHaveLength(1);
    expect(log.startOffset).toBe(7);
  });

  test('a voter that was away fetches it piece by piece, with the voters in it', () => {
    const quorum = settled({ config: CONFIG, spares: 1 });
    const away = quorum.voterIds.find((id) => id !== quorum.leader)!;
    quorum.do({ type: 'kill', node: away });
    quorum.changeVoters('add-voter', 'c4');
    quorum.run(seconds(1));
    cutLog(quorum);
    quorum.do({ type: 'start', node: away });
    quorum.settle();
    expect(quorum.facts.filter(({ node, fact }) => node === away && fact.type === 'SnapshotFetched')).toHaveLength(1);
    const state = quorum.state(away)!;
    expect(state.voters.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(state.kraftVersion).toBe(1);
    // Header, level, voters, footer.
    expect(state.log.snapshots.at(-1)!.records.map(({ type }) => type)).toEqual([
      'SnapshotHeaderRecord',
      'KRaftVersionRecord',
      'VotersRecord',
      'SnapshotFooterRecord',
    ]);
  });

  test('power loss keeps the snapshot and the log that begins at it', () => {
    const quorum = settled({ config: CONFIG });
    const away = quorum.voterIds.find((id) => id !== quorum.leader)!;
    quorum.do({ type: 'kill', node: away });
    cutLog(quorum);
    quorum.do({ type: 'start', node: away });
    quorum.settle();
    const { startOffset } = quorum.state(away)!.log;
    expect(startOffset).toBeGreaterThan(0);
    quorum.do({ type: 'power-loss', node: away });
    quorum.do({ type: 'start', node: away });
    quorum.settle();
    expect(quorum.state(away)!.log.startOffset).toBe(startOffset);
    expect(quorum.state(away)!.log.snapshots.map(({ offset }) => offset)).toEqual([startOffset]);
  });
});
