/** Parts that sentences about a file are made of: the nearest right word, what is written, lists and names of things. */
import { type Particle, withParticle } from '../../base/korean.ts';
import { NOTHING, type Says } from '../../base/says.ts';
import { listed, nearestName, nearestWord, quoted } from '../problems.ts';

/** `; did you mean retries?`, or what is said otherwise. */
export function guessed(word: string, known: Iterable<string>, otherwise: Says = NOTHING): Says {
  return perhaps(nearestWord(word, known)) ?? otherwise;
}

/** The same for names that are made of words. */
export function guessedName(name: string, known: readonly string[]): Says {
  return perhaps(nearestName(name, known)) ?? NOTHING;
}

export function perhaps(guess: string | number | undefined): Says | undefined {
  return guess === undefined ? undefined : { en: `; did you mean ${guess}?`, ko: `. 혹시 ${guess}인가요?` };
}

/** `; there is a, b and c` */
export function thereIs(known: readonly string[], there = 'there is'): Says {
  return { en: `; ${there} ${listed(known)}`, ko: `. 있는 것: ${listedKo(known)}` };
}

/** A word of the file with its particle: what a reader would say aloud. */
export const p = (word: string, pair: Particle): string => withParticle(word, pair);

/** Something from a file inside a Korean sentence. */
export function quotedKo(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '빈 목록' : '목록';
  if (value === null) return '빈 값';
  if (typeof value === 'object') return '키가 있는 그룹';
  const text = quoted(value);
  if (text === 'an empty text' && value !== text) return '빈 텍스트';
  // Words among words: where it begins and ends has to be seen.
  return /[\s가-힣]/.test(text) ? `“${text}”` : text;
}

/** Something from a file with its particle. */
export function q(value: unknown, pair: Particle): string {
  return withParticle(quotedKo(value), pair);
}

/** `b1, b2, b3`; long lists are cut, as in English. */
export function listedKo(words: readonly string[]): string {
  if (words.length === 0) return '없음';
  return words.length > 12 ? `${words.slice(0, 11).join(', ')} … (모두 ${words.length}개)` : words.join(', ');
}

/** Of something that is named. */
export const NOT_THERE = '없어요';

const THINGS = {
  node: '노드',
  client: '클라이언트',
  broker: '브로커',
  controller: '컨트롤러',
  producer: '프로듀서',
  consumer: '컨슈머',
  group: '그룹',
  partition: '파티션',
  topic: '토픽',
  quorum: '쿼럼',
  ledger: '원장',
  cluster: '클러스터',
  server: '서버',
  admin: 'admin 클라이언트',
  'zookeeper-consumer': 'ZooKeeper 컨슈머',
} as const;

export type Thing = keyof typeof THINGS;

export function thingKo(thing: Thing): string {
  return THINGS[thing];
}
