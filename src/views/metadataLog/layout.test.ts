import { describe, expect, test } from 'vitest';
import type { MetadataLogFrame, MetadataReplicaFrame } from '../../frame/frame.ts';
import { codeOf, layoutQuorumLog, quorumWindow, recordRows } from './layout.ts';

const replica = (
  node: string,
  nodeId: number,
  end: number,
  epochs: MetadataReplicaFrame['epochs'],
  tide: number | null,
  role = 'Follower',
): MetadataReplicaFrame => ({
  node,
  nodeId,
  status: 'up',
  voter: true,
  raft: {
    role,
    voter: true,
    epoch: epochs[epochs.length - 1]?.epoch ?? 0,
    leaderId: 3001,
    votedFor: null,
    highWatermark: tide,
    logStartOffset: 0,
    logEndOffset: end,
  },
  logStartOffset: 0,
  logEndOffset: end,
  epochs,
  snapshots: [],
  election: null,
  lastFetchAt: null,
});

/** c3 wrote two records in epoch 1 that nobody copied; c1 went on in epoch 2. */
const LOG: MetadataLogFrame = {
  from: 0,
  to: 6,
  quorum: {
    leaderId: 3001,
    epoch: 2,
    voters: [3001, 3002, 3003],
    highWatermark: 5,
    majority: 2,
    fetching: [3001, 3002],
    activeController: 3001,
  },
  replicas: [
    replica(
      'c1',
      3001,
      6,
      [
        { epoch: 1, startOffset: 0 },
        { epoch: 2, startOffset: 3 },
      ],
      5,
      'Leader',
    ),
    replica(
      'c2',
      3002,
      5,
      [
        { epoch: 1, startOffset: 0 },
        { epoch: 2, startOffset: 3 },
      ],
      4,
    ),
    replica('c3', 3003, 5, [{ epoch: 1, startOffset: 0 }], 3),
  ],
  records: [
    { offset: 2, epoch: 1, at: 1, text: 'Topic orders id abc' },
    { offset: 3, epoch: 1, at: 2, text: 'NoOp' },
    { offset: 3, epoch: 2, at: 3, text: 'LeaderChange c1' },
    { offset: 5, epoch: 2, at: 4, text: 'PartitionChange orders-0 leader b2' },
  ],
};

describe('the quorum log', () => {
  test('follows the end with one column free, and stays within the log', () => {
    expect(quorumWindow(LOG, null, 4)).toEqual({ from: 3, columns: 4 });
    expect(quorumWindow(LOG, -9, 4).from).toBe(0);
    expect(quorumWindow(LOG, 99, 4).from).toBe(3);
  });

  test('a row has its own tide, its end, and what differs from the leader', () => {
    const { rows } = layoutQuorumLog(LOG, { from: 2, columns: 5 });
    const drawn = rows.map(({ cells, tide, end }) => ({
      cells: cells.map((c) => `${c.offset}e${c.epoch}${c.isCommitted ? '' : '?'}${c.isDiverged ? '!' : ''}`).join(' '),
      tide,
      end,
    }));
    expect(drawn).toEqual([
      { cells: '2e1 3e2 4e2 5e2?', tide: 3, end: 4 },
      { cells: '2e1 3e2 4e2?', tide: 2, end: 3 },
      { cells: '2e1 3e1?! 4e1?!', tide: 1, end: 3 },
    ]);
  });

  test('the table says who holds which record, and which is committed', () => {
    expect(
      recordRows(LOG).map(({ record, isCommitted, heldBy }) => [record.offset, record.epoch, isCommitted, heldBy]),
    ).toEqual([
      [2, 1, true, ['c1', 'c2', 'c3']],
      [3, 1, false, ['c3']],
      [3, 2, true, ['c1', 'c2']],
      [5, 2, false, ['c1']],
    ]);
  });

  test('a cell has a short code', () => {
    expect(['PartitionChange orders-0', 'NoOp', 'Topic x', 'BrokerRegistrationChange b1'].map(codeOf)).toEqual([
      'PC',
      '·',
      'T',
      'BRC',
    ]);
  });
});
