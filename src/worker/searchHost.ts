/** The entry of the search's worker: begins, tells how far it is, and looks up for a word from the page between slices. */
import { saidBy } from '../base/says.ts';
import { Searching } from './searching.ts';
import type { SearchAnswer, SearchTold } from './searchProtocol.ts';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<SearchTold>) => void) | null;
  postMessage(message: SearchAnswer): void;
};

/** Short enough that a word to stop is heard at once. */
const SLICE_MS = 120;
let searching: Searching | undefined;

function goOn(): void {
  if (searching === undefined) return;
  const isOver = searching.advance(SLICE_MS);
  const { progress } = searching;
  if (isOver) {
    scope.postMessage({ answer: 'result', progress, found: searching.found });
    searching = undefined;
  } else {
    scope.postMessage({ answer: 'progress', progress });
    setTimeout(goOn, 0);
  }
}

scope.onmessage = ({ data }) => {
  if (data.tell === 'stop') {
    searching?.cancel();
    return;
  }
  try {
    searching = new Searching(data.request, () => performance.now());
  } catch (error) {
    scope.postMessage({ answer: 'refused', reason: saidBy(error) });
    return;
  }
  goOn();
};
