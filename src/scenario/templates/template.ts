/**
 * What a template is: a whole scenario to begin from, written in the languages that are asked for. Its text is a file like
 * any other: it passes `test` and `lint` as it stands, and is meant to be changed line by line.
 */
export type TemplateLanguage = 'en' | 'ko';

export interface TemplateText {
  readonly en: string;
  readonly ko: string;
}

export interface Template {
  /** As `tidemark new --template` names it. */
  readonly name: string;
  /** In a menu. */
  readonly title: TemplateText;
  /** What it is there for, in one sentence. */
  readonly summary: TemplateText;
  /** The file, with these words in it. */
  readonly write: (words: TemplateWords) => string;
}

export interface TemplateWords {
  /** The scenario's title: the author's, or the template's own. */
  readonly title: string;
  /** A text of the file: `{ en: "…", ko: "…" }`. */
  readonly say: (en: string, ko: string) => string;
  /** The same as lines of a group that has other keys as well, so many spaces deep. */
  readonly lines: (depth: number, en: string, ko: string) => string;
  /** A longer one, as blocks below its key, so many spaces deep. */
  readonly block: (depth: number, en: string, ko: string) => string;
  /** A comment for whoever changes the file, in the first of its languages. */
  readonly note: (en: string, ko: string) => string;
}

export interface TemplateChoice {
  readonly languages?: readonly TemplateLanguage[];
  /** Instead of the template's own; the same in every language. */
  readonly title?: string;
}

/** The text of a scenario file. */
export function fileOf(
  { title, write }: Template,
  { languages = ['en', 'ko'], title: chosen }: TemplateChoice = {},
): string {
  const say = (en: string, ko: string): string => {
    const texts = { en, ko };
    return `{ ${languages.map((language) => `${language}: ${quotedText(texts[language])}`).join(', ')} }`;
  };
  const lines = (depth: number, en: string, ko: string): string => {
    const texts = { en, ko };
    return languages.map((language) => `${' '.repeat(depth)}${language}: ${quotedText(texts[language])}`).join('\n');
  };
  const block = (depth: number, en: string, ko: string): string => {
    const texts = { en, ko };
    const margin = ' '.repeat(depth);
    const indented = (text: string) => text.split('\n').map((line) => (line === '' ? '' : `${margin}  ${line}`));
    return languages.map((language) => [`${margin}${language}: |`, ...indented(texts[language])].join('\n')).join('\n');
  };
  const note = (en: string, ko: string): string => `# ${languages[0] === 'ko' ? ko : en}`;
  return write({ title: say(chosen ?? title.en, chosen ?? title.ko), say, lines, block, note });
}

/** As YAML reads it in double quotes: JSON's form is one of those. */
function quotedText(text: string): string {
  return JSON.stringify(text);
}
