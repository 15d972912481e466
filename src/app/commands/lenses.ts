/** The lenses, each a command: from the palette, and on a server from the inspector and its menu. */
import { VIEWS } from '../../views/index.ts';
import { type AppState, currentView, type LensTab } from '../store.ts';
import type { Command } from './command.ts';

const LENSES: readonly (readonly [LensTab, keyof typeof VIEWS])[] = [
  ['log', 'partitionLog'],
  ['facts', 'factList'],
  ['space-time', 'spaceTime'],
  ['leadership', 'leadership'],
  ['quorum', 'metadataLog'],
  ['zookeeper', 'zookeeper'],
  ['states', 'stateChart'],
  ['files', 'files'],
  ['difference', 'difference'],
  ['group', 'group'],
  ['producer', 'producer'],
  ['server-log', 'serverLog'],
  ['metrics', 'metrics'],
  ['records', 'records'],
  ['tables', 'tables'],
];

/** As a lesson names them. */
export function lensNamed(name: string): LensTab | undefined {
  return name === 'console' ? name : LENSES.find(([lens]) => lens === name)?.[0];
}

/** `also`: the key of consoles in games, where the keyboard has it. */
const CONSOLE: Command = {
  id: 'lens.console',
  label: 'console.open',
  key: 'T',
  also: '`',
  scope: 'stage',
  inLesson: true,
  when: ({ link }) => link === 'ready',
  run: ({ conductor, state }) => conductor.set({ ...showing('console'), consoleAsked: state.consoleAsked + 1 }),
};

/** A run has a quorum of its own, or ZooKeeper, or (while the one becomes the other) both. */
export function isMissing(lens: LensTab, state: AppState): boolean {
  const nodes = currentView(state)?.frame.nodes;
  if (nodes === undefined) return false;
  if (lens === 'zookeeper') return !nodes.some(({ kind }) => kind === 'zookeeper');
  const isOfEra = nodes.some(({ kind }) => kind === 'zookeeper');
  return lens === 'quorum' && isOfEra && !nodes.some(({ kind }) => kind === 'controller' || kind === 'combined');
}

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
    when: (state) => ready(state) && !isMissing(lens, state),
    run: ({ conductor }) => conductor.set(showing(lens)),
  }),
);

export const LENS_COMMANDS: readonly Command[] = [CONSOLE, ...SHOWN];
