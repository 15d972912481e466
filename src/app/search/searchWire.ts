/** What of the search's worker is used. */
import type { SearchAnswer, SearchTold } from '../../worker/searchProtocol.ts';

export interface SearchWire {
  postMessage(told: SearchTold): void;
  terminate(): void;
  onmessage: ((event: { readonly data: SearchAnswer }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}
