/** What can be done to what is selected: the same list for the menu on a thing, the palette and the keys. */
import type { Frame, NodeFrame } from '../../frame/frame.ts';
import type { Target } from '../../frame/target.ts';
import type { Act } from '../../worker/protocol.ts';
import type { Key } from '../i18n/translate.ts';
import { type AppState, currentView } from '../store.ts';
import { clientOffers } from './clients.ts';
import type { Command } from './command.ts';
import { carryOut, type Offer } from './offers.ts';

const SLOW_BY_MS = 500;

type NodeAct = Extract<Act, { node: string }>['type'];

/** In the order of the menu: id, key, and whether it can be done to a node as it stands. */
const NODE_ACTS: readonly { act: NodeAct; key?: string; hint?: Key; when(node: NodeFrame, frame: Frame): boolean }[] = [
  { act: 'kill', key: 'K', hint: 'fault.kill.hint', when: isRunning },
  { act: 'start', key: 'S', when: (node) => !isRunning(node) },
  { act: 'pause', key: 'P', hint: 'fault.pause.hint', when: ({ status }) => status === 'up' },
  { act: 'resume', key: 'P', when: ({ status }) => status === 'paused' },
  { act: 'controlled-shutdown', when: (node) => node.status === 'up' && isServer(node) },
  { act: 'restart', when: isRunning },
  { act: 'power-loss', hint: 'fault.power-loss.hint', when: (node) => node.status !== 'off' && hasDisk(node) },
  { act: 'wipe', when: (node) => !isRunning(node) && hasDisk(node) },
  { act: 'isolate', key: 'I', when: isRunning },
  { act: 'isolate-from-zookeeper', when: (node, frame) => isRunning(node) && usesEnsemble(node, frame) },
  { act: 'isolate-from-controllers', when: (node, frame) => isRunning(node) && usesQuorum(node, frame) },
  { act: 'isolate-from-brokers', when: (node, frame) => isRunning(node) && hosts(node) && others(node, frame, hosts) },
];

function isRunning({ status }: NodeFrame): boolean {
  return status === 'up' || status === 'paused';
}

/** Kafka's own: nobody produces into them by hand. */
function isInternal(topic: string): boolean {
  return topic.startsWith('__');
}

function isServer({ kind }: NodeFrame): boolean {
  return kind === 'controller' || kind === 'broker' || kind === 'combined';
}

function hosts({ kind }: NodeFrame): boolean {
  return kind === 'broker' || kind === 'combined';
}

function controls({ kind }: NodeFrame): boolean {
  return kind === 'controller' || kind === 'combined';
}

/** A broker of its era, and each server of the ensemble; with one server there is nobody to be cut off from. */
function usesEnsemble(node: NodeFrame, frame: Frame): boolean {
  return (isServer(node) || node.kind === 'zookeeper') && others(node, frame, ({ kind }) => kind === 'zookeeper');
}

function usesQuorum(node: NodeFrame, frame: Frame): boolean {
  return isServer(node) && others(node, frame, controls);
}

function others(node: NodeFrame, { nodes }: Frame, isOne: (node: NodeFrame) => boolean): boolean {
  return nodes.some((other) => other.id !== node.id && isOne(other));
}

function hasDisk(node: NodeFrame): boolean {
  return isServer(node) || node.kind === 'zookeeper';
}

export function offersOn(target: Target, frame: Frame): Offer[] {
  switch (target.type) {
    case 'node':
      return nodeOffers(frame, target.id);
    case 'replica':
    case 'record':
      return nodeOffers(frame, `b${target.broker}`);
    case 'partition': {
      const partition = frame.partitions.find(({ id }) => id === target.id);
      const leader = frame.nodes.find((node) => 'nodeId' in node && node.nodeId === partition?.leader);
      if (partition === undefined) return [];
      const kill: Offer[] =
        leader === undefined || !isRunning(leader)
          ? []
          : [
              {
                id: 'fault.kill-leader',
                label: 'fault.killLeader',
                values: { partition: target.id },
                act: { type: 'kill', node: leader.id },
              },
            ];
      return [...kill, ...electionOffers()];
    }
    case 'link':
      return linkOffers(frame, target.from, target.to);
    case 'message': {
      const message = frame.messages.find(({ id }) => id === target.id);
      if (message === undefined) return [];
      const { id, connection, from, to } = message;
      const offers: Offer[] = [
        {
          id: 'fault.break-connection',
          label: 'fault.break-connection',
          hint: 'fault.break-connection.hint',
          act: { type: 'break-connection', message: id },
        },
        message.arrivesAt === null
          ? { id: 'fault.release', label: 'fault.release', act: { type: 'release', connection } }
          : { id: 'fault.hold', label: 'fault.hold', act: { type: 'hold', message: id } },
      ];
      return [...offers, ...linkOffers(frame, from, to)];
    }
    default:
      return [];
  }
}

function nodeOffers(frame: Frame, id: string): Offer[] {
  const node = frame.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) return [];
  const offers: Offer[] = NODE_ACTS.filter(({ when }) => when(node, frame)).map(({ act, key, hint }) => ({
    id: `fault.${act}`,
    label: `fault.${act}` as Key,
    ...(key === undefined ? {} : { key }),
    ...(hint === undefined ? {} : { hint }),
    act: { type: act, node: id },
  }));
  if (node.kind === 'producer' && isRunning(node)) {
    const topics = frame.partitions.map((partition) => partition.topic).filter((topic) => !isInternal(topic));
    for (const topic of new Set(topics)) {
      const act: Act = { type: 'produce', producer: id, topic, key: null, value: 'by hand' };
      offers.unshift({ id: `fault.produce.${topic}`, label: 'fault.produce', values: { topic }, act });
    }
  }
  return [...offers, ...clientOffers(node)];
}

function electionOffers(): Offer[] {
  return [
    {
      id: 'fault.elect-preferred',
      label: 'fault.elect-preferred',
      act: { type: 'elect-leaders', electionType: 'PREFERRED' },
    },
    {
      id: 'fault.elect-unclean',
      label: 'fault.elect-unclean',
      act: { type: 'elect-leaders', electionType: 'UNCLEAN' },
    },
  ];
}

function linkOffers(frame: Frame, from: string, to: string): Offer[] {
  const ruled = frame.links.some(
    (link) => (link.from === from && link.to === to) || (link.from === to && link.to === from),
  );
  const offers: Offer[] = [
    { id: 'fault.cut', label: 'fault.cut', act: { type: 'cut', from, to } },
    {
      id: 'fault.cut-one-way',
      label: 'fault.cut-one-way',
      values: { from, to },
      act: { type: 'cut-one-way', from, to },
    },
    {
      id: 'fault.slow-link',
      label: 'fault.slow-link',
      values: { delay: SLOW_BY_MS },
      act: { type: 'slow-link', from, to, delay: SLOW_BY_MS * 1000 },
    },
  ];
  if (ruled)
    offers.unshift({ id: 'fault.clear-link', label: 'fault.clear-link', act: { type: 'clear-link', from, to } });
  return offers;
}

function onSelection(act: NodeAct): Command {
  const offer = ({ selection, ...state }: AppState): Offer | undefined => {
    const frame = currentView({ selection, ...state })?.frame;
    if (selection === null || frame === undefined) return undefined;
    return offersOn(selection, frame).find(({ id }) => id === `fault.${act}`);
  };
  const { key } = NODE_ACTS.find((candidate) => candidate.act === act)!;
  return {
    id: `fault.${act}`,
    label: `fault.${act}` as Key,
    ...(key === undefined ? {} : { key }),
    scope: 'stage',
    when: (state) => offer(state) !== undefined,
    run: (context) => {
      const found = offer(context.state);
      if (found !== undefined) return carryOut(found, context);
    },
  };
}

function always(id: string, label: Key, act: Act, when: (state: AppState) => boolean, key?: string): Command {
  return {
    id,
    label,
    ...(key === undefined ? {} : { key }),
    scope: 'stage',
    when: (state) => state.link === 'ready' && when(state),
    run: (context) => carryOut({ act, label }, context),
  };
}

export const FAULTS: readonly Command[] = [
  ...NODE_ACTS.map(({ act }) => onSelection(act)),
  always(
    'fault.heal',
    'fault.heal',
    { type: 'heal' },
    (state) => (currentView(state)?.frame.links.length ?? 0) > 0,
    'H',
  ),
  always(
    'fault.elect-preferred',
    'fault.elect-preferred',
    { type: 'elect-leaders', electionType: 'PREFERRED' },
    () => true,
  ),
  always('fault.elect-unclean', 'fault.elect-unclean', { type: 'elect-leaders', electionType: 'UNCLEAN' }, () => true),
];
