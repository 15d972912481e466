/** The whole page, at the instant that is shown here. */
import type { App } from '../app/appContext.ts';

export async function openWhole(app: App): Promise<void> {
  app.conductor.player({ type: 'PAUSE' });
  const link = await app.commandContext().link();
  const hash = link === undefined ? '' : link.slice(link.indexOf('#'));
  window.open(new URL(`./${hash}`, location.href.replace(/[?#].*$/, '')).href, '_blank', 'noopener');
}
