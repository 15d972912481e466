/**
 * What the keys of a scenario file are for, in both languages. A key is looked up under what it stands in
 * (`send.every`), then alone; a test holds the tables against the schema: each key has its words, and no words are left over.
 */
import type { Path } from '../shape.ts';
import type { Both } from './item.ts';
import { EXPECT_WORDS } from './keyWordsOfExpectations.ts';
import { LESSON_WORDS } from './keyWordsOfLesson.ts';
import { TIMELINE_WORDS } from './keyWordsOfTimeline.ts';
import { said, type WordTable } from './wordTable.ts';

const FILE_WORDS: WordTable = {
  tidemark: said('The version of the file format.', '파일 형식의 버전이에요.'),
  title: said('What the scenario is called.', '시나리오의 제목이에요.'),
  summary: said('One or two sentences for lists of scenarios.', '목록에 보이는 한두 문장 요약이에요.'),
  prose: said('What is told beside the run, in Markdown.', '실행 옆에 보이는 글이에요. Markdown으로 써요.'),
  lesson: said(
    'A lesson on this run: what to watch, what to predict, goals. Its answers are read from the run.',
    '이 실행으로 하는 레슨이에요. 무엇을 보고 무엇을 예측할지, 목표는 무엇인지 적어요. 정답은 실행에서 읽어요.',
  ),
  drill: said(
    'One symptom with several causes; the seed draws which one a run has.',
    '증상은 하나, 원인은 여럿인 진단 연습이에요. 이번 실행의 원인은 시드가 골라요.',
  ),
  seed: said(
    'Everything left to chance follows from it. The same seed is the same run.',
    '우연에 맡긴 모든 것이 시드에서 나와요. 시드가 같으면 실행도 같아요.',
  ),
  until: said('When the run ends, in simulated time.', '실행이 끝나는 시뮬레이션 시각이에요.'),
  version: said(
    'The release of Kafka that is run. Without it, the newest.',
    '실행할 Kafka 릴리스예요. 없으면 최신 릴리스예요.',
  ),
  protocol: said(
    'Another generation of the replication protocol than the release has.',
    '릴리스의 것이 아닌 다른 세대의 복제 프로토콜로 실행해요.',
  ),
  era: said(
    'Who keeps the metadata: a quorum (kraft), ZooKeeper, or first one and then the other (migration).',
    '메타데이터를 누가 보관하는지 정해요. 쿼럼(kraft), ZooKeeper, 또는 ZooKeeper에서 쿼럼으로 옮기기(migration)예요.',
  ),
  cluster: said('The servers and their settings.', '서버와 서버 설정이에요.'),
  network: said('How long messages are under way.', '메시지가 오가는 데 걸리는 시간이에요.'),
  topics: said('Topics that are there from the start.', '처음부터 있는 토픽이에요.'),
  producers: said('Clients that write.', '쓰는 클라이언트예요.'),
  consumers: said('Clients that read.', '읽는 클라이언트예요.'),
  timeline: said('What happens to the cluster, and when.', '클러스터에 무슨 일이 언제 일어나는지 적어요.'),
  expect: said(
    'What must be true of the run. `tidemark test` and the page check it.',
    '실행에서 참이어야 하는 것이에요. `tidemark test`와 페이지가 확인해요.',
  ),
  en: said('In English.', '영어로 써요.'),
  ko: said('In Korean.', '한국어로 써요.'),
  controllers: said(
    'How many controllers there are (c1, c2 …), or a list of them.',
    '컨트롤러의 수(c1, c2 …) 또는 목록이에요.',
  ),
  brokers: said('How many brokers there are (b1, b2 …), or a list of them.', '브로커의 수(b1, b2 …) 또는 목록이에요.'),
  combined: said(
    'Servers that are broker and controller in one process.',
    '한 프로세스에서 브로커와 컨트롤러를 겸하는 서버의 수예요.',
  ),
  'cluster.zookeeper': said(
    'How many ZooKeeper servers there are, or who they are.',
    'ZooKeeper 서버의 수 또는 목록이에요.',
  ),
  servers: said('The servers of the ensemble.', '앙상블의 서버예요.'),
  'cluster.config': said(
    "Settings of every server, under Kafka's names.",
    '모든 서버에 적용할 설정이에요. Kafka의 설정 이름을 써요.',
  ),
  features: said('Feature levels that the cluster is formatted with.', '클러스터를 포맷할 때의 기능 레벨이에요.'),
  id: said('Its number: 1 is b1 or c1.', '번호예요. 1이면 b1 또는 c1이에요.'),
  voter: said('Is it among the first voters of the quorum?', '쿼럼의 첫 투표자에 드는지 정해요.'),
  rack: said('broker.rack: where it stands.', 'broker.rack, 브로커가 놓인 위치예요.'),
  advertised: said(
    'advertised.listeners: what clients are told its address is.',
    'advertised.listeners, 클라이언트에게 알려 주는 주소예요.',
  ),
  roles: said('process.roles of this server.', '이 서버의 process.roles예요.'),
  config: said("Settings, under Kafka's names.", '설정이에요. Kafka의 설정 이름을 써요.'),
  start: said(
    'When it starts. Servers at once, clients at 3 s.',
    '시작하는 시각이에요. 서버는 바로, 클라이언트는 3초에 시작해요.',
  ),
  stop: said('When the application closes it.', '애플리케이션이 닫는 시각이에요.'),
  latency: said('How long a message is under way at least.', '메시지가 가는 데 걸리는 최소 시간이에요.'),
  jitter: said('What chance adds to that, at most.', '거기에 우연히 더해지는 시간의 최댓값이에요.'),
  names: said(
    'Where host names lead: to a broker, to several, refused, or no-answer.',
    '호스트 이름이 어디로 이어지는지 적어요. 브로커 하나나 여럿, refused, no-answer 중 하나예요.',
  ),
  name: said(
    'Its name, as the rest of the file and the stage call it.',
    '파일의 다른 곳과 무대에서 부르는 이름이에요.',
  ),
  partitions: said('How many partitions, or which ones.', '파티션의 수 또는 목록이에요.'),
  'replication-factor': said('How many replicas each partition has.', '파티션마다 둘 레플리카의 수예요.'),
  assignment: said(
    'For each partition the brokers of its replicas, the preferred leader first.',
    '파티션마다 레플리카를 둘 브로커 목록이에요. 맨 앞이 선호 리더예요.',
  ),
  bootstrap: said('bootstrap.servers: whom it asks first.', 'bootstrap.servers, 가장 먼저 물어볼 주소예요.'),
  send: said('What it writes, and how often.', '무엇을 얼마나 자주 쓰는지 적어요.'),
  topic: said('Which topic.', '어느 토픽인지 적어요.'),
  partition: said('Which partition, such as orders-0.', 'orders-0 같은 파티션이에요.'),
  'send.partition': said(
    'A fixed partition. Without it the partitioner chooses, as in Kafka.',
    '고정할 파티션 번호예요. 없으면 Kafka처럼 파티셔너가 골라요.',
  ),
  key: said("The record's key. {n} is its number.", '레코드의 키예요. {n}은 레코드 번호예요.'),
  value: said(
    "The record's value. {n} is its number. null is a tombstone: compaction deletes the key.",
    '레코드의 값이에요. {n}은 레코드 번호예요. null은 툼스톤이라, 컴팩션이 그 키를 지워요.',
  ),
  headers: said('Headers of each record.', '레코드마다 붙는 헤더예요.'),
  every: said('A record so often.', '이 간격으로 레코드를 하나씩 써요.'),
  count: said('How many. Without it, on and on.', '몇 개인지 적어요. 없으면 계속해요.'),
  mode: said(
    'async: with a callback. sync: send().get(), the next waits. fire-and-forget: nobody asks what became of it.',
    'async는 콜백으로, sync는 send().get()으로 기다리며 보내요. fire-and-forget은 결과를 묻지 않아요.',
  ),
  'on-failure': said(
    'What the application does when a record failed: nothing, or send it again.',
    '레코드가 실패했을 때 애플리케이션이 할 일이에요. 아무것도 안 하거나(nothing) 다시 보내요(resend).',
  ),
  group: said(
    'group.id: consumers with the same one share the partitions.',
    'group.id예요. 같은 그룹의 컨슈머는 파티션을 나눠 가져요.',
  ),
  assign: said(
    'assign(): the partitions it reads, without a group deciding.',
    'assign()이에요. 그룹 없이 직접 읽을 파티션을 적어요.',
  ),
  subscribe: said(
    'subscribe(): the topics whose partitions its group shares out.',
    'subscribe()예요. 그룹이 파티션을 나눠 줄 토픽을 적어요.',
  ),
  'subscribe-pattern': said('subscribe() with a pattern of topic names.', '토픽 이름 패턴으로 subscribe()해요.'),
  connector: said(
    'The consumer of before 2.0, whose group is in ZooKeeper.',
    '그룹이 ZooKeeper에 있는 2.0 이전 컨슈머예요.',
  ),
  'poll-every': said('How often the application calls poll().', '애플리케이션이 poll()을 부르는 간격이에요.'),
  'consumers.process': said(
    'How long the application takes for a record.',
    '애플리케이션이 레코드 하나를 처리하는 시간이에요.',
  ),
  'consumers.commit': said(
    'What the application commits itself after a poll; enable.auto.commit is apart from this.',
    '폴링 뒤에 애플리케이션이 직접 커밋하는 방식이에요. enable.auto.commit과는 별개예요.',
  ),
  workers: said(
    'Records are handed to so many threads, and the poll loop goes on.',
    '레코드를 넘겨받을 스레드의 수예요. 폴링 루프는 기다리지 않아요.',
  ),
};

const TABLE: WordTable = { ...FILE_WORDS, ...TIMELINE_WORDS, ...EXPECT_WORDS, ...LESSON_WORDS };

/** Under which name the words of a key stand. */
export function wordsKey(path: Path, key: string): string | undefined {
  const steps = path.filter((step) => typeof step === 'string');
  const parent = steps[steps.length - 1];
  const long = parent === undefined ? key : `${parent}.${key}`;
  if (Object.hasOwn(TABLE, long)) return long;
  return Object.hasOwn(TABLE, key) ? key : undefined;
}

export function keyWords(path: Path, key: string): Both | null {
  const found = wordsKey(path, key);
  return found === undefined ? null : TABLE[found]!;
}

export const WORDED_KEYS: readonly string[] = Object.keys(TABLE);
