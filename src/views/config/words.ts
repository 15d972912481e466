/** Words about settings, which come with them and not with the first picture. */
import type { ConfigOwner, ConfigSource, DeclaredConfig } from '../../frame/config/configFrame.ts';
import { type Words, words } from '../words.ts';

export const OWNER_WORDS: Readonly<Record<ConfigOwner, Words>> = {
  server: words('Server', '서버'),
  topic: words('Topic', '토픽'),
  group: words('Group', '그룹'),
  producer: words('Producer', '프로듀서'),
  consumer: words('Consumer', '컨슈머'),
  'zookeeper-consumer': words('Consumer with its group in ZooKeeper', '그룹을 ZooKeeper에 두는 컨슈머'),
  admin: words('Admin client', '관리 클라이언트'),
  zookeeper: words('ZooKeeper server', 'ZooKeeper 서버'),
};

export const CHANGEABLE_WORDS: Readonly<Record<DeclaredConfig['changeable'], Words>> = {
  'while-running': words('can be changed while running', '실행 중에 바꿀 수 있음'),
  'per-broker': words('can be changed while running, for one broker', '실행 중에 브로커별로 바꿀 수 있음'),
  'cluster-wide': words(
    'can be changed while running, for one broker or for all',
    '실행 중에 브로커별로 또는 전체에 바꿀 수 있음',
  ),
  'at-start': words('read at the start', '시작할 때 읽음'),
};

/** Beside Kafka's own names. */
export const SOURCE_WORDS: Readonly<Record<ConfigSource, Words>> = {
  DYNAMIC_TOPIC_CONFIG: words('the topic’s own', '토픽에 설정'),
  DYNAMIC_GROUP_CONFIG: words('the group’s own', '그룹에 설정'),
  DYNAMIC_BROKER_CONFIG: words('set for this broker while running', '실행 중에 이 브로커에 설정'),
  DYNAMIC_DEFAULT_BROKER_CONFIG: words('set for all brokers while running', '실행 중에 전체 브로커에 설정'),
  STATIC_BROKER_CONFIG: words('the server’s file', '서버 설정 파일'),
  CLIENT_CONFIG: words('the client’s own', '클라이언트에 설정'),
  ZOO_CFG: words('zoo.cfg', 'zoo.cfg'),
  DEFAULT_CONFIG: words('default', '기본값'),
};

export const LOADING = words('Looking it up …', '찾는 중 …');
export const UNKNOWN = words('Kafka has no setting of this name.', 'Kafka에 이 이름의 설정이 없어요.');
export const DEFAULT_OF_TOPICS = words('The default of topics for {name}.', '토픽의 {name} 기본값이에요.');
export const DEFAULT_FROM = words(
  'Without a value of its own it has that of {name}.',
  '따로 정하지 않으면 {name} 값을 따라요.',
);
export const TYPE = words('Type', '타입');
export const VALUES = words('Values', '값');
export const AT_LEAST = words('at least {min}', '{min} 이상');
export const AT_MOST = words('at most {max}', '{max} 이하');
export const BETWEEN = words('{min} to {max}', '{min}부터 {max}까지');
export const CHANGE = words('Change', '변경');
export const DEFAULTS = words('Default in each release', '버전별 기본값');
export const RELEASE = words('Release', '버전');
export const DEFAULT = words('Default', '기본값');
export const NO_SUCH = words('not there', '없음');
export const NOT_SET = words('none', '기본값 없음');
export const CHANGED = words('changed', '바뀜');
export const THIS_RUN = words('this run', '이 실행');
export const HERE = words('In this run', '이 실행에서');
export const NOWHERE = words('Nothing in this run has it.', '이 실행에는 이 설정을 쓰는 것이 없어요.');
export const OF = words('Of', '대상');
export const VALUE = words('Value', '값');
export const FROM = words('From', '출처');
export const SINCE = words('since {time}, metadata record {offset}', '{time}부터, 메타데이터 레코드 {offset}');
export const MORE = words('and {count} more', '외 {count}개');
export const NOT_MODELLED = words(
  'Tidemark reads it, and nothing here depends on it.',
  'Tidemark는 이 설정을 읽기만 하고, 여기서 달라지는 것은 없어요.',
);
