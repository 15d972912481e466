import { describe, expect, test } from 'vitest';
import { SITUATIONS } from '../gallery/situations.ts';
import { COLUMN_TIPS } from './columns.ts';
import { arrival, comparePartitions, linkRule, messageRows, positionRows, quorumRows, replicaRows } from './rows.ts';

const frameOf = (id: string) => SITUATIONS.find((one) => one.id === id)!.frame;

describe('rows of the tables', () => {
  test('every replica, by partition number and broker', () => {
    const rows = replicaRows(frameOf('calm'));
    expect(rows.map(({ replica, node }) => `${replica.partition} ${node.nodeId}`).slice(0, 4)).toEqual([
      'orders-0 1',
      'orders-0 2',
      'orders-0 3',
      'orders-1 1',
    ]);
    expect(['a-10', 'a-2', 'A-3'].sort(comparePartitions)).toEqual(['A-3', 'a-2', 'a-10']);
  });

  test('the quorum knows who is behind', () => {
    expect(quorumRows(frameOf('calm')).map(({ nodeId, lag }) => [nodeId, lag])).toEqual([
      [101, 0],
      [102, 1],
      [103, 1],
    ]);
    expect(quorumRows(frameOf('fenced')).map(({ lag }) => lag)).toEqual([null, null]);
  });

  test('messages arrive soonest first, held ones have no time', () => {
    const frame = frameOf('killed');
    const rows = messageRows(frame);
    expect(rows.map((row) => arrival(row, frame.at)).slice(-2)).toEqual([null, null]);
    expect(arrival(rows[0]!, frame.at)).toBe('400 µs');
    expect(positionRows(frame)).toHaveLength(1);
    expect(frame.links.map(linkRule)).toEqual(['cut', 'cut', 'cut', '+200 ms']);
  });

  test('every column is explained in both languages', () => {
    for (const tip of Object.values(COLUMN_TIPS)) expect(tip.en.length * tip.ko.length).toBeGreaterThan(0);
  });
});
