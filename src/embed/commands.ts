/** The commands whose keys act in a small player: those for which something is to be seen here. */
import { COMMANDS } from '../app/commands/index.ts';

export const EMBED_COMMANDS = COMMANDS.filter(({ id }) =>
  /^(transport|stop|lesson|fault|client|branch|lens)\.|^view\.deselect$/.test(id),
);
