/** Documentation as lines of text: of keys from the schema, of Kafka's settings from their definitions and their meaning. */
import { meaningOf } from '../../course/configs/index.ts';
import type { Language } from '../../views/viewProps.ts';
import { type Words, words } from '../../views/words.ts';
import type { AssistItem, Hover, ItemKind } from '../../worker/protocol.ts';
import { fill } from '../i18n/translate.ts';
import { EDITOR_WORDS } from './words.ts';

export interface DocLines {
  readonly title: string;
  /** Beside the title. */
  readonly about: string;
  readonly text: string | null;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly note: string | null;
}

const KIND_WORDS: Readonly<Record<ItemKind, Words>> = {
  key: words('key', '키'),
  setting: words('setting', '설정'),
  word: words('value', '값'),
  node: words('node', '노드'),
  topic: words('topic', '토픽'),
  partition: words('partition', '파티션'),
  group: words('group', '그룹'),
  fact: words('fact', '사실'),
  field: words('field', '필드'),
  property: words('property', '속성'),
  duration: words('duration', '시간'),
  tool: words('tool', '도구'),
  item: words('item', '항목'),
};

export function kindWord(kind: ItemKind, language: Language): string {
  return KIND_WORDS[kind][language];
}

type Told = Pick<AssistItem, 'label' | 'kind' | 'words' | 'setting' | 'isRequired'> &
  Partial<Pick<Hover, 'must' | 'fields'>>;

export function docLines(told: Told, language: Language): DocLines {
  const { label, kind, setting, isRequired, must = null, fields = [] } = told;
  const say = (one: Words, values = {}) => fill(one[language], values);
  const about = `${kindWord(kind, language)}${isRequired ? ` · ${say(EDITOR_WORDS.required)}` : ''}`;
  if (setting !== null) {
    const { owner, key, type, byDefault, range, importance, isModelled, upTo, since } = setting;
    const facts: (readonly [string, string])[] = [
      [say(EDITOR_WORDS.type), type],
      [say(EDITOR_WORDS.byDefault), byDefault === null ? say(EDITOR_WORDS.noDefault) : byDefault || '""'],
    ];
    if (range !== null) facts.push([say(EDITOR_WORDS.range), range]);
    if (importance !== null) facts.push([say(EDITOR_WORDS.importance), importance]);
    const notes = [
      ...(isModelled ? [] : [say(EDITOR_WORDS.notModelled)]),
      ...(since === null ? [] : [say(EDITOR_WORDS.since, since)]),
      ...(upTo === null ? [] : [say(EDITOR_WORDS.upTo, { version: upTo })]),
    ];
    const text = meaningOf(owner, key)?.[language] ?? null;
    return { title: label, about, text, facts, note: notes.join(' ') || null };
  }
  const facts: (readonly [string, string])[] = must === null ? [] : [[say(EDITOR_WORDS.mustBe), must[language]]];
  if (fields.length > 0) {
    facts.push([say(EDITOR_WORDS.fields), fields.map(([name, holds]) => `${name} (${holds[language]})`).join(', ')]);
  }
  const named = ['node', 'topic', 'partition', 'group'].includes(kind)
    ? say(EDITOR_WORDS.kindOf, { kind: kindWord(kind, language) })
    : null;
  return { title: label, about, text: told.words?.[language] ?? named, facts, note: null };
}

/** What stands between backticks is each second part. */
export function textParts(text: string): readonly string[] {
  return text.split('`');
}

/** For a tooltip of the text: built as elements, never as markup. */
export function docElement(lines: DocLines, language: Language): HTMLElement {
  const box = element('div', 'tm-doc');
  box.lang = language;
  const head = element('div', '');
  head.append(element('strong', '', lines.title), element('span', 'dim', ` ${lines.about}`));
  box.append(head);
  if (lines.text !== null) {
    const about = element('p', '');
    about.append(...textParts(lines.text).map((part, place) => (place % 2 === 0 ? part : element('code', '', part))));
    box.append(about);
  }
  for (const [name, value] of lines.facts) box.append(element('p', 'dim', `${name}: ${value}`));
  if (lines.note !== null) box.append(element('p', 'dim', lines.note));
  return box;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
