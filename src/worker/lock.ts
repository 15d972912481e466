/** Of a page that shows runs and lets nobody change them: from when it is locked, for every run. */

import { Refusal } from '../base/says.ts';
import type { Answer, Ask } from './protocol.ts';
import { WORKER_SAYS } from './says.ts';

/** What makes a run another one than its file, its seed and its link say. */
const CHANGES: readonly string[] = ['act', 'change', 'beside', 'drill-other'] satisfies Ask['ask'][];

export class Lock {
  #isLocked = false;

  put(): Answer {
    this.#isLocked = true;
    return { answer: 'locked' };
  }

  check({ ask }: Ask): void {
    if (this.#isLocked && CHANGES.includes(ask)) throw new Refusal(WORKER_SAYS.watchedOnly());
  }
}
