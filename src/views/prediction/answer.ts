/** Answers as values: what is chosen in one, and what changes it. Pure. */
import type { LessonAnswer } from '../../frame/lessonFrames.ts';

export function chosenIds(answer: LessonAnswer | null): readonly number[] {
  return answer !== null && 'options' in answer ? answer.options : [];
}

export function chosenNodes(answer: LessonAnswer | null): readonly string[] {
  return answer?.kind === 'node' ? answer.nodes : [];
}

export function chosenValue(answer: LessonAnswer | null): number | null {
  return answer !== null && 'value' in answer ? answer.value : null;
}

/** With it, or without it where it is there already; in the order of the list. */
export function toggled<Item>(chosen: readonly Item[], item: Item, all: readonly Item[]): readonly Item[] {
  const next = chosen.includes(item) ? chosen.filter((one) => one !== item) : [...chosen, item];
  return all.filter((one) => next.includes(one));
}

/** One place up or down; the same list where it is at the end already. */
export function movedBy<Item>(list: readonly Item[], item: Item, by: 1 | -1): readonly Item[] {
  const from = list.indexOf(item);
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return list;
  const without = list.filter((one) => one !== item);
  return [...without.slice(0, to), item, ...without.slice(to)];
}

/** What a person typed as a number; null: none. */
export function numberIn(text: string, isWhole: boolean): number | null {
  const bare = text.trim().replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return null;
  const value = Number(bare);
  return isWhole && !Number.isInteger(value) ? null : value;
}
