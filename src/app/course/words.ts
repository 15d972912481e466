/** Words of the map of the lessons. They come with it, and not with the first picture. */

import type { Words } from '../../views/words.ts';
import { words } from '../../views/words.ts';
import type { LessonState } from '../lesson/progress.ts';
import type { ProgressProblem } from '../lesson/progressFile.ts';

export const TITLE = words('Map of the lessons', '학습 지도');
export const CLOSE = words('Close', '닫기');
export const MAP = words('Map', '지도');
export const LIST = words('List', '목록');
export const PROGRESS = words('Your progress', '내 진도');
export const SHOWN_AS = words('Shown as', '표시 방식');
export const MAP_LABEL = words(
  'Concepts, and what comes before what. Arrow keys go along it; Enter opens the lesson.',
  '개념과 그 순서. 화살표 키로 이동하고 Enter로 레슨을 엽니다.',
);

export const STATES: Readonly<Record<LessonState, Words>> = {
  'not-begun': words('not begun', '시작 전'),
  'under-way': words('under way', '진행 중'),
  done: words('done', '완료'),
  due: words('due for review', '복습할 때'),
};

export const DRILLS_TAB = words('Drills', '진단 연습');
export const DRILL_TO_DO = words('Begin the drill', '시작');
export const DRILL_AGAIN = words('Once more', '다시 해 보기');
export const DRILLS = words('Drills: one symptom, several causes', '진단 연습: 증상은 하나, 원인은 여럿');
export const DRILL_STATES: Readonly<Record<LessonState, Words>> = {
  ...STATES,
  'under-way': words('tried, not found yet', '해 봤지만 아직 못 찾음'),
  done: words('found', '원인 찾음'),
};

export const COUNT = words('{done} of {of} lessons done', '레슨 {of}개 중 {done}개 완료');
export const CHAPTER_COUNT = words('{done} of {of} done', '{of}개 중 {done}개 완료');
export const UNDER_WAY = words('{count} under way', '진행 중 {count}개');
export const GOALS = words('goals reached: {count}', '달성한 목표 {count}개');
export const DUE = words('questions due for review: {count}', '복습할 문제 {count}개');

export const NEXT = words('Next', '다음 레슨');
export const CHOSEN = words('Chosen', '고른 레슨');
export const BEGIN = words('Begin the lesson', '레슨 시작');
export const GO_ON = words('Go on with the lesson', '이어서 하기');
export const ONCE_MORE = words('Once more', '다시 하기');
export const NOT_HERE = words('This lesson is not there yet.', '아직 준비되지 않은 레슨입니다.');
export const BEFORE = words('Comes after', '먼저 알아 둘 것');
export const AFTER = words('Leads to', '다음에 배울 것');
export const BETTER_BEFORE = words('Easier to understand after: {names}', '먼저 보면 쉬운 것: {names}');
export const ALL_DONE = words('Every lesson is done.', '모든 레슨을 마쳤습니다.');

export const REVIEW = words('Review', '복습');
export const REVIEW_DUE = words('Review what is due ({count})', '복습할 문제 풀기 ({count})');

export const KEPT = words(
  'Beats passed, answers with your confidence, goals, your own explanations and when each question comes back are kept in this browser. Nothing is sent anywhere.',
  '지나온 대목, 답과 확신도, 달성한 목표, 직접 쓴 설명, 문제별 복습 시기를 이 브라우저에만 보관합니다. 어디로도 전송하지 않습니다.',
);
export const EXPORT = words('Save progress as a file', '진도를 파일로 저장');
export const IMPORT = words('Add progress from a file', '파일에서 진도 불러오기');
export const ERASE = words('Erase progress', '진도 지우기');
export const ERASE_SURE = words(
  'Erase everything that is kept of the lessons in this browser? It cannot be taken back.',
  '이 브라우저에 보관된 진도를 모두 지울까요? 되돌릴 수 없습니다.',
);
export const ERASE_YES = words('Erase it', '지우기');
export const ERASE_NO = words('Keep it', '그대로 두기');
export const ERASED = words('The progress is erased.', '진도를 지웠습니다.');
export const IMPORTED = words(
  'The file has been added. Of each lesson the further state is kept.',
  '파일을 합쳤습니다. 레슨마다 더 나아간 쪽이 남습니다.',
);
export const NOT_IMPORTED = words(
  'The file was not taken; nothing has changed. What is wrong in it:',
  '파일을 불러오지 않았고, 진도도 그대로입니다. 파일에서 잘못된 곳:',
);
export const PROBLEMS: Readonly<Record<ProgressProblem['what'], Words>> = {
  size: words('too large', '너무 큼'),
  json: words('not JSON', 'JSON이 아님'),
  format: words('not a progress file of Tidemark', 'Tidemark의 진도 파일이 아님'),
  version: words('a version that is not known here', '알 수 없는 버전'),
  name: words('not a name', '이름이 아님'),
  group: words('not of the shape that is expected', '예상한 형식이 아님'),
  number: words('not a number in its range', '범위에 있는 숫자가 아님'),
  text: words('not a text, or too long', '텍스트가 아니거나 너무 김'),
  answer: words('not an answer', '답이 아님'),
  many: words('too many', '너무 많음'),
};

export const REVIEW_TITLE = words('Review', '복습');
export const BACK_TO_MAP = words('To the map', '지도로');
export const DUE_SET = words('What is due', '복습할 때가 된 문제');
export const DUE_SET_TEXT = words(
  'Questions of lessons you have done come back after 1, 3, 7 and 21 days. {count} are due.',
  '마친 레슨의 문제가 1일, 3일, 7일, 21일 뒤에 다시 나와요. 지금 {count}개가 기다려요.',
);
export const NONE_DUE = words(
  'Nothing is due. Questions of lessons you have done come back after 1, 3, 7 and 21 days.',
  '지금 복습할 문제는 없어요. 마친 레슨의 문제가 1일, 3일, 7일, 21일 뒤에 다시 나와요.',
);
export const DUE_START = words('Begin with what is due', '복습 시작');
export const MIXED_SET = words('A mixed set, as in an examination', '시험처럼 섞어 풀기');
export const MIXED_TEXT = words(
  'Questions from the chapters you choose, the result at the end by concept. What is right is not written down anywhere: each answer is checked by running the scenario.',
  '고른 단원에서 문제를 내고, 끝나면 개념별로 결과를 보여 줘요. 정답을 어디에도 적어 두지 않고, 답마다 시나리오를 실행해서 확인해요.',
);
export const CHAPTERS_LABEL = words('Chapters', '단원');
export const HOW_MANY = words('Questions', '문제 수');
export const MIXED_START = words('Begin the set', '풀기 시작');
export const NO_CHAPTER = words('Choose at least one chapter.', '단원을 하나 이상 골라 주세요.');

export const QUESTION_OF = words('Question {number} of {count}', '{count}문제 중 {number}번');
export const AGAIN_OF = words('The same idea, seed {seed}', '같은 개념, 시드 {seed}');
export const FROM = words('From the lesson “{title}”: what is there', '레슨 “{title}”의 상황 보기');
export const FETCHING = words('The scenario is being loaded …', '시나리오를 불러오는 중 …');
export const CHECKING = words('The run is asked …', '실행해서 확인하는 중 …');
export const TRYING = words('Looking for a seed with another answer …', '답이 달라지는 시드를 찾는 중 …');
export const ANSWER = words('That is my answer', '이렇게 답하기');
export const SKIP_QUESTION = words('I do not know', '모르겠음');
export const NEW_NUMBERS = words('Same idea, new numbers', '같은 개념, 다른 숫자');
export const SAME_EVERYWHERE = words(
  'Under six other seeds the answer stays the same: it does not hang on chance.',
  '다른 시드 여섯 개에서도 답이 같아요. 우연에 좌우되지 않는 답이에요.',
);
export const NEXT_QUESTION = words('Next question', '다음 문제');
export const TO_RESULT = words('To the result', '결과 보기');
export const STOP_HERE = words('Stop here', '여기서 그만');
export const NOT_MARKED = words('This cannot be asked now: {reason}', '지금은 문제를 낼 수 없어요: {reason}');

export const RESULT = words('Result', '결과');
export const RESULT_TEXT = words('{right} of {of} as the run has it', '{of}문제 중 {right}문제가 실행과 일치');
export const NOTHING_ASKED = words(
  'No question could be asked: none of these lessons has one yet.',
  '낼 수 있는 문제가 없었어요. 고른 레슨에 아직 복습 문제가 없어요.',
);
export const BY_CONCEPT = words('By concept', '개념별');
export const CONCEPT = words('Concept', '개념');
export const SCORE = words('As the run has it', '일치');
export const REPEAT = words('Worth a second look', '다시 볼 것');
export const REPEAT_TEXT = words(
  'What you were certain of comes first: such errors are the ones worth the most.',
  '확신했던 오답이 먼저예요. 배울 것이 가장 많은 오답이니까요.',
);
export const CERTAIN = words('you were certain', '확신했음');
export const SKIPPED = words('skipped', '건너뜀');
export const OPEN_LESSON = words('Open the lesson', '레슨 열기');
export const ONE_MORE_SET = words('Another review', '다른 복습 하기');
