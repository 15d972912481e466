/**
 * Moving along the stage by key: left and right among things of one kind, down into what a thing holds (a broker's
 * replicas, then the messages of that partition; a client's messages), up and out again.
 */
import type { Frame, MessageFrame, NodeFrame } from '../../frame/frame.ts';
import type { Target } from '../../frame/target.ts';
import { groupNodes } from './layout.ts';

export type Move = 'previous' | 'next' | 'in' | 'out' | 'first' | 'last';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowDown: 'in',
  ArrowUp: 'out',
  Home: 'first',
  End: 'last',
};

export function moveOfKey(key: string): Move | undefined {
  return MOVES[key];
}

/** As they are read: ZooKeeper and controllers, producers and admin, brokers, consumers. */
export function nodesInOrder(frame: Frame): readonly NodeFrame[] {
  const { controllers, brokers, left, right } = groupNodes(frame.nodes);
  return [...controllers, ...left, ...brokers, ...right];
}

/** The target after a move; the same one where there is nothing that way. */
export function moveFocus(frame: Frame, from: Target | null, move: Move): Target | null {
  const nodes = nodesInOrder(frame);
  const first = nodes[0];
  if (first === undefined) return null;
  switch (from?.type) {
    case 'node': {
      const node = nodes.find(({ id }) => id === from.id);
      if (node === undefined) return asTarget(first);
      return move === 'in'
        ? (inside(frame, node) ?? from)
        : among(nodes.map(asTarget), nodes.indexOf(node), move, from);
    }
    case 'replica': {
      const owner = nodes.find((node) => 'nodeId' in node && 'replicas' in node && node.nodeId === from.broker);
      if (owner === undefined || !('replicas' in owner)) return asTarget(first);
      if (move === 'out') return asTarget(owner);
      if (move === 'in') {
        const message = frame.messages.find((one) => touches(one, owner.id) && one.partition === from.partition);
        return message === undefined ? from : { type: 'message', id: message.id };
      }
      const targets = owner.replicas.map((replica): Target => {
        return { type: 'replica', partition: replica.partition, broker: owner.nodeId };
      });
      return among(
        targets,
        owner.replicas.findIndex(({ partition }) => partition === from.partition),
        move,
        from,
      );
    }
    case 'message': {
      const message = frame.messages.find(({ id }) => id === from.id);
      if (message === undefined) return asTarget(first);
      if (move === 'out') return { type: 'node', id: message.from };
      if (move === 'in') return { type: 'node', id: message.to };
      const targets = frame.messages.map(({ id }): Target => ({ type: 'message', id }));
      return among(targets, frame.messages.indexOf(message), move, from);
    }
    default:
      return asTarget(first);
  }
}

function asTarget(node: NodeFrame): Target {
  return { type: 'node', id: node.id };
}

function inside(frame: Frame, node: NodeFrame): Target | undefined {
  if ('replicas' in node && node.replicas[0] !== undefined) {
    return { type: 'replica', partition: node.replicas[0].partition, broker: node.nodeId };
  }
  const message = frame.messages.find((one) => touches(one, node.id));
  return message === undefined ? undefined : { type: 'message', id: message.id };
}

function touches(message: MessageFrame, node: string): boolean {
  return message.from === node || message.to === node;
}

function among(targets: readonly Target[], place: number, move: Move, stay: Target): Target {
  switch (move) {
    case 'first':
      return targets[0] ?? stay;
    case 'last':
      return targets[targets.length - 1] ?? stay;
    case 'previous':
      return targets[place - 1] ?? stay;
    case 'next':
      return targets[place + 1] ?? stay;
    default:
      return stay;
  }
}
