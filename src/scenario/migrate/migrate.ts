/**
 * A file in an older form, brought to the form of today: for reading it, its values and their places are changed; for
 * writing it, its text, which keeps its comments and its order.
 */
import { parseDocument } from 'yaml';
import type { Problem } from '../problems.ts';
import { FORMAT_VERSION } from '../schema.ts';
import { type Path, problemAt, valueAt } from '../shape.ts';
import { type Place, readYaml, type YamlFile } from '../yamlFile.ts';
import { type Change, isGroup, MIGRATIONS, type MigrationEdit } from './migrations.ts';

/** In the file as it is written. */
export type MigrationNote = Problem;

export interface MigratedFile {
  readonly file: YamlFile;
  readonly notes: readonly MigrationNote[];
}

/** As it is read today. The same file where there is nothing to change. */
export function migratedFile(file: YamlFile): MigratedFile {
  let now = file;
  const notes: MigrationNote[] = [];
  for (const { edit, says } of changesIn(file)) {
    const group = edit.kind === 'set' ? edit.path.slice(0, -1) : edit.path;
    notes.push(problemAt(file, group, says, 'key'));
    now = { ...now, ...edited(now, edit) };
  }
  return { file: now, notes };
}

export interface MigratedText {
  readonly text: string;
  readonly notes: readonly MigrationNote[];
}

/** The text in the form of today, and what was changed in it; the text as it is where nothing had to be, or it is no YAML. */
export function migrated(text: string): MigratedText {
  const yaml = readYaml(text);
  if (!yaml.ok) return { text, notes: [] };
  const changes = changesIn(yaml.file);
  if (changes.length === 0) return { text, notes: [] };
  const document = parseDocument(text);
  for (const { edit } of changes) {
    switch (edit.kind) {
      case 'set':
        document.setIn(edit.path, edit.value);
        break;
      case 'rename': {
        const value: unknown = document.getIn(edit.path, true);
        document.deleteIn(edit.path);
        document.setIn([...edit.path.slice(0, -1), edit.to], value);
        break;
      }
      case 'remove':
        document.deleteIn(edit.path);
    }
  }
  return { text: withLayoutOf(text, document.toString({ lineWidth: 0 })), notes: migratedFile(yaml.file).notes };
}

/** So many lines may have been taken out at one place. */
const LINES_AHEAD = 40;

/** Lines that are new only in their spaces stay as they were written, unless the whole would then say something else. */
function withLayoutOf(original: string, written: string): string {
  const ending = original.includes('\r\n') ? '\r\n' : '\n';
  const lines = original.split(/\r?\n/);
  let next = 0;
  const kept = written.split('\n').map((line) => {
    const near = lines.slice(next, line.trim() === '' ? next + 1 : next + LINES_AHEAD);
    const same = near.findIndex((one) => withoutSpaces(one) === withoutSpaces(line));
    if (same < 0) return line;
    next += same + 1;
    return near[same]!;
  });
  const [before, after] = [readYaml(written), readYaml(kept.join('\n'))];
  const isSame = before.ok && after.ok && JSON.stringify(after.file.value) === JSON.stringify(before.file.value);
  return (isSame ? kept : written.split('\n')).join(ending);
}

function withoutSpaces(line: string): string {
  return line.replace(/\s+/g, '');
}

function changesIn(file: YamlFile): readonly Change[] {
  const version = valueAt(file.value, ['tidemark']);
  // What is newer, or no version, is for the schema to refuse.
  if (typeof version !== 'number' || version > FORMAT_VERSION || !isGroup(file.value)) return [];
  const changes: Change[] = [];
  let value: unknown = file.value;
  for (const { upTo, find } of MIGRATIONS) {
    if (version > upTo || !isGroup(value)) continue;
    for (const change of find(value)) {
      changes.push(change);
      value = editedValue(value, change.edit);
    }
  }
  return changes;
}

// ---- values and places -----------------------------------------------------------------------------------------------

function edited({ value, root }: YamlFile, edit: MigrationEdit): Pick<YamlFile, 'value' | 'root'> {
  return { value: editedValue(value, edit), root: editedPlace(root, edit.path, edit) };
}

function editedValue(value: unknown, edit: MigrationEdit): unknown {
  return changedAt(value, edit.path, edit);
}

function changedAt(value: unknown, [step, ...rest]: Path, edit: MigrationEdit): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((item, place) => (place === step ? changedAt(item, rest, edit) : item));
  if (!isGroup(value)) return value;
  if (rest.length > 0) return { ...value, [step]: changedAt(value[step], rest, edit) };
  if (edit.kind === 'set') return { ...value, [step]: edit.value };
  const { [String(step)]: gone, ...others } = value;
  return edit.kind === 'rename' ? { ...others, [edit.to]: gone } : others;
}

/** What was not in the file stands where its group stands. */
function editedPlace(place: Place, [step, ...rest]: Path, edit: MigrationEdit): Place {
  if (step === undefined) return place;
  if (typeof step === 'number') {
    if (place.items === undefined) return place;
    return { ...place, items: place.items.map((item, nth) => (nth === step ? editedPlace(item, rest, edit) : item)) };
  }
  if (place.entries === undefined) return place;
  const entries = new Map(place.entries);
  const inner = entries.get(step);
  if (rest.length > 0) {
    if (inner !== undefined) entries.set(step, editedPlace(inner, rest, edit));
  } else if (edit.kind === 'set') entries.set(step, { at: place.keyAt, keyAt: place.keyAt });
  else {
    entries.delete(step);
    if (edit.kind === 'rename' && inner !== undefined) entries.set(edit.to, inner);
  }
  return { ...place, entries };
}
