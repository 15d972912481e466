/** Which of the page's commands there are in an embedded player, and for whom. */
import { COMMANDS } from '../app/commands/index.ts';

/** Those whose keys act in a small player: something is to be seen of them here. */
export const EMBED_COMMANDS = COMMANDS.filter(({ id }) =>
  /^(transport|stop|lesson|fault|client|branch|lens)\.|^view\.deselect$/.test(id),
);

/** What needs a person's hand, the clipboard and files; and what leads away from the run. */
export const NOT_FOR_HOSTS: readonly string[] = ['share', 'course', 'search', 'edit', 'cluster'];

export function isForHosts(id: string): boolean {
  return !NOT_FOR_HOSTS.includes(id.split('.')[0]!);
}
