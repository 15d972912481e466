/** Words of the search. */
import { words } from '../../views/words.ts';
import type { Words } from '../dialogs/words.ts';

export const TITLE = words('Find a schedule that breaks…', '속성을 깨뜨리는 스케줄 찾기');
export const PROPERTY = words('Property', '속성');
export const CAN_BREAK = words(
  'The protocol of this run can break it: nothing promises it here.',
  '이 실행의 프로토콜에서는 깨질 수 있습니다. 여기서는 약속된 속성이 아닙니다.',
);
export const ONLY_RECORD = words(
  'Only record {record} of {client} in {partition}',
  '{partition}의 {client} 레코드 {record}만',
);
export const ONLY_PARTITION = words('Only records of {partition}', '{partition}의 레코드만');
export const FROM = words('Faults from (s)', '장애 시작(초)');
export const TO = words('to (s)', '장애 끝(초)');
export const UNTIL = words('Runs end at (s)', '실행 끝(초)');
export const DEPTH = words('Faults in one run', '한 실행의 장애');
export const MINUTES = words('Minutes at most', '최대 시간(분)');
export const NODES = words('Servers that may fail', '장애가 날 수 있는 서버');
export const KINDS = words('Kinds of faults, and how many of each in one run', '장애의 종류와 한 실행의 최대 횟수');
export const SEARCH = words('Search', '찾기');
export const STOP = words('Stop', '멈추기');
export const STOPPING = words('Stopping…', '멈추는 중…');
export const AGAIN = words('Search again', '다시 찾기');
export const PLAY = words('Play it', '재생하기');
export const SAVE = words('Save as a file', '파일로 저장');
export const HIDE = words('Go on in the background', '뒤에서 계속하기');

export const STATEMENT = words(
  'Every run of this scenario with at most {faults}, each beginning between {from} and {to} just before or after an event that told something, on {nodes}: {kinds}. All runs use seed {seed} and end at {until}. Runs with fewer faults come first.',
  '이 시나리오에 장애를 최대 {depth}개 더한 모든 실행을 살핍니다. 장애는 {from|과/와} {to} 사이에, 무언가 일어난 이벤트 바로 앞이나 뒤에서 시작합니다. 대상은 {nodes}, 종류는 {kinds}입니다. 모든 실행은 시드 {seed|을/를} 쓰고 {until}에 끝나며, 장애가 적은 실행부터 봅니다.',
);
export const NOT_BY_HAND = words(
  'What was done by hand in this run is not part of it.',
  '이 실행에서 손으로 한 조작은 들어가지 않습니다.',
);
export const NO_KIND = words('Choose a kind of fault and a server.', '장애 종류와 서버를 하나 이상 고르세요.');
export const BAD_TIMES = words(
  'The times must rise: from, to, end.',
  '시각은 장애 시작, 장애 끝, 실행 끝 순으로 커야 합니다.',
);

export const SEARCHING = words(
  'Searching for a run that breaks {property}',
  '{property|을/를} 깨뜨리는 실행을 찾는 중',
);
export const SHRINKING = words('Found one; making it as small as possible', '찾았습니다. 가장 작게 줄이는 중');
export const SCHEDULES = words('Runs', '실행');
export const WORLDS = words('States compared', '비교한 상태');
export const EVENTS = words('Events', '이벤트');
export const DEEPEST = words('Deepest level', '가장 깊은 단계');
export const TIME = words('Time', '걸린 시간');
export const LEVEL_OF = words('{done} of about {expected} with {faults}', '{faults}: 약 {expected}개 중 {done}개');
export const SECONDS = words('{seconds} s', '{seconds}초');
export const LEVEL = words('with {faults}: {done} played, not all', '{faults}: {done}개, 전부는 아님');
export const LEVEL_ALL = words('with {faults}: all {done} played', '{faults}: {done}개 모두');

export const FOUND = words('{property} breaks with {faults}', '{faults}로 {property|이/가} 깨집니다');
/** `2 faults` */
export function faultCount(count: number): Words {
  return words(count === 0 ? 'no fault' : count === 1 ? '1 fault' : `${count} faults`, `장애 ${count}개`);
}

export const FOUND_BARE = words('{property} breaks without any fault', '장애 없이도 {property|이/가} 깨집니다');
export const LESSON = words(
  'Nothing had promised it in this run: a lesson, not a bug.',
  '이 실행에서는 약속된 속성이 아니었습니다. 결함이 아니라 배울 거리입니다.',
);
export const BUG = words(
  'It had been promised: this is a fault of the model, please report it.',
  '약속된 속성이었습니다. 모델의 결함이니 알려 주세요.',
);
export const STORY = words('What happens', '일어나는 일');
export const FAULT = words('fault', '장애');
export const VERIFIED = words(
  'The scenario was read back from its text and run once more: it broke again.',
  '시나리오를 글에서 다시 읽어 한 번 더 실행했고, 다시 깨졌습니다.',
);
export const NOT_VERIFIED = words(
  'Run once more from its text it did not break: please report this.',
  '글에서 다시 읽어 실행했더니 깨지지 않았습니다. 알려 주세요.',
);
export const NONE = words('None found', '찾지 못했습니다');
export const EXHAUSTED = words(
  'Within these bounds there is none: every such run was played, or led to a state that another had led to.',
  '이 범위 안에는 없습니다. 모든 실행을 재생했거나, 다른 실행이 이미 지나간 상태로 이어졌습니다.',
);
export const BY_TIME = words(
  'The time was up before every run was played.',
  '모든 실행을 재생하기 전에 시간이 다 됐습니다.',
);
export const CANCELLED = words('It was stopped before every run was played.', '모든 실행을 재생하기 전에 멈췄습니다.');
export const BY_MEMORY = words('There was no room for more states.', '더 많은 상태를 기억할 자리가 없었습니다.');
export const COVERED = words(
  'Played: {schedules} runs, {worlds} states compared, {events} events, in {seconds} s; {merged} runs led to a state seen before.',
  '재생한 실행 {schedules}개, 비교한 상태 {worlds}개, 이벤트 {events}개, {seconds}초. {merged}개는 이미 본 상태로 이어졌습니다.',
);
export const SMALLER = words(
  'A narrower window, fewer servers, fewer kinds or fewer faults make it a smaller search.',
  '장애 시간대를 좁히거나 서버, 종류, 장애 수를 줄이면 더 작은 탐색이 됩니다.',
);
export const FAILED = words('The search could not go on', '탐색을 계속할 수 없습니다');
export const GOOD = words('for good', '계속');

export const KIND_NAMES: Readonly<Record<string, Words>> = {
  kill: words('process killed', '프로세스 강제 종료'),
  isolate: words('cut off from all servers', '모든 서버와 단절'),
  'cut-group': words('cut off from ZooKeeper, or from the brokers', 'ZooKeeper 또는 브로커들과 단절'),
  pause: words('paused', '멈춤'),
  cut: words('link cut', '링크 끊김'),
  'cut-one-way': words('link cut one way', '한 방향만 끊김'),
  'power-loss': words('power lost', '전원 끊김'),
  break: words('connections broken', '연결 끊어짐'),
  late: words('messages late', '메시지 지연'),
};
