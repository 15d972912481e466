/** Where two runs part: what a determinism test reports, and what two panes mark. */
import type { Kinds } from '../sim/protocol.ts';
import type { History } from './history.ts';

/** The first step after which the fingerprints differ; undefined when one run is the other, or its beginning. */
export function firstDivergence<K extends Kinds>(a: History<K>, b: History<K>): number | undefined {
  const length = Math.min(a.head, b.head);
  if (length === 0 || a.trace.hash(length) === b.trace.hash(length)) return undefined;
  let low = 1;
  let high = length;
  // Fingerprints are running hashes: once different, always different.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (a.trace.hash(middle) === b.trace.hash(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
