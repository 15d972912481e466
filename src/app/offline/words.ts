/** What is said of a version that waits. */
import { words } from '../../views/words.ts';

export const UPDATE = {
  ready: words('A new version of Tidemark is here.', '새 버전의 Tidemark가 준비되었습니다.'),
  reload: words('Reload to update', '새로 고쳐 업데이트'),
  later: words('Later', '나중에'),
} as const;
