/** What the quorum sometimes comes to. */
import { endOffset } from '../../kafka/raft/metadataLog.ts';
import { isShuttingDown } from '../../kafka/raft/state.ts';
import { type Mark, onFact, onMessage, onRaft } from './mark.ts';

const role = (from: string, to: string): Mark =>
  onFact(
    `a controller went from ${from} to ${to}`,
    'RaftRoleChanged',
    (fact) => fact.id > 3_000 && fact.from === from && fact.to === to,
  );

export const QUORUM_MARKS: readonly Mark[] = [
  role('Unattached', 'Prospective'),
  role('Unattached', 'Follower'),
  role('Prospective', 'Candidate'),
  role('Prospective', 'Follower'),
  role('Prospective', 'Unattached'),
  role('Candidate', 'Leader'),
  role('Candidate', 'Follower'),
  role('Follower', 'Prospective'),
  role('Follower', 'Unattached'),
  role('Leader', 'Unattached'),
  role('Resigned', 'Unattached'),
  role('Initial', 'Resigned'),
  onRaft('a leader resigned because no majority fetched from it', (now, before) => {
    return before?.role.name === 'Leader' && now.role.name === 'Resigned' && !isShuttingDown(now);
  }),
  onRaft('a leader resigned to shut down', (now, before) => {
    return before?.role.name === 'Leader' && now.role.name === 'Resigned' && isShuttingDown(now);
  }),
  onRaft('a new leader does not know its high watermark yet, and the log is not empty', (now, before) => {
    return (
      now.role.name === 'Leader' && before?.role.name !== 'Leader' && now.highWatermark === undefined && now.epoch > 1
    );
  }),
  onRaft('a leader holds more than is committed', (now) => {
    return now.role.name === 'Leader' && endOffset(now.log) > (now.highWatermark ?? 0) + 3;
  }),
  onMessage('a pre-vote was refused', 'VoteResponse', ({ voteGranted, errorCode }, { step }) => {
    return !voteGranted && errorCode === 'NONE' && isNominee(step.before, 'Prospective');
  }),
  onMessage('a vote was refused', 'VoteResponse', ({ voteGranted, errorCode }, { step }) => {
    return !voteGranted && errorCode === 'NONE' && isNominee(step.before, 'Candidate');
  }),
  onMessage('a vote came too late', 'VoteResponse', ({ voteGranted }, { step }) => {
    return voteGranted && !isNominee(step.before, 'Prospective') && !isNominee(step.before, 'Candidate');
  }),
  onMessage('a candidate met another candidate of its epoch', 'VoteRequest', ({ preVote, replicaEpoch }, { step }) => {
    const { before } = step;
    return (
      !preVote &&
      before?.kind === 'server' &&
      before.raft?.role.name === 'Candidate' &&
      before.raft.epoch === replicaEpoch
    );
  }),
  onMessage('a candidate came with a shorter log', 'VoteRequest', ({ lastOffset, lastOffsetEpoch }, { step }) => {
    const { before } = step;
    if (before?.kind !== 'server' || before.raft === undefined) return false;
    const { log, epoch } = before.raft;
    return lastOffset < endOffset(log) && lastOffsetEpoch <= epoch && lastOffset > 0;
  }),
  onMessage('a leader told a voter that its epoch ends', 'EndQuorumEpochRequest'),
  onMessage('a leader made itself known', 'BeginQuorumEpochRequest'),
  onMessage(
    'a voter learnt where its metadata log parts from the leader',
    'QuorumFetchResponse',
    ({ divergingEpoch }) => divergingEpoch !== null,
  ),
  onMessage(
    'a metadata fetch came with an old epoch',
    'QuorumFetchResponse',
    ({ errorCode }) => errorCode === 'FENCED_LEADER_EPOCH',
  ),
  onMessage(
    'a metadata fetch went to a replica that does not lead',
    'QuorumFetchResponse',
    ({ errorCode }) => errorCode === 'NOT_LEADER_OR_FOLLOWER',
  ),
  onFact('metadata that was never committed was cut off', 'QuorumLogTruncated'),
  onFact('an election was won by the votes of all', 'QuorumLeaderElected', ({ votes }) => votes.length >= 3),
  onFact('the quorum is in its fifth epoch', 'QuorumLeaderElected', ({ epoch }) => epoch >= 5),
  onFact('a snapshot of the metadata was written', 'SnapshotWritten'),
  onFact('metadata before a snapshot was deleted', 'QuorumLogStartAdvanced'),
  onFact('a broker was given a snapshot in place of the log', 'SnapshotFetched', (_fact, { node }) =>
    node.startsWith('b'),
  ),
  onFact('a controller was given a snapshot in place of the log', 'SnapshotFetched', (_fact, { node }) =>
    node.startsWith('c'),
  ),
  onFact('a server began with a snapshot and the log after it', 'SnapshotLoaded', ({ endOffset }) => endOffset > 0),
  onFact('a voter was added by another leader than the first', 'VoterAdded', (_fact, { node, seen }) => {
    return (seen(node)?.raft?.epoch ?? 0) > 1;
  }),
  onFact(
    'a voter was added that was none of the first',
    'VoterAdded',
    ({ voters, id }) => voters.length > 3 && id > 3_003,
  ),
  onFact('a voter was removed', 'VoterRemoved'),
  onFact('the quorum took its own leader out', 'VoterRemoved', ({ id }, { node, seen }) => {
    const server = seen(node);
    return server?.setup.nodeId === id && server.raft?.role.name === 'Leader';
  }),
  onFact('a change of the voters was refused', 'AdminRequestFailed', ({ request }) => request.includes('RaftVoter')),
  onFact('a combined server was killed that led the quorum', 'ProcessKilled', ({ node }, { seen }) => {
    return node.startsWith('b') && seen(node)?.raft?.role.name === 'Leader';
  }),
  onFact('a combined server shut down in good order', 'ProcessExited', ({ node, clean }, { seen }) => {
    return clean && node.startsWith('b') && seen(node)?.setup.roles.controller === true;
  }),
  onFact('a combined server leads the quorum after another', 'QuorumLeaderElected', ({ leaderId, epoch }) => {
    return leaderId < 3_000 && epoch > 1;
  }),
];

function isNominee(state: unknown, name: 'Prospective' | 'Candidate'): boolean {
  const server = state as
    | { readonly kind: string; readonly raft?: { readonly role: { readonly name: string } } }
    | undefined;
  return server?.kind === 'server' && server.raft?.role.name === name;
}
