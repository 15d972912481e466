/** Problems of shape: keys that are missing, unknown or hold what they cannot. */
import { type Says, sayings } from '../../base/says.ts';
import { listed, quoted } from '../problems.ts';
import { listedKo, p, q, quotedKo } from './words.ts';

/** What is spoken of: a key by its name, each item of a list, the file itself. */
export type Part = { readonly key: string } | { readonly eachOf: string } | 'the file' | 'this';

export const SHAPE_SAYS = sayings({
  newer: (written: unknown, read: number) => ({
    en: `this file is of format version ${quoted(written)}; this Tidemark reads version ${read}`,
    ko: `형식 버전이 ${quotedKo(written)}인 파일이에요. 이 Tidemark는 버전 ${read}까지 읽어요`,
  }),
  missing: (part: Part, must: Says | undefined) => ({
    en: `the key ${nameOf(part)} is missing${must === undefined ? '' : `: ${must.en}`}`,
    ko: `${missingKo(part)} 없어요${must === undefined ? '' : `. 쓸 수 있는 값: ${must.ko}`}`,
  }),
  must: (part: Part, must: Says, written: unknown, hint: Says, how: Says) => ({
    en: `${nameOf(part)} must be ${must.en}, not ${quoted(written)}${hint.en}${how.en}`,
    ko: `${nameKo(part)}에 ${q(written, '을/를')} 쓸 수 없어요. 쓸 수 있는 값: ${must.ko}${hint.ko}${how.ko}`,
  }),
  asList: () => ({
    en: ': put a dash before its first key, or brackets around it',
    ko: '. 첫 키 앞에 - 기호를 쓰거나 대괄호로 묶으세요',
  }),
  textLacksWords: () => ({
    en: 'a text lacks its words: en, ko, or both',
    ko: '텍스트가 없어요. en이나 ko, 또는 둘 다 쓰세요',
  }),
  unknownKey: (key: string, help: Says) => ({
    en: `unknown key ${quoted(key)}${help.en}`,
    ko: `${quotedKo(key)} 키는 여기에 없어요${help.ko}`,
  }),
  knownHere: (known: readonly string[]) => ({
    en: `; known here: ${listed(known)}`,
    ko: `. 여기서 쓸 수 있는 키: ${listedKo(known)}`,
  }),
  spaceMissing: (key: string, rest: string) => ({
    en: `a space is missing after the colon: ${key}: ${quoted(rest)}`,
    ko: `콜론 뒤에 스페이스가 없어요: ${key}: ${quotedKo(rest)}`,
  }),
  unquoted: () => ({ en: ' in quotes: a number stands without them', ko: '. 수는 따옴표 없이 쓰세요' }),
  forInside: () => ({
    en: 'for stands inside what is done, such as kill: { node: b1, for: 5s }',
    ko: 'for는 동작 안에 써요. 예: kill: { node: b1, for: 5s }',
  }),
  commaInText: (key: string) => ({
    en: `${quoted(key)} is no key: a text with a comma in it stands in quotes`,
    ko: `${q(key, '은/는')} 키가 아니에요. 쉼표가 든 텍스트는 따옴표로 묶으세요`,
  }),
});

function nameOf(part: Part): string {
  if (typeof part === 'string') return part;
  return 'key' in part ? quoted(part.key) : `each of ${quoted(part.eachOf)}`;
}

function nameKo(part: Part): string {
  if (part === 'the file') return '파일';
  if (part === 'this') return '여기';
  return 'key' in part ? quotedKo(part.key) : `${quotedKo(part.eachOf)}의 항목`;
}

function missingKo(part: Part): string {
  return typeof part !== 'string' && 'key' in part ? `${quotedKo(part.key)} 키가` : p(nameKo(part), '이/가');
}
