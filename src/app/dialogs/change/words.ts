/** Words of the dialog in which one thing is changed. */
import type { Words } from '../../../views/words.ts';
import type { Say } from '../words.ts';
import { words } from '../words.ts';
import type { Item, Plain } from './items.ts';

export const TITLE = words('Change one thing', '하나만 바꿔 보기');
export const INTRO = words(
  'The run with this one thing changed is shown beside this one, both under one playhead.',
  '하나만 바꾼 실행을 지금 실행과 나란히 보여 줘요. 두 실행은 같은 시각을 가리켜요.',
);
export const SEARCH = words('Search: a setting, a node, a fault, a version', '검색: 설정, 노드, 장애, 버전');
export const LIST = words('What can be changed', '바꿀 수 있는 것');
export const MORE = words('{count} more: narrow the search', '{count}개 더 있어요. 검색어를 좁혀 보세요.');
export const NOTHING = words('Nothing here has that in its name.', '이름이 맞는 것이 없어요.');
export const LOADING = words('Looking what can be changed…', '바꿀 수 있는 것을 찾는 중…');

const OWNERS: Readonly<Record<string, Words>> = {
  cluster: words('every server', '모든 서버'),
  broker: words('broker', '브로커'),
  controller: words('controller', '컨트롤러'),
  topic: words('topic', '토픽'),
  producer: words('producer', '프로듀서'),
  consumer: words('consumer', '컨슈머'),
  group: words('group', '그룹'),
};
const PLAIN: Readonly<Record<Plain, Words>> = {
  version: words('Kafka version', 'Kafka 버전'),
  protocol: words('replication protocol', '복제 프로토콜'),
  era: words('where metadata is kept', '메타데이터 보관 방식'),
  seed: words('seed (chance, such as latencies)', '시드(지연 같은 우연)'),
  latency: words('network latency', '네트워크 지연'),
  jitter: words('network jitter', '네트워크 지터'),
};
const ADD = words('Add a fault: kill, pause, restart …', '장애 추가: kill, pause, restart …');
const FEATURE = words('feature level', '기능 수준');
const SCRIPT = words('script', '스크립트');

/** Whose it is, what it is, and how it stands. */
export function itemWords(item: Item, say: Say): { readonly of: string; readonly what: string; readonly is: string } {
  switch (item.kind) {
    case 'line':
      return { of: say(SCRIPT), what: item.line.words, is: item.line.time };
    case 'setting': {
      const { kind, name } = item.owner;
      return {
        of: `${say(OWNERS[kind]!)} ${name}`.trim(),
        what: item.setting.key,
        is: item.setting.now ?? item.setting.value ?? '–',
      };
    }
    case 'add':
      return { of: say(SCRIPT), what: say(ADD), is: '' };
    case 'feature':
      return { of: say(FEATURE), what: item.name, is: item.value };
    default:
      return { of: '', what: say(PLAIN[item.kind]), is: item.value };
  }
}

export const WITHOUT = words('without it', '없애기');
export const MOVE = words('at another time', '다른 시각으로');
export const OTHER_NODE = words('on another node', '다른 노드에');
export const OTHER_VALUE = words('another value', '다른 값');
export const AT_DEFAULT = words("back to Kafka's default ({value})", 'Kafka 기본값({value})으로');
export const HOW = words('How', '바꾸는 방법');
export const VALUE = words('Value', '값');
export const UNIT = words('Unit', '단위');
export const NODE = words('Node', '노드');
export const FAULT = words('Fault', '장애');
export const AT = words('At, in seconds', '시각(초)');
export const BY = words('Later by, in seconds (with − earlier)', '늦추는 시간(초, −는 앞당김)');
export const IN_MS = words('In milliseconds', '밀리초');
export const RANGE = words('{least} to {most}', '{least}부터 {most}까지');
export const AT_LEAST = words('{least} or more', '{least} 이상');
export const NOW = words('From the start: {value}', '시작할 때 값: {value}');
export const ALTERED = words('altered since, now: {value}', '실행 중에 바뀌어 지금은: {value}');
export const DEFAULT = words('default: {value}', '기본값: {value}');

export const WHEN = words('From when', '적용 시점');
export const FROM_START = words('From the start', '처음부터');
export const FROM_HERE = words('From here on ({time})', '지금({time})부터');
export const START_TEXT = words(
  'The whole run again, with the same seed and what you did by hand; only this is different.',
  '같은 시드와 직접 한 조작 그대로 처음부터 다시 실행해요. 이것만 달라요.',
);
export const HERE_CONFIG = words(
  'Until here both runs are one. Then the admin client changes it in the running cluster, as kafka-configs --alter would.',
  '여기까지는 두 실행이 같아요. 여기서 관리 클라이언트가 kafka-configs --alter처럼 실행 중인 클러스터의 설정을 바꿔요.',
);
export const HERE_RESTART = words(
  'Until here both runs are one. Then server.properties is changed, and this process is killed and started again at once: a running broker does not take this setting.',
  '여기까지는 두 실행이 같아요. 실행 중인 브로커는 이 설정을 받지 않으므로, server.properties를 바꾸고 이 프로세스를 강제 종료한 뒤 곧바로 다시 시작해요.',
);
export const HERE_FAULT = words(
  'Until here both runs are one. Then it happens.',
  '여기까지는 두 실행이 같고, 여기서 장애가 일어나요.',
);
export const ONLY_START = words('This can be changed from the start only.', '처음부터만 바꿀 수 있어요.');
export const ONLY_FORMATTED = words(
  'Here feature levels are chosen when the cluster is formatted: kafka-features upgrade is not simulated.',
  '여기서는 클러스터를 포맷할 때 기능 수준(feature level)을 정해요. kafka-features upgrade는 시뮬레이션하지 않아요.',
);
export const RUN = words('Run side by side', '나란히 실행');
export const RUNNING = words('Running…', '실행하는 중…');
export const UNCHANGED = words('This is as it is now: choose another value.', '지금과 같아요. 다른 값을 고르세요.');
export const BACK = words('Back to the list', '목록으로');
