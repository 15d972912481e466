/**
 * A file without the parts that are wrong in themselves, so that the rest can be checked and all problems be told in one
 * go. Where leaving a part out would make others look wrong (a broker, a topic, a client), nothing more is checked.
 */
import { formatDuration } from './duration.ts';
import { LIMITS } from './limits.ts';
import type { Fault, Path } from './shape.ts';
import type { Place, YamlFile } from './yamlFile.ts';

/** Stands in for a value that is needed and wrong or missing: nothing else in a file depends on it, or nothing fails by it. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  tidemark: 1,
  title: { en: '-', ko: '-' },
  until: formatDuration(LIMITS.until),
  every: '1h',
  at: '0s',
  partitions: LIMITS.partitions / 2,
};

const OPTIONAL = new Set([
  'summary',
  'prose',
  'lesson',
  'seed',
  'version',
  'protocol',
  'network',
  'timeline',
  'expect',
]);

/** `lines`: whether a line of the timeline or an expectation with something wrong in it is kept for what is right in it. */
export function withoutFaults(
  file: YamlFile,
  faults: readonly Fault[],
  lines: 'in part' | 'whole',
): YamlFile | undefined {
  if (file.root.entries === undefined) return undefined;
  const copy: Node = nodeOf(file.value, file.root);
  const dropped: Path[] = [];
  for (const { path, issue } of faults) {
    const [top] = path;
    const last = path[path.length - 1];
    if (lines === 'whole' && isLine(path)) dropped.push(path.slice(0, 2));
    // Of a lesson with a part that is missing nothing can be said; of the run that it is about all the rest.
    else if (lines === 'whole' && top === 'lesson') dropped.push(['lesson']);
    else if (issue.code === 'unrecognized_keys') dropped.push(...issue.keys.map((key) => [...path, key]));
    else if (top === 'title') copy.entries!.set(top, standIn(top, copy));
    else if (typeof last === 'string' && Object.hasOwn(STAND_INS, last)) putStandIn(copy, path, last);
    else if (path.length > 1 || OPTIONAL.has(String(top))) dropped.push(path);
    else return undefined;
  }
  for (const path of dropped) drop(copy, path);
  return { value: plainValue(copy), root: placeOf(copy), position: file.position };
}

function isLine(path: Path): boolean {
  return (path[0] === 'timeline' || path[0] === 'expect') && path.length > 1;
}

/** Value and place in one tree, so that leaving something out keeps them in step. */
interface Node {
  readonly place: Place;
  readonly value: unknown;
  readonly entries?: Map<string, Node>;
  readonly items?: (Node | undefined)[];
}

function nodeOf(value: unknown, place: Place): Node {
  if (place.items !== undefined) {
    return { place, value, items: place.items.map((item, at) => nodeOf((value as unknown[])[at], item)) };
  }
  if (place.entries === undefined) return { place, value };
  const entries = new Map<string, Node>();
  for (const [key, inner] of place.entries) entries.set(key, nodeOf((value as Record<string, unknown>)[key], inner));
  return { place, value, entries };
}

function standIn(key: string, group: Node): Node {
  const { at, keyAt } = group.entries?.get(key)?.place ?? group.place;
  return { place: { at, keyAt }, value: STAND_INS[key] };
}

function putStandIn(root: Node, path: Path, key: string): void {
  const group = nodeAt(root, path.slice(0, -1));
  group?.entries?.set(key, standIn(key, group));
}

function drop(root: Node, path: Path): void {
  const group = nodeAt(root, path.slice(0, -1));
  const last = path[path.length - 1]!;
  if (typeof last === 'string') group?.entries?.delete(last);
  else if (group?.items !== undefined) group.items[last] = undefined;
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) node = typeof step === 'number' ? node?.items?.[step] : node?.entries?.get(step);
  return node;
}

function plainValue(node: Node): unknown {
  if (node.items !== undefined) return node.items.flatMap((item) => (item === undefined ? [] : [plainValue(item)]));
  if (node.entries === undefined) return node.value;
  const value: Record<string, unknown> = {};
  for (const [key, inner] of node.entries) value[key] = plainValue(inner);
  return value;
}

function placeOf({ place, entries, items }: Node): Place {
  if (items !== undefined)
    return { ...place, items: items.flatMap((item) => (item === undefined ? [] : [placeOf(item)])) };
  if (entries === undefined) return place;
  return { ...place, entries: new Map([...entries].map(([key, inner]) => [key, placeOf(inner)])) };
}
