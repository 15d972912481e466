/** A reassignment as it is put together: brokers in their order, and the line that a person would type for it. */
import type { Frame, NodeFrame } from '../../../frame/frame.ts';
import type { Target } from '../../../frame/target.ts';

/** What is selected, as a partition; Kafka's own are left alone. */
export function partitionOf(target: Target | null): string | null {
  if (target === null) return null;
  const id = target.type === 'partition' ? target.id : 'partition' in target ? target.partition : null;
  return id === null || id.startsWith('__') ? null : id;
}

type Broker = Extract<NodeFrame, { kind: 'broker' | 'combined' }>;

/** Those that are registered, whether they run or not: the controller takes no others. */
export function brokersIn({ nodes }: Frame): readonly Broker[] {
  return nodes.filter(
    (node): node is Broker => (node.kind === 'broker' || node.kind === 'combined') && node.brokerEpoch >= 0,
  );
}

export function toggled(replicas: readonly number[], broker: number): readonly number[] {
  return replicas.includes(broker) ? replicas.filter((id) => id !== broker) : [...replicas, broker];
}

/** One place towards the front: the first is the preferred leader. */
export function earlier(replicas: readonly number[], broker: number): readonly number[] {
  const place = replicas.indexOf(broker);
  if (place <= 0) return replicas;
  return [...replicas.slice(0, place - 1), broker, replicas[place - 1]!, ...replicas.slice(place + 1)];
}

export function reassignLine(partition: string, replicas: readonly number[], frame: Frame): string {
  const cut = partition.lastIndexOf('-');
  const plan = {
    version: 1,
    partitions: [{ topic: partition.slice(0, cut), partition: Number(partition.slice(cut + 1)), replicas }],
  };
  const server = brokersIn(frame).find(({ status }) => status === 'up')?.id ?? 'b1';
  return `kafka-reassign-partitions --bootstrap-server ${server}:9092 --execute --reassignment-json-file '${JSON.stringify(plan)}'`;
}
