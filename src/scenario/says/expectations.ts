/** Expectations, and patterns of facts wherever they stand. */
import { NOTHING, type Says, sayings } from '../../base/says.ts';
import { listed, quoted } from '../problems.ts';
import { SHAPE_SAYS } from './shape.ts';
import { guessed, guessedName, listedKo, NOT_THERE, p, perhaps, q, quotedKo, type Thing, thingKo } from './words.ts';

export const EXPECTATIONS_SAY = sayings({
  oneKind: (kinds: readonly string[]) => ({
    en: `one expectation is of one kind, not ${listed(kinds)}`,
    ko: `기대 하나는 한 가지여야 해요. 여기 있는 것: ${listedKo(kinds)}`,
  }),
  strayOfNever: (key: string) => ({
    en: `${key} has no meaning beside never inside never: { … }`,
    ko: `${p(key, '은/는')} never 옆이 아니라 never: { … } 안에 쓰세요`,
  }),
  stray: (key: string, beside: string, goesWith: 'fact' | 'anomaly') => ({
    en: `${key} has no meaning beside ${beside}; it goes with ${goesWith}`,
    ko: `${p(key, '은/는')} ${beside} 옆에서 뜻이 없어요. ${goesWith} 옆에 쓰세요`,
  }),
  timesAlone: () => ({
    en: 'times goes without at-least and at-most',
    ko: 'times는 at-least, at-most와 함께 쓸 수 없어요',
  }),
  zeroTimes: () => ({ en: 'for zero times write never: { fact: … }', ko: '0번이면 never: { fact: … }를 쓰세요' }),
  noProperty: (name: string, known: readonly string[]) => ofProperty(name, guessedName(name, known)),
  propertyIsAnomaly: (name: string) =>
    ofProperty(name, { en: `; write anomaly: ${name}`, ko: `. anomaly: ${p(name, '을/를')} 쓰세요` }),
  noAnomaly: (name: string, known: readonly string[]) => {
    const guess = guessed(name, known);
    return {
      en: `there is no anomaly ${quoted(name)}${guess.en}`,
      ko: `이상 현상 ${q(name, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  anomalyNeeds: (name: string, needs: 'transactions') => ({
    en: `${name} needs ${needs}, which are not part of the model`,
    ko: `${name}에는 트랜잭션이 있어야 하는데 모델에 없어요`,
  }),
  shownMissing: () => ({
    en: 'shown: true or shown: false is missing beside anomaly',
    ko: 'anomaly 옆에 shown: true나 shown: false가 있어야 해요',
  }),
  range: (most: number, least: number) => ({
    en: `at-most (${most}) is less than at-least (${least})`,
    ko: `at-most(${most})가 at-least(${least})보다 작아요`,
  }),
  outputEmpty: () => ({
    en: 'contains, matches, excludes or status is missing',
    ko: 'contains, matches, excludes, status 가운데 하나가 있어야 해요',
  }),
  notPattern: (pattern: string) => ({
    en: `${quoted(pattern)} is no regular expression`,
    ko: `${q(pattern, '은/는')} 정규식이 아니에요`,
  }),
  nameOne: (subjects: readonly string[]) => ({
    en: `name one of ${listed(subjects, 'or')}`,
    ko: `다음 중 하나를 쓰세요: ${listedKo(subjects)}`,
  }),
  noFinalField: (subject: Thing, field: string, known: readonly string[]) => ({
    en: `a ${subject} has no ${field}; it has ${listed(known)}`,
    ko: `${thingKo(subject)}에 ${p(field, '은/는')} 없어요. 있는 것: ${listedKo(known)}`,
  }),
  finalEmpty: (known: readonly string[]) => ({
    en: `what must be true of it is missing: ${listed(known, 'or')}`,
    ko: `무엇이 맞아야 하는지가 없어요. 다음 중 하나를 쓰세요: ${listedKo(known)}`,
  }),
  noState: (state: string, of: 'a process' | 'a group', states: readonly string[]) => ({
    en: `${quoted(state)} is no state of ${of}; it is ${listed(states, 'or')}`,
    ko: `${q(state, '은/는')} ${of === 'a group' ? '그룹' : '프로세스'}의 상태가 아니에요. 상태: ${listedKo(states)}`,
  }),
  // ---- facts
  noFact: (fact: string, known: readonly string[]) => {
    const guess = guessedName(fact, known);
    return {
      en: `there is no fact ${quoted(fact)}${guess.en}`,
      ko: `${quotedKo(fact)} 사실은 ${NOT_THERE}${guess.ko}`,
    };
  },
  noField: (fact: string, field: string, instead: Says) => ({
    en: `${fact} has no field ${quoted(field)}${instead.en}`,
    ko: `${fact}에 ${quotedKo(field)} 필드는 없어요${instead.ko}`,
  }),
  serverIsIn: (fields: readonly string[]) => ({
    en: `; the server it speaks of is in ${listed(fields, 'or')}`,
    ko: `. 어느 서버인지는 다음 필드에 있어요: ${listedKo(fields)}`,
  }),
  fieldsAre: (fields: readonly string[]) => ({
    en: `; it has ${listed(fields)}`,
    ko: `. 있는 필드: ${listedKo(fields)}`,
  }),
  notCompared: (field: string, fact: string) => ({
    en: `${field} of ${fact} cannot be compared`,
    ko: `${fact}의 ${p(field, '은/는')} 비교할 수 없어요`,
  }),
  oneValue: (field: string, fact: string) => ({
    en: `${field} of ${fact} is one value, not a list; for one of several write { in: [ … ] }`,
    ko: `${fact}의 ${p(field, '은/는')} 목록이 아니라 값 하나예요. 여럿 중 하나면 { in: [ … ] }로 쓰세요`,
  }),
  notANumber: (field: string, fact: string) => ({
    en: `${field} of ${fact} is not a number to compare`,
    ko: `${fact}의 ${p(field, '은/는')} 크기를 비교할 수가 아니에요`,
  }),
  patternEmpty: () => ({
    en: 'at-least, at-most, not, in or contains is missing',
    ko: 'at-least, at-most, not, in, contains 가운데 하나가 있어야 해요',
  }),
  aList: (field: string, fact: string, written: unknown) => ({
    en: `${field} of ${fact} is a list: write [${quoted(written)}], or { contains: ${quoted(written)} }`,
    ko: `${fact}의 ${p(field, '은/는')} 목록이에요. [${quotedKo(written)}]나 { contains: ${quotedKo(written)} }로 쓰세요`,
  }),
  aListNot: (field: string, fact: string, written: unknown) => ({
    en: `${field} of ${fact} is a list: write not: [${quoted(written)}], or not: [] for one that is not empty`,
    ko: `${fact}의 ${p(field, '은/는')} 목록이에요. not: [${quotedKo(written)}]로, 비어 있지 않은 목록이면 not: []로 쓰세요`,
  }),
  oneOfList: (field: string, fact: string) => ({
    en: `${field} of ${fact} is a list: in is for one value; contains is for an item of a list`,
    ko: `${fact}의 ${p(field, '은/는')} 목록이에요. in은 값 하나에 쓰고, 목록의 항목에는 contains를 쓰세요`,
  }),
  wrongType: (
    field: string,
    fact: string,
    type: 'boolean' | 'number' | 'string',
    written: unknown,
    meant: string | undefined,
  ) => {
    const isQuoted = type === 'number' && typeof written === 'string' && /^-?\d{1,15}$/.test(written);
    const guess = isQuoted ? SHAPE_SAYS.unquoted() : (perhaps(meant) ?? NOTHING);
    const phrase = { boolean: 'true or false', number: 'a number', string: 'a text' }[type];
    const phraseKo = { boolean: 'true 또는 false', number: '수', string: '텍스트' }[type];
    return {
      en: `${field} of ${fact} is ${phrase}, not ${quoted(written)}${guess.en}`,
      ko: `${fact}의 ${field}에 ${q(written, '을/를')} 쓸 수 없어요. 쓸 수 있는 값: ${phraseKo}${guess.ko}`,
    };
  },
  notARecord: (word: string, producer: string) => ({
    en: `a record is named by its producer and its number there, such as ${producer}#12, not ${quoted(word)}`,
    ko: `레코드는 ${producer}#12처럼 프로듀서와 번호로 써요. ${q(word, '은/는')} 그 형식이 아니에요`,
  }),
});

function ofProperty(name: string, instead: Says): Says {
  return {
    en: `there is no property ${quoted(name)}${instead.en}`,
    ko: `속성 ${q(name, '이/가')} ${NOT_THERE}${instead.ko}`,
  };
}
