/** Why a lesson is not true of a run: told to whoever writes it, in the editor and by `tidemark test`. */
import { withParticle as p } from '../base/korean.ts';
import { NOTHING, type Says, sayings } from '../base/says.ts';

/** What of a lesson is spoken of. The English form is how an editor finds its place again. */
export const PART_SAYS = sayings({
  beat: (name: string) => ({ en: `beat ${name}`, ko: `단계 ${name}` }),
  review: (name: string) => ({ en: `review ${name}`, ko: `복습 ${name}` }),
  try: (place: number) => ({ en: `try ${place}`, ko: `해 볼 것 ${place}` }),
  goal: (name: string) => ({ en: `goal ${name}`, ko: `목표 ${name}` }),
  solution: (goal: string, place: number, say: Says) => ({
    en: `goal ${goal}, solution ${place} ("${say.en}")`,
    ko: `목표 ${goal}, 해법 ${place}(“${say.ko}”)`,
  }),
  option: (part: Says, say: Says) => ({ en: `${part.en}: "${say.en}"`, ko: `${part.ko}: “${say.ko}”` }),
  mistake: (part: Says, value: string | undefined) => ({
    en: `${part.en}: ${value === undefined ? 'a known mistake' : `the known mistake ${value}`}`,
    ko: `${part.ko}: 알려진 오답${value === undefined ? '' : ` ${value}`}`,
  }),
  about: (part: Says, said: Says) => ({ en: `${part.en}: ${said.en}`, ko: `${part.ko}: ${said.ko}` }),
});

const afterEn = (at: string | undefined): string => (at === undefined ? '' : ` after ${at}`);
const afterKo = (at: string | undefined): string => (at === undefined ? '' : `${at} 뒤로 `);

export const JUDGE_SAYS = sayings({
  neverComes: (moment: string, after: string | undefined, beside: Says) => ({
    en: `${moment} never comes${afterEn(after)}${beside.en}`,
    ko: `${afterKo(after)}오지 않는 순간이에요(${moment})${beside.ko}`,
  }),
  askedNever: () => ({ en: 'where it is asked never comes', ko: '묻는 순간이 오지 않아요' }),
  stopsBefore: (at: string, end: string) => ({
    en: `it stops at ${at}, before the end of the beat before it (${end})`,
    ko: `앞 단계가 끝나기(${end}) 전인 ${at}에 멈춰요`,
  }),
  revealedBefore: () => ({ en: 'it is revealed before it is asked', ko: '묻기 전에 답이 드러나요' }),
  noAnswer: (at: string, why: Says) => ({
    en: `there is no answer at ${at}: ${why.en}`,
    ko: `${at}에 답이 없어요. ${why.ko}`,
  }),
  readAt: (what: Says, at: string, options: Says) => ({
    en: `${what.en}, read at ${at}${options.en}`,
    ko: `${what.ko}. ${at}에 읽은 값이에요${options.ko}`,
  }),
  optionsSame: () => ({ en: 'two options say the same', ko: '같은 선택지가 둘 있어요' }),
  mistakeRight: (value: string, at: string) => ({
    en: `the known mistake ${value} is right in this run, at ${at}`,
    ko: `알려진 오답 ${p(value, '이/가')} 이 실행에서는 ${at}에 맞는 답이에요`,
  }),
  evidenceNever: (moment: string, after: string | undefined) => ({
    en: `its evidence, ${moment}, never comes${afterEn(after)}`,
    ko: `evidence의 순간이 ${afterKo(after)}오지 않아요(${moment})`,
  }),
  whyNever: (moment: string, after: string | undefined) => ({
    en: `what is asked why of, ${moment}, never comes${afterEn(after)}`,
    ko: `why로 묻는 순간이 ${afterKo(after)}오지 않아요(${moment})`,
  }),
  whyTooLate: (at: string, reveal: string) => ({
    en: `what is asked why of is at ${at}, after the reveal (${reveal})`,
    ko: `why로 묻는 사실이 reveal(${reveal}) 뒤인 ${at}에 있어요`,
  }),
  optionReads: (option: Says, value: string) => ({
    en: `"${option.en}" reads ${value}`,
    ko: `“${option.ko}”: 읽은 값 ${value}`,
  }),
  optionReadsNothing: (option: Says, why: Says) => ({
    en: `"${option.en}" reads nothing: ${why.en}`,
    ko: `“${option.ko}”: 읽은 값 없음. ${why.ko}`,
  }),
  inBrackets: (all: readonly Says[]) =>
    all.length === 0
      ? NOTHING
      : { en: ` (${all.map(({ en }) => en).join('; ')})`, ko: ` (${all.map(({ ko }) => ko).join(' / ')})` },
  cannotBeShown: (name: string, why: Says) => ({
    en: `{${name}} cannot be shown: ${why.en}`,
    ko: `{${name}} 값을 보일 수 없어요. ${why.ko}`,
  }),
  optionsRight: (right: readonly Says[]) => ({
    en: `${right.length} of the options are right in this run, not one${right.length === 0 ? '' : `: ${right.map(({ en }) => `"${en}"`).join(', ')}`}`,
    ko: `이 실행에서 맞는 선택지가 하나가 아니라 ${right.length}개예요${right.length === 0 ? '' : `: ${right.map(({ ko }) => `“${ko}”`).join(', ')}`}`,
  }),
  // ---- goals
  reachedAlone: (at: string) => ({
    en: `nobody does anything, and it is reached at ${at}; what is so from the start belongs under keep, and what the script does by itself is no goal`,
    ko: `아무것도 하지 않아도 ${at}에 이루어져요. 처음부터 그런 것은 keep에 쓰고, 스크립트가 스스로 하는 일은 목표로 삼지 마세요`,
  }),
  losesGoal: (at: string) => ({
    en: `it loses the goal at ${at}: what is to be kept is not so any more`,
    ko: `${at}에 목표를 잃어요. 지켜야 하는 것이 더는 맞지 않아요`,
  }),
  notReached: (at: string, missed: string) => ({
    en: `the goal is not reached by ${at}${missed}`,
    ko: `${at}까지 목표가 이루어지지 않아요${missed}`,
  }),
  noLineForEra: (era: string) => ({
    en: `none of its lines is for era ${era}`,
    ko: `era ${era}에 쓰는 줄이 없어요`,
  }),
});

/** Why something cannot be read of a run. */
export const UNREADABLE = sayings({
  atTheEndOnly: (name: string) => ({
    en: `${name} is judged at the end of a run only`,
    ko: `${p(name, '은/는')} 실행이 끝날 때만 판정해요`,
  }),
  notThereThen: (id: string) => ({ en: `${id} does not exist then`, ko: `그때 ${p(id, '이/가')} 없어요` }),
  noLeader: (id: string) => ({ en: `${id} has no leader`, ko: `${id}에 리더가 없어요` }),
  nodeHasNo: (node: string, id: string) => ({ en: `${node} has no ${id}`, ko: `${node}에 ${p(id, '이/가')} 없어요` }),
  noSuch: (kind: 'producer' | 'consumer' | 'node', id: string) => ({
    en: `there is no ${kind} ${id}`,
    ko: `${{ producer: '프로듀서', consumer: '컨슈머', node: '노드' }[kind]} ${p(id, '이/가')} 없어요`,
  }),
  doesNotRead: (id: string, of: string | undefined) => ({
    en: `${id} does not read ${of ?? 'anything'}`,
    ko: of === undefined ? `${p(id, '은/는')} 아무것도 읽지 않아요` : `${p(id, '은/는')} ${p(of, '을/를')} 읽지 않아요`,
  }),
  noCoordinator: (id: string) => ({
    en: `no coordinator has the group ${id}`,
    ko: `${id} 그룹을 맡은 코디네이터가 없어요`,
  }),
  isNo: (id: string, what: 'broker' | 'controller') => ({
    en: `${id} is no ${what}`,
    ko: `${p(id, '은/는')} ${what === 'broker' ? '브로커' : '컨트롤러'}가 아니에요`,
  }),
  noneThen: (selector: string) => ({ en: `there is no ${selector} then`, ko: `그때 ${p(selector, '이/가')} 없어요` }),
  thingHasNo: (thing: string, read: string) => ({
    en: `a ${thing} has no ${read}`,
    ko: `${Object.hasOwn(THINGS, thing) ? THINGS[thing] : thing}에 ${p(read, '은/는')} 없어요`,
  }),
  plusOfNumber: (value: string) => ({
    en: `plus goes with a number, and this is ${value}`,
    ko: `plus는 수와 함께 써요. 읽은 값: ${value}`,
  }),
  nothingAt: (at: number) => ({ en: `nothing to read at ${at}`, ko: `${at}에 읽을 것이 없어요` }),
  doesNotHappen: (fact: string) => ({
    en: `${fact} does not happen here`,
    ko: `여기서는 ${p(fact, '이/가')} 일어나지 않아요`,
  }),
  noValue: (name: string, fact: string) => ({
    en: `${name} of ${fact} is no value`,
    ko: `${fact}의 ${p(name, '은/는')} 값이 아니에요`,
  }),
  spanBegin: () => ({ en: 'the first moment of the span does not come', ko: '구간의 첫 순간이 오지 않아요' }),
  spanEnd: () => ({ en: 'the second moment of the span does not come', ko: '구간의 끝 순간이 오지 않아요' }),
  readAtNever: () => ({ en: 'the moment it is read at does not come', ko: '읽을 순간이 오지 않아요' }),
  optionNotBefore: (option: Says) => ({
    en: `"${option.en}" does not come before the answer`,
    ko: `“${option.ko}”: 답하기 전에 오지 않아요`,
  }),
  numberAsked: (value: string) => ({
    en: `a number is asked for, and the run says ${value}`,
    ko: `수를 묻는데 실행에서 읽은 값은 ${p(value, '이에요/예요')}`,
  }),
});

const THINGS: Readonly<Record<string, string>> = {
  partition: '파티션',
  producer: '프로듀서',
  consumer: '컨슈머',
  group: '그룹',
  node: '노드',
  ledger: '원장',
  quorum: '쿼럼',
};
