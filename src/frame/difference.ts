/**
 * The difference between two frames: what crosses the worker boundary. Parts that did not change keep their identity when
 * the difference is applied, so that a view can tell by `===` what to draw again.
 */
import { put } from '../base/own.ts';
import type { Frame } from './frame.ts';

/** How one value becomes another. */
export type Patch =
  | { readonly value: unknown }
  | { readonly fields: Readonly<Record<string, Patch>>; readonly gone?: readonly string[] }
  | { readonly items: readonly ItemPatch[] };

/** In the order of the new list: a run of old items `[from, count]`, an old item changed, or a new one. */
export type ItemPatch =
  | readonly [from: number, count: number]
  | { readonly at: number; readonly patch: Patch }
  | { readonly value: unknown };

export interface FrameDifference {
  /** `step` and `at` of the frame it applies to: anything else is a mistake, and is refused. */
  readonly fromStep: number;
  readonly fromAt: number;
  readonly patch: Patch | null;
}

type Plain = Readonly<Record<string, unknown>>;

export function frameDifference(from: Frame, to: Frame): FrameDifference {
  return { fromStep: from.step, fromAt: from.at, patch: difference(from, to) ?? null };
}

export function applyFrameDifference(frame: Frame, change: FrameDifference): Frame {
  if (frame.step !== change.fromStep || frame.at !== change.fromAt) {
    throw new Error(`a difference from step ${change.fromStep} does not fit a frame of step ${frame.step}`);
  }
  return change.patch === null ? frame : (applyPatch(frame, change.patch) as Frame);
}

/** Undefined when both are equal all the way down. */
export function difference(from: unknown, to: unknown): Patch | undefined {
  if (Object.is(from, to)) return undefined;
  if (Array.isArray(from) && Array.isArray(to)) return listDifference(from, to);
  if (isPlain(from) && isPlain(to)) return fieldsDifference(from, to);
  return { value: to };
}

function fieldsDifference(from: Plain, to: Plain): Patch | undefined {
  const fields: Record<string, Patch> = Object.create(null) as Record<string, Patch>;
  let replaced = 0;
  let changed = 0;
  const keys = Object.keys(to);
  for (const key of keys) {
    const patch = Object.hasOwn(from, key) ? difference(from[key], to[key]) : { value: to[key] };
    if (patch === undefined) continue;
    fields[key] = patch;
    changed++;
    if ('value' in patch) replaced++;
  }
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  if (changed === 0 && gone.length === 0) return undefined;
  if (replaced === keys.length) return { value: to };
  // A null prototype does not survive structured clone, and need not: `__proto__` is never a key of a frame.
  return gone.length > 0 ? { fields: { ...fields }, gone } : { fields: { ...fields } };
}

function listDifference(from: readonly unknown[], to: readonly unknown[]): Patch | undefined {
  const keys = from.map(keyOf);
  const places = new Map<unknown, number>();
  keys.forEach((key, place) => {
    places.set(key, place);
  });
  const items: ItemPatch[] = [];
  let run: [number, number] | undefined;
  let same = from.length === to.length;
  for (let place = 0; place < to.length; place++) {
    const item = to[place];
    const key = keyOf(item, place);
    const old = place < keys.length && keys[place] === key ? place : places.get(key);
    const patch = old === undefined ? { value: item } : difference(from[old], item);
    if (patch === undefined) {
      if (run !== undefined && run[0] + run[1] === old) run[1]++;
      else {
        run = [old!, 1];
        items.push(run);
      }
      if (old !== place) same = false;
      continue;
    }
    same = false;
    run = undefined;
    items.push('value' in patch ? patch : { at: old!, patch });
  }
  if (same) return undefined;
  return items.every((item) => 'value' in item) ? { value: to } : { items };
}

/** What names an item of a list: nodes, partitions and messages by id, replicas by partition, cells by offset and epoch. */
function keyOf(item: unknown, place: number): unknown {
  if (!isPlain(item)) return place;
  if ('id' in item) return item.id;
  if ('from' in item && 'to' in item) return `${String(item.from)}>${String(item.to)}`;
  if ('offset' in item) return `${String(item.offset)} ${String(item.epoch)}`;
  return item.partition ?? item.name ?? item.broker ?? place;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function applyPatch(value: unknown, patch: Patch): unknown {
  if ('value' in patch) return patch.value;
  if ('fields' in patch) {
    const next: Record<string, unknown> = { ...(value as Plain) };
    for (const key of patch.gone ?? []) delete next[key];
    for (const [key, change] of Object.entries(patch.fields)) put(next, key, applyPatch(next[key], change));
    return next;
  }
  const old = value as readonly unknown[];
  const list: unknown[] = [];
  for (const item of patch.items) {
    if ('value' in item) list.push(item.value);
    else if ('patch' in item) list.push(applyPatch(old[item.at], item.patch));
    else for (let place = item[0]; place < item[0] + item[1]; place++) list.push(old[place]);
  }
  return list;
}
