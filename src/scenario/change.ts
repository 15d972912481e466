/**
 * One thing changed in a scenario's text, which keeps its comments: what must stand where, written into the file, which is
 * then read and checked as any other. What cannot be is told all at once, with the nearest right name.
 */
import { parseDocument } from 'yaml';
import { base64url, bytesOfBase64url } from '../base/base64url.ts';
import type { Says } from '../base/says.ts';
import { changeEdits, type Edit } from './changeEdits.ts';
import { readChange } from './changeShape.ts';
import { parseScenario } from './parse.ts';
import { type Refused, type RefusedOne, refused } from './problems.ts';
import { CHANGE_SAYS } from './says/change.ts';
import type { Scenario } from './scenario.ts';
import type { Change } from './schemaChange.ts';

export { readChange } from './changeShape.ts';
export type { Change } from './schemaChange.ts';

export type ChangedScenario =
  | {
      readonly ok: true;
      readonly text: string;
      readonly scenario: Scenario;
      /** Expectations of the file that name what is not there any more, by their place from 1. */
      readonly dropped: readonly number[];
    }
  | Refused;

/** So many at most stand in a link, or one after the other. */
export const MOST_CHANGES = 20;

/** One after the other: each finds what those before it have left. Nothing to change gives the text as it is. */
export function applyChanges(text: string, changes: readonly Change[]): ChangedScenario {
  return changing(text)(changes);
}

/** The same for whoever tries many on one text, which is read once. */
export function changing(text: string): (changes: readonly Change[]) => ChangedScenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) {
    const told = refused(...parsed.problems.map(({ line, says }) => CHANGE_SAYS.onLine(line, says)));
    return () => told;
  }
  const asWritten = { ok: true, text, scenario: parsed.scenario, dropped: [] } as const;
  return (changes) => {
    if (changes.length > MOST_CHANGES) return refused(CHANGE_SAYS.tooMany(MOST_CHANGES));
    let current: ChangedScenario & { ok: true } = asWritten;
    for (const one of changes) {
      const next = applyOne(current, one);
      if (!next.ok) return next;
      current = { ...next, dropped: [...current.dropped, ...next.dropped] };
    }
    return current;
  };
}

export function applyChange(text: string, change: Change): ChangedScenario {
  return applyChanges(text, [change]);
}

function applyOne({ text, scenario }: ChangedScenario & { ok: true }, change: Change): ChangedScenario {
  const found = changeEdits(change, scenario);
  if (!found.ok) return refused(...found.told);
  const changed = found.edits.length === 0 ? text : edited(text, found.edits);
  const parsed = parseScenario(changed);
  if (parsed.ok) return { ok: true, text: changed, scenario: parsed.scenario, dropped: [] };
  // A lesson may ask to change the very line that has been changed, or say for which Kafka it is: then it says so no more.
  for (const keys of [['what-if'], ['what-if', 'versions']]) {
    const gone = keys.filter((key) => Object.hasOwn(Object(scenario.lesson), key));
    if (gone.length === 0) continue;
    const asksNoMore = edited(
      changed,
      gone.map((key) => ({ path: ['lesson', key], to: undefined })),
    );
    const again = parseScenario(asksNoMore);
    if (again.ok) return { ok: true, text: asksNoMore, scenario: again.scenario, dropped: [] };
  }
  const without = withoutExpectations(changed, scenario.expect?.length ?? 0);
  if (without !== undefined) return without;
  // Of a text that nobody has written a line number says nothing.
  return refused(...new Map(parsed.problems.map(({ message, says }) => [message, says])).values());
}

/** What is expected of something that the change takes away cannot be asked: the rest can. Undefined: that is not what is wrong. */
function withoutExpectations(text: string, count: number): (ChangedScenario & { ok: true }) | undefined {
  let [current, problems] = [text, countProblems(text)];
  const dropped: number[] = [];
  // From the end: what stands before keeps its place.
  for (let place = count - 1; place >= 0 && problems > 0; place--) {
    const shorter = edited(current, [{ path: ['expect', place], to: undefined }]);
    const left = countProblems(shorter);
    if (left >= problems) continue;
    dropped.unshift(place + 1);
    [current, problems] = [shorter, left];
  }
  const parsed = parseScenario(current);
  return parsed.ok ? { ok: true, text: current, scenario: parsed.scenario, dropped } : undefined;
}

function countProblems(text: string): number {
  const parsed = parseScenario(text);
  return parsed.ok ? 0 : parsed.problems.length;
}

/** Lines are not broken anew: what is not changed stays as it was written. */
function edited(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false, merge: false });
  for (const { path, to, insert, moveTo } of edits) {
    if (to === undefined) document.deleteIn(path);
    else if (moveTo !== undefined) moveIn(document, path, moveTo);
    else if (insert === true) insertIn(document, path, to);
    else document.setIn(path, document.createNode(to, { flow: path.length > 1 }));
  }
  return document.toString({ lineWidth: 0 });
}

function moveIn(document: ReturnType<typeof parseDocument>, path: Edit['path'], moveTo: number): void {
  const { items } = document.getIn(path.slice(0, -1), true) as { items: unknown[] };
  const [item] = items.splice(path[path.length - 1] as number, 1);
  items.splice(moveTo, 0, item);
}

function insertIn(document: ReturnType<typeof parseDocument>, path: Edit['path'], value: unknown): void {
  const [list, place] = [path.slice(0, -1), path[path.length - 1] as number];
  const node = document.createNode(value, { flow: true });
  // A list that is not there, or stands empty on one line, begins with it.
  const found = document.getIn(list, true) as { items?: unknown[] } | undefined;
  if (found?.items === undefined) document.setIn(list, [node]);
  else found.items.splice(place, 0, node);
}

// ---- in a link ----------------------------------------------------------------------------------------------------------

/** Longer ones are nobody's one thing. */
export const LONGEST_CHANGES = 6_000;

export function packChanges(changes: readonly Change[]): string {
  const json = JSON.stringify(changes);
  const ascii = json.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return base64url(Uint8Array.from(ascii, (letter) => letter.charCodeAt(0)));
}

export function unpackChanges(packed: string): { readonly ok: true; readonly changes: readonly Change[] } | RefusedOne {
  const failed = (says: Says) => ({ ok: false, problem: says.en, says }) as const;
  if (packed.length > LONGEST_CHANGES) return failed(CHANGE_SAYS.linkTooLong(LONGEST_CHANGES));
  const bytes = bytesOfBase64url(packed);
  let read: unknown;
  try {
    read = JSON.parse(String.fromCharCode(...(bytes ?? [])));
  } catch {
    return failed(CHANGE_SAYS.damaged());
  }
  if (!Array.isArray(read) || read.length > MOST_CHANGES) return failed(CHANGE_SAYS.damaged());
  const changes: Change[] = [];
  for (const one of read) {
    const result = readChange(one);
    if (!result.ok) return failed(result.says);
    changes.push(result.change);
  }
  return { ok: true, changes };
}
