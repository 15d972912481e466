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
  let run = '';
  const look = async (): Promise<void> => {
    const address = await app.commandContext().link();
    run = address?.split('#')[1] ?? '';
  };
  const write = (): void => {
    const text = writeKept({ run, progress: progress.progress }, conductor.state.scenarioName);
    if (text !== null) attempt.keep(text);
  };
  const keep = async (): Promise<void> => {
    isPlanned = false;
    if (conductor.state.link !== 'ready' || isLeft) return;
    await look();
    if (!isLeft) write();
  };
  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => void keep(), AFTER_MS);
  };
  conductor.store.subscribe((state, before) => {
    if (state.lesson !== before.lesson || (state.views !== before.views && !isPlaying(state.player))) plan();
    // Whoever leaves at once finds this step again: then there is no time to ask where it is.
    if (state.lesson !== before.lesson && state.link === 'ready') void look();
  });
  progress.subscribe(plan);
  addEventListener('pagehide', () => {
    if (isPlanned && run !== '') write();
    isLeft = true;
    attempt.leave();
  });
}
