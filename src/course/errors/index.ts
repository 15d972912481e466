/** What Kafka's error codes mean to somebody who meets them, and whether a client tries again by itself. */
import type { Both } from '../glossary/term.ts';
import { GROUP_ERRORS } from './group.ts';
import type { ErrorMeaning } from './meaning.ts';
import { METADATA_ERRORS } from './metadata.ts';
import { RECORD_ERRORS } from './records.ts';

export type { ErrorMeaning, Retriable } from './meaning.ts';

const ERRORS: Readonly<Record<string, ErrorMeaning>> = { ...RECORD_ERRORS, ...METADATA_ERRORS, ...GROUP_ERRORS };

export const ERROR_NAMES: readonly string[] = Object.keys(ERRORS);

export function errorMeaning(name: string): ErrorMeaning | undefined {
  return Object.hasOwn(ERRORS, name) ? ERRORS[name] : undefined;
}

export const RETRIABLE_WORDS: Readonly<Record<ErrorMeaning['retriable'], Both>> = {
  yes: { en: 'Retriable: a client may send the same again.', ko: '재시도 가능: 같은 요청을 다시 보낼 수 있어요.' },
  refresh: {
    en: 'Retriable, after new metadata: a client first asks who leads now.',
    ko: '메타데이터를 새로 받은 뒤 재시도 가능: 지금 누가 리더인지 먼저 물어요.',
  },
  no: {
    en: 'Not retriable: sending the same again gives the same answer.',
    ko: '재시도 불가: 같은 요청을 다시 보내도 답은 같아요.',
  },
};
