/** Words of the space-time lens. */
import { words } from '../words.ts';

export const W = {
  empty: words('Nothing has happened yet.', '아직 아무 일도 일어나지 않음'),
  hint: words(
    'Solid: request; dashed: response. Drag to move, Ctrl + wheel to zoom, Shift + drag for a stretch.',
    '실선은 요청, 점선은 응답. 끌어서 이동, Ctrl + 휠로 확대와 축소, Shift + 끌기로 구간 확대.',
  ),
  follow: words('Follow', '따라가기'),
  causes: words('Causes', '원인'),
  effects: words('Effects', '결과'),
  fit: words('Fit', '경로 맞춤'),
  filter: words('Options', '보기 설정'),
  filtered: words('Options (filtered)', '보기 설정 (필터 적용 중)'),
  whole: words('Whole run', '전체 실행'),
  zoomIn: words('Zoom in', '확대'),
  zoomOut: words('Zoom out', '축소'),
  earlier: words('Earlier', '앞으로 이동'),
  later: words('Later', '뒤로 이동'),
  playhead: words('Playhead', '재생 위치'),
  brush: words('Choose a stretch', '구간 고르기'),
  table: words('As a table', '표로 보기'),
  process: words('Process', '프로세스'),
  api: words('API', 'API'),
  partition: words('Partition', '파티션'),
  leadersOf: words('Leaders of', '리더 표시'),
  all: words('all', '전체'),
  errors: words('Errors only', '오류만'),
  unfold: words('Routine messages', '반복 메시지 펼치기'),
  clear: words('Clear filter', '필터 해제'),
  close: words('end of connection', '연결 종료'),
  notSeen: words('not seen yet', '아직 보지 않음'),
  divergence: words('the runs part here', '두 실행이 갈라지는 곳'),
  playheadMark: words('playhead', '재생 위치'),
  keys: words(
    'Arrow keys: along a lane and between lanes. Enter selects, F follows, plus and minus zoom.',
    '화살표 키로 레인을 따라 또는 레인 사이로 이동, Enter로 선택, F로 따라가기, +와 -로 확대와 축소.',
  ),
} as const;

export const COLUMNS = {
  at: words('Time', '시각'),
  from: words('From', '보낸 쪽'),
  to: words('To', '받는 쪽'),
  what: words('What', '내용'),
  about: words('About', '대상'),
  became: words('What became of it', '결과'),
} as const;

export const STATES = {
  arrived: words('arrived', '도착'),
  flying: words('on its way', '전송 중'),
  held: words('held', '붙잡힘'),
  received: words('waits for a paused process', '멈춘 프로세스에서 대기'),
  broken: words('lost: the connection was gone', '유실: 연결이 끊어짐'),
  'no-power': words('lost: the machine has no power', '유실: 전원이 꺼진 서버'),
  refused: words('refused: nobody listens there', '거부: 받는 프로세스 없음'),
} as const;

export const KINDS = {
  request: words('request', '요청'),
  response: words('response', '응답'),
  close: words('close', '종료'),
} as const;

export const BANDS = {
  elected: words('elected leader of', '리더로 선출됨'),
  leads: words('leads', '리더 역할 수행 중'),
  controller: words('active controller', '활성 컨트롤러'),
  ensemble: words('leader of the ensemble', '앙상블 리더'),
  group: words('in group', '그룹 참여 중'),
} as const;
