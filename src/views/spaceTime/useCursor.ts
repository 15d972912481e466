/** The keyboard's cursor: along one lane, and from lane to lane at the same time. */
import { useMemo, useState } from 'react';
import type { SpaceTimeFrame } from '../../frame/spaceTime/spaceTimeFrames.ts';
import { type Item, itemKey, itemsOf, nearestItem } from './layout.ts';

export interface Cursor {
  /** null: the keyboard has not been here. */
  readonly item: Item | null;
  /** On its lane. */
  readonly place: number;
  readonly count: number;
  /** True where the key was one of the cursor's; `now` is where it begins. */
  onKey(key: string, now: number): Item | null;
}

export function useCursor(data: SpaceTimeFrame | null): Cursor {
  const items = useMemo(() => (data === null ? new Map<string, readonly Item[]>() : itemsOf(data)), [data]);
  const [at, setAt] = useState<{ readonly lane: string; readonly key: string; readonly at: number } | null>(null);
  const own = at === null ? [] : (items.get(at.lane) ?? []);
  const found = at === null ? -1 : own.findIndex((item) => itemKey(item) === at.key);
  // Another answer may not have it any more.
  const item = at === null ? null : (own[found] ?? nearestItem(own, at.at) ?? null);
  const place = item === null ? -1 : own.indexOf(item);

  const go = (next: Item | undefined): Item | null => {
    if (next === undefined) return null;
    setAt({ lane: next.lane, key: itemKey(next), at: next.at });
    return next;
  };
  const across = (direction: 1 | -1, now: number): Item | null => {
    const lanes = [...items.keys()];
    const from = item === null ? (direction === 1 ? -1 : lanes.length) : lanes.indexOf(item.lane);
    for (let lane = from + direction; lane >= 0 && lane < lanes.length; lane += direction) {
      const next = nearestItem(items.get(lanes[lane]!) ?? [], item?.at ?? now);
      if (next !== undefined) return go(next);
    }
    return item;
  };
  const onKey = (key: string, now: number): Item | null => {
    if (item === null) return across(1, now);
    switch (key) {
      case 'next':
        return go(own[Math.min(own.length - 1, place + 1)]);
      case 'previous':
        return go(own[Math.max(0, place - 1)]);
      case 'first':
        return go(own[0]);
      case 'last':
        return go(own[own.length - 1]);
      case 'up':
        return across(-1, now);
      default:
        return across(1, now);
    }
  };
  return { item, place, count: own.length, onKey };
}
