/** What the console says beside what tools print, which stays as Kafka prints it. */
import { words } from '../../views/words.ts';

export const CONSOLE_WORDS = {
  ended: words('done after {span} of simulated time', '시뮬레이션 시간 {span} 만에 끝났어요'),
  endedWith: words(
    'ended with status {status} after {span} of simulated time',
    '시뮬레이션 시간 {span} 만에 상태 코드 {status|으로/로} 끝났어요',
  ),
  reads: words('It reads what you type.', '입력을 기다리고 있어요.'),
  runs: words('It still runs.', '아직 실행 중이에요.'),
  moreLines: words('{count} lines before these', '앞에 {count}줄 더 있어요'),
  save: words(
    'Share, above, copies a link with all of this in it, or saves it as a file that the command line reads.',
    '위의 공유에서 이 모든 것이 담긴 링크를 복사하거나, 명령줄에서도 읽는 파일로 저장할 수 있어요.',
  ),
  copied: words('The output is copied.', '출력을 복사했어요.'),
} as const;
