/** What was understood, and what could not be carried over: each with its line, in both languages. */
import type { Words } from '../words.ts';
import type { Left } from './described.ts';

/** More are only counted. */
const MOST = 500;

export class Notes {
  readonly #left: Left[] = [];
  #more = 0;

  leave(line: number, text: string, reason: Words): void {
    if (this.#left.length >= MOST) this.#more++;
    else this.#left.push({ line, text: text.slice(0, 200), reason });
  }

  /** In the order of the lines; what is of no line comes last. */
  all(): readonly Left[] {
    const sorted = [...this.#left].sort((a, b) => (a.line || 1e9) - (b.line || 1e9));
    if (this.#more === 0) return sorted;
    const reason = { en: `${this.#more} more.`, ko: `그 밖에 ${this.#more}개` };
    return [...sorted, { line: 0, text: '…', reason }];
  }
}
