/**
 * What was typed a moment ago, as small copies beside the drafts that need no waiting: a page that crashes says no goodbye.
 * Where the browser has no database they are all that is kept.
 */
import type { Keeper } from '../settings.ts';
import { type Draft, newDraft, withText } from './draft.ts';

const IN_HAND = 'tidemark.draft-in-hand.';
const EVERY_MS = 500;

interface Hand {
  readonly text: string;
  readonly name: string;
  readonly origin: string | null;
  readonly at: number;
}

export class InHand {
  readonly #keeper: Keeper;
  /** What was put there last, by draft: a few letters behind what is typed. */
  readonly #put = new Map<string, Pick<Hand, 'text' | 'at'>>();

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  /** True: it outlasts the page. */
  keep({ id, text, name, origin }: Draft, at: number): boolean {
    try {
      this.#keeper.setItem(`${IN_HAND}${id}`, JSON.stringify({ text, name, origin, at }));
      this.#put.set(id, { text, at });
      return this.#keeper.lasts !== false;
    } catch {
      return false;
    }
  }

  /** A copy takes its time with the letter that it is made at: no more of them than a crash may cost letters. */
  isDue({ id }: Draft, now: number): boolean {
    return now >= (this.#put.get(id)?.at ?? 0) + EVERY_MS;
  }

  /** What else stands there is another tab's. */
  forget({ id, text }: Draft): void {
    const there = this.#read(id)?.text;
    if (there !== text && (there === undefined || there !== this.#put.get(id)?.text)) return;
    try {
      const key = `${IN_HAND}${id}`;
      if (this.#keeper.removeItem !== undefined) this.#keeper.removeItem(key);
      else if (this.#keeper.getItem(key)) this.#keeper.setItem(key, '');
    } catch {
      // It says what the draft says by now.
    }
  }

  /** A draft of which nothing else was kept. */
  alone(id: string): Draft | undefined {
    const hand = this.#read(id);
    return hand === undefined ? undefined : newDraft({ ...hand, id, now: hand.at });
  }

  /** With what was in hand when a page was left, if the draft did not get it. */
  onto(draft: Draft): Draft {
    const hand = this.#read(draft.id);
    if (hand === undefined || hand.text === draft.text) return draft;
    if (draft.versions.some(({ text }) => text === hand.text)) return draft;
    if (hand.at >= draft.changedAt) return withText(draft, hand.text, hand.at);
    // Somebody went on since: it is one of the earlier versions.
    return { ...draft, versions: [...draft.versions, { at: hand.at, text: hand.text }] };
  }

  ids(): readonly string[] {
    try {
      const keys = Array.from({ length: this.#keeper.length ?? 0 }, (_, place) => this.#keeper.key?.(place) ?? '');
      return keys.filter((key) => key.startsWith(IN_HAND)).map((key) => key.slice(IN_HAND.length));
    } catch {
      return [];
    }
  }

  #read(id: string): Hand | undefined {
    try {
      const kept = JSON.parse(this.#keeper.getItem(`${IN_HAND}${id}`) || 'null') as unknown;
      const { text, name, origin = null, at } = (kept ?? {}) as Record<string, unknown>;
      if (typeof text !== 'string' || typeof name !== 'string' || typeof at !== 'number') return undefined;
      return { text, name, origin: typeof origin === 'string' ? origin : null, at };
    } catch {
      return undefined;
    }
  }
}
