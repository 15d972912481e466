/** A group in words, in both languages. */
import type { Micros } from '../../base/time.ts';
import type {
  GroupHistoryFrame,
  GroupMark,
  GroupMemberRow,
  GroupPartitionRow,
  MemberPhase,
  OwnerGap,
} from '../../frame/groups/groupFrame.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { StripMark } from '../timeAxis.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';
import { gapAt, heldBy, lagAt, markLabel, ownersAt, phaseAt } from './layout.ts';

export const PHASE_WORDS: Readonly<Record<MemberPhase, Words>> = {
  joining: words('joining', '참여하는 중'),
  syncing: words('waiting for its assignment', '할당을 기다리는 중'),
  stable: words('stable', '안정'),
  reconciling: words('reconciling', '할당을 맞추는 중'),
  leaving: words('leaving', '떠나는 중'),
  kicked: words('kicked out', '쫓겨남'),
  out: words('not in the group', '그룹 밖'),
  dead: words('dead', '죽음'),
  closed: words('closed', '닫힘'),
};

const GAP_WORDS: Readonly<Record<OwnerGap['cause'], Words>> = {
  revoked: words('taken back in a rebalance', '리밸런싱으로 회수됨'),
  lost: words('lost: the owner was no longer a member', '소유자가 더는 멤버가 아니어서 잃음'),
  died: words('its owner died', '소유자가 죽음'),
  closed: words('its owner closed', '소유자가 닫힘'),
};

export const REMOVED_WORDS: Readonly<Record<string, Words>> = {
  left: words('left', '떠남'),
  'session-expired': words('was not heard of for session.timeout.ms', 'session.timeout.ms 동안 소식이 없음'),
  'rebalance-timeout': words('did not join in time', '제때 다시 참여하지 않음'),
  'sync-timeout': words('did not ask for its assignment in time', '제때 할당을 받아 가지 않음'),
  fenced: words('was fenced', '펜싱됨'),
  replaced: words('was replaced', '다른 프로세스로 대체됨'),
  'group-full': words('found the group full', '그룹이 가득 참'),
};

function memberName({ letter, node }: GroupMemberRow): string {
  return `${letter} ${node}`;
}

export function partitionSentence(
  history: GroupHistoryFrame,
  row: GroupPartitionRow,
  at: Micros,
  language: Language,
): string {
  const isKorean = language === 'ko';
  const owners = ownersAt(row, at);
  const gap = gapAt(row, at);
  const lag = lagAt(row, at);
  const behind = lag === null ? '' : isKorean ? `, 랙 ${lag}` : `, lag ${lag}`;
  if (owners.length > 0) {
    const names = owners.map(({ member, generation }) => {
      const name = memberName(history.members[member]!);
      return isKorean ? `${name} (generation ${generation})` : `${name} since generation ${generation}`;
    });
    if (owners.length > 1)
      return isKorean
        ? `${row.partition}: ${names.join(', ')} 모두 자기 것으로 알고 있음${behind}`
        : `${row.partition}: ${names.join(' and ')} both take it for theirs${behind}`;
    return `${row.partition}: ${names[0]}${behind}`;
  }
  if (gap === undefined) return `${row.partition}: ${isKorean ? '아직 소유자 없음' : 'no owner yet'}${behind}`;
  const from = memberName(history.members[gap.member]!);
  const length = formatSpan(gap.to - gap.from);
  const why = GAP_WORDS[gap.cause][language];
  return isKorean
    ? `${row.partition}: ${formatTime(gap.from)}부터 ${length} 동안 소유자 없음 (${from}, ${why})${behind}`
    : `${row.partition}: nobody's for ${length} from ${formatTime(gap.from)} on (${from}: ${why})${behind}`;
}

export function memberSentence(
  history: GroupHistoryFrame,
  row: GroupMemberRow,
  at: Micros,
  language: Language,
): string {
  const isKorean = language === 'ko';
  const phase = phaseAt(row, at);
  const held = heldBy(history, history.members.indexOf(row), at);
  const busy = row.busy.some(({ from, to }) => from <= at && at < to);
  const parts = [phase === undefined ? (isKorean ? '아직 없음' : 'not there yet') : PHASE_WORDS[phase.phase][language]];
  if (busy) parts.push(isKorean ? 'poll 밖에서 처리 중' : 'processing, not in poll()');
  parts.push(
    held.length === 0 ? (isKorean ? '파티션 없음' : 'no partition') : (isKorean ? '파티션 ' : 'has ') + held.join(', '),
  );
  if (row.stopped > 0)
    parts.push(
      isKorean
        ? `리밸런싱으로 멈춘 시간 ${formatSpan(row.stopped)}`
        : `stopped by rebalances for ${formatSpan(row.stopped)}`,
    );
  return `${memberName(row)}: ${parts.join(', ')}`;
}

export function markSentence(mark: GroupMark, language: Language): string {
  const isKorean = language === 'ko';
  const { kind, number, assignor, took } = mark;
  if (kind === 'coordinator') return isKorean ? `코디네이터가 b${number}로 바뀜` : `b${number} is the coordinator now`;
  const parts = [
    kind === 'generation' ? `generation ${number}` : isKorean ? `그룹 epoch ${number}` : `group epoch ${number}`,
  ];
  if (assignor !== null) parts.push(assignor);
  const why = becauseOf(mark, language);
  if (why !== '') parts.push(why);
  if (took > 0) parts.push(isKorean ? `모이는 데 ${formatSpan(took)}` : `${formatSpan(took)} to gather`);
  return parts.join(', ');
}

/** Generations and group epochs as lines through all rows. */
export function stripMarks(marks: readonly GroupMark[], language: Language): readonly StripMark[] {
  return marks.map((mark) => ({
    key: `${mark.step} ${mark.kind}`,
    at: mark.at,
    label: markLabel(mark),
    kind: mark.kind,
    says: markSentence(mark, language),
  }));
}

function becauseOf({ because, reason }: GroupMark, language: Language): string {
  if (because === null) return reason;
  const { what, client, how } = because;
  if (what === 'joined') return language === 'ko' ? `${client} 참여` : `${client} joined`;
  const way = REMOVED_WORDS[how]?.[language] ?? how;
  return language === 'ko' ? `${client} 나감 (${way})` : `${client} ${way}`;
}

/** The whole picture in one sentence. */
export function summary(history: GroupHistoryFrame, isByMember: boolean, language: Language): string {
  const { members, partitions, until } = history;
  const marks = history.marks.filter(({ kind }) => kind !== 'coordinator').length;
  if (language === 'ko')
    return `${formatTime(until)}까지 ${isByMember ? `멤버 ${members.length}명의 상태` : `파티션 ${partitions.length}개의 소유자`}, 리밸런싱 ${marks}번`;
  return isByMember
    ? `What ${members.length} members were at up to ${formatTime(until)}, ${marks} rebalances`
    : `Who owned ${partitions.length} partitions up to ${formatTime(until)}, ${marks} rebalances`;
}
