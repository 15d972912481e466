/** What becomes of a draft when its page is left: kept as far as it can be, and asked about where it cannot. */
import type { DraftDesk } from '../drafts/draftDesk.ts';

export function watchLeaving(drafts: DraftDesk): void {
  addEventListener('pagehide', () => drafts.gone());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') drafts.leave();
  });
  addEventListener('beforeunload', (event) => {
    if (drafts.wouldLose) event.preventDefault();
  });
}
