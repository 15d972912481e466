/** Words of the server logs. */
import { words } from '../words.ts';

export const LOG_WORDS = {
  caption: words('Server logs', '서버 로그'),
  server: words('Written by', '기록한 곳'),
  node: words('Node', '노드'),
  all: words('everybody', '전체'),
  level: words('Level', '레벨'),
  logger: words('Logger', '로거'),
  search: words('Search', '검색'),
  time: words('Time', '시각'),
  message: words('Message', '메시지'),
  copy: words('Copy', '복사'),
  download: words('Download', '내려받기'),
  copied: words('Copied', '복사됨'),
  empty: words('Nothing has been written here up to the playhead.', '재생 위치까지 기록된 줄이 없어요.'),
  jump: words('Go to this line’s moment', '이 줄이 기록된 시점으로 이동'),
} as const;

export function leftOutWords(count: number) {
  return words(`${count} older lines are left out: narrow the search.`, `이전 ${count}줄 생략: 조건을 좁혀 보세요.`);
}

export function countWords(count: number) {
  return words(count === 1 ? '1 line' : `${count} lines`, `${count}줄`);
}
