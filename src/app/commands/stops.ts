/** Running until something happens, and stopping wherever it does. */
import type { FactMatch } from '../../worker/protocol.ts';
import type { AppState } from '../store.ts';
import type { Command } from './command.ts';

const ready = ({ link }: AppState): boolean => link === 'ready';

function inForce({ stops }: AppState): readonly FactMatch[] {
  return stops.filter(({ on }) => on).map(({ match }) => match);
}

function jumping(id: string, label: Command['label'], key: string, direction: 1 | -1): Command {
  return {
    id,
    label,
    key,
    scope: 'stage',
    when: (state) => ready(state) && inForce(state).length > 0,
    run: ({ conductor, state }) => conductor.toFact(inForce(state), direction),
  };
}

export const STOPS: readonly Command[] = [
  {
    id: 'stop.edit',
    label: 'stop.edit',
    key: 'U',
    scope: 'stage',
    when: ready,
    run: ({ conductor }) => {
      conductor.player({ type: 'PAUSE' });
      conductor.set({ overlay: 'stops' });
    },
  },
  jumping('stop.next', 'stop.next', 'J', 1),
  jumping('stop.previous', 'stop.previous', 'Shift+J', -1),
  {
    id: 'stop.clear',
    label: 'stop.clear',
    scope: 'stage',
    when: ({ stops }) => stops.length > 0,
    run: ({ changeStops }) => changeStops([]),
  },
];
