/** One thing changed in a scenario, or another Kafka to run it on: what cannot be, and the nearest that can. */
import { type Says, sayings } from '../../base/says.ts';
import { grouped, listed, quoted } from '../problems.ts';
import { guessed, listedKo, NOT_THERE, p, q, quotedKo, thereIs } from './words.ts';

export const CHANGE_SAYS = sayings({
  nothingChanged: (kinds: readonly string[]) => ({
    en: `nothing is changed: one of ${kinds.join(', ')} is needed`,
    ko: `바꾸는 것이 없어요. 다음 중 하나가 있어야 해요: ${kinds.join(', ')}`,
  }),
  oneAtATime: (kinds: readonly string[]) => ({
    en: `one thing at a time: ${kinds.join(' and ')} are ${kinds.length}`,
    ko: `한 번에 하나만 바꿀 수 있어요. 여기 있는 것: ${kinds.join(', ')}`,
  }),
  doesNotGoWith: (key: string, kind: string) => ({
    en: `${key} does not go with ${kind}`,
    ko: `${p(key, '은/는')} ${p(kind, '과/와')} 함께 쓸 수 없어요`,
  }),
  needs: (kind: string, needed: readonly string[]) => ({
    en: `${kind} needs ${needed.join(' or ')}`,
    ko: `${kind}에는 ${needed.join(' 또는 ')} 키가 있어야 해요`,
  }),
  contradict: (keys: readonly string[]) => ({
    en: `${keys.join(' and ')} contradict each other`,
    ko: `${keys.join(', ')} 키는 함께 쓸 수 없어요`,
  }),
  mustBe: (where: string, must: Says) => ({
    en: where === '' ? must.en : `${where} must be ${must.en}`,
    ko: where === '' ? `쓸 수 있는 것: ${must.ko}` : `${where}에 쓸 수 있는 값: ${must.ko}`,
  }),
  tooMany: (most: number) => ({
    en: `at most ${most} things are changed`,
    ko: `${most}개까지만 바꿀 수 있어요`,
  }),
  onLine: (line: number, said: Says) => ({ en: `line ${line}: ${said.en}`, ko: `${line}번째 줄: ${said.ko}` }),
  withOther: (chosen: readonly string[], said: Says) => ({
    en: `with ${chosen.join(' and ')}: ${said.en}`,
    ko: `${chosen.join(', ')}: ${said.ko}`,
  }),
  // ---- whose setting
  notListed: (name: string) => ({ en: `there is no ${name}`, ko: `${p(name, '이/가')} ${NOT_THERE}` }),
  onlyCounted: (name: string) => ({
    en: `${name} is one of several servers that the file only counts`,
    ko: `${p(name, '은/는')} 파일이 수만 적어 둔 서버 가운데 하나예요`,
  }),
  notFormatted: () => ({
    en: 'a cluster with ZooKeeper has no feature levels: it is not formatted',
    ko: 'ZooKeeper를 쓰는 클러스터는 포맷하지 않아서 기능 레벨이 없어요',
  }),
  // ---- lines of the timeline
  noNodeInLine: (line: string) => ({
    en: `${line} names no node that another could stand for`,
    ko: `${line} 줄에는 다른 노드로 바꿀 노드가 없어요`,
  }),
  timelineEmpty: () => ({ en: 'the timeline is empty', ko: '타임라인이 비어 있어요' }),
  noLine: (number: number, lines: number) => ({
    en: `there is no line ${number}: the timeline has ${lines}`,
    ko: `${number}번째 줄이 ${NOT_THERE}. 타임라인은 ${lines}줄이에요`,
  }),
  severalLines: (words: string, lines: readonly string[]) => ({
    en: `several lines of the timeline say ${quoted(words)}: say which by its number, ${listed(lines)}`,
    ko: `타임라인에 ${quotedKo(words)} 줄이 여럿 있어요. 번호로 고르세요: ${listedKo(lines)}`,
  }),
  noLineSays: (words: string, known: readonly string[]) => {
    const guess = guessed(words, known, thereIs(known));
    return {
      en: `no line of the timeline says ${quoted(words)}${guess.en}`,
      ko: `타임라인에 ${quotedKo(words)} 줄이 ${NOT_THERE}${guess.ko}`,
    };
  },
  waitsForFact: (fact: string) => ({
    en: `it waits for ${fact} and has no time of its own: move it by a duration`,
    ko: `${p(fact, '을/를')} 기다리는 줄이라 시각이 없어요. 얼마나 옮길지를 by로 쓰세요`,
  }),
  badShift: (written: unknown) => ({
    en: `by must be a duration with its unit, such as 5s or -5s, not ${quoted(written)}`,
    ko: `by에 ${q(written, '을/를')} 쓸 수 없어요. 5s나 -5s처럼 단위가 있는 시간을 쓰세요`,
  }),
  tooEarly: (span: string, at: string) => ({
    en: `it cannot be ${span} earlier: it is at ${at}`,
    ko: `${span} 앞당길 수 없어요. 지금 ${at}에 있어요`,
  }),
  // ---- from here on
  fromTheStart: () => ({
    en: 'this can be changed from the start only',
    ko: '이것은 처음부터만 바꿀 수 있어요',
  }),
  whenFormatted: () => ({
    en: 'feature levels are chosen here when the cluster is formatted: from the start only',
    ko: '여기서 기능 레벨은 클러스터를 포맷할 때 정해요. 처음부터만 바꿀 수 있어요',
  }),
  clientReadsOnce: () => ({
    en: 'a client reads its settings when it is started: from the start only',
    ko: '클라이언트는 시작할 때 설정을 읽어요. 처음부터만 바꿀 수 있어요',
  }),
  notDynamic: (names: readonly string[]) => ({
    en: `Cannot update these configs dynamically: ${names.join(', ')}`,
    ko: `실행 중에 바꿀 수 없는 설정이에요: ${names.join(', ')}`,
  }),
  whichNode: () => ({
    en: 'say which node: by what it is at that time it is known only while the run goes on',
    ko: '어느 노드인지 이름으로 쓰세요. 그때 무엇인지로는 실행되는 동안에만 알 수 있어요',
  }),
  endsByItself: () => ({
    en: 'what ends by itself is changed from the start',
    ko: '저절로 끝나는 일은 처음부터만 바꿀 수 있어요',
  }),
  noWhatIf: (place: number) => ({
    en: `this lesson has no what-if ${place}`,
    ko: `이 레슨에는 what-if ${p(String(place), '이/가')} ${NOT_THERE}`,
  }),
  // ---- in a link
  linkTooLong: (most: number) => ({
    en: `it has more than ${most} characters`,
    ko: `${grouped(most)}자가 넘어요`,
  }),
  damaged: () => ({ en: 'it is damaged or cut off', ko: '손상되었거나 잘렸어요' }),
  newerForm: (form: number, read: number) => ({
    en: `it was made by a newer Tidemark: its form is ${form}, this one reads up to ${read}`,
    ko: `더 새로운 Tidemark에서 만들었어요. 형식이 ${form}인데 여기서는 ${read}까지 읽어요`,
  }),
});
