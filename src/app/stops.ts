/** Breakpoints: facts at which playing stops. Kept in this browser for each scenario, the newest scenarios only. */
import type { FactMatch } from '../worker/protocol.ts';
import type { Keeper } from './settings.ts';

export interface Breakpoint {
  readonly match: FactMatch;
  readonly on: boolean;
}

const PLACE = 'tidemark.stops';
const MOST_SCENARIOS = 40;
const MOST_STOPS = 50;

export function matchText({ type, partition, node }: FactMatch): string {
  return [type, partition, node].filter((part) => part !== undefined).join(' · ');
}

/** With this one in it, and on. */
export function withStop(stops: readonly Breakpoint[], match: FactMatch): readonly Breakpoint[] {
  const others = stops.filter((stop) => matchText(stop.match) !== matchText(match));
  return [...others, { match, on: true }].slice(-MOST_STOPS);
}

export function readStops(keeper: Keeper, scenario: string): readonly Breakpoint[] {
  const kept = readAll(keeper).find(([name]) => name === scenario)?.[1];
  return Array.isArray(kept) ? kept.flatMap(breakpointOf).slice(0, MOST_STOPS) : [];
}

export function writeStops(keeper: Keeper, scenario: string, stops: readonly Breakpoint[]): void {
  const others = readAll(keeper).filter(([name]) => name !== scenario);
  const all = stops.length === 0 ? others : [...others, [scenario, stops]];
  try {
    keeper.setItem(PLACE, JSON.stringify(all.slice(-MOST_SCENARIOS)));
  } catch {
    // Storage is full or forbidden: they hold until the page is closed.
  }
}

function readAll(keeper: Keeper): (readonly [string, unknown])[] {
  try {
    const kept: unknown = JSON.parse(keeper.getItem(PLACE) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((entry): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === 'string');
  } catch {
    return [];
  }
}

/** What a browser kept may be of another age. */
function breakpointOf(kept: unknown): Breakpoint[] {
  const { match, on } = (kept ?? {}) as Partial<Record<keyof Breakpoint, unknown>>;
  const { type, partition, node } = (match ?? {}) as Partial<Record<keyof FactMatch, unknown>>;
  if (typeof type !== 'string' || type.length > 60) return [];
  const filters = {
    ...(typeof partition === 'string' ? { partition } : {}),
    ...(typeof node === 'string' ? { node } : {}),
  };
  return [{ match: { type, ...filters }, on: on !== false }];
}
