/** The whole page, at the instant that is shown here. */
import type { App } from '../app/appContext.ts';

export async function openWhole(app: App): Promise<void> {
  app.conductor.player({ type: 'PAUSE' });
  const link = await app.commandContext().link();
  const hash = link === undefined ? '' : link.slice(link.indexOf('#'));
  // A scenario that lies beside this player is one that the page itself does not know.
  const whole = app.conductor.linkedAs === undefined ? `./${hash}` : `./embed.html${hash}&ui=full`;
  window.open(new URL(whole, location.href.replace(/[?#].*$/, '')).href, '_blank', 'noopener');
}
