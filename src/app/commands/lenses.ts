/** The lenses, each a command: from the palette, and on a server from the inspector and its menu. */
import { VIEWS } from '../../views/index.ts';
import type { AppState, LensTab } from '../store.ts';
import type { Command } from './command.ts';

const LENSES: readonly (readonly [LensTab, keyof typeof VIEWS])[] = [
  ['log', 'partitionLog'],
  ['facts', 'factList'],
  ['leadership', 'leadership'],
  ['quorum', 'metadataLog'],
  ['states', 'stateChart'],
  ['files', 'files'],
  ['difference', 'difference'],
  ['group', 'group'],
  ['producer', 'producer'],
  ['metrics', 'metrics'],
  ['records', 'records'],
  ['tables', 'tables'],
];

/** `also`: the key of consoles in games, where the keyboard has it. */
const CONSOLE: Command = {
  id: 'lens.console',
  label: 'console.open',
  key: 'T',
  also: '`',
  scope: 'stage',
  when: ({ link }) => link === 'ready',
  run: ({ conductor, state }) => conductor.set({ ...showing('console'), consoleAsked: state.consoleAsked + 1 }),
};

const ready = ({ link }: AppState): boolean => link === 'ready';

/** `drawer: null`: on a tablet a drawer may lie over the lens; on a phone it is a pane of its own. */
export function showing(lens: LensTab): Partial<AppState> {
  return { lens, pane: 'lens', drawer: null };
}

const SHOWN = LENSES.map(
  ([lens, view]): Command => ({
    id: `lens.${lens}`,
    label: 'lens.show',
    values: ({ settings }) => ({ lens: VIEWS[view].title[settings.language] }),
    scope: 'page',
    when: ready,
    run: ({ conductor }) => conductor.set(showing(lens)),
  }),
);

export const LENS_COMMANDS: readonly Command[] = [CONSOLE, ...SHOWN];
