import { describe, expect, test } from 'vitest';
import { SITUATIONS } from '../gallery/situations.ts';
import { layoutLog, logText, logWindow } from './layout.ts';

const situation = (id: string) => SITUATIONS.find((one) => one.id === id)!;

describe('the window of offsets', () => {
  const { log } = situation('calm');

  test('follows the end and leaves one column for the edge', () => {
    expect(logWindow(log, null, 10)).toEqual({ from: 8, columns: 10 });
  });

  test('goes back to the end of a replica that is looked at and lies out of sight', () => {
    const [leader, behind] = log.replicas;
    const apart = { ...log, replicas: [leader!, { ...behind!, logEndOffset: 6 }] };
    expect(logWindow(apart, null, 6).from).toBe(12);
    expect(logWindow(apart, null, 6, behind!.broker).from).toBe(2);
    expect(logWindow(apart, null, 6, leader!.broker).from).toBe(12);
    expect(logWindow(apart, 9, 6, behind!.broker).from).toBe(9);
  });

  test('stays inside the log', () => {
    expect(logWindow(log, -5, 10).from).toBe(0);
    expect(logWindow(log, 100, 10).from).toBe(8);
    expect(logWindow(log, null, 100).from).toBe(0);
  });
});

describe('aligned logs', () => {
  test('calm: the leader first, its tide where the last follower is', () => {
    const { log, frame } = situation('calm');
    expect(logText(layoutLog(log, frame.nodes, logWindow(log, null, 11)))).toMatchInlineSnapshot(`
      "b1 L v7 v8 e1:v9 v10 v11 v12 v13 v14 v15 |v16>
      b2 F v7 v8 e1:v9 v10 v11 v12 v13 v14 |v15 v16>
      b3 F v7 v8 e1:v9 v10 v11 v12 v13 v14 |v15>"
    `);
  });

  test('diverged: what differs from the leader is marked from the first difference on', () => {
    const { log, frame } = situation('diverged');
    expect(logText(layoutLog(log, frame.nodes, logWindow(log, null, 9)))).toMatchInlineSnapshot(`
      "b3 L v8 v9 v10 e2:v11 v12 |v13 v14 v15>
      b1 F v8 v9 |v10 v11* v12* v13*>
      b2 F v8 v9 |e1:v10* v11* v12*>"
    `);
  });

  test('killed: the dead replica shows its disk', () => {
    const { log, frame } = situation('killed');
    expect(logText(layoutLog(log, frame.nodes, logWindow(log, null, 6)))).toMatchInlineSnapshot(`
      "b2 L v11 v12 e1:v13 |v14 v15>
      b1 O v11 |v12 v13*> dead
      b3 F v11 |v12 e1:v13>"
    `);
  });

  test('consumers at one offset stand under each other', () => {
    const { log, frame } = situation('calm');
    const both = {
      ...log,
      consumers: [
        { id: 'a', position: 12 },
        { id: 'b', position: 12 },
        { id: 'c', position: null },
      ],
    };
    const { consumers } = layoutLog(both, frame.nodes, logWindow(log, null, 11));
    expect(consumers.map(({ id, lane }) => [id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });
});
