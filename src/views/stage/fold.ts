/**
 * Kafka's own topics have dozens of partitions that hardly anybody looks at: of each, a broker shows one, and says how many
 * there are beside it. Which one: the selected, else the one with the most records, else the first.
 */
import type { BrokerFrame, Frame, ReplicaFrame } from '../../frame/frame.ts';
import type { Target } from '../../frame/target.ts';

/** A replica that stands for others of its topic too. */
export interface FoldedReplica extends ReplicaFrame {
  readonly folded?: number;
}

interface Known {
  readonly chosen: string | null;
  readonly node: BrokerFrame;
}

const KNOWN = new WeakMap<BrokerFrame, Known>();

export function foldInternal(frame: Frame, selection: Target | null): Frame {
  const chosen = chosenPartition(selection);
  let isFolded = false;
  const nodes = frame.nodes.map((node) => {
    if (!('replicas' in node) || !node.replicas.some(isOfKafka)) return node;
    isFolded = true;
    const known = KNOWN.get(node);
    if (known !== undefined && known.chosen === chosen) return known.node;
    const folded = { ...node, replicas: fold(node.replicas, chosen) };
    KNOWN.set(node, { chosen, node: folded });
    return folded;
  });
  return isFolded ? { ...frame, nodes } : frame;
}

function isOfKafka({ partition }: ReplicaFrame): boolean {
  return partition.startsWith('__');
}

function chosenPartition(selection: Target | null): string | null {
  if (selection?.type === 'partition') return selection.id.startsWith('__') ? selection.id : null;
  const isReplica = selection?.type === 'replica' || selection?.type === 'record';
  return isReplica && selection.partition.startsWith('__') ? selection.partition : null;
}

function fold(replicas: readonly ReplicaFrame[], chosen: string | null): readonly FoldedReplica[] {
  const shown: FoldedReplica[] = replicas.filter((replica) => !isOfKafka(replica));
  const byTopic = new Map<string, ReplicaFrame[]>();
  for (const replica of replicas.filter(isOfKafka)) {
    const topic = replica.partition.slice(0, replica.partition.lastIndexOf('-'));
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), replica]);
  }
  for (const all of byTopic.values()) {
    let best = all[0]!;
    for (const replica of all) if (replica.logEndOffset > best.logEndOffset) best = replica;
    const one = all.find(({ partition }) => partition === chosen) ?? best;
    shown.push(all.length === 1 ? one : { ...one, folded: all.length - 1 });
  }
  return shown;
}
