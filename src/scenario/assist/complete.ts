/**
 * What may be written where the cursor stands: the keys of the group, words and names for a value, Kafka's settings. From
 * the one schema that reads files, and from what the text itself names. Works on a text that is broken elsewhere.
 */
import { NOTHING, type Says, says, verbatim } from '../../base/says.ts';
import type { Path } from '../shape.ts';
import type { AssistItem, Completion } from './item.ts';
import { keyWords } from './keyWords.ts';
import { type KnownNames, namesIn } from './names.ts';
import { entryOf, type OutlineNode } from './outline.ts';
import { type CursorPlace, placeAt } from './place.ts';
import {
  alternativesOf,
  isGroup,
  isList,
  isRecord,
  isRequired,
  opened,
  type Schema,
  schemasAt,
  shapeOf,
  wordsOf,
} from './schemaWalk.ts';
import { settingItems, settingScope, settingValues } from './settings.ts';
import { fieldsOf, fieldValues, nameKeys, plainItem, valueItems } from './values.ts';

export function completeText(text: string, offset: number): Completion | null {
  const place = placeAt(text, offset);
  if (place === undefined) return null;
  const names = namesIn(place.root);
  const items = place.role === 'key' ? keyItems(place, names) : itemsForValue(place, names);
  if (items.length === 0) return null;
  const ranked = [...items].sort((a, b) => b.rank - a.rank || (a.label < b.label ? -1 : 1));
  return { from: place.from, to: place.to, items: ranked };
}

// ---- keys ------------------------------------------------------------------------------------------------------------

function keyItems(place: CursorPlace, names: KnownNames): readonly AssistItem[] {
  const { path, beside, isFlow, hasColon, root } = place;
  const found = new Map<string, AssistItem>();
  const present = new Set(beside.entries.map(({ key }) => key));
  const around = nodeAt(root, path.slice(0, -1));
  for (const schema of schemasAt(path)) {
    if (isList(schema)) {
      found.set('- ', { ...plainItem('- ', 'item', LIST, 50), insert: '- ' });
      continue;
    }
    if (isRecord(schema)) {
      const scope = settingScope(schema, around);
      const items =
        scope === undefined
          ? nameKeys(lastKey(path), around, names).map((item) => ({ ...item, insert: `${item.label}: ` }))
          : settingItems(scope, names.version, isFlow);
      for (const item of items) if (!present.has(item.label)) found.set(item.label, item);
      continue;
    }
    if (!isGroup(schema)) continue;
    const excluded = excludedIn(schema, present);
    const chosen = new Set(alternativesOf(schema).flat());
    for (const [key, part] of Object.entries(shapeOf(schema))) {
      if (present.has(key) || excluded.has(key) || found.has(key)) continue;
      found.set(key, keyItem(key, part, path, place, chosen.has(key)));
    }
  }
  // A line that is there has its value already.
  return hasColon ? [...found.values()].map((item) => ({ ...item, insert: item.label })) : [...found.values()];
}

/** Of keys that exclude each other, those beside one that is there. */
function excludedIn(schema: Schema, present: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(alternativesOf(schema).flatMap((keys) => (keys.some((key) => present.has(key)) ? keys : [])));
}

/** `isChosen`: one of those of which the group must have one. */
function keyItem(
  key: string,
  part: Schema,
  path: Path,
  { isFlow, column }: CursorPlace,
  isChosen: boolean,
): AssistItem {
  const required = isRequired(part);
  return {
    label: key,
    kind: 'key',
    insert: `${key}:${snippetFor(opened(part), isFlow, column)}`,
    detail: kindsOf(opened(part)),
    words: keyWords(path, key),
    isRequired: required,
    setting: null,
    rank: required ? 30 : isChosen ? 20 : 10,
  };
}

/** What follows a key: a place for its value, on this line or below it. */
function snippetFor(schemas: readonly Schema[], isFlow: boolean, column: number): string {
  const [first] = schemas;
  if (first === undefined) return ' #{}';
  const isBoth = isGroup(first) && Object.keys(shapeOf(first)).join() === 'en,ko';
  if (isBoth) return ' { en: "#{}", ko: "#{}" }';
  if (schemas.every(isList)) return isFlow ? ' [#{}]' : `\n${' '.repeat(Math.max(0, column))}  - #{}`;
  if (schemas.every((one) => isGroup(one) || isRecord(one))) {
    return isFlow ? ' { #{} }' : `\n${' '.repeat(Math.max(0, column))}  #{}`;
  }
  return ' #{}';
}

const LIST = says('list', '목록');
const GROUP = says('group', '그룹');

function kindsOf(schemas: readonly Schema[]): Says {
  const kinds = schemas.map((schema) => {
    if (isList(schema)) return LIST;
    if (isGroup(schema) || isRecord(schema)) return GROUP;
    const words = wordsOf(schema);
    return verbatim(words.length > 0 && words.length <= 4 ? words.join(' | ') : '');
  });
  const told = [...new Map(kinds.map((kind) => [kind.en, kind])).values()].filter(({ en }) => en !== '').slice(0, 3);
  return { en: told.map(({ en }) => en).join(' · '), ko: told.map(({ ko }) => ko).join(' · ') };
}

// ---- values ----------------------------------------------------------------------------------------------------------

function itemsForValue(place: CursorPlace, names: KnownNames): readonly AssistItem[] {
  const { path, beside, root, isFlow } = place;
  const key = lastKey(path);
  const parent = path.slice(0, typeof path[path.length - 1] === 'number' ? -2 : -1);
  const around = nodeAt(root, parent.slice(0, -1));
  if (lastKey(parent) === 'where') return fieldValues(key, fieldsOf(factBeside(around))[key], names);
  for (const schema of schemasAt(parent)) {
    const scope = isRecord(schema) ? settingScope(schema, around) : undefined;
    if (scope === undefined) continue;
    // Whatever the schema says of settings in general, this one has its own values.
    const values = settingValues(scope, key, names.version);
    return values.map((value, place) => plainItem(value, 'word', NOTHING, values.length - place));
  }
  const schemas = schemasAt(path);
  const found = [...valueItems(key, schemas, beside, names)];
  // An item that is not there yet may be the beginning of a group, whose first key is being written.
  if (typeof path[path.length - 1] === 'number' && !isFlow) {
    found.push(...keyItems({ ...place, beside: { ...beside, entries: [] }, hasColon: false }, names));
  }
  return found;
}

function factBeside(around: OutlineNode | undefined): string | undefined {
  const fact = entryOf(around, 'fact');
  return fact?.kind === 'text' ? fact.text : undefined;
}

export function lastKey(path: Path): string {
  for (let place = path.length - 1; place >= 0; place--) {
    const step = path[place];
    if (typeof step === 'string') return step;
  }
  return '';
}

export function nodeAt(root: OutlineNode, path: Path): OutlineNode | undefined {
  let node: OutlineNode | undefined = root;
  for (const step of path) node = typeof step === 'number' ? node?.items[step] : entryOf(node, step);
  return node;
}
