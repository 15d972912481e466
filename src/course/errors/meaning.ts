/** One error code. */
import type { Both } from '../glossary/term.ts';

/** `refresh`: once it knows who leads now. */
export type Retriable = 'yes' | 'refresh' | 'no';

export interface ErrorMeaning {
  /** As on the wire. */
  readonly code: number;
  readonly retriable: Retriable;
  readonly means: Both;
}

export function error(code: number, retriable: Retriable, en: string, ko: string): ErrorMeaning {
  return { code, retriable, means: { en, ko } };
}
