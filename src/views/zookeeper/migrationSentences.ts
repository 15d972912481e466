/** How far the move to KRaft is, in both languages. */
import type { MigrationFrame } from '../../frame/zookeeper/migrationFrame.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

/** As an operator goes through them. */
export const PHASES: readonly { readonly id: string; readonly title: Words }[] = [
  { id: 'zookeeper', title: words('In ZooKeeper', 'ZooKeeper에') },
  { id: 'brokers', title: words('Brokers register with the quorum', '브로커가 쿼럼에 등록') },
  { id: 'copy', title: words('The quorum takes over and copies', '쿼럼이 이어받아 복사') },
  { id: 'both', title: words('Both are written', '양쪽에 쓰기') },
  { id: 'kraft', title: words('KRaft alone', 'KRaft만') },
];

/** Its place among the phases. */
export function phaseOf({ state, controllers, brokers }: MigrationFrame): number {
  const driver = controllers.find(({ leads }) => leads)?.driver ?? null;
  switch (state) {
    case 'POST_MIGRATION':
      return 4;
    case 'MIGRATION':
      return driver === 'DUAL_WRITE' ? 3 : 2;
    default:
      if (driver === 'BECOME_CONTROLLER' || driver === 'ZK_MIGRATION') return 2;
      return brokers.some(({ registered }) => registered !== 'no') ? 1 : 0;
  }
}

export function migrationSentence(migration: MigrationFrame, language: Language): string {
  const isKorean = language === 'ko';
  const { brokers, writtenOffset, logEndOffset } = migration;
  const waiting = brokers.filter(({ registered }) => registered === 'no').map(({ node }) => node);
  switch (phaseOf(migration)) {
    case 0:
    case 1:
      if (waiting.length === 0) {
        return isKorean ? '모든 브로커가 쿼럼에 등록했어요.' : 'Every broker has registered with the quorum.';
      }
      return isKorean
        ? `쿼럼이 기다리는 브로커: ${waiting.join(', ')}. 컨트롤러는 아직 브로커예요.`
        : `The quorum waits for ${waiting.join(', ')}; the controller is still a broker.`;
    case 2:
      return isKorean
        ? '쿼럼이 /controller를 차지하고, ZooKeeper와 로그를 같게 만드는 중이에요.'
        : 'The quorum has /controller, or takes it, and makes ZooKeeper and its log say the same.';
    case 3: {
      const behind = Math.max(0, logEndOffset - (writtenOffset ?? -1));
      const lag = behind === 0 ? '' : isKorean ? ` ZooKeeper가 ${behind} 뒤처져 있어요.` : ` It is ${behind} behind.`;
      return isKorean
        ? `로그가 원본이고, ZooKeeper에는 offset ${writtenOffset ?? '–'}까지 썼어요.${lag} 아직 되돌릴 수 있어요.`
        : `The log is the truth; ZooKeeper has it up to offset ${writtenOffset ?? '–'}.${lag} There is still a way back.`;
    }
    default:
      return isKorean
        ? '아무도 ZooKeeper에 쓰지 않아요. 되돌릴 수 없어요.'
        : 'Nobody writes to ZooKeeper any more. There is no way back.';
  }
}
