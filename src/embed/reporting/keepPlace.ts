/** Keeps where the run and the lesson are, a little after they have changed, and says that the page is left. */
import type { App } from '../../app/appContext.ts';
import { progressOf } from '../../app/lesson/progressOf.ts';
import { isPlaying } from '../../app/player/playerMachine.ts';
import type { Attempt } from './attempt.ts';
import { writeKept } from './keptText.ts';

const AFTER_MS = 2_000;

export function keepPlace(app: App, attempt: Attempt): void {
  const { conductor } = app;
  const progress = progressOf(app);
  let isPlanned = false;
  let isLeft = false;
  const keep = async (): Promise<void> => {
    isPlanned = false;
    const { scenarioName, link } = conductor.state;
    if (link !== 'ready' || isLeft) return;
    const address = await app.commandContext().link();
    const text = writeKept({ run: address?.split('#')[1] ?? '', progress: progress.progress }, scenarioName);
    if (text !== null && !isLeft) attempt.keep(text);
  };
  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => void keep(), AFTER_MS);
  };
  conductor.store.subscribe((state, before) => {
    if (state.lesson !== before.lesson || (state.views !== before.views && !isPlaying(state.player))) plan();
  });
  progress.subscribe(plan);
  addEventListener('pagehide', () => {
    isLeft = true;
    attempt.leave();
  });
}
