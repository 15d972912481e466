/** What is legal in a scenario and still not good, and how to mend it. */
import { type Says, sayings } from '../../base/says.ts';
import { grouped } from '../problems.ts';
import { p } from './words.ts';

/** What is odd, and what to write instead. */
export const LINT_SAYS = sayings({
  nothingExpected: () => ({
    en: 'nothing is expected of this scenario',
    ko: '이 시나리오에는 기대(expect)가 없어요',
  }),
  expectedTwice: (first: number) => ({
    en: `the same is expected by number ${first} of this list`,
    ko: `이 목록의 ${first}번과 같은 기대예요`,
  }),
  nothingAfter: (from: string) => ({
    en: `nothing happens from ${from} on: the run ends then`,
    ko: `${from}부터는 아무 일도 없어요. 실행이 그때 끝나요`,
  }),
  holdsAnyway: (from: string) => ({
    en: `nothing happens from ${from} on, so this holds whatever the cluster does`,
    ko: `${from}부터는 아무 일도 없어서, 클러스터가 무엇을 하든 맞아요`,
  }),
  atLeastZero: () => ({ en: 'at least 0 is so in every run', ko: '0 이상은 어느 실행에서나 맞아요' }),
  // ---- lines of the timeline
  atTheEnd: (action: string, at: string) => ({
    en: `${action} comes at ${at}, when the run ends: nothing of it can be seen`,
    ko: `${action} 줄이 실행이 끝나는 ${at}에 있어서 아무것도 볼 수 없어요`,
  }),
  nothingCut: () => ({
    en: 'heal, and no link was cut or slowed before',
    ko: 'heal인데, 그 전에 끊거나 느리게 한 링크가 없어요',
  }),
  notStopped: (action: 'start' | 'resume', target: string) => ({
    en: `${action} ${target}, which has not been ${action === 'start' ? 'stopped' : 'paused'} before`,
    ko: `${action} ${target}: ${p(target, '은/는')} 그 전에 ${action === 'start' ? '멈춘' : '일시 정지한'} 적이 없어요`,
  }),
  downAlready: (action: string, target: string) => ({
    en: `${action} ${target}, which is down already`,
    ko: `${action} ${target}: ${p(target, '은/는')} 이미 내려가 있어요`,
  }),
  // ---- topics and clients
  unusedTopic: (name: string) => ({
    en: `nobody writes to ${name} or reads it, and nothing else in the file speaks of it`,
    ko: `${name} 토픽에 쓰거나 읽는 클라이언트가 없고, 파일의 다른 곳에도 나오지 않아요`,
  }),
  neverWritable: (needed: number, replicas: number) => ({
    en: `min.insync.replicas is ${needed}, and there are ${replicas} replicas: no write with acks=all is ever accepted`,
    ko: `min.insync.replicas가 ${needed}인데 레플리카는 ${replicas}개라서, acks=all 쓰기가 한 번도 받아들여지지 않아요`,
  }),
  neverSends: (name: string) => ({
    en: `${name} never sends: it has no \`send\`, and no line of the timeline tells it to produce`,
    ko: `${p(name, '은/는')} 아무것도 보내지 않아요. \`send\`가 없고, 타임라인에도 produce 줄이 없어요`,
  }),
  sendsTooLate: (name: string, begins: string, until: string) => ({
    en: `${name} begins to send at ${begins}; the run ends at ${until}`,
    ko: `${p(name, '은/는')} ${begins}에 보내기 시작하는데 실행은 ${until}에 끝나요`,
  }),
  startsAtTheEnd: (name: string, start: string) => ({
    en: `${name} never polls: it starts at ${start}, when the run is over`,
    ko: `${p(name, '은/는')} 한 번도 poll하지 않아요. 실행이 끝난 ${start}에 시작해요`,
  }),
  stopsBefore: (name: string, stop: string, start: string) => ({
    en: `${name} never polls: it stops at ${stop}, before it starts at ${start}`,
    ko: `${p(name, '은/는')} 한 번도 poll하지 않아요. ${start}에 시작하기 전인 ${stop}에 멈춰요`,
  }),
  pollsOnce: (name: string) => ({
    en: `${name} polls once: the next time would be after the end`,
    ko: `${p(name, '은/는')} 한 번만 poll해요. 다음 poll은 실행이 끝난 뒤예요`,
  }),
  nothingToRead: (name: string, topics: readonly string[]) => ({
    en: `${name} reads ${topics.join(', ')}, and nobody writes there`,
    ko: `${p(name, '이/가')} 읽는 ${topics.join(', ')}에 쓰는 프로듀서가 없어요`,
  }),
  nearEvents: (events: number, most: number) => ({
    en: `about ${grouped(events)} events; the page stops a run at ${grouped(most)}`,
    ko: `이벤트가 약 ${grouped(events)}개예요. 페이지는 ${grouped(most)}개에서 실행을 멈춰요`,
  }),
  nearRecords: (records: number, most: number) => ({
    en: `about ${grouped(records)} records; the limit is ${grouped(most)}`,
    ko: `레코드가 약 ${grouped(records)}개예요. ${grouped(most)}개까지 쓸 수 있어요`,
  }),
  // ---- texts
  oneLanguage: (only: Language, other: Language) => ({
    en: `all texts are in ${ENGLISH[only]}: who reads ${ENGLISH[other]} is shown them all the same`,
    ko: `텍스트가 모두 ${p(KOREAN[only], '이에요/예요')}. ${p(KOREAN[other], '을/를')} 읽는 사람에게도 그대로 보여요`,
  }),
  languageMissing: (missing: Language) => ({
    en: `this text lacks its ${ENGLISH[missing]}; others of the file have it`,
    ko: `이 텍스트에는 ${p(KOREAN[missing], '이/가')} 없어요. 파일의 다른 텍스트에는 있어요`,
  }),
  sameInBoth: () => ({ en: 'both languages say the same', ko: '두 언어의 텍스트가 같아요' }),
  koreanInEnglish: () => ({ en: 'en has Korean letters in it', ko: 'en에 한글이 있어요' }),
  noKorean: () => ({ en: 'ko has no Korean in it', ko: 'ko에 한글이 없어요' }),
  // ---- what a good lesson has
  sourceMissing: () => ({
    en: 'misconception: source is missing: where is it found?',
    ko: 'misconception: source가 없어요. 어디서 볼 수 있는 오해인가요?',
  }),
  tooLongLesson: (minutes: number, most: number) => ({
    en: `minutes: ${minutes} is more than ${most}: make two lessons of it`,
    ko: `minutes: ${minutes}분은 ${most}분보다 길어요. 레슨 둘로 나누세요`,
  }),
  beatCount: (beats: number, least: number, most: number) => ({
    en: `beats: ${beats}, not ${least} to ${most}`,
    ko: `beats: 단계가 ${beats}개예요. ${least}~${most}개가 알맞아요`,
  }),
  noPrediction: () => ({ en: 'no beat asks for a prediction', ko: '예측을 묻는 단계가 없어요' }),
  latePrediction: () => ({
    en: 'the first prediction is asked in the last beat',
    ko: '첫 예측을 마지막 단계에서 물어요',
  }),
  atLeastOne: (key: 'goals' | 'what-if') => ({
    en: `${key}: at least one`,
    ko: `${key}: 하나 이상 있어야 해요`,
  }),
  noExplain: () => ({ en: 'explain is missing', ko: 'explain이 없어요' }),
  tooFew: (key: 'review' | 'try', count: number, least: number) => ({
    en: `${key}: ${count} of at least ${least}`,
    ko: `${key}: ${least}개 이상 있어야 하는데 ${count}개예요`,
  }),
  inPart: (kind: 'beat' | 'review', name: string, said: Says) => ({
    en: `${kind} ${name}: ${said.en}`,
    ko: `${kind === 'beat' ? '단계' : '복습'} ${name}: ${said.ko}`,
  }),
  noReveal: () => ({
    en: 'reveal is missing: a prediction is about what is still to come',
    ko: 'reveal이 없어요. 예측은 아직 오지 않은 일에 대한 것이에요',
  }),
  noOutcome: () => ({
    en: 'outcome is missing: what was seen, and why',
    ko: 'outcome이 없어요. 무엇을 보았고 왜 그런지 쓰세요',
  }),
  toldBefore: (values: readonly number[], units: string) => ({
    en: `the texts before the answer say ${values.join(', ')} ${units}`,
    ko: `답하기 전의 텍스트에 ${values.join(', ')} ${p(units, '이/가')} 나와요`,
  }),
  evidenceAlone: (option: string) => ({
    en: `"${option}" has evidence, and no because`,
    ko: `“${option}”에 evidence만 있고 because가 없어요`,
  }),
  optionsUnmet: (options: number, needsEvidence: boolean) => ({
    en: `${options} options are without ${needsEvidence ? 'because and evidence' : 'because'}; the right one may be, no other`,
    ko: `선택지 ${options}개에 ${needsEvidence ? 'because와 evidence가' : 'because가'} 없어요. 정답에만 없어도 돼요`,
  }),
  mistakeUnmet: (because: string) => ({
    en: `a known mistake has no evidence ("${because}…")`,
    ko: `알려진 오답에 evidence가 없어요(“${because}…”)`,
  }),
  noWrong: () => ({
    en: 'wrong is missing: which mistake do people make?',
    ko: 'wrong이 없어요. 사람들은 어떻게 틀리나요?',
  }),
});

type Language = 'en' | 'ko';
const ENGLISH = { en: 'English', ko: 'Korean' } as const;
const KOREAN = { en: '영어', ko: '한국어' } as const;

/** How to mend it. */
export const MENDS = sayings({
  addExpect: () => ({
    en: 'add expect: with what must be true; `tidemark run FILE` prints every fact that happens',
    ko: 'expect:에 맞아야 하는 것을 쓰세요. `tidemark run FILE`이 일어나는 사실을 모두 보여 줘요',
  }),
  leaveOne: () => ({ en: 'leave one of them out', ko: '둘 가운데 하나를 빼세요' }),
  earlierAfter: () => ({
    en: 'an earlier `after`, or a later `until` of the run',
    ko: '`after`를 앞당기거나 실행의 `until`을 늦추세요',
  }),
  exactNumber: () => ({
    en: 'a higher `at-least`, an `at-most`, or an exact number',
    ko: '`at-least`를 높이거나, `at-most`나 정확한 수를 쓰세요',
  }),
  earlierTime: () => ({
    en: 'an earlier time, or a later `until`',
    ko: '시각을 앞당기거나 `until`을 늦추세요',
  }),
  behindTheFault: () => ({
    en: 'leave the line out, or put it behind the fault',
    ko: '줄을 빼거나 장애 뒤로 옮기세요',
  }),
  behindTheStop: (target: string) => ({
    en: `leave the line out, or put it behind the line that stops ${target}`,
    ko: `줄을 빼거나 ${p(target, '을/를')} 멈추는 줄 뒤로 옮기세요`,
  }),
  startBefore: (target: string) => ({
    en: `start ${target} before, or leave the line out`,
    ko: `그 전에 ${p(target, '을/를')} 시작하거나 줄을 빼세요`,
  }),
  giveProducer: () => ({
    en: 'leave it out, or give it a producer',
    ko: '빼거나, 이 토픽에 쓰는 프로듀서를 두세요',
  }),
  atMost: (replicas: number) => ({
    en: `at most ${replicas}, or more replicas`,
    ko: `${replicas} 이하로 쓰거나 레플리카를 늘리세요`,
  }),
  giveSend: () => ({ en: 'a `send` with topic and every', ko: 'topic과 every를 적은 `send`를 쓰세요' }),
  earlierStart: () => ({
    en: 'an earlier `start`, or a later `until`',
    ko: '`start`를 앞당기거나 `until`을 늦추세요',
  }),
  otherStart: () => ({
    en: 'another `start` or `stop`, or a later `until`',
    ko: '`start`나 `stop`을 바꾸거나 `until`을 늦추세요',
  }),
  shorterPoll: () => ({ en: 'a shorter `poll-every`', ko: '`poll-every`를 줄이세요' }),
  sendThere: () => ({ en: 'a producer that sends there', ko: '거기에 쓰는 프로듀서를 두세요' }),
  lessEvents: () => ({
    en: 'a shorter `until`, fewer servers, or longer times between records',
    ko: '`until`을 앞당기거나, 서버를 줄이거나, 레코드 간격을 늘리세요',
  }),
  lessRecords: () => ({ en: 'a `count`, or a longer `every`', ko: '`count`를 쓰거나 `every`를 늘리세요' }),
  addLanguage: (language: Language) => ({
    en: `add ${language}: to each text, if you can`,
    ko: `쓸 수 있으면 텍스트마다 ${language}:를 더하세요`,
  }),
  addThis: (language: Language) => ({ en: `add ${language}: …`, ko: `${language}: …를 더하세요` }),
  translateOne: () => ({
    en: 'write one of them in its language',
    ko: '둘 가운데 하나를 그 언어로 쓰세요',
  }),
  swapLanguages: () => ({
    en: 'put each text under its own language',
    ko: '텍스트를 맞는 언어 아래에 쓰세요',
  }),
  lessonDocs: () => ({
    en: 'docs/lessons.md says what a lesson has',
    ko: '레슨에 무엇이 있어야 하는지는 docs/lessons.md에 있어요',
  }),
  migrate: () => ({ en: '`tidemark migrate FILE --write`', ko: '`tidemark migrate FILE --write`로 고쳐요' }),
  leaveOut: () => ({
    en: 'leave it out: what the run shows does not depend on it',
    ko: '빼세요. 실행에 보이는 것은 이 값과 상관없어요',
  }),
  asSaid: () => ({ en: 'as the message says', ko: '메시지에 적힌 대로 고치세요' }),
});
