/** Every place of the format in which a key of this name may stand, with what it is for and what it must be. */
import type { Path } from '../shape.ts';
import type { Both } from './item.ts';
import { keyWords } from './keyWords.ts';
import { isGroup, isList, isRecord, opened, type Schema, schemasAt, shapeOf } from './schemaWalk.ts';

export interface NamedKey {
  /** `producers › send › every` */
  readonly path: string;
  readonly words: Both | null;
  readonly must: string | null;
}

const DEEPEST = 8;
/** Of texts in both languages: they stand everywhere. */
const LANGUAGES = new Set(['en', 'ko']);

let known: readonly { readonly path: Path; readonly schema: Schema }[] | undefined;

/** Those with the same words are told once, at their first place. */
export function keysNamed(name: string): readonly NamedKey[] {
  const told = new Set<string>();
  return everyKey().flatMap(({ path, schema }): NamedKey[] => {
    if (path[path.length - 1] !== name) return [];
    const words = keyWords(path.slice(0, -1), name);
    const key = JSON.stringify(words);
    if (told.has(key)) return [];
    told.add(key);
    return [{ path: path.filter((step) => typeof step === 'string').join(' › '), words, must: mustBe(schema) }];
  });
}

export function keyNames(): readonly string[] {
  return [...new Set(everyKey().map(({ path }) => String(path[path.length - 1])))];
}

function everyKey() {
  known ??= walked();
  return known;
}

/** Level by level: the first place of a key is its shortest. */
function walked(): { readonly path: Path; readonly schema: Schema }[] {
  const found: { path: Path; schema: Schema }[] = [];
  // A schema that is met again further in has the same keys again.
  const seen = new Set<string>();
  const waiting: { path: Path; schema: Schema }[] = schemasAt([]).map((schema) => ({ path: [], schema }));
  for (const { path, schema } of waiting) {
    if (path.length > DEEPEST) continue;
    for (const one of opened(schema)) {
      if (isList(one)) for (const inner of schemasOfItem(one)) waiting.push({ path: [...path, 0], schema: inner });
      if (!isGroup(one) || isRecord(one)) continue;
      for (const [key, part] of Object.entries(shapeOf(one))) {
        if (LANGUAGES.has(key)) continue;
        const here = [...path, key];
        const name = JSON.stringify([key, keyWords(path, key)]);
        if (seen.has(name)) continue;
        seen.add(name);
        found.push({ path: here, schema: part });
        waiting.push({ path: here, schema: part });
      }
    }
  }
  return found;
}

function schemasOfItem(list: Schema): readonly Schema[] {
  const { element } = (list as unknown as { _zod: { def: { element?: Schema } } })._zod.def;
  return element === undefined ? [] : [element];
}

/** In the words in which a problem would say it. */
function mustBe(part: Schema): string | null {
  const read = part as unknown as {
    safeParse: (value: unknown) => { error?: { issues: readonly { message: string }[] } };
  };
  const message = read.safeParse(Symbol.for('nothing')).error?.issues[0]?.message;
  return message === undefined || /^(Invalid|Expected)/.test(message) ? null : message;
}
