import { expect, test } from 'vitest';
import type { BrokerFrame } from '../../frame/frame.ts';
import { broker, frame, replica } from '../gallery/builder.ts';
import { foldInternal } from './fold.ts';

const part = (partition: string, broker: number, end: number) =>
  replica({ partition, broker, end, tide: end, epochs: [[0, 0]] });
const offsets = (number: number, end: number) => part(`__consumer_offsets-${number}`, 1, end);
const WIDE = frame([
  broker(1, [part('orders-0', 1, 4), ...Array.from({ length: 50 }, (_, n) => offsets(n, n === 9 ? 7 : 0))]),
  broker(2, [part('orders-0', 2, 4)]),
]);

const shown = ({ nodes }: typeof WIDE) => (nodes[0] as BrokerFrame).replicas.map(({ partition }) => partition);

test('of fifty partitions of Kafka’s own one is drawn: the one with records, or the selected one', () => {
  const folded = foldInternal(WIDE, null);
  expect(shown(folded)).toEqual(['orders-0', '__consumer_offsets-9']);
  expect((folded.nodes[0] as BrokerFrame).replicas[1]).toMatchObject({ folded: 49 });
  expect(shown(foldInternal(WIDE, { type: 'partition', id: '__consumer_offsets-3' }))).toEqual([
    'orders-0',
    '__consumer_offsets-3',
  ]);
});

test('nodes without any are the same objects, and a node that did not change is folded once', () => {
  const [one, other] = [foldInternal(WIDE, null), foldInternal({ ...WIDE }, null)];
  expect(one.nodes[1]).toBe(WIDE.nodes[1]);
  expect(other.nodes[0]).toBe(one.nodes[0]);
});
