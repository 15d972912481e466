/** What a quorum does, told stage by stage. `npx vitest run test/raft -u` rewrites the text: review it as prose. */
import { expect, test } from 'vitest';
import { millis, seconds } from '../../src/base/time.ts';
import { describeRaftMessage } from '../../src/kafka/raft/describe.ts';
import { endOffset } from '../../src/kafka/raft/metadataLog.ts';
import * as raft from '../../src/kafka/raft/raftClient.ts';
import { QuorumChecker } from './quorumChecker.ts';
import { Quorum, type QuorumOptions } from './raftWorld.ts';

function quorumOf(options: QuorumOptions = {}): Quorum {
  const quorum = new Quorum(options);
  new QuorumChecker(quorum);
  return quorum;
}

function settled(options: QuorumOptions = {}): Quorum {
  const quorum = quorumOf(options);
  quorum.settle();
  quorum.append(2);
  quorum.run(millis(100));
  quorum.settle();
  return quorum;
}

/** The moves between roles from `since` on, for one node or all. */
function moves(quorum: Quorum, since: number, node?: string): string {
  return quorum.facts
    .filter((told) => told.at >= since && (node === undefined || told.node === node))
    .flatMap(({ node: id, fact }) => {
      switch (fact.type) {
        case 'RaftRoleChanged':
          return [`${id} ${fact.from} -> ${fact.to} epoch ${fact.epoch}`];
        case 'QuorumLeaderElected':
          return [`${id} elected in epoch ${fact.epoch} by ${fact.votes.join(',')}`];
        case 'QuorumLogTruncated':
          return [`${id} cut its log to ${fact.endOffset}`];
        case 'ProcessExited':
          return [`${id} died: ${fact.reason}`];
        default:
          return [];
      }
    })
    .join('\n');
}

test('the first election: pre-vote, vote, a record that opens the epoch', () => {
  const quorum = quorumOf();
  quorum.run(seconds(1));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Unattached epoch 0 log 0@0 hw -
    c2 Unattached epoch 0 log 0@0 hw -
    c3 Unattached epoch 0 log 0@0 hw -
    b101 Unattached epoch 0 log 0@0 hw -"
  `);
  quorum.settle();
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 1 leader 2 log 1@1 hw 1
    c2 Leader epoch 1 leader 2 log 1@1 hw 1
    c3 Follower epoch 1 leader 2 log 1@1 hw 1
    b101 Follower epoch 1 leader 2 log 1@1 hw 1"
  `);
  expect(moves(quorum, 1)).toMatchInlineSnapshot(`
    "c2 Unattached -> Prospective epoch 0
    c2 Prospective -> Candidate epoch 1
    c3 Unattached -> Unattached epoch 1
    c1 Unattached -> Unattached epoch 1
    c2 Candidate -> Leader epoch 1
    c2 elected in epoch 1 by 2,3
    c1 Unattached -> Follower epoch 1
    c3 Unattached -> Follower epoch 1
    b101 Unattached -> Follower epoch 1"
  `);
});

test('what crosses the wire when a leader is elected', () => {
  const quorum = quorumOf({ observers: 0 });
  const lines: string[] = [];
  quorum.watchers.push(({ scheduled: { event, node } }) => {
    if (event?.type !== 'arrived' || !raft.isRaftMessage(event.message)) return;
    lines.push(`${event.from} -> ${node} ${describeRaftMessage(event.message)}`);
  });
  quorum.runUntil('pre-votes', () => quorum.facts.some(({ fact }) => 'to' in fact && fact.to === 'Prospective'));
  quorum.settle();
  const first = lines.findIndex((line) => line.includes('pre-vote'));
  expect(lines.slice(first).join('\n')).toMatchInlineSnapshot(`
    "c2 -> c3 Vote epoch 0 candidate 2 last 0@0 (pre-vote)
    c2 -> c1 Vote epoch 0 candidate 2 last 0@0 (pre-vote)
    c3 -> c2 Vote granted epoch 0 no leader
    c1 -> c2 Vote granted epoch 0 no leader
    c2 -> c1 Vote epoch 1 candidate 2 last 0@0
    c2 -> c3 Vote epoch 1 candidate 2 last 0@0
    c3 -> c2 Vote granted epoch 1 no leader
    c3 -> c2 Fetch metadata log from 0@0 epoch 1
    c1 -> c2 Vote granted epoch 1 no leader
    c1 -> c2 Fetch metadata log from 0@0 epoch 1
    c2 -> c1 BeginQuorumEpoch epoch 1 leader 2
    c2 -> c3 BeginQuorumEpoch epoch 1 leader 2
    c2 -> c1 Fetch answer epoch 1 leader 2 1 record
    c2 -> c3 Fetch answer epoch 1 leader 2 1 record
    c1 -> c2 BeginQuorumEpoch answer epoch 1 leader 2
    c1 -> c2 Fetch metadata log from 0@0 epoch 1
    c3 -> c2 BeginQuorumEpoch answer epoch 1 leader 2
    c3 -> c2 Fetch metadata log from 0@0 epoch 1
    c2 -> c1 Fetch answer epoch 1 leader 2 1 record
    c2 -> c3 Fetch answer epoch 1 leader 2 1 record
    c1 -> c2 Fetch metadata log from 1@1 epoch 1
    c3 -> c2 Fetch metadata log from 1@1 epoch 1
    c2 -> c3 Fetch answer epoch 1 leader 2 0 records hw 1
    c2 -> c1 Fetch answer epoch 1 leader 2 0 records hw 1
    c3 -> c2 Fetch metadata log from 1@1 epoch 1 hw 1
    c1 -> c2 Fetch metadata log from 1@1 epoch 1 hw 1"
  `);
});

test('records are committed once a majority has fetched beyond them; the observer follows', () => {
  const quorum = settled();
  const start = quorum.now;
  quorum.append(3);
  quorum.run(millis(24));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 1 leader 2 log 3@1 hw 3
    c2 Leader epoch 1 leader 2 log 3@1 hw 3
    c3 Follower epoch 1 leader 2 log 3@1 hw 3
    b101 Follower epoch 1 leader 2 log 3@1 hw 3"
  `);
  quorum.runUntil('everybody knows', () => quorum.isSettled);
  expect(quorum.now - start).toBeLessThan(millis(50));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 1 leader 2 log 3@1 hw 3
    c2 Leader epoch 1 leader 2 log 3@1 hw 3
    c3 Follower epoch 1 leader 2 log 3@1 hw 3
    b101 Follower epoch 1 leader 2 log 3@1 hw 3"
  `);
});

test('the leader is killed: another is elected, and the old one comes back as a follower', () => {
  const quorum = settled();
  const killed = quorum.now;
  quorum.do({ type: 'kill', node: quorum.leader! });
  quorum.runUntil('another leader', () => quorum.leader !== undefined);
  quorum.append(2);
  quorum.run(seconds(1));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Leader epoch 3 leader 1 log 6@3 hw 6
    c2 down
    c3 Follower epoch 3 leader 1 log 6@3 hw 6
    b101 Follower epoch 3 leader 1 log 6@3 hw 6"
  `);
  expect(moves(quorum, killed)).toMatchInlineSnapshot(`
    "c3 Follower -> Prospective epoch 1
    c1 Follower -> Prospective epoch 1
    c1 Prospective -> Candidate epoch 2
    c3 Prospective -> Candidate epoch 2
    b101 Follower -> Unattached epoch 2
    c1 Candidate -> Prospective epoch 2
    c1 Prospective -> Candidate epoch 3
    c3 Candidate -> Unattached epoch 3
    c1 Candidate -> Leader epoch 3
    c1 elected in epoch 3 by 1,3
    c3 Unattached -> Follower epoch 3
    b101 Unattached -> Follower epoch 3"
  `);
  const back = quorum.now;
  quorum.do({ type: 'start', node: 'c2' });
  quorum.run(seconds(5));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Leader epoch 3 leader 1 log 6@3 hw 6
    c2 Follower epoch 3 leader 1 log 6@3 hw 6
    c3 Follower epoch 3 leader 1 log 6@3 hw 6
    b101 Follower epoch 3 leader 1 log 6@3 hw 6"
  `);
  expect(moves(quorum, back)).toMatchInlineSnapshot(`
    "c2 Initial -> Resigned epoch 1
    c2 Resigned -> Follower epoch 3"
  `);
});

test('a voter that was cut off does not disturb the quorum when it returns (KIP-996)', () => {
  const quorum = settled();
  const follower = quorum.voterIds.find((id) => id !== quorum.leader)!;
  const before = quorum.state(quorum.leader!)!.epoch;
  quorum.isolate(follower);
  const cutAt = quorum.now;
  quorum.run(seconds(12));
  quorum.append(1);
  quorum.run(seconds(1));
  expect(moves(quorum, cutAt).split('\n').slice(0, 6).join('\n')).toMatchInlineSnapshot(`
    "c1 Follower -> Prospective epoch 1
    c1 Prospective -> Follower epoch 1
    c1 Follower -> Prospective epoch 1
    c1 Prospective -> Follower epoch 1
    c1 Follower -> Prospective epoch 1
    c1 Prospective -> Follower epoch 1"
  `);
  quorum.do({ type: 'heal' });
  quorum.settle();
  expect(quorum.state(quorum.leader!)!.epoch).toBe(before);
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 1 leader 2 log 4@1 hw 4
    c2 Leader epoch 1 leader 2 log 4@1 hw 4
    c3 Follower epoch 1 leader 2 log 4@1 hw 4
    b101 Follower epoch 1 leader 2 log 4@1 hw 4"
  `);
});

test('a leader that the majority cannot reach resigns (check-quorum), and its own records are cut', () => {
  const quorum = settled();
  const old = quorum.leader!;
  const cutAt = quorum.now;
  quorum.isolate(old);
  quorum.append(2);
  quorum.run(seconds(2));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Candidate epoch 2 log 3@1 hw 3
    c2 Leader epoch 1 leader 2 log 5@1 hw 3
    c3 Candidate epoch 2 log 3@1 hw 3
    b101 Follower epoch 1 leader 2 log 3@1 hw 3"
  `);
  quorum.runUntil('another leader', () => quorum.leader !== undefined && quorum.leader !== old);
  quorum.append(3);
  quorum.run(seconds(4));
  const resigned = quorum.facts.find(({ fact }) => fact.type === 'RaftRoleChanged' && fact.to === 'Resigned');
  // One and a half fetch timeouts after the last fetches. The two records, once written, answered long polls that were
  // still parked: that counts as a fetch, so the clock runs from 25 ms after the cut.
  expect((resigned?.at ?? 0) - cutAt).toBeGreaterThan(millis(2500));
  expect((resigned?.at ?? 0) - cutAt).toBeLessThanOrEqual(millis(3025));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Leader epoch 3 leader 1 log 7@3 hw 7
    c2 Prospective epoch 2 log 5@1 hw -
    c3 Follower epoch 3 leader 1 log 7@3 hw 7
    b101 Follower epoch 3 leader 1 log 7@3 hw 7"
  `);
  quorum.do({ type: 'heal' });
  quorum.settle();
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Leader epoch 3 leader 1 log 7@3 hw 7
    c2 Follower epoch 3 leader 1 log 7@3 hw 7
    c3 Follower epoch 3 leader 1 log 7@3 hw 7
    b101 Follower epoch 3 leader 1 log 7@3 hw 7"
  `);
  expect(moves(quorum, cutAt, old).split('\n').slice(0, 3).join('\n')).toMatchInlineSnapshot(`
    "c2 Leader -> Resigned epoch 1
    c2 Resigned -> Unattached epoch 2
    c2 Unattached -> Prospective epoch 2"
  `);
  expect(moves(quorum, cutAt, old)).toContain(`${old} cut its log to 3`);
});

test('followers that time out together split the votes; the next election has a winner', () => {
  const quorum = settled();
  quorum.do({ type: 'kill', node: quorum.leader! });
  quorum.settle();
  const candidates = quorum.facts
    .filter(({ fact }) => fact.type === 'RaftRoleChanged' && fact.to === 'Candidate')
    .map(({ node, fact }) => `${node} epoch ${'epoch' in fact ? fact.epoch : ''}`);
  expect(candidates.join(', ')).toMatchInlineSnapshot(`"c2 epoch 1, c1 epoch 2, c3 epoch 2, c1 epoch 3"`);
});

test('all processes are killed and started again: everything comes from the disks', () => {
  const quorum = settled();
  for (const id of quorum.ids) quorum.do({ type: 'kill', node: id });
  quorum.run(seconds(1));
  const start = quorum.now;
  for (const id of quorum.ids) quorum.do({ type: 'start', node: id });
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 1 leader 2 log 3@1 hw -
    c2 Resigned epoch 1 leader 2 log 3@1 hw -
    c3 Follower epoch 1 leader 2 log 3@1 hw -
    b101 Follower epoch 1 leader 2 log 3@1 hw -"
  `);
  quorum.settle();
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 2 leader 3 log 4@2 hw 4
    c2 Follower epoch 2 leader 3 log 4@2 hw 4
    c3 Leader epoch 2 leader 3 log 4@2 hw 4
    b101 Follower epoch 2 leader 3 log 4@2 hw 4"
  `);
  expect(moves(quorum, start)).toMatchInlineSnapshot(`
    "c1 Initial -> Follower epoch 1
    c2 Initial -> Resigned epoch 1
    c3 Initial -> Follower epoch 1
    b101 Initial -> Follower epoch 1
    c1 Follower -> Prospective epoch 1
    c3 Follower -> Prospective epoch 1
    c3 Prospective -> Candidate epoch 2
    c1 Prospective -> Candidate epoch 2
    c2 Resigned -> Unattached epoch 2
    c3 Candidate -> Leader epoch 2
    c3 elected in epoch 2 by 2,3
    b101 Follower -> Unattached epoch 2
    c1 Candidate -> Follower epoch 2
    c2 Unattached -> Follower epoch 2
    b101 Unattached -> Follower epoch 2"
  `);
});

test('all machines lose power: no committed record is lost, for voters flush before they tell', () => {
  const quorum = settled();
  quorum.append(5);
  quorum.run(millis(40));
  const committed = Math.max(...quorum.ids.map((id) => quorum.state(id)!.highWatermark ?? 0));
  for (const id of quorum.ids) quorum.do({ type: 'power-loss', node: id });
  quorum.run(seconds(1));
  for (const id of quorum.ids) quorum.do({ type: 'start', node: id });
  expect(endOffset(quorum.state('b101')!.log)).toBe(0);
  quorum.settle();
  expect(quorum.state(quorum.leader!)!.highWatermark).toBeGreaterThanOrEqual(committed);
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 2 leader 3 log 9@2 hw 9
    c2 Follower epoch 2 leader 3 log 9@2 hw 9
    c3 Leader epoch 2 leader 3 log 9@2 hw 9
    b101 Follower epoch 2 leader 3 log 9@2 hw 9"
  `);
});

test('a leader that shuts down hands over to the voter that is furthest', () => {
  const quorum = settled();
  const start = quorum.now;
  quorum.do({ type: 'tell', node: quorum.leader!, order: { type: 'shutdown' } });
  const took = quorum.runUntil('another leader', () => quorum.leader !== undefined);
  expect(took).toBeLessThan(millis(50));
  expect(moves(quorum, start)).toMatchInlineSnapshot(`
    "c2 Leader -> Resigned epoch 1
    c1 Follower -> Prospective epoch 1
    c1 Prospective -> Candidate epoch 2
    c3 Follower -> Unattached epoch 2
    c2 Resigned -> Unattached epoch 2
    c1 Candidate -> Leader epoch 2
    c1 elected in epoch 2 by 1,3
    b101 Follower -> Unattached epoch 2
    c2 Unattached -> Follower epoch 2
    c3 Unattached -> Follower epoch 2
    b101 Unattached -> Follower epoch 2"
  `);
});

test('a leader that is asked to resign stays out of its epoch', () => {
  const quorum = settled();
  const start = quorum.now;
  const old = quorum.leader!;
  quorum.do({ type: 'tell', node: old, order: { type: 'resign' } });
  expect(raft.leaderAndEpoch(quorum.state(old)!)).toEqual({ leaderId: undefined, epoch: 1 });
  quorum.runUntil('another leader', () => quorum.leader !== undefined);
  quorum.settle();
  expect(moves(quorum, start)).toMatchInlineSnapshot(`
    "c2 Leader -> Resigned epoch 1
    c1 Follower -> Prospective epoch 1
    c1 Prospective -> Candidate epoch 2
    c3 Follower -> Unattached epoch 2
    c2 Resigned -> Unattached epoch 2
    c1 Candidate -> Leader epoch 2
    c1 elected in epoch 2 by 1,3
    b101 Follower -> Unattached epoch 2
    c2 Unattached -> Follower epoch 2
    c3 Unattached -> Follower epoch 2
    b101 Unattached -> Follower epoch 2"
  `);
});

test('a single voter leads at once and commits alone', () => {
  const quorum = quorumOf({ voters: 1, observers: 2 });
  quorum.run(millis(100));
  quorum.append(2);
  quorum.run(millis(600));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Leader epoch 1 leader 1 log 3@1 hw 3
    b101 Follower epoch 1 leader 1 log 3@1 hw 3
    b102 Follower epoch 1 leader 1 log 3@1 hw 3"
  `);
});

test('five voters stand two failures, and stop at three', () => {
  const quorum = settled({ voters: 5 });
  const others = quorum.voterIds.filter((id) => id !== quorum.leader);
  quorum.do({ type: 'kill', node: others[0]! });
  quorum.do({ type: 'kill', node: quorum.leader! });
  quorum.runUntil('another leader', () => quorum.leader !== undefined);
  quorum.append(1);
  quorum.run(seconds(1));
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 down
    c2 down
    c3 Follower epoch 3 leader 4 log 5@3 hw 5
    c4 Leader epoch 3 leader 4 log 5@3 hw 5
    c5 Follower epoch 3 leader 4 log 5@3 hw 5
    b101 Follower epoch 3 leader 4 log 5@3 hw 5"
  `);
  quorum.do({ type: 'kill', node: quorum.leader! });
  quorum.run(seconds(10));
  expect(quorum.leader).toBeUndefined();
  quorum.do({ type: 'start', node: others[0]! });
  quorum.runUntil('a majority again', () => quorum.isSettled);
  expect(quorum.describe()).toMatchInlineSnapshot(`
    "c1 Follower epoch 4 leader 3 log 6@4 hw 6
    c2 down
    c3 Leader epoch 4 leader 3 log 6@4 hw 6
    c4 down
    c5 Follower epoch 4 leader 3 log 6@4 hw 6
    b101 Follower epoch 4 leader 3 log 6@4 hw 6"
  `);
});

test('a majority of wiped disks loses committed records: who still has them refuses to follow and dies', () => {
  const quorum = new Quorum();
  quorum.settle();
  quorum.append(5);
  quorum.run(seconds(1));
  quorum.settle();
  const start = quorum.now;
  const keeper = quorum.voterIds.find((id) => id !== quorum.leader)!;
  for (const id of quorum.ids) quorum.do({ type: 'kill', node: id });
  for (const id of quorum.voterIds) if (id !== keeper) quorum.do({ type: 'wipe', node: id });
  for (const id of quorum.voterIds) if (id !== keeper) quorum.do({ type: 'start', node: id });
  quorum.run(seconds(5));
  quorum.append(1);
  quorum.run(seconds(1));
  quorum.do({ type: 'start', node: 'b101' });
  quorum.do({ type: 'start', node: keeper });
  quorum.run(seconds(8));
  expect(moves(quorum, start + 1)).toMatchInlineSnapshot(`
    "c3 Unattached -> Prospective epoch 0
    c3 Prospective -> Candidate epoch 1
    c2 Unattached -> Unattached epoch 1
    c3 Candidate -> Leader epoch 1
    c3 elected in epoch 1 by 2,3
    c2 Unattached -> Follower epoch 1
    b101 Initial -> Follower epoch 1
    c1 Initial -> Follower epoch 1
    c1 died: leader 3 of epoch 1 contradicts leader 2 of epoch 1
    b101 died: leader 3 of epoch 1 contradicts leader 2 of epoch 1"
  `);
});
