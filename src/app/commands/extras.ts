/** What can be done with a thing beside acting on it: stop at facts like it, look for a way to lose it. */
import type { Target } from '../../frame/target.ts';
import type { Key } from '../i18n/translate.ts';
import { withStop } from '../stops.ts';
import { type AppState, currentView } from '../store.ts';
import type { CommandContext } from './command.ts';
import { showing } from './lenses.ts';

export interface Extra {
  readonly id: string;
  readonly label: Key;
  run(context: CommandContext): void;
}

/** Lenses about one server. */
const SERVER_LENSES = [
  ['states', 'lens.states'],
  ['files', 'lens.files'],
] as const;

function isServer(id: string, state: AppState): boolean {
  const kind = currentView(state)?.frame.nodes.find((node) => node.id === id)?.kind;
  return kind === 'broker' || kind === 'combined' || kind === 'controller';
}

export function extrasOn(target: Target, state: AppState): Extra[] {
  switch (target.type) {
    case 'record':
    case 'replica':
    case 'partition':
      return [
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
    case 'node': {
      if (!isServer(target.id, state)) return [];
      return SERVER_LENSES.map(([lens, label]) => ({
        id: `lens.${lens}`,
        label,
        run: ({ conductor }) => {
          conductor.select(target);
          conductor.set(showing(lens));
        },
      }));
    }
    default:
      return [];
  }
}
