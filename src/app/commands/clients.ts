/** What the application around a selected consumer or producer can be told: the same in its menu and in the palette. */
import type { ConsumerFrame, NodeFrame } from '../../frame/frame.ts';
import type { Act } from '../../worker/protocol.ts';
import { type AppState, currentView } from '../store.ts';
import type { Command } from './command.ts';
import { carryOut, type Offer } from './offers.ts';

type ClientOffer = Omit<Offer, 'act' | 'values'> & {
  act(client: string): Act;
  readonly each?: number;
  when(node: NodeFrame): boolean;
};

const isUp = (node: NodeFrame): boolean => node.status === 'up';
const isClient = ({ kind }: NodeFrame): boolean => kind === 'consumer' || kind === 'producer';

function consumes(node: NodeFrame): node is ConsumerFrame {
  return node.kind === 'consumer' && node.status === 'up' && node.activity?.doing !== 'closed';
}

const hasPartitions = (node: NodeFrame): boolean => consumes(node) && node.positions.length > 0;

/** Milliseconds a record takes. */
const EACH = [0, 100, 1_000] as const;

const OFFERS: readonly ClientOffer[] = [
  {
    id: 'client.close',
    label: 'client.close',
    hint: 'client.close.hint',
    act: (client) => ({ type: 'close-client', client }),
    when: (node) => isClient(node) && isUp(node) && (node.kind !== 'consumer' || consumes(node)),
  },
  {
    id: 'client.add',
    label: 'client.add',
    act: (client) => ({ type: 'add-like', client }),
    when: isClient,
  },
  ...EACH.map(
    (each): ClientOffer => ({
      id: `client.process.${each}`,
      label: 'client.process',
      each,
      act: (client) => ({ type: 'process', client, each: each * 1_000 }),
      when: (node) => consumes(node) && node.processEach !== each * 1_000,
    }),
  ),
  {
    id: 'client.pause',
    label: 'client.pause',
    hint: 'client.pause.hint',
    act: (client) => ({ type: 'pause-partitions', client }),
    when: (node) => hasPartitions(node) && consumes(node) && node.positions.some(({ paused }) => paused !== true),
  },
  {
    id: 'client.resume',
    label: 'client.resume',
    act: (client) => ({ type: 'resume-partitions', client }),
    when: (node) => consumes(node) && node.positions.some(({ paused }) => paused === true),
  },
  {
    id: 'client.seek.beginning',
    label: 'client.seek.beginning',
    act: (client) => ({ type: 'seek-to', client, to: 'beginning' }),
    when: hasPartitions,
  },
  {
    id: 'client.seek.end',
    label: 'client.seek.end',
    act: (client) => ({ type: 'seek-to', client, to: 'end' }),
    when: hasPartitions,
  },
  {
    id: 'client.commit',
    label: 'client.commit',
    act: (client) => ({ type: 'commit-sync', client }),
    when: (node) => hasPartitions(node) && node.kind === 'consumer' && node.group !== null,
  },
];

export function clientOffers(node: NodeFrame): Offer[] {
  return OFFERS.filter(({ when }) => when(node)).map(({ id, label, hint, each, act }) => ({
    id,
    label,
    ...(hint === undefined ? {} : { hint }),
    values: { client: node.id, ...(each === undefined ? {} : { each }) },
    act: act(node.id),
  }));
}

export const CLIENTS: readonly Command[] = OFFERS.map(({ id, label, each }) => {
  const offer = (state: AppState): Offer | undefined => {
    const { selection } = state;
    const nodes = currentView(state)?.frame.nodes ?? [];
    const node = selection?.type === 'node' ? nodes.find((candidate) => candidate.id === selection.id) : undefined;
    return node === undefined ? undefined : clientOffers(node).find((candidate) => candidate.id === id);
  };
  return {
    id,
    label,
    values: (state) => ({ client: offer(state)?.values?.client ?? '', ...(each === undefined ? {} : { each }) }),
    scope: 'stage',
    when: (state) => offer(state) !== undefined,
    run: (context) => {
      const found = offer(context.state);
      if (found !== undefined) return carryOut(found, context);
    },
  };
});
