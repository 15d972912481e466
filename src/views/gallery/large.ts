/** The largest stage there is to draw. */
import type { MessageFrame, ReplicaFrame } from '../../frame/frame.ts';
import { broker, consumer, controller, type Epochs, frame, message, partition, producer, replica } from './builder.ts';
import { logOf, type Situation } from './situation.ts';

/** 12 brokers, 60 partitions, 500 messages; `tick` moves every log a little. */
export function large(tick = 0): Situation {
  const brokers = 12;
  const partitions = Array.from({ length: 60 }, (_, n) => {
    const shift = Math.floor(n / brokers);
    const replicas = [0, 1 + shift, 2 + 2 * shift].map((k) => ((n + k) % brokers) + 1);
    return partition(`events-${n}`, replicas[0]!, [...new Set(replicas)], { leaderEpoch: n % 6, partitionEpoch: n });
  });
  const replicasOf = (id: number): ReplicaFrame[] =>
    partitions
      .filter((one) => one.replicas.includes(id))
      .map((one) => {
        const end = 20 + (one.partition % 9) + tick - (one.leader === id ? 0 : (one.partition + id) % 3);
        const epochs: Epochs = [
          [Math.max(0, one.leaderEpoch - 1), 0],
          [one.leaderEpoch, 12 + (one.partition % 5)],
        ];
        return replica({
          partition: one.id,
          broker: id,
          end,
          tide: end - 2,
          epochs,
          role: one.leader === id ? 'leader' : 'follower',
          inIsr: (one.partition + id) % 11 !== 0,
        });
      });
  const ids = Array.from({ length: brokers }, (_, n) => n + 1);
  const apis = ['Fetch', 'Produce', 'BrokerHeartbeat', 'Fetch', 'AlterPartition', 'Metadata'];
  const messages: MessageFrame[] = Array.from({ length: 500 }, (_, n) => {
    const api = apis[n % apis.length]!;
    const to = `b${(n % brokers) + 1}`;
    const from =
      api === 'Produce'
        ? `p${n % 3}`
        : api === 'BrokerHeartbeat' || api === 'AlterPartition'
          ? 'c101'
          : `b${((n + 1 + (n % 7)) % brokers) + 1}`;
    const change = {
      kind: n % 2 === 0 ? ('request' as const) : ('response' as const),
      error: n % 67 === 0,
      id: 10_000 + n,
    };
    return from === to
      ? message(`p${n % 3}`, to, 'Produce', ((n * 37) % 100) / 100, change)
      : message(from, to, api, ((n * 37) % 100) / 100, change);
  });
  const largeFrame = frame(
    [
      controller(101, true, 5),
      ...[102, 103, 104, 105].map((id) => controller(id, false, 5)),
      ...ids.map((id) => broker(id, replicasOf(id), id === 7 ? { status: 'down', fenced: true } : {})),
      producer('p0'),
      producer('p1', { failed: 2 }),
      producer('p2'),
      consumer(
        'group-a',
        partitions
          .slice(0, 12)
          .map((one) => ({ partition: one.id, position: 10, leader: one.leader, lag: one.partition % 4 })),
      ),
      consumer(
        'group-b',
        partitions.slice(12, 24).map((one) => ({ partition: one.id, position: 10, leader: one.leader, lag: 0 })),
      ),
    ],
    { partitions, messages, at: 1_000_000 + tick, step: 420 + tick },
  );
  return {
    id: 'large',
    title: '12 brokers, 60 partitions, 500 messages',
    frame: largeFrame,
    log: logOf(largeFrame, 'events-3', new Map()),
  };
}
