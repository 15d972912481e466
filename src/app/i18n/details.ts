/** The inspector's own words in Korean. Kafka's field names and config names stay as they are in both languages. */
import { own } from '../../base/own.ts';
import type { DetailFrame, DetailRow } from '../../frame/frame.ts';
import type { Language } from '../../views/viewProps.ts';

const KO: Readonly<Record<string, string>> = {
  status: '상태',
  'quorum role': '쿼럼 역할',
  'metadata log end': '메타데이터 로그 끝',
  'active controller': '활성 컨트롤러',
  'broker state': '브로커 상태',
  fenced: '펜싱됨',
  'broker epoch': '브로커 에포크',
  'metadata applied': '적용한 메타데이터',
  registered: '등록됨',
  session: '세션',
  'last request from': '마지막 요청을 보낸 컨트롤러',
  quorum: '쿼럼',
  epoch: '에포크',
  serving: '서비스 중',
  'last applied': '마지막으로 적용',
  'last logged': '마지막으로 기록',
  sessions: '세션',
  records: '레코드',
  'requests in flight': '응답을 기다리는 요청',
  consumed: '읽은 레코드',
  member: '멤버',
  state: '상태',
  'member epoch': '멤버 epoch',
  'calls waiting': '기다리는 호출',
  'not flushed': '아직 디스크에 쓰지 않음',
  'all state': '전체 상태',
  disk: '디스크',
  config: '설정',
  from: '보낸 노드',
  to: '받는 노드',
  'sent at': '보낸 시각',
  connection: '연결',
  rule: '규칙',
  at: '시각',
  event: '이벤트',
  'told by': '알린 노드',
  kind: '종류',
  node: '노드',
  cause: '원인',
  role: '역할',
  offset: '오프셋',
  'leader epoch': '리더 에포크',
  key: '키',
  value: '값',
  committed: '커밋됨',
  fate: '결과',
  'sent by': '보낸 프로듀서',
};

const KO_VALUES: Readonly<Record<string, string>> = {
  yes: '예',
  no: '아니요',
  up: '실행 중',
  paused: '멈춤',
  down: '죽음',
  off: '전원 꺼짐',
  clear: '정상',
  'not registered': '등록되지 않음',
  acknowledged: '확인 응답 받음',
  pending: '대기 중',
  failed: '실패',
  unknown: '알 수 없음',
  'none yet': '아직 없음',
};

export function detailIn(language: Language, detail: DetailFrame): DetailFrame {
  return language === 'en' ? detail : { ...detail, rows: detail.rows.map(inKorean) };
}

function inKorean(row: DetailRow): DetailRow {
  return { ...row, label: own(KO, row.label) ?? row.label, value: own(KO_VALUES, row.value) ?? row.value };
}
