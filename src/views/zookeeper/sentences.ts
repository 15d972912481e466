/** The ensemble in words, in both languages: the arithmetic of its quorum, and what stands at an instant. */
import { withParticle } from '../../base/korean.ts';
import type { Micros } from '../../base/time.ts';
import type {
  EnsembleQuorum,
  EraHistoryFrame,
  EraMark,
  EraRow,
  EraSpan,
  SessionFrame,
  TxnCell,
  ZnodeNews,
} from '../../frame/zookeeper/zooKeeperLens.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

const names = (ids: readonly number[]): string => ids.map((id) => `z${id}`).join(', ');

/** How many may still be lost before nothing can be written any more. */
export function spareOf({ members, majority, isServing }: EnsembleQuorum): number {
  return isServing ? members.length - majority : 0;
}

export function quorumSentence(quorum: EnsembleQuorum, language: Language): string {
  const { size, majority, living, leader, epoch, members, isServing } = quorum;
  const isKorean = language === 'ko';
  if (leader === null)
    return isKorean
      ? `리더 없음: 서버 ${size}대 중 ${majority}대가 필요한데 살아 있는 것은 ${living}대예요. 쓰기도 읽기도 없고, 만료되는 세션도 없어요.`
      : `Nobody leads: ${majority} of ${size} servers are needed, ${living} ${living === 1 ? 'lives' : 'live'}. Nothing is written or read, and no session expires.`;
  if (size === 1)
    return isKorean
      ? `z${leader} 한 대뿐이에요(standalone). 이 서버가 없으면 아무것도 쓸 수 없어요.`
      : `z${leader} is the only server (standalone). Without it nothing can be written.`;
  if (!isServing)
    return isKorean
      ? `${withParticle(`z${leader}`, '이/가')} 리더가 되려는 중이에요. 필요한 ${majority}대 중 ${members.length}대가 왔어요(${names(members)}). 아직 서비스하지 않아요.`
      : `z${leader} is about to lead: ${members.length} of the ${majority} it needs have come (${names(members)}). It does not serve yet.`;
  const spare = spareOf(quorum);
  if (isKorean) {
    const more = spare <= 0 ? '한 대도 더 잃을 수 없어요' : `${spare}대를 더 잃어도 돼요`;
    return `에포크 ${epoch}: ${withParticle(`z${leader}`, '이/가')} 리더예요. 서버 ${size}대 중 ${majority}대가 동의해야 하고 ${members.length}대가 함께해요(${names(members)}): ${more}.`;
  }
  const more = spare <= 0 ? 'not one more may fail' : `${spare} more may fail`;
  return `Epoch ${epoch}: z${leader} leads. ${majority} of ${size} servers must agree, ${members.length} ${members.length === 1 ? 'is' : 'are'} with it (${names(members)}): ${more}.`;
}

export const CELL_WORDS: Readonly<Record<TxnCell, Words>> = {
  applied: words('applied', '적용됨'),
  logged: words('logged, not committed here', '로그에 있음, 커밋 여부는 아직 모름'),
  written: words('not flushed yet', '아직 디스크에 flush되지 않음'),
  absent: words('does not have it', '없음'),
};

export const NEWS_WORDS: Readonly<Record<ZnodeNews, Words>> = {
  created: words('new', '생성'),
  changed: words('changed', '변경'),
  deleted: words('deleted', '삭제'),
};

/** Time to its end, as the leader counts: it moves on each time the client is heard. */
export function expiryWords({ expiresAt, isClosing }: SessionFrame, now: Micros, language: Language): string {
  const isKorean = language === 'ko';
  if (isClosing) return isKorean ? '끝나는 중' : 'ending';
  if (expiresAt === null) return isKorean ? '만료를 세는 서버 없음' : 'nobody counts';
  return formatSpan(Math.max(0, expiresAt - now));
}

// ---- over time -----------------------------------------------------------------------------------------------------------

export const ROLE_KO: Readonly<Record<string, string>> = {
  LOOKING: '리더를 찾는 중',
  FOLLOWING: '팔로워',
  LEADING: '리더',
};

export function rowName(row: EraRow, language: Language): string {
  switch (row.kind) {
    case 'znode':
      return '/controller';
    case 'acting':
      return language === 'ko' ? `${row.node} 활동` : `${row.node} acts`;
    case 'server':
      return row.node;
    case 'session':
      return language === 'ko' ? `${row.node} 세션` : `${row.node} session`;
  }
}

export function spanAt({ spans }: EraRow, at: Micros): EraSpan | undefined {
  return spans.filter(({ from, to }) => from <= at && at < to).at(-1);
}

export function rowSentence(row: EraRow, at: Micros, language: Language, isZombie = false): string {
  const isKorean = language === 'ko';
  const span = spanAt(row, at);
  const before = row.spans.filter(({ to }) => to <= at).at(-1);
  switch (row.kind) {
    case 'znode':
      if (span === undefined)
        return isKorean
          ? '/controller: 없음, 컨트롤러 자리가 비었음'
          : '/controller: not there, nobody is the controller';
      return isKorean
        ? `/controller: ${span.what}, controller epoch ${span.epoch}`
        : `/controller: ${span.what}, controller epoch ${span.epoch}`;
    case 'acting':
      if (span === undefined) return isKorean ? `${row.node}: 컨트롤러가 아님` : `${row.node}: not the controller`;
      if (isZombie)
        return isKorean
          ? `${row.node}: /controller는 다른 브로커인데 아직 자신이 컨트롤러인 줄 앎 (controller epoch ${span.epoch})`
          : `${row.node}: still takes itself for the controller, which /controller does not say any more (controller epoch ${span.epoch})`;
      return isKorean
        ? `${row.node}: 스스로 컨트롤러라고 알고 있음 (controller epoch ${span.epoch})`
        : `${row.node}: takes itself for the controller (controller epoch ${span.epoch})`;
    case 'server': {
      if (span === undefined) return isKorean ? `${row.node}: 실행 중 아님` : `${row.node}: not running`;
      const word = isKorean ? `${span.what} (${ROLE_KO[span.what] ?? span.what})` : span.what;
      return `${row.node}: ${word}${span.epoch >= 0 ? `, epoch ${span.epoch}` : ''}`;
    }
    case 'session': {
      if (span !== undefined) return isKorean ? `${row.node}: 세션 ${span.what}` : `${row.node}: session ${span.what}`;
      const how = before?.ended === 'expired' ? (isKorean ? '만료됨' : 'expired') : isKorean ? '닫힘' : 'closed';
      if (before === undefined) return isKorean ? `${row.node}: 아직 세션 없음` : `${row.node}: no session yet`;
      return isKorean
        ? `${row.node}: 세션 없음, ${before.what} ${formatTime(before.to)}에 ${how}`
        : `${row.node}: no session, ${before.what} ${how} at ${formatTime(before.to)}`;
    }
  }
}

export function markLabel({ kind, number }: EraMark): string {
  return kind === 'leader' ? `z${number}` : `b${number}`;
}

export function markSentence({ kind, number, epoch, took, partitions }: EraMark, language: Language): string {
  const isKorean = language === 'ko';
  if (kind === 'leader')
    return isKorean
      ? `${withParticle(`z${number}`, '이/가')} 앙상블의 리더가 됨, 에포크 ${epoch}`
      : `z${number} leads the ensemble, epoch ${epoch}`;
  return isKorean
    ? `${withParticle(`b${number}`, '이/가')} 컨트롤러를 넘겨받음: controller epoch ${epoch}, 파티션 ${partitions}개를 읽고 알리는 데 ${formatSpan(took)}`
    : `b${number} has taken over as controller: epoch ${epoch}, ${formatSpan(took)} to read and tell ${partitions} partitions`;
}

export function timeSummary({ rows, until }: EraHistoryFrame, language: Language): string {
  const servers = rows.filter(({ kind }) => kind === 'server').length;
  const sessions = rows.filter(({ kind }) => kind === 'session').length;
  return language === 'ko'
    ? `${formatTime(until)}까지 컨트롤러, ZooKeeper 서버 ${servers}대, 클라이언트 ${sessions}개의 세션`
    : `The controller, ${servers} ZooKeeper servers and the sessions of ${sessions} clients up to ${formatTime(until)}`;
}
