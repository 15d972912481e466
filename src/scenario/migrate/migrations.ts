/**
 * What files had to say in older forms of the format, and what they say now. An entry stays for ever: a file that once ran
 * opens in every later Tidemark. Each entry has a file in test/scenario/old that has its form, from the time it was written.
 */
import type { Path } from '../shape.ts';

export type MigrationEdit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: string | number | boolean }
  | { readonly kind: 'rename'; readonly path: Path; readonly to: string }
  | { readonly kind: 'remove'; readonly path: Path };

export interface Migration {
  /** The version of the format in which files may have the older form. */
  readonly upTo: number;
  /** What there is to change in this file; empty: it has not the older form. */
  readonly find: (file: Group) => readonly Change[];
}

export interface Change {
  readonly edit: MigrationEdit;
  /** For whoever wrote the file, or opens it: what was changed, and why. */
  readonly says: { readonly en: string; readonly ko: string };
}

export type Group = Readonly<Record<string, unknown>>;

/** Oldest first: each sees what those before it have left. */
export const MIGRATIONS: readonly Migration[] = [{ upTo: 1, find: drillThatDoesNotSayWhenItOpens }];

/**
 * The first drills did not say when the page opens them, and were opened at the start, with nothing to be seen. Now the
 * symptom stands when a drill is opened: at the latest at its end.
 */
function drillThatDoesNotSayWhenItOpens({ drill, until }: Group): readonly Change[] {
  if (!isGroup(drill) || Object.hasOwn(drill, 'opens') || !Array.isArray(drill.causes)) return [];
  if (!isGroup(drill.symptom) || typeof until !== 'string') return [];
  const says = {
    en: `drill.opens: ${until} is added: a drill says when it opens, with its symptom to be seen; before, none did`,
    ko: `drill.opens: ${until} 추가. 이제 진단 연습은 증상이 보이는 때에 열려요. 예전에는 여는 때를 적지 않았어요`,
  };
  return [{ edit: { kind: 'set', path: ['drill', 'opens'], value: until }, says }];
}

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
