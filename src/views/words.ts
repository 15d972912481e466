/** Words of the views in both languages. A catalogue is a record of `Words`; a missing language does not compile. */
import type { NodeFrame } from '../frame/frame.ts';
import type { ConsumerActivity } from '../frame/groups/groupFrame.ts';
import type { Language } from './viewProps.ts';

export type Words = Readonly<Record<Language, string>>;

export function words(en: string, ko: string): Words {
  return { en, ko };
}

/** What kind of node it is. */
export const KIND_WORDS = {
  controller: words('controller', '컨트롤러'),
  broker: words('broker', '브로커'),
  combined: words('broker and controller', '브로커 겸 컨트롤러'),
  zookeeper: words('ZooKeeper server', 'ZooKeeper 서버'),
  producer: words('producer', '프로듀서'),
  consumer: words('consumer', '컨슈머'),
  admin: words('admin client', '관리 클라이언트'),
  tool: words('command-line tool', '명령줄 도구'),
} as const;

export const STATUS_WORDS = {
  up: words('running', '실행 중'),
  paused: words('paused', '멈춤'),
  down: words('dead', '죽음'),
  off: words('no power', '전원 꺼짐'),
} as const;

const NOT_STARTED = words('not started', '시작 전');
/** A server that was shut down, a client that was closed. */
export const STOPPED = words('stopped', '종료됨');
export const CLOSED = words('closed', '종료됨');

type Life = Pick<NodeFrame, 'status' | 'lives' | 'closed' | 'kind'>;

/** A process that has never run is not dead, and neither is one that ended in order. */
export function statusText({ status, lives, closed, kind }: Life, language: Language): string {
  if (hasNotStarted({ status, lives })) return NOT_STARTED[language];
  if (status === 'down' && closed === true) return stoppedText(kind, language);
  return STATUS_WORDS[status][language];
}

export function stoppedText(kind: NodeFrame['kind'], language: Language): string {
  return (kind === 'producer' || kind === 'consumer' ? CLOSED : STOPPED)[language];
}

const NOT_RUNNING = words('not running', '실행 중 아님');

/** Where it does not matter how it ended, and is not known. */
export function processText(status: NodeFrame['status'], language: Language): string {
  return (status === 'down' ? NOT_RUNNING : STATUS_WORDS[status])[language];
}

export function hasNotStarted({ status, lives }: Pick<NodeFrame, 'status' | 'lives'>): boolean {
  return status === 'down' && lives === 0;
}

export const ROLE_WORDS = {
  leader: words('leader', '리더'),
  follower: words('follower', '팔로워'),
  offline: words('offline', '오프라인'),
} as const;

export const FATE_WORDS = {
  acknowledged: words('acknowledged', '확인 응답 받음'),
  pending: words('not acknowledged yet', '아직 확인 응답 없음'),
  failed: words('failed for the producer', '프로듀서에게는 실패'),
  unknown: words('the producer does not know', '프로듀서가 결과를 모름'),
} as const;

export const GROUP_WORDS = {
  fault: words('Faults', '장애'),
  election: words('Elections', '리더 선출'),
  isr: words('ISR', 'ISR'),
  watermark: words('High watermark', '하이 워터마크'),
  produce: words('Produce', '프로듀스'),
  consume: words('Consume', '컨슘'),
  group: words('Consumer groups', '컨슈머 그룹'),
  quorum: words('Quorum', '쿼럼'),
  broker: words('Brokers', '브로커'),
  client: words('Client errors', '클라이언트 오류'),
  routine: words('Routine', '반복되는 일'),
} as const;

/** Branches are named by who makes them; the first one has no maker. */
const MAIN = words('main', '본류');

export function branchName(
  { name, words: said }: { readonly name: string; readonly words?: Words },
  language: Language,
): string {
  if (said !== undefined) return said[language];
  return name === 'main' ? MAIN[language] : name;
}

export const FENCED = words('fenced', '펜싱됨');
export const IN_CONTROLLED_SHUTDOWN = words('controlled shutdown', '정상 종료 중');
export const ACTIVE = words('active', '활성');
export const IN_ISR = words('in ISR', 'ISR 안');
export const OUT_OF_ISR = words('not in ISR', 'ISR 밖');
export const HELD = words('held', '붙잡힘');

/** What a consumer is at. */
export const DOING_WORDS: Readonly<Record<ConsumerActivity['doing'], Words>> = {
  starting: words('looking for the coordinator', '코디네이터를 찾는 중'),
  joining: words('joining', '참여하는 중'),
  syncing: words('waiting for its assignment', '할당을 기다리는 중'),
  reconciling: words('reconciling', '할당을 맞추는 중'),
  kicked: words('kicked out', '쫓겨남'),
  polling: words('polling', '폴링 중'),
  processing: words('processing', '처리 중'),
  committing: words('waiting in commitSync', 'commitSync 대기'),
  sleeping: words('between polls', '다음 폴링 전'),
  closing: words('closing', '닫는 중'),
  closed: words('closed', '닫힘'),
};

export function activityWords(
  { doing, records }: Pick<ConsumerActivity, 'doing' | 'records'>,
  language: Language,
): string {
  const word = DOING_WORDS[doing][language];
  if (records === 0) return word;
  return language === 'ko'
    ? `${word}, 레코드 ${records}개`
    : `${word}, ${records} ${records === 1 ? 'record' : 'records'} in hand`;
}
