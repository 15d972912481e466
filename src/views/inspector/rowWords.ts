/**
 * Korean for the rows of a selected thing. Names of Kafka's classes, fields and settings stay as they are; what was said
 * in words is said in words here too.
 */
import type { DetailRow } from '../../frame/frame.ts';
import { ROLE_WORDS, STATUS_WORDS } from '../words.ts';

const LABELS: Readonly<Record<string, string>> = {
  status: '상태',
  state: '상태',
  role: '역할',
  'not flushed': '플러시 안 됨',
  'all state': '상태 전체',
  disk: '디스크',
  config: '설정',
  'quorum role': '쿼럼 역할',
  'metadata log end': '메타데이터 로그 끝',
  'metadata applied': '적용한 메타데이터',
  'active controller': '활성 컨트롤러',
  'broker state': '브로커 상태',
  'broker epoch': '브로커 에포크',
  'leader epoch': '리더 에포크',
  fenced: '펜싱',
  registered: '등록',
  session: '세션',
  'last request from': '마지막 요청을 보낸 곳',
  epoch: '에포크',
  quorum: '쿼럼',
  serving: '서비스 중',
  'last applied': '마지막 적용',
  'last logged': '마지막 기록',
  sessions: '세션',
  records: '레코드',
  'requests in flight': '응답을 기다리는 요청',
  consumed: '컨슘한 레코드',
  member: '멤버',
  'member epoch': '멤버 에포크',
  generation: '세대',
  'calls waiting': '대기 중인 호출',
  command: '명령',
  from: '보낸 곳',
  to: '받는 곳',
  'sent at': '보낸 시각',
  connection: '연결',
  rule: '규칙',
  at: '시각',
  event: '이벤트',
  'told by': '알린 곳',
  kind: '종류',
  node: '노드',
  cause: '원인',
  offset: '오프셋',
  key: '키',
  value: '값',
  committed: '커밋됨',
  fate: '결과',
  'sent by': '보낸 클라이언트',
};

const VALUES: Readonly<Record<string, string>> = {
  yes: '예',
  no: '아니요',
  none: '없음',
  'none yet': '아직 없음',
  'not registered': '등록 안 됨',
  clear: '막힘없음',
  stopped: '종료됨',
  leader: ROLE_WORDS.leader.ko,
  follower: ROLE_WORDS.follower.ko,
  up: STATUS_WORDS.up.ko,
  down: STATUS_WORDS.down.ko,
  paused: STATUS_WORDS.paused.ko,
  off: STATUS_WORDS.off.ko,
};

/** Values with numbers or names in them: each a whole value, so that nothing a stranger has named is taken for one. */
const PATTERNS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(\d+) of (\d+) set$/, '$2개 중 $1개 지정'],
  [/^(\d+) of (\d+)$/, '$2대 중 $1대'],
  [/^(\d+) directories$/, '디렉터리 $1개'],
  [/^(\d+) sent, (\d+) acknowledged, (\d+) failed, (\d+) unknown$/, '보냄 $1, 확인 응답 $2, 실패 $3, 모름 $4'],
  [/^position (\d+), (\w+)$/, '위치 $1, $2'],
  [/^position none, (\w+)$/, '위치 없음, $1'],
  [/^(\w+), leads the group$/, '$1, 그룹 리더'],
  [/^(\w+), epoch (\d+), leader none$/, '$1, 에포크 $2, 리더 없음'],
  [/^(\w+), epoch (\d+), leader (\w+)$/, '$1, 에포크 $2, 리더 $3'],
  [/^(\w+), controller epoch (\d+)$/, '$1, 컨트롤러 에포크 $2'],
];

/** Rows whose value is what somebody else wrote, not one of the words above. */
const OTHERS_WORDS = new Set(['key', 'value', 'command', 'group.id', 'told by', 'node']);

export function koreanLabel(label: string): string | undefined {
  return Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
}

export function koreanValue({ label, value }: Pick<DetailRow, 'label' | 'value'>): string {
  if (OTHERS_WORDS.has(label)) return value;
  if (Object.hasOwn(VALUES, value)) return VALUES[value] ?? value;
  const started = /^(\w+), started (\d+) times$/.exec(value);
  if (started !== null) return `${koreanValue({ label, value: started[1] ?? '' })}, ${started[2]}번 시작`;
  const found = PATTERNS.find(([pattern]) => pattern.test(value));
  return found === undefined ? value : value.replace(found[0], found[1]);
}
