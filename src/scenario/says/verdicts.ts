/** What a scenario expects of a run, and what was seen of it. */
import { type Says, sayings } from '../../base/says.ts';
import { p } from './words.ts';

const inEnglish = (all: readonly Says[]): string => all.map(({ en }) => en).join(', ');
const inKorean = (all: readonly Says[]): string => all.map(({ ko }) => ko).join(', ');
const once = (times: number): string => (times === 1 ? 'once' : `${times} times`);

/** In what a fact must be: values are written as the file writes them. */
export const PATTERN_SAYS = sayings({
  pattern: (fact: string, fields: readonly Says[]) =>
    fields.length === 0
      ? { en: fact, ko: fact }
      : { en: `${fact} ${inEnglish(fields)}`, ko: `${fact} ${inKorean(fields)}` },
  field: (name: string, value: Says) => ({ en: `${name} ${value.en}`, ko: `${name} ${value.ko}` }),
  allOf: (all: readonly Says[]) => ({ en: all.map(({ en }) => en).join(' and '), ko: inKorean(all) }),
  atLeast: (least: number) => ({ en: `at least ${least}`, ko: `${least} 이상` }),
  atMost: (most: number) => ({ en: `at most ${most}`, ko: `${most} 이하` }),
  not: (value: string) => ({ en: `not ${value}`, ko: `${value} 아님` }),
  oneOf: (values: string) => ({ en: `one of ${values}`, ko: `${values} 중 하나` }),
  containing: (value: string) => ({ en: `with ${value}`, ko: `${value} 포함` }),
});

/** What is expected. */
export const EXPECTED_SAYS = sayings({
  counted: (pattern: Says, often: Says, window: Says) => ({
    en: `${pattern.en}${often.en}${window.en}`,
    ko: `${pattern.ko}${often.ko}${window.ko}`,
  }),
  times: (times: number) => ({ en: `, ${once(times)}`, ko: `, ${times}번` }),
  between: (least: number, most: number) => ({
    en: `, ${least} to ${most} times`,
    ko: `, ${least}번에서 ${most}번`,
  }),
  atLeastTimes: (least: number) => ({ en: `, at least ${least} times`, ko: `, ${least}번 이상` }),
  atMostTimes: (most: number) => ({ en: `, at most ${most} times`, ko: `, ${most}번 이하` }),
  window: (from: string | undefined, before: string | undefined) => ({
    en: `${from === undefined ? '' : ` from ${from}`}${before === undefined ? '' : ` before ${before}`}`,
    ko: from === undefined && before === undefined ? '' : `, ${windowKo(from, before)}`,
  }),
  never: (pattern: Says) => ({ en: `never ${pattern.en}`, ko: `없어야 할 것: ${pattern.ko}` }),
  atEnd: (of: string, fields: readonly string[]) => ({
    en: `at the end ${of}: ${fields.join(', ')}`,
    ko: `끝날 때 ${of}: ${fields.join(', ')}`,
  }),
  property: (name: string) => ({ en: `property ${name}`, ko: `속성 ${name}` }),
  breaks: (name: string) => ({ en: `breaks ${name}`, ko: `깨져야 할 것: ${name}` }),
  shows: (anomaly: string) => ({ en: `shows ${anomaly}`, ko: `보여야 할 것: ${anomaly}` }),
  noAnomaly: (anomaly: string) => ({ en: `no ${anomaly}`, ko: `없어야 할 것: ${anomaly}` }),
  output: (of: string | undefined, all: readonly Says[]) => ({
    en: `output${of === undefined ? '' : ` of ${of}`} ${inEnglish(all)}`,
    ko: `${of === undefined ? '' : `${of} `}출력: ${inKorean(all)}`,
  }),
  contains: (text: string) => ({ en: `contains ${JSON.stringify(text)}`, ko: `${JSON.stringify(text)} 있음` }),
  excludes: (text: string) => ({ en: `does not contain ${JSON.stringify(text)}`, ko: `${JSON.stringify(text)} 없음` }),
  matches: (pattern: string) => ({ en: `matches /${pattern}/`, ko: `정규식 /${pattern}/에 맞음` }),
  exits: (status: number) => ({ en: `exit status ${status}`, ko: `종료 상태 ${status}` }),
  timeline: (line: string) => ({ en: `timeline: ${line}`, ko: `타임라인: ${line}` }),
});

function windowKo(from: string | undefined, before: string | undefined): string {
  return [from === undefined ? [] : [`${from}부터`], before === undefined ? [] : [`${before} 전까지`]].flat().join(' ');
}

/** What was seen: why it is as expected, or why not. Of a property that broke, its watcher's words stand in both. */
export const SEEN_SAYS = sayings({
  soItIs: () => ({ en: 'so it is', ko: '기대한 대로' }),
  allOf: (all: readonly Says[]) => ({ en: all.map(({ en }) => en).join('; '), ko: inKorean(all) }),
  heldAlways: () => ({ en: 'held after every event', ko: '모든 이벤트 뒤에 성립' }),
  brokeAt: (at: string, detail: string) => ({ en: `broke at ${at}: ${detail}`, ko: `${at}에 깨짐: ${detail}` }),
  nobodySaw: () => ({ en: 'no client saw one', ko: '본 클라이언트 없음' }),
  sawAt: (at: string, detail: string) => ({ en: `at ${at}: ${detail}`, ko: `${at}에 나타남: ${detail}` }),
  promised: (at: string, detail: string, guard: Says) => ({
    en: `at ${at}: ${detail}; promised: ${guard.en}`,
    ko: `${at}에 나타남: ${detail} / 약속: ${guard.ko}`,
  }),
  didNotHappen: () => ({ en: 'did not happen', ko: '일어나지 않음' }),
  missed: (beside: Says) => ({ en: `did not happen${beside.en}`, ko: `일어나지 않음${beside.ko}` }),
  noneOfItsKind: (kind: string) => ({ en: `; there is no ${kind} at all`, ko: `. 한 번도 없는 사실: ${kind}` }),
  // `kind`: where more was asked of it than to be there.
  anotherKind: (kind: string | undefined, other: string, times: number, first: string) => ({
    en: `${kind === undefined ? ', but' : `; there is no ${kind} at all, but`} ${other} ${times === 1 ? `at ${first}` : `${times} times, first at ${first}`}`,
    ko: `${kind === undefined ? '' : `. 한 번도 없는 사실: ${kind}`}. 대신 있는 사실: ${other} ${times}번(처음 ${first})`,
  }),
  happenedAt: (at: string) => ({ en: `happened at ${at}`, ko: `${at}에 일어남` }),
  happenedTimes: (times: number, first: string) => ({
    en: `happened ${times} times, first at ${first}`,
    ko: `${times}번 일어남, 처음은 ${first}`,
  }),
  // ---- at the end
  is: (what: string, value: Says) => ({ en: `${what} is ${value.en}`, ko: `실제 ${what}: ${value.ko}` }),
  unknown: () => ({ en: 'not known', ko: '알 수 없음' }),
  neverRegistered: () => ({ en: 'not known: it never registered', ko: '알 수 없음(등록한 적 없음)' }),
  notThere: (what: string) => ({ en: `${what} does not exist`, ko: `${p(what, '이/가')} 없음` }),
  // ---- what a tool printed
  noTool: () => ({ en: 'no such tool ran', ko: '그런 도구를 실행하지 않음' }),
  printed: (tool: string, text: string, status: number | undefined) => ({
    en: `${tool} printed ${JSON.stringify(text)}, exit status ${status ?? 'none yet'}`,
    ko: `${tool} 출력 ${JSON.stringify(text)}, 종료 상태 ${status ?? '아직 없음'}`,
  }),
  soPrinted: (tool: string) => ({ en: `so it is, of ${tool}`, ko: `${tool}의 출력이 기대한 대로` }),
  // ---- lines of the timeline
  nothingDone: (at: string, reason: string) => ({
    en: `nothing was done at ${at}: ${reason}`,
    ko: `${at}에 아무것도 하지 못함: ${reason}`,
  }),
  neverDone: (pattern: Says, seen: number, until: string, waitsFor: number | undefined, beside: Says) => ({
    en: `never done: ${pattern.en} ${seen === 0 ? 'did not happen' : `happened ${once(seen)}`} by ${until}${seen === 0 ? beside.en : `, and it waits for number ${waitsFor}`}`,
    ko: `실행되지 않음: ${pattern.ko}, ${until}까지 ${seen === 0 ? `일어나지 않음${beside.ko}` : `${seen}번 일어남(${waitsFor}번째를 기다림)`}`,
  }),
  // ---- the fact that comes nearest
  differs: (field: string, value: Says, wanted: Says) => ({
    en: `${field} is ${value.en}, not ${wanted.en}`,
    ko: `실제 ${field}: ${value.ko}(기대: ${wanted.ko})`,
  }),
  nothing: () => ({ en: 'nothing', ko: '없음' }),
  tooEarly: (at: string, from: string) => ({
    en: `at ${at}, and not from ${from} on`,
    ko: `${at}에 일어남(기대: ${from}부터)`,
  }),
  tooLate: (at: string, before: string) => ({
    en: `at ${at}, and not before ${before}`,
    ko: `${at}에 일어남(기대: ${before} 전까지)`,
  }),
});
