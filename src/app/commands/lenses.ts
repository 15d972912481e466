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
  ['tables', 'tables'],
];

const ready = ({ link }: AppState): boolean => link === 'ready';

/** `drawer: null`: on a tablet a drawer may lie over the lens; on a phone it is a pane of its own. */
export function showing(lens: LensTab): Partial<AppState> {
  return { lens, pane: 'lens', drawer: null };
}

export const LENS_COMMANDS: readonly Command[] = LENSES.map(([lens, view]) => ({
  id: `lens.${lens}`,
  label: 'lens.show',
  values: ({ settings }) => ({ lens: VIEWS[view].title[settings.language] }),
  scope: 'page',
  when: ready,
  run: ({ conductor }) => conductor.set(showing(lens)),
}));
