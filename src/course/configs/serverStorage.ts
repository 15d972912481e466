/** Settings of a server: its logs on its disks, and the cleaner. Those that topics have too: topic.ts. */
import { type Meanings, says } from './meaning.ts';

export const SERVER_STORAGE: Meanings = {
  'log.dir': says('The directory for logs, if log.dirs names none.', 'log.dirs가 없을 때 로그를 두는 디렉터리예요.'),
  'log.dirs': says(
    'The directories in which a broker keeps its replicas. With several, each replica lies in one of them.',
    '브로커가 레플리카를 두는 디렉터리들이에요. 여럿이면 레플리카마다 그중 하나에 놓여요.',
  ),
  'log.initial.task.delay.ms': says(
    'How long after its start a broker waits before it first looks for segments to delete.',
    '브로커가 시작한 뒤 지울 세그먼트를 처음 찾기까지 기다리는 시간이에요.',
  ),
  'log.retention.check.interval.ms': says(
    'How often a broker looks for segments to delete. Until then even what is long out of date can be read.',
    '지울 세그먼트를 찾는 간격이에요. 그때까지는 기한이 한참 지난 것도 읽을 수 있어요.',
  ),
  'log.flush.offset.checkpoint.interval.ms': says(
    'How often a broker notes up to where its logs have reached the disk: after a crash, recovery begins there.',
    '로그가 디스크에 어디까지 내려갔는지 적는 간격이에요. 비정상 종료 뒤 복구는 여기서 시작해요.',
  ),
  'log.flush.start.offset.checkpoint.interval.ms': says(
    'How often a broker notes where its logs start.',
    '로그의 시작 오프셋을 적는 간격이에요.',
  ),
  'log.cleaner.enable': says(
    'Whether the cleaner runs at all. Without it, compacted topics, __consumer_offsets among them, only grow.',
    '클리너를 돌릴지예요. 끄면 __consumer_offsets를 포함해 컴팩션되는 토픽이 계속 커지기만 해요.',
  ),
  'log.cleaner.threads': says('How many logs are cleaned at once.', '동시에 정리하는 로그 수예요.'),
  'log.cleaner.backoff.ms': says(
    'How long the cleaner sleeps when there is nothing to clean.',
    '정리할 것이 없을 때 클리너가 쉬는 시간이에요.',
  ),
  'log.cleaner.dedupe.buffer.size': says(
    'How much memory the cleaner has for the keys of one pass. With too little, a large log needs several passes.',
    '한 번 훑을 때 키를 담는 클리너의 메모리예요. 모자라면 큰 로그는 여러 번 훑어야 해요.',
  ),
  'log.cleaner.io.buffer.load.factor': says(
    'How full that memory may get. Fuller holds more keys and looks each of them up more slowly.',
    '그 메모리를 얼마나 채울지예요. 많이 채우면 키가 더 들어가지만 찾는 것이 느려져요.',
  ),
};
