/** A lesson in one era: of moments and of facts that are told otherwise there, what is so there stands in their place. */
import type { Era } from '../era.ts';
import type { Lesson } from './schemaLesson.ts';

export function lessonInEra(lesson: Lesson, era: Era): Lesson {
  return inEra(lesson, era) as Lesson;
}

/** The same object where nothing in it differs. */
function inEra(part: unknown, era: Era): unknown {
  if (Array.isArray(part)) return changed(part, (item) => inEra(item, era));
  if (typeof part !== 'object' || part === null) return part;
  const group = part as Readonly<Record<string, unknown>>;
  const { era: eras, ...usual } = group;
  // Lines of a timeline name the eras that they are for: those stay.
  if (typeof eras === 'object' && eras !== null && !Array.isArray(eras)) {
    const other = (eras as Readonly<Record<string, unknown>>)[era];
    return other ?? usual;
  }
  const entries = Object.entries(group);
  const values = changed(
    entries.map(([, value]) => value),
    (value) => inEra(value, era),
  );
  if (entries.every(([, value], place) => value === values[place])) return part;
  return Object.fromEntries(entries.map(([key], place) => [key, values[place]]));
}

function changed(items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const all = items.map(change);
  return all.every((item, place) => item === items[place]) ? items : all;
}
