/** Words of the classroom: a question put to many, who raise their hands. */
import { words } from '../../views/words.ts';

export const ROUND_FIRST = words('First vote: hands for each answer', '첫 투표: 답마다 손 든 사람 수');
export const ROUND_SECOND = words('Second vote, after talking about it', '이야기한 뒤 두 번째 투표');
export const HANDS_FOR = words('Hands for: {what}', '손 든 사람 수: {what}');
export const HOW = words(
  'Everybody decides alone; count the hands. Let neighbours with different answers convince each other, and vote again. The run shows the answer last.',
  '각자 정한 뒤 손 든 사람을 세어 적으세요. 답이 다른 옆 사람과 서로 설득해 보고 다시 투표해요. 답은 마지막에 실행으로 보여 줘요.',
);
export const HOW_OTHERWISE = words(
  'Everybody decides alone and writes it down; neighbours with different answers convince each other. The run shows the answer last.',
  '각자 정해서 적은 뒤, 답이 다른 옆 사람과 서로 설득해 보세요. 답은 마지막에 실행으로 보여 줘요.',
);
export const VOTE_AGAIN = words('Talk, then vote again', '이야기하고 다시 투표');
export const REVEAL = words('Let the run answer', '실행으로 답 보기');
export const TALLY = words('How the class voted', '투표 결과');
export const ANSWER = words('Answer', '답');
export const FIRST = words('first', '첫 투표');
export const SECOND = words('second', '두 번째');
export const LEAVE = words('Answer alone instead', '혼자 답하기');

/** What else there is to do in a lesson. */
export const MENU = {
  label: words('More of this lesson', '레슨 메뉴'),
  classroom: words('Put the questions to a class', '교실에서 함께 풀기'),
  alone: LEAVE,
  skipAhead: words('Skip ahead to the next step', '다음 단계로 건너뛰기'),
} as const;
