import { expect, test } from 'vitest';
import type { Target } from '../../frame/target.ts';
import { SITUATIONS } from '../gallery/situations.ts';
import { type Move, moveFocus, nodesInOrder } from './focus.ts';
import { messageName, nodeName, replicaName } from './names.ts';

const { frame } = SITUATIONS[0]!;

function walk(from: Target | null, moves: readonly Move[]): Target | null {
  return moves.reduce((at, move) => moveFocus(frame, at, move), from);
}

test('every node, replica and message is reached by arrows alone', () => {
  const seen = new Set<string>();
  let at = moveFocus(frame, null, 'next');
  for (const _ of nodesInOrder(frame)) {
    seen.add(JSON.stringify(at));
    let inside = moveFocus(frame, at, 'in');
    for (let count = 0; count < 4 && inside?.type === 'replica'; count++) {
      seen.add(JSON.stringify(inside));
      const message = moveFocus(frame, inside, 'in');
      if (message?.type === 'message') {
        let one = moveFocus(frame, message, 'first');
        for (const __ of frame.messages) {
          seen.add(JSON.stringify(one));
          one = moveFocus(frame, one, 'next');
        }
      }
      inside = moveFocus(frame, inside, 'next');
    }
    at = moveFocus(frame, at, 'next');
  }
  expect(seen.size).toBe(frame.nodes.length + 9 + frame.messages.length);
});

test('up leads out again, and the ends hold', () => {
  expect(walk({ type: 'replica', partition: 'orders-1', broker: 2 }, ['out'])).toEqual({ type: 'node', id: 'b2' });
  expect(walk({ type: 'node', id: 'c101' }, ['previous'])).toEqual({ type: 'node', id: 'c101' });
  expect(walk({ type: 'node', id: 'c101' }, ['last'])).toEqual({ type: 'node', id: 'billing' });
  expect(walk({ type: 'message', id: -1 }, ['next'])).toEqual({ type: 'node', id: 'c101' });
});

test('everything has a name in both languages', () => {
  const broker = frame.nodes.find(({ id }) => id === 'b1')!;
  expect(nodeName(frame.nodes[0]!, 'en')).toBe('c101, controller, active, Leader, epoch 3');
  expect(nodeName(frame.nodes[0]!, 'ko')).toBe('c101, 컨트롤러, 활성, Leader, 에포크 3');
  if (!('replicas' in broker)) throw new Error('b1 is a broker');
  expect(replicaName(broker.replicas[0]!, 'b1', 'en')).toBe('orders-0 on b1, leader, in ISR, leader epoch 1');
  expect(replicaName(broker.replicas[0]!, 'b1', 'ko')).toBe('b1의 orders-0, 리더, ISR 안, 리더 에포크 1');
  expect(messageName(frame.messages[0]!, frame.at, 'en')).toBe('Produce request, shop → b1, arrives in 2.2 ms');
  expect(messageName(frame.messages[0]!, frame.at, 'ko')).toBe('Produce 요청, shop → b1, 2.2 ms 뒤 도착');
});
