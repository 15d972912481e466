/** What only a page in a learning package needs, in one piece. */
import type { App } from '../../app/appContext.ts';
import type { Progress } from '../../app/lesson/progress.ts';
import { progressOf } from '../../app/lesson/progressOf.ts';

export { keepPlace } from './keepPlace.ts';
export { readKept } from './keptText.ts';
export { openAttempt } from './openAttempt.ts';

/** Before anything is opened. */
export function putBack(app: App, progress: Progress): void {
  progressOf(app).change(() => progress);
}
