/** Leadership in words: of one stretch, and of a whole row. */
import type { Micros } from '../../base/time.ts';
import type { LeadershipRow, LeadershipSpan, Outcome } from '../../frame/lookFrames.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { unserved } from './layout.ts';

export const brokers = (ids: readonly number[]): string =>
  ids.length === 0 ? '∅' : ids.map((id) => `b${id}`).join(', ');

export function spanSentence(row: LeadershipRow, span: LeadershipSpan, at: Micros, language: Language): string {
  const isServed = !unserved(row).some(([from, to]) => from <= at && at < to);
  const { leader, leaderEpoch, isr, unclean, began } = span;
  // An ISR that changes does not begin another leadership.
  const since = formatTime(
    row.spans.find((one) => one.leaderEpoch === leaderEpoch && one.leader === leader)?.from ?? 0,
  );
  const below = isr.length < row.minInsyncReplicas;
  if (language === 'ko') {
    if (leader < 0) return `${row.partition}: ${since}부터 리더 없음, ISR ${brokers(isr)}`;
    const parts = [`${row.partition}: ${since}부터 b${leader}, 리더 에포크 ${leaderEpoch}`, `ISR ${brokers(isr)}`];
    if (!isServed) parts.push('선출되었지만 서비스하지 않음');
    if (below) parts.push(`min.insync.replicas(${row.minInsyncReplicas})보다 적음`);
    if (unclean && began === 'elected') parts.push('언클린 선출');
    return parts.join(', ');
  }
  if (leader < 0) return `${row.partition}: no leader since ${since}, ISR ${brokers(isr)}`;
  const parts = [`${row.partition}: b${leader} in leader epoch ${leaderEpoch} since ${since}`, `ISR ${brokers(isr)}`];
  if (!isServed) parts.push('elected, but it does not serve');
  if (below) parts.push(`fewer than min.insync.replicas (${row.minInsyncReplicas})`);
  if (unclean && began === 'elected') parts.push('an unclean election');
  return parts.join(', ');
}

export function outcomeSentence({ unavailable, leaderChanges, uncleanElections }: Outcome, language: Language): string {
  if (language === 'ko') {
    const parts = [`리더 변경 ${leaderChanges}번`];
    if (unavailable > 0) parts.push(`리더 없는 시간 ${formatSpan(unavailable)}`);
    if (uncleanElections > 0) parts.push(`언클린 선출 ${uncleanElections}번`);
    return parts.join(', ');
  }
  const parts = [`${leaderChanges} ${leaderChanges === 1 ? 'leader change' : 'leader changes'}`];
  if (unavailable > 0) parts.push(`${formatSpan(unavailable)} without a serving leader`);
  if (uncleanElections > 0)
    parts.push(`${uncleanElections} unclean ${uncleanElections === 1 ? 'election' : 'elections'}`);
  return parts.join(', ');
}

export function beganWords(span: LeadershipSpan, language: Language): string {
  const isKorean = language === 'ko';
  switch (span.began) {
    case 'created':
      return isKorean ? '토픽 생성' : 'created';
    case 'elected':
      if (span.leader < 0) return isKorean ? '리더 사라짐' : 'leader lost';
      if (span.unclean) return isKorean ? '언클린 선출' : 'unclean election';
      return isKorean ? '선출' : 'election';
    case 'isr':
      return isKorean ? 'ISR 변경' : 'ISR changed';
    case 'elr':
      return isKorean ? 'ELR 변경' : 'ELR changed';
  }
}

/** The picture as one sentence for who cannot see it. */
export function chartSummary(rows: readonly LeadershipRow[], until: Micros, language: Language): string {
  const time = formatTime(until);
  return language === 'ko'
    ? `${time}까지 파티션 ${rows.length}개의 리더와 ISR`
    : `Leaders and ISR of ${rows.length} ${rows.length === 1 ? 'partition' : 'partitions'} up to ${time}`;
}
