/** What can be done with a thing beside acting on it: stop at facts like it, look for a way to lose it. */
import type { Target } from '../../frame/target.ts';
import type { Key } from '../i18n/translate.ts';
import { withStop } from '../stops.ts';
import { type AppState, currentView } from '../store.ts';
import type { CommandContext } from './command.ts';
import { isMissing, showing } from './lenses.ts';

export interface Extra {
  readonly id: string;
  readonly label: Key;
  run(context: CommandContext): void | Promise<void>;
}

/** Lenses about one node, by what it is. */
const SERVER_LENSES = [
  ['states', 'lens.states'],
  ['files', 'lens.files'],
] as const;
const MEMBER_LENSES = [
  ['group', 'lens.group'],
  ['states', 'lens.states'],
] as const;
const ZOOKEEPER_LENSES = [
  ['zookeeper', 'lens.zookeeper'],
  ['states', 'lens.states'],
  ['files', 'lens.files'],
] as const;
const PRODUCER_LENSES = [['producer', 'lens.producer']] as const;

function lensesOf(id: string, state: AppState) {
  const node = currentView(state)?.frame.nodes.find((candidate) => candidate.id === id);
  switch (node?.kind) {
    case 'broker':
    case 'combined':
    case 'controller': {
      const lenses = SERVER_LENSES.map(([lens, label]) => ({ lens, label, change: {} }));
      if (!('zookeeper' in node)) return lenses;
      return [
        { lens: 'zookeeper', label: 'lens.znode', change: { znode: `/brokers/ids/${node.nodeId}` } } as const,
        ...lenses,
      ];
    }
    case 'zookeeper':
      return ZOOKEEPER_LENSES.map(([lens, label]) => ({ lens, label, change: {} }));
    case 'consumer':
      return node.group === null
        ? []
        : MEMBER_LENSES.map(([lens, label]) => ({ lens, label, change: { group: node.group } }));
    case 'producer':
      return PRODUCER_LENSES.map(([lens, label]) => ({ lens, label, change: {} }));
    default:
      return [];
  }
}

/** Where ZooKeeper has the state of a partition. */
function znodeOf(partition: string, state: AppState): Extra[] {
  if (isMissing('zookeeper', state)) return [];
  const cut = partition.lastIndexOf('-');
  const znode = `/brokers/topics/${partition.slice(0, cut)}/partitions/${partition.slice(cut + 1)}/state`;
  return [
    {
      id: 'lens.znode',
      label: 'lens.znode',
      run: ({ conductor }) => conductor.set({ ...showing('zookeeper'), znode }),
    },
  ];
}

/** The life of one record, where it is known which. */
function followed(record: { readonly client: string; readonly record: number } | undefined): Extra[] {
  if (record === undefined) return [];
  const { client, record: number } = record;
  return [
    {
      id: 'record.follow',
      label: 'record.follow',
      run: ({ conductor }) => conductor.set({ ...showing('records'), record: { client, record: number } }),
    },
  ];
}

/** Who sent what lies at a place is asked first. */
function followAt(target: Extract<Target, { type: 'record' }>): Extra {
  return {
    id: 'record.follow',
    label: 'record.follow',
    run: async ({ conductor }) => {
      const answer = await conductor.look({ ask: 'detail', branch: conductor.state.branch, target });
      const sender = answer?.detail?.sender;
      if (sender === undefined) conductor.notice('record.unknown');
      else conductor.set({ ...showing('records'), record: { client: sender.client, record: sender.record } });
    },
  };
}

/** Other brokers for a partition; Kafka's own stay where they are. */
function reassigned(target: Extract<Target, { type: 'replica' | 'partition' }>): Extra[] {
  if ((target.type === 'partition' ? target.id : target.partition).startsWith('__')) return [];
  return [
    {
      id: 'reassign.open',
      label: 'reassign.open',
      run: ({ conductor }) => {
        conductor.select(target);
        conductor.player({ type: 'PAUSE' });
        conductor.set({ overlay: 'reassign' });
      },
    },
  ];
}

/** The record a fact is about, or the first of those. */
function recordIn({ client, record, first, records }: Readonly<Record<string, string>>) {
  const number = record ?? first;
  if (client !== undefined && number !== undefined && /^\d+$/.test(number)) return { client, record: Number(number) };
  const named = /^([^,]+)#(\d+)(,|$)/.exec(records ?? first ?? '');
  return named === null ? undefined : { client: named[1]!, record: Number(named[2]) };
}

export function extrasOn(target: Target, state: AppState): Extra[] {
  const own = ofIts(target, state);
  return target.type === 'message' || target.type === 'link' ? own : [...own, changeOn(target)];
}

/** With what it is about first in the list of what can be changed. */
function changeOn(target: Target): Extra {
  return {
    id: 'change.open',
    label: 'change.open',
    run: ({ conductor }) => {
      conductor.select(target);
      conductor.set({ overlay: 'change' });
    },
  };
}

function ofIts(target: Target, state: AppState): Extra[] {
  switch (target.type) {
    case 'record':
    case 'replica':
    case 'partition':
      return [
        ...(target.type === 'record' ? [followAt(target)] : reassigned(target)),
        ...znodeOf(target.type === 'partition' ? target.id : target.partition, state),
        {
          id: 'search.lose',
          label: target.type === 'record' ? 'search.lose' : 'search.open',
          run: ({ conductor }) => {
            conductor.select(target);
            conductor.set({ overlay: 'search' });
          },
        },
      ];
    case 'fact': {
      const fact = state.facts.find(({ index }) => index === target.index);
      if (fact === undefined) return [];
      const { type, fields } = fact;
      const { partition } = fields;
      const match = partition === undefined || partition === 'null' ? { type } : { type, partition };
      return [
        ...followed(recordIn(fields)),
        {
          id: 'stop.here',
          label: 'stop.here',
          run: ({ conductor, state: now, changeStops }) => {
            changeStops(withStop(now.stops, match));
            conductor.notice('stop.added', { fact: type });
          },
        },
      ];
    }
    case 'node':
      return lensesOf(target.id, state).map(({ lens, label, change }) => ({
        id: `lens.${lens}`,
        label,
        run: ({ conductor }) => {
          conductor.select(target);
          conductor.set({ ...showing(lens), ...change });
        },
      }));
    default:
      return [];
  }
}
