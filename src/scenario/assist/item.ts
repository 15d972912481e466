/** What an editor is told: things that may be written at a place, what stands there, what is wrong and what would be right. */
import type { ConfigType } from '../../kafka/config/definitions.ts';

export interface Both {
  readonly en: string;
  readonly ko: string;
}

export type ItemKind =
  | 'key'
  | 'setting'
  | 'word'
  | 'node'
  | 'topic'
  | 'partition'
  | 'group'
  | 'fact'
  | 'field'
  | 'property'
  | 'duration'
  | 'tool'
  | 'item';

/** Whose setting it is, for its meaning in words. */
export type SettingOwner = 'server' | 'topic' | 'group' | 'producer' | 'consumer' | 'zookeeper-consumer' | 'zookeeper';

/** What Kafka declares of a setting in the release that the file names. */
export interface SettingWords {
  readonly owner: SettingOwner;
  readonly key: string;
  readonly type: ConfigType;
  /** null: it has none. */
  readonly byDefault: string | null;
  /** `0…`, `1…2147483647`, or words; null: anything of its type. */
  readonly range: string | null;
  readonly importance: 'high' | 'medium' | 'low' | null;
  readonly isModelled: boolean;
  /** The last release that has it, when the file's has it no more. */
  readonly upTo: string | null;
  /** The first of the releases here that has it, and the one before, which has not. null: all have it from the first on. */
  readonly since: { readonly first: string; readonly notIn: string } | null;
}

export interface AssistItem {
  readonly label: string;
  readonly kind: ItemKind;
  /** A snippet: `#{…}` is a place to fill in, as editors have it. */
  readonly insert: string;
  /** A few words beside it, in English: types, defaults. */
  readonly detail: Both;
  readonly words: Both | null;
  readonly isRequired: boolean;
  readonly setting: SettingWords | null;
  /** Higher stands further up. */
  readonly rank: number;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly items: readonly AssistItem[];
}

/** What stands at a place. */
export interface Hover {
  readonly from: number;
  readonly to: number;
  /** `timeline › at`, without the numbers of items. */
  readonly path: string;
  readonly label: string;
  readonly kind: ItemKind;
  readonly words: Both | null;
  /** What it must be, in the words of the problems. */
  readonly must: Both | null;
  readonly isRequired: boolean;
  readonly setting: SettingWords | null;
  /** Of a fact: its fields and what they hold. */
  readonly fields: readonly (readonly [name: string, kind: Both])[];
}

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface CheckedProblem {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The same in both languages. */
  readonly says: Both;
  /** An advice is for the author to judge. */
  readonly severity: 'error' | 'warning' | 'advice';
  /** Its name in `tidemark lint --list`, and how to mend it; of an error none: the message says it. */
  readonly code: string | null;
  readonly mend: string | null;
  readonly mends: Both | null;
  /** What would be right, and how the text becomes so. */
  readonly fix: { readonly words: string; readonly edit: TextEdit } | null;
}
