/** From a term on: to its live thing on the stage, or to the lesson that shows it. */
import type { LensName } from '../../course/glossary/term.ts';
import type { LiveThing } from '../../views/glossary/liveThing.ts';
import type { App } from '../appContext.ts';
import { showing } from '../commands/lenses.ts';
import type { LensTab } from '../store.ts';

/** Every lens of the glossary is one of the page's. */
const TAB: (lens: LensName) => LensTab = (lens) => lens;

export function showLive({ conductor }: App, { target, lens }: LiveThing): void {
  conductor.player({ type: 'PAUSE' });
  if (target !== null) conductor.select(target);
  conductor.set({ ...showing(TAB(lens)), overlay: null });
}

export function toLesson(app: App, name: string): void {
  app.conductor.set({ overlay: null });
  void app.openScenario(name);
}

export function toTerm({ conductor }: App, term: string): void {
  conductor.player({ type: 'PAUSE' });
  conductor.set({ overlay: 'glossary', term });
}
