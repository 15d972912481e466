/** Words of a drill. */
import { words } from '../../views/words.ts';

export const DRILL_WORDS = {
  which: words('Which cause is it?', '원인은 무엇일까요?'),
  sure: words('How sure are you?', '얼마나 확신하나요?'),
  sure1: words('1 · a guess', '1 · 어림짐작'),
  sure2: words('2 · rather', '2 · 그런 편'),
  sure3: words('3 · certain', '3 · 확신'),
  because: words('Which observation decides it?', '어떤 관찰이 결정적이었나요?'),
  because2: words('Kept in this page only, never marked.', '이 페이지에만 남고 채점하지 않아요.'),
  answer: words('Answer, and open the inside', '답하고 내부 열기'),
  giveUp: words('Open the inside without an answer', '답하지 않고 내부 열기'),
  hint: words('A hint', '힌트 보기'),
  roll: words('Another patient', '다른 환자'),
  right: words('So it is.', '맞아요.'),
  wrong: words('It was something else.', '다른 원인이었어요.'),
  shown: words('The inside was opened without an answer.', '답하지 않고 내부를 열었어요.'),
  certain: words(
    'You were certain: this is the kind of mistake that is worth a second look.',
    '확신하고 틀린 답이라 한 번 더 볼 만해요.',
  ),
  was: words('The cause of this run', '이번 실행의 원인'),
  you: words('You named', '고른 답'),
  yours: words('What decided it for you', '결정적이라고 본 관찰'),
  moments: words('Where it shows in the run', '실행에서 드러나는 순간'),
  goThere: words('Go there', '그 순간으로'),
  tell: words('How to tell them apart', '구분하는 법'),
  other: words('Run it beside', '옆에 나란히 실행'),
} as const;
