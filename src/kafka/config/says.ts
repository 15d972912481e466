/**
 * Why a written value of a setting is not taken, and what is: in the words of whoever reads a scenario. What Kafka itself
 * says of such a value is in configException.ts.
 */
import { type Particle, withParticle } from '../../base/korean.ts';
import { NOTHING, type Says, sayings } from '../../base/says.ts';
import type { ConfigScope } from './definitions.ts';

const SCOPES: Readonly<Record<ConfigScope, string>> = {
  server: '서버',
  topic: '토픽',
  group: '그룹',
  producer: '프로듀서',
  consumer: '컨슈머',
  'zookeeper-consumer': 'ZooKeeper 컨슈머',
  admin: 'admin 클라이언트',
};

export const CONFIG_SAYS = sayings({
  notYet: (scope: ConfigScope, name: string, version: string | undefined) => ({
    en: `Kafka ${version} has no ${scope} setting ${name}`,
    ko: `Kafka ${version}에는 ${SCOPES[scope]} 설정 ${p(name, '이/가')} 없어요`,
  }),
  noMore: (scope: ConfigScope, name: string, version: string, last: string) => ({
    en: `Kafka ${version} has no ${scope} setting ${name}; ${last} was the last with it`,
    ko: `Kafka ${version}에는 ${SCOPES[scope]} 설정 ${p(name, '이/가')} 없어요. ${last}까지 있었어요`,
  }),
  unknown: (scope: ConfigScope, name: string, guess: string | undefined) => ({
    en: `Kafka has no ${scope} setting ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`,
    ko: `Kafka에 ${SCOPES[scope]} 설정 ${p(name, '은/는')} 없어요${guess === undefined ? '' : `. 혹시 ${guess}인가요?`}`,
  }),
  mustBe: (name: string, allowed: Says, text: string, guess: string | number | undefined) => {
    const hint: Says = guess === undefined ? NOTHING : { en: `; did you mean ${guess}?`, ko: `. 혹시 ${guess}인가요?` };
    return {
      en: `${name} must be ${allowed.en}, not ${text === '' ? 'empty' : text}${hint.en}`,
      ko: `${name}에 ${text === '' ? '빈 값을' : p(shown(text), '을/를')} 쓸 수 없어요. 쓸 수 있는 값: ${allowed.ko}${hint.ko}`,
    };
  },
  // ---- what is allowed
  flag: () => ({ en: 'true or false', ko: 'true 또는 false' }),
  number: () => ({ en: 'a number', ko: '수' }),
  numberOf: (kind: 'a whole number' | 'a number', from: string | undefined, to: string | undefined) => ({
    en: `${kind} ${from === undefined ? `up to ${to}` : to === undefined ? `from ${from}` : `from ${from} to ${to}`}`,
    ko: [
      ...(from === undefined ? [] : [`${from} 이상`]),
      ...(to === undefined ? [] : [`${to} 이하`]),
      kind === 'a number' ? '수' : '정수',
    ]
      .join(' ')
      .replace(/(이상|이하) (수|정수)$/, '$1의 $2'),
  }),
  list: (of: readonly string[] | undefined, isFull: boolean) => ({
    en: `a comma separated list ${of === undefined ? 'of values' : `of ${of.join(', ')}`}${isFull ? ', none empty' : ''}`,
    ko: `쉼표로 나눈 ${of === undefined ? '값의' : `${of.join(', ')}의`} 목록${isFull ? '(빈 항목 없이)' : ''}`,
  }),
  oneOf: (words: readonly string[]) => ({ en: `one of ${words.join(', ')}`, ko: `${words.join(', ')} 중 하나` }),
  text: () => ({ en: 'a text that is not empty', ko: '비어 있지 않은 텍스트' }),
  // ---- feature levels
  noFeature: (known: readonly string[], guess: string | undefined) => ({
    en: `Kafka has no feature of this name; ${guess === undefined ? `it has ${known.join(', ')}` : `did you mean ${guess}?`}`,
    ko: `Kafka에 이런 이름의 기능은 없어요. ${guess === undefined ? `있는 기능: ${known.join(', ')}` : `혹시 ${guess}인가요?`}`,
  }),
  level: (name: string, highest: number) => ({
    en: `${name} must be ${highest === 0 ? '0 in this version' : `a level from 0 to ${highest}`}`,
    ko: `${name}에 쓸 수 있는 값: ${highest === 0 ? '이 버전에서는 0' : `0 이상 ${highest} 이하의 레벨`}`,
  }),
  metadataVersion: (name: string, first: string, last: string, lowest: number, highest: number) => ({
    en: `${name} must be a version from ${first} to ${last}, or its level from ${lowest} to ${highest}`,
    ko: `${name}에 쓸 수 있는 값: ${first}부터 ${last}까지의 버전, 또는 ${lowest} 이상 ${highest} 이하의 레벨`,
  }),
  needsMetadata: (name: string, level: number | undefined, needs: string) => ({
    en: `${name} ${level} needs metadata.version ${needs} or later`,
    ko: `${name} ${p(String(level), '을/를')} 쓰려면 metadata.version이 ${needs} 이상이어야 해요`,
  }),
  // ---- what Kafka's own words about two settings leave open
  deliveryTimeout: (own: number, linger: number, request: number, least: number, mostRequest: number | undefined) => ({
    en: `it is ${own}, they are ${linger} + ${request} = ${least}: write at least ${least}${mostRequest === undefined ? '' : ` here, or at most ${mostRequest} as request.timeout.ms`}; did you mean ${least}?`,
    ko: `여기는 ${own}, 둘의 합은 ${linger} + ${request} = ${p(String(least), '이에요/예요')}. ${mostRequest === undefined ? '' : `여기에 `}${least} 이상을 쓰${mostRequest === undefined ? '' : `거나 request.timeout.ms에 ${mostRequest} 이하를 쓰`}세요. 혹시 ${least}인가요?`,
  }),
  heartbeat: (heartbeat: number, session: number) => ({
    en: `heartbeat.interval.ms is ${heartbeat} and session.timeout.ms ${session}`,
    ko: `heartbeat.interval.ms ${heartbeat}, session.timeout.ms ${session}`,
  }),
});

/** Words among words: where they begin and end has to be seen. */
function shown(text: string): string {
  return /[\s가-힣]/.test(text) ? `“${text}”` : text;
}

function p(word: string, pair: Particle): string {
  return withParticle(word, pair);
}
