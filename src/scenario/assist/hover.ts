/** What stands at a place, told: a key and what it must be, a setting and what Kafka declares, a name and what it names. */
import { fieldKindWords } from '../says/fieldKinds.ts';
import { mustBe } from '../says/must.ts';
import type { Path } from '../shape.ts';
import { lastKey, nodeAt } from './complete.ts';
import type { Both, Hover, ItemKind } from './item.ts';
import { keyWords } from './keyWords.ts';
import { namesIn, nodesIn } from './names.ts';
import { type CursorPlace, placeAt } from './place.ts';
import { isGroup, isRecord, isRequired, opened, type Schema, schemasAt, shapeOf, wordsOf } from './schemaWalk.ts';
import { settingNamed, settingScope } from './settings.ts';
import { fieldsOf, isFact } from './values.ts';

export function hoverText(text: string, offset: number): Hover | null {
  const place = placeAt(text, offset);
  if (place === undefined || place.word === '') return null;
  return place.role === 'key' ? keyHover(place, place.path, place.word) : valueHover(place);
}

function keyHover({ from, to, root }: CursorPlace, path: Path, key: string): Hover | null {
  const around = nodeAt(root, path.slice(0, -1));
  const base = { from, to, path: shown(path), label: key, fields: [], must: null, isRequired: false, words: null };
  const { version } = namesIn(root);
  for (const schema of schemasAt(path)) {
    const scope = isRecord(schema) ? settingScope(schema, around) : undefined;
    const setting = scope === undefined ? undefined : settingNamed(scope, key, version);
    if (setting !== undefined) return { ...base, kind: 'setting', setting };
    if (isRecord(schema) && lastKey(path) === 'where') {
      const kind = fieldsOf(around?.entries.find((entry) => entry.key === 'fact')?.value.text)[key];
      if (kind !== undefined) return { ...base, kind: 'field', setting: null, must: fieldKindWords(kind) };
    }
    const part = isGroup(schema) && Object.hasOwn(shapeOf(schema), key) ? shapeOf(schema)[key] : undefined;
    if (part === undefined) continue;
    return {
      ...base,
      kind: 'key',
      setting: null,
      words: keyWords(path, key),
      must: told(mustBeOf(part)),
      isRequired: isRequired(part),
    };
  }
  return null;
}

function valueHover(place: CursorPlace): Hover | null {
  const { word, root, path, from, to } = place;
  const names = namesIn(root);
  const base = { from, to, path: shown(path), label: word, words: null, must: null, isRequired: false, setting: null };
  const key = lastKey(path);
  if ((key === 'fact' || isFact(word)) && isFact(word)) {
    const fields = Object.entries(fieldsOf(word)).map(([name, holds]) => [name, fieldKindWords(holds)] as const);
    return { ...base, kind: 'fact', fields };
  }
  const kinds: readonly (readonly [ItemKind, readonly string[]])[] = [
    ['node', nodesIn(names)],
    ['topic', names.topics],
    ['partition', names.partitions],
    ['group', names.groups],
  ];
  const found = kinds.find(([, known]) => known.includes(word));
  // Of any other value: the key that it is the value of.
  let end = path.length - 1;
  while (end >= 0 && typeof path[end] !== 'string') end--;
  const ofKey = end < 0 ? null : keyHover(place, path.slice(0, end), key);
  if (ofKey !== null) return { ...ofKey, from, to };
  return found === undefined ? null : { ...base, kind: found[0], fields: [] };
}

/** The schema stays: what is asked of a part once is known. */
const MUST_BE = new WeakMap<Schema, { readonly words: string | null }>();

export function mustBeOf(part: Schema): string | null {
  const known = MUST_BE.get(part);
  if (known !== undefined) return known.words;
  const words = askedOf(part);
  MUST_BE.set(part, { words });
  return words;
}

/** In the words in which a problem would say it. */
function askedOf(part: Schema): string | null {
  const result = (
    part as unknown as { safeParse: (value: unknown) => { error?: { issues: readonly { message: string }[] } } }
  ).safeParse(Symbol.for('nothing'));
  const message = result.error?.issues[0]?.message;
  if (message !== undefined && !/^Invalid|^Expected/.test(message)) return message;
  const words = opened(part).flatMap(wordsOf);
  return words.length === 0 ? null : words.join(', ');
}

function told(must: string | null): Both | null {
  return must === null ? null : mustBe(must);
}

function shown(path: Path): string {
  return path.filter((step) => typeof step === 'string').join(' › ');
}
