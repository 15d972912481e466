/** The search of this page, made when it is first asked for. It goes on while its dialog is closed, and says when it is over. */
import type { App } from '../appContext.ts';
import { Search } from './search.ts';

let made: Search | undefined;

export function searchOf(app: App): Search {
  if (made !== undefined) return made;
  const search = new Search(() => app.startSearch());
  made = search;
  let wasRunning = false;
  search.actor.subscribe((snapshot) => {
    const isRunning = snapshot.matches('running') || snapshot.matches('stopping');
    if (wasRunning && !isRunning && app.conductor.state.overlay !== 'search') app.conductor.notice('search.over');
    wasRunning = isRunning;
  });
  return search;
}
