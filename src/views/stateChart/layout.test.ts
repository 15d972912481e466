import { describe, expect, test } from 'vitest';
import type { ChartFrame } from '../../frame/lookFrames.ts';
import { layoutChart, linesOf } from './layout.ts';

function chart(
  id: ChartFrame['chart'],
  states: readonly string[],
  edges: readonly (readonly [string, string])[],
): ChartFrame {
  return {
    chart: id,
    kafka: '',
    node: 'b1',
    current: null,
    states: states.map((name) => ({ name, entered: 0, lastEnteredAt: null })),
    transitions: edges.map(([from, to]) => ({
      from,
      to,
      when: { en: '', ko: '' },
      count: 0,
      last: null,
      unseen: null,
    })),
    taken: [],
  };
}

const ROLES = ['Initial', 'Unattached', 'Prospective', 'Candidate', 'Leader', 'Follower', 'Resigned'];

describe('a state chart', () => {
  test('no two states overlap, whichever chart', () => {
    const charts = [
      chart('raft-role', [...ROLES, 'Voted', 'Unheard', 'Unheard2'], []),
      chart(
        'broker-lifecycle',
        ['NOT_RUNNING', 'STARTING', 'RECOVERY', 'RUNNING', 'PENDING_CONTROLLED_SHUTDOWN', 'SHUTTING_DOWN'],
        [],
      ),
      chart('broker-control', ['FENCED', 'UNFENCED', 'CONTROLLED_SHUTDOWN', 'SHUTDOWN_NOW'], []),
    ];
    for (const one of charts) {
      const { states, width, height } = layoutChart(one);
      for (const a of states) {
        expect(a.x - a.width / 2, a.name).toBeGreaterThanOrEqual(0);
        expect(a.x + a.width / 2).toBeLessThanOrEqual(width);
        expect(a.y + a.height / 2).toBeLessThanOrEqual(height);
        for (const b of states) {
          if (a === b) continue;
          const apart =
            Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
          expect(apart, `${a.name} over ${b.name}`).toBe(true);
        }
      }
    }
  });

  test('there and back run on different sides; a move to itself is a loop', () => {
    const { edges } = layoutChart(
      chart('raft-role', ROLES, [
        ['Unattached', 'Prospective'],
        ['Prospective', 'Unattached'],
        ['Follower', 'Follower'],
        ['Follower', 'Nowhere'],
      ]),
    );
    const [there, back, loop] = edges;
    expect(edges).toHaveLength(3);
    expect(there!.y).toBeGreaterThan(46);
    expect(back!.y).toBeLessThan(46);
    expect(loop!.path).toContain('C');
  });

  test('long names are cut at an underscore', () => {
    expect(linesOf('PENDING_CONTROLLED_SHUTDOWN')).toEqual(['PENDING_CONTROLLED_', 'SHUTDOWN']);
    expect(linesOf('CONTROLLED_SHUTDOWN')).toEqual(['CONTROLLED_', 'SHUTDOWN']);
    expect(linesOf('Follower')).toEqual(['Follower']);
  });
});
