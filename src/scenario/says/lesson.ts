/** A lesson and a drill: what they name, what kind each part is of, and which values their texts show. */
import { type Says, sayings } from '../../base/says.ts';
import { listed, quoted } from '../problems.ts';
import { guessed, guessedName, listedKo, NOT_THERE, p, q, type Thing, thereIs, thingKo } from './words.ts';

export const LESSON_SAYS = sayings({
  proseInBeats: () => ({
    en: 'the beats of the lesson tell its story: move what prose says into them',
    ko: '레슨의 이야기는 단계(beats)가 해요. prose의 내용을 단계로 옮기세요',
  }),
  whyOfFact: () => ({ en: 'why is asked of a fact, not of a time', ko: 'why는 시각이 아니라 사실에 대해 물어요' }),
  afterTheAnswer: (key: 'why' | 'outcome') => ({
    en: `${key} is for after the answer: predict or reveal is missing`,
    ko: `${p(key, '은/는')} 답한 뒤에 보여요. predict나 reveal이 있어야 해요`,
  }),
  nameTaken: (list: string, name: string) => ({
    en: `another of ${list} is named ${name}`,
    ko: `${list}에 이름이 ${name}인 것이 또 있어요`,
  }),
  lookEmpty: () => ({ en: 'select or lens is missing', ko: 'select나 lens가 있어야 해요' }),
  noThing: (select: string, known: readonly string[]) => {
    const guess = guessed(select, known);
    return {
      en: `there is no node or partition ${quoted(select)}${guess.en}`,
      ko: `노드나 파티션 ${q(select, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  notSelectable: (select: string) => ({
    en: `${quoted(select)} is no node, partition, or replica such as b2 orders-0`,
    ko: `${q(select, '은/는')} 노드도, 파티션도, b2 orders-0 같은 레플리카도 아니에요`,
  }),
  answerMissing: (kinds: readonly string[]) => ({
    en: `what is to be answered is missing: one of ${listed(kinds, 'or')}`,
    ko: `무엇을 답할지가 없어요. 다음 중 하나를 쓰세요: ${listedKo(kinds)}`,
  }),
  oneKindOfQuestion: (kinds: readonly string[]) => ({
    en: `a question is of one kind, not ${listed(kinds)}`,
    ko: `질문 하나는 한 가지여야 해요. 여기 있는 것: ${listedKo(kinds)}`,
  }),
  withinOrPercent: () => ({
    en: 'within or within-percent, not both',
    ko: 'within과 within-percent는 함께 쓸 수 없어요',
  }),
  numberAnswered: (written: unknown) => ({
    en: `a number is answered here, not ${quoted(written)}`,
    ko: `여기서는 수로 답해요. ${q(written, '은/는')} 수가 아니에요`,
  }),
  clusterHasNo: (kind: 'brokers' | 'controllers' | 'consumers' | 'zookeeper') => ({
    en: `this cluster has no ${kind}`,
    ko: `이 클러스터에는 ${{ brokers: '브로커', controllers: '컨트롤러', consumers: '컨슈머', zookeeper: 'ZooKeeper' }[kind]}가 없어요`,
  }),
  oneNode: () => ({
    en: 'one node is answered here, not several',
    ko: '여기서는 노드 하나로 답해요. 여럿은 쓸 수 없어요',
  }),
  notAnAnswer: (value: string, known: readonly string[]) => {
    const guess = guessed(value, known);
    return {
      en: `${quoted(value)} cannot be answered here${guess.en}`,
      ko: `${q(value, '은/는')} 여기의 답이 될 수 없어요${guess.ko}`,
    };
  },
  // ---- moments and readings
  momentEmpty: () => ({
    en: 'fact (what happens) or at (a time) is missing',
    ko: 'fact(일어나는 일)나 at(시각)이 있어야 해요',
  }),
  momentBoth: () => ({
    en: 'a moment has fact or at, not both; later: 2s counts from the fact',
    ko: 'fact와 at은 함께 쓸 수 없어요. 사실에서 얼마 뒤인지는 later: 2s처럼 쓰세요',
  }),
  goesWithFact: (key: string) => ({ en: `${key} goes with fact`, ko: `${p(key, '은/는')} fact와 함께 써요` }),
  oneReading: (kinds: readonly string[]) => ({
    en: `a reading is of one kind, not ${listed(kinds)}`,
    ko: `읽기 하나는 한 가지여야 해요. 여기 있는 것: ${listedKo(kinds)}`,
  }),
  noSingleValue: (name: string, fact: string) => ({
    en: `${name} of ${fact} is no single value`,
    ko: `${fact}의 ${p(name, '은/는')} 값 하나가 아니에요`,
  }),
  noProperty: (name: string, known: readonly string[]) => {
    const guess = guessedName(name, known);
    return {
      en: `there is no property ${quoted(name)}${guess.en}`,
      ko: `속성 ${q(name, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  judgedAtTheEnd: (name: string) => ({
    en: `${name} is judged at the end of a run, not within it`,
    ko: `${p(name, '은/는')} 실행 중이 아니라 끝에서 판정해요`,
  }),
  notReadable: (thing: Thing, read: string, known: readonly string[]) => {
    const guess = guessed(read, known, {
      en: `; it has ${listed(known)}`,
      ko: `. 읽을 수 있는 것: ${listedKo(known)}`,
    });
    return {
      en: `a ${thing} has no ${read} to read${guess.en}`,
      ko: `${thingKo(thing)}에서 ${p(read, '은/는')} 읽을 수 없어요${guess.ko}`,
    };
  },
  onOfACopy: (known: readonly string[]) => ({
    en: `on goes with ${listed(known, 'or')} of a partition`,
    ko: `on은 파티션의 다음 값과 함께 써요: ${listedKo(known)}`,
  }),
  offsetMissing: () => ({ en: 'offset is missing: which record', ko: 'offset이 있어야 해요. 어느 레코드인가요?' }),
  offsetOfCopies: () => ({ en: 'offset goes with copies', ko: 'offset은 copies와 함께 써요' }),
  ofPosition: () => ({ en: 'of goes with position or lag', ko: 'of는 position이나 lag와 함께 써요' }),
  noQuorum: () => ({
    en: 'there is no quorum of controllers in this cluster',
    ko: '이 클러스터에는 컨트롤러 쿼럼이 없어요',
  }),
  wantedMissing: (keys: readonly string[]) => ({
    en: `what it must be is missing: ${listed(keys, 'or')}`,
    ko: `어때야 하는지가 없어요. 다음 중 하나를 쓰세요: ${listedKo(keys)}`,
  }),
  isNever: (read: string, value: unknown, known: readonly string[]) => {
    const guess = guessed(String(value), known);
    return {
      en: `${read} is never ${quoted(value)}${guess.en}`,
      ko: `${p(read, '은/는')} ${q(value, '이/가')} 될 수 없어요${guess.ko}`,
    };
  },
  // ---- values in texts
  valueName: (name: string) => ({
    en: `${quoted(name)} is not a name of small letters, digits and dashes`,
    ko: `${q(name, '은/는')} 영문 소문자, 숫자, 붙임표로 된 이름이 아니에요`,
  }),
  valueOfText: () => ({
    en: 'what is shown is a value: yes and no say nothing in a text',
    ko: '텍스트에 보이는 것은 값이어야 해요. 예, 아니요는 뜻이 없어요',
  }),
  noValue: (name: string, known: readonly string[]) => {
    const none = { en: '; values: names them', ko: '. 값의 이름은 values:에 써요' };
    const guess = guessed(name, known, known.length === 0 ? none : thereIs(known));
    return {
      en: `there is no value ${quoted(name)}${guess.en}`,
      ko: `값 ${q(name, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  valueOutsideRun: (name: string) => ({
    en: `{${name}} is read in a beat: this text is of no moment of the run`,
    ko: `{${name}}의 값은 단계에서 읽어요. 이 텍스트는 실행의 어느 순간에도 속하지 않아요`,
  }),
  noParticle: (particle: string, known: readonly string[]) => ({
    en: `${quoted(particle)} is no particle; in ko there is ${listed(known)}`,
    ko: `${q(particle, '은/는')} 조사가 아니에요. ko에서 쓸 수 있는 것: ${listedKo(known)}`,
  }),
  unusedValue: (name: string) => ({ en: `no text shows {${name}}`, ko: `{${name}}의 값을 보이는 텍스트가 없어요` }),
  // ---- releases, what-ifs, drills
  versionsEmpty: () => ({ en: 'since (a release) or up-to is missing', ko: 'since(릴리스)나 up-to가 있어야 해요' }),
  olderThan: (upTo: string, since: string) => ({
    en: `${upTo} is older than ${since}`,
    ko: `${p(upTo, '이/가')} ${since}보다 오래된 릴리스예요`,
  }),
  ownVersion: (own: string) => ({
    en: `its own file is run with ${own}, which is not among them`,
    ko: `이 파일은 ${p(own, '으로/로')} 실행되는데 그 안에 들지 않아요`,
  }),
  sameRuns: (name: string) => ({
    en: `${name} has no effect in this model yet: both runs will be the same`,
    ko: `${p(name, '은/는')} 아직 이 모델에서 아무 효과가 없어서 두 실행이 같아요`,
  }),
  causeTwice: (name: string) => ({
    en: `there is a cause ${quoted(name)} already`,
    ko: `원인 ${q(name, '이/가')} 이미 있어요`,
  }),
  withCause: (said: Says) => ({ en: `with this cause: ${said.en}`, ko: `이 원인일 때: ${said.ko}` }),
});
