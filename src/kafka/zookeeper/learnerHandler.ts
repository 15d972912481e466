/**
 * What a learner lacks, or has too much of, and how it comes to what its leader has: by the changes it lacks (DIFF), by
 * giving up some (TRUNC), or by the whole database (SNAP) (org.apache.zookeeper.server.quorum.LearnerHandler.syncFollower,
 * queueCommittedProposals; Leader.startForwarding).
 *
 * *Simplified:* what is older than the latest 500 changes is not read from the log on the disk: that learner gets a snapshot,
 * as it mostly does where the database is small.
 */
import type { ZooKeeperPacket } from '../messages.ts';
import type { Leading, LearnerHandler, ZkDatabase } from './state.ts';
import { committedProposals } from './zkDatabase.ts';
import { counterOf, epochOf, makeZxid } from './zxid.ts';

/** What is sent, in order; it ends with NEWLEADER. */
export function syncFollower(database: ZkDatabase, role: Leading, learner: LearnerHandler): readonly ZooKeeperPacket[] {
  const caughtUp = catchUp(database, learner.lastZxid);
  const outstanding = role.proposals
    .filter(({ entry }) => entry.zxid > caughtUp.zxid)
    .map(({ entry }): ZooKeeperPacket => ({ packet: 'PROPOSAL', entry }));
  return [...caughtUp.packets, ...outstanding, { packet: 'NEWLEADER', zxid: makeZxid(role.epoch, 0) }];
}

interface CaughtUp {
  readonly packets: readonly ZooKeeperPacket[];
  /** What the learner has with them. */
  readonly zxid: number;
}

function catchUp(database: ZkDatabase, peerLastZxid: number): CaughtUp {
  const { lastProcessedZxid } = database;
  const committed = committedProposals(database);
  const minCommitted = committed[0]?.zxid ?? lastProcessedZxid;
  const maxCommitted = committed[committed.length - 1]?.zxid ?? lastProcessedZxid;
  // A leader starts its epoch with a number that no change has.
  const isNewEpoch = counterOf(peerLastZxid) === 0;
  if (lastProcessedZxid === peerLastZxid)
    return { packets: [{ packet: 'DIFF', zxid: peerLastZxid }], zxid: peerLastZxid };
  if (peerLastZxid > maxCommitted && !isNewEpoch) {
    return { packets: [{ packet: 'TRUNC', zxid: maxCommitted }], zxid: maxCommitted };
  }
  if (peerLastZxid >= minCommitted && peerLastZxid <= maxCommitted) {
    const packets = fromCommittedLog(database, peerLastZxid, isNewEpoch, maxCommitted);
    if (packets !== undefined) return { packets, zxid: maxCommitted };
  }
  return { packets: [snapshotOf(database)], zxid: lastProcessedZxid };
}

/** Undefined: where the two histories parted cannot be told. */
function fromCommittedLog(
  database: ZkDatabase,
  peerLastZxid: number,
  isNewEpoch: boolean,
  lastCommitted: number,
): readonly ZooKeeperPacket[] | undefined {
  const all = committedProposals(database);
  const missing = all.filter(({ zxid }) => zxid > peerLastZxid);
  const changes = missing.flatMap((entry): ZooKeeperPacket[] => [
    { packet: 'PROPOSAL', entry },
    { packet: 'COMMIT', zxid: entry.zxid },
  ]);
  const isKnown = all.some(({ zxid }) => zxid === peerLastZxid);
  if (isKnown || isNewEpoch) return [{ packet: 'DIFF', zxid: lastCommitted }, ...changes];
  // The learner has changes that this leader has never heard of.
  const next = missing[0]!;
  const before = all[all.length - missing.length - 1];
  if (before === undefined || epochOf(next.zxid) !== epochOf(peerLastZxid)) return undefined;
  return [{ packet: 'TRUNC', zxid: before.zxid }, ...changes];
}

function snapshotOf({ tree, sessions, lastProcessedZxid }: ZkDatabase): ZooKeeperPacket {
  return { packet: 'SNAP', zxid: lastProcessedZxid, snapshot: { zxid: lastProcessedZxid, tree, sessions } };
}
