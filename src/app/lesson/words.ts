/** Words of the lesson player, which come with it. */

import { type Words, words } from '../../views/words.ts';
import { useAppState } from '../appContext.ts';
import { fill, type Values } from '../i18n/translate.ts';

export { type Words, words } from '../../views/words.ts';

export type Say = (words: Words, values?: Values) => string;

export function useSay(): Say {
  const { language } = useAppState((state) => state.settings);
  return (text, values = {}) => fill(text[language], values);
}

/** A sentence with its values, in both languages. */
export function filled(text: Words, values: Values): Words {
  return words(fill(text.en, values), fill(text.ko, values));
}

export const HEAD = {
  minutes: words('about {minutes} min', '약 {minutes}분'),
  step: words('Step {step} of {count}', '{count}단계 중 {step}단계'),
  steps: words('Steps of this lesson', '레슨 단계'),
  goTo: words('Step {step}', '{step}단계'),
  notYet: words('Step {step}, not reached yet', '{step}단계, 아직 이르지 않음'),
  end: words('The end: goals and review', '마무리: 목표와 복습'),
  asPage: words('Read as one page', '한 페이지로 읽기'),
  asSteps: words('Back to the steps', '단계별로 보기'),
  whatCame: words('What came of it', '그 결과'),
  fromTheStart: words('From the start', '처음부터'),
  elsewhere: words(
    'This lesson was not written for Kafka {version}.',
    '이 레슨은 Kafka {version} 버전을 두고 쓴 것이 아니에요.',
  ),
  resumed: words('You were here last time.', '지난번에 여기까지 봤어요.'),
} as const;

export const ACTS = {
  begin: words('Start the lesson', '레슨 시작'),
  goOn: words('Go on', '계속'),
  watch: words('See what happens', '어떻게 되는지 보기'),
  toTheEnd: words('To the end of the lesson', '레슨 마무리로'),
  jump: words('Jump there', '바로 가기'),
  playOn: words('Play on', '이어서 재생'),
  skip: words('Skip the question', '질문 건너뛰기'),
  answer: words('That is my answer', '이렇게 답하기'),
  again: words('Watch it again', '다시 보기'),
  show: words('Show me', '그 순간 보기'),
  toOutcome: words('Back to the outcome', '결과로 돌아가기'),
  freePlay: words('Play freely from here', '여기서부터 자유롭게 실험'),
  back: words('Back to the lesson', '레슨으로 돌아가기'),
} as const;

export const STATES = {
  waiting: words(
    'This scenario is a lesson in {count} steps. It begins when you say so; until then, look around in the run.',
    '{count}단계로 된 레슨이에요. 원할 때 시작하고, 그 전까지는 실행을 자유롭게 둘러보세요.',
  ),
  going: words('The run goes on to the next step and waits there.', '다음 단계까지 실행하고 거기서 기다려요.'),
  jumping: words('Looking for that moment in the run …', '실행에서 그 순간을 찾는 중 …'),
  skippedSeconds: words('The first {count} s of the way are left out.', '가는 길의 처음 {count}초는 건너뛰었어요.'),
  skippedMinutes: words('The first {count} min of the way are left out.', '가는 길의 처음 {count}분은 건너뛰었어요.'),
  paused: words('Paused on the way to the next step.', '다음 단계로 가는 길에 멈춰 있어요.'),
  revealing: words('The run goes on. Watch what becomes of it.', '실행이 이어져요. 어떻게 되는지 지켜보세요.'),
  marking: words('Reading the answer from the run …', '실행 결과에서 답을 읽는 중 …'),
  missing: words(
    'This run never gets to this step: with this seed, version or what was done by hand, it does not happen. The text can be read all the same.',
    '지금 실행은 이 단계에 이르지 않아요. 이 시드나 버전, 또는 직접 한 조작 때문에 그 일이 일어나지 않았어요. 글은 그대로 읽을 수 있어요.',
  ),
  locked: words(
    'The run waits here until you have answered, or skipped the question. Looking around and going back is free.',
    '답하거나 질문을 건너뛸 때까지 실행은 여기서 기다려요. 둘러보고 뒤로 가 보는 것은 자유예요.',
  ),
  ahead: words('Forward is closed; step back or look around.', '앞으로는 갈 수 없고, 뒤로 가거나 둘러볼 수 있어요.'),
} as const;

export const QUESTION = {
  title: words('What do you expect?', '어떻게 될까요?'),
  sure: words('How sure are you?', '얼마나 확신하나요?'),
  sureHint: words(
    'Nobody sees it; it shows you later what to look at again.',
    '나만 보는 기록이에요. 무엇을 다시 볼지 알려 줘요.',
  ),
} as const;

export const SURE = {
  1: words('a guess', '짐작'),
  2: words('rather sure', '꽤 확신'),
  3: words('certain', '확실'),
} as const;

export const OUTCOME = {
  title: words('What happened', '무슨 일이 일어났나'),
  right: words('As you expected.', '예상한 대로예요.'),
  wrong: words('Not as you expected.', '예상과 달라요.'),
  certainlyWrong: words(
    'Not as you expected, though you were certain: worth a second look.',
    '확신했는데 예상과 달랐어요. 한 번 더 살펴볼 만해요.',
  ),
  reviewRight: words('That is how it is.', '맞았어요.'),
  reviewWrong: words('In the run it is otherwise.', '실행 결과는 달라요.'),
  skipped: words(
    'You skipped the question. This is what the run says.',
    '질문을 건너뛰었어요. 실행이 보여 준 답은 이거예요.',
  ),
  runSays: words('This is what the run says.', '실행이 보여 준 답은 이거예요.'),
  yours: words('You thought', '내 생각'),
  truth: words('It came out', '실제 결과'),
  why: words('Why', '왜 그럴까'),
  wholeChain: words('The whole chain, {count} steps', '전체 인과 사슬 {count}단계 보기'),
  meaning: words('What it means', '무슨 뜻일까'),
  others: words('And the other answers?', '다른 답은 왜 아닐까'),
  isSo: words('so it is', '맞음'),
  notSo: words('Not so', '아님'),
  leftOut: words('Left out, and so it is', '빠뜨렸지만 맞는 것'),
  atEvidence: words('You are looking at the moment that shows it.', '그것을 보여 주는 순간이에요.'),
} as const;

export const GOALS = {
  title: words('Try it yourself', '직접 해 보기'),
  intro: words(
    'Do what you like to the cluster: it is a branch of the run, and nothing in the lesson changes.',
    '클러스터에 무엇이든 해 보세요. 실행의 분기라서 레슨은 그대로예요.',
  ),
  play: words('Try it', '해 보기'),
  tryAgain: words('Begin again', '다시 해 보기'),
  open: words('open', '진행 중'),
  reached: words('reached', '달성'),
  lost: words('out of reach', '실패'),
  at: words('at {time}', '{time} 시점'),
  done: words('done before', '전에 달성함'),
  lostHint: words(
    'Something that had to stay so has changed. Begin again and try another way.',
    '지켜야 할 조건이 깨졌어요. 처음부터 다른 방법으로 해 보세요.',
  ),
  well: words('Reached. The run says so, not a script.', '달성했어요. 정해진 정답이 아니라 실행이 판정했어요.'),
  hint: words('A hint', '힌트'),
  nextHint: words('Another hint', '힌트 하나 더'),
  solution: words('Show a solution', '해결 방법 보기'),
  hints: words('Hints', '힌트'),
  solutions: words('Ways to do it', '해결 방법'),
  free: words('You play freely, in a branch of your own.', '내 분기에서 자유롭게 실험하는 중이에요.'),
  how: words(
    'Point at a thing on the stage and open its menu, or type in the console; then let the run go on.',
    '무대에서 대상을 골라 메뉴를 열거나 콘솔에 명령을 입력한 뒤, 실행을 이어 보세요.',
  ),
} as const;

export const END = {
  title: words('You have come through.', '끝까지 왔어요.'),
  misconception: words('Many people believe:', '많은 사람이 이렇게 믿어요:'),
  source: words('Found in: {source}', '출처: {source}'),
  explain: words('In your own words', '내 말로 설명하기'),
  explainHint: words('It stays in this browser. Nobody marks it.', '이 브라우저에만 남고 아무도 채점하지 않아요.'),
  yourWords: words('Your explanation', '내 설명'),
  model: words('Show one way to say it', '설명 예시 보기'),
  modelTitle: words('One way to say it', '이렇게 설명할 수 있어요'),
  review: words('Review', '복습'),
  check: words('Check by running', '실행해서 확인'),
  tries: words('Try this', '더 해 보기'),
  whatIf: words('What if …', '만약에 …'),
  besideHint: words(
    'Both runs stand beside each other under one playhead; the lens below says where they part and what came of it.',
    '두 실행을 같은 시점에서 나란히 보여 줘요. 아래 렌즈에서 어디서 갈라지고 결과가 어떻게 다른지 볼 수 있어요.',
  ),
} as const;

export const BRANCH = {
  free: words('free play', '자유 실험'),
  goal: words('goal {goal}', '목표 {goal}'),
  try: words('try {place}', '해 보기 {place}'),
} as const;

export const SAID = {
  beat: words('Step {step} of {count}. {text}', '{count}단계 중 {step}단계. {text}'),
  asks: words(
    'Step {step} of {count}. A question: {text} The run waits for your answer.',
    '{count}단계 중 {step}단계. 질문: {text} 실행은 답을 기다려요.',
  ),
  goal: words('Goal: {goal}. {state}.', '목표: {goal}. {state}.'),
  away: words('Free play: a branch of your own.', '자유 실험: 나만의 분기예요.'),
  hint: words('Hint: {hint}', '힌트: {hint}'),
} as const;

export const BAR = {
  label: words('Lesson', '레슨'),
  read: words('Read on', '읽기'),
  answer: words('Answer', '답하기'),
  outcome: words('What it means', '결과 읽기'),
} as const;
