/**
 * What a key must be, in Korean. The reader of files says it in English, in one form for each kind; a test holds that each
 * of them is known here.
 */

const FORMS: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^a whole number from (\S+) to (\S+)$/, (from, to) => `${from} 이상 ${to} 이하의 정수`],
  [/^a whole number from (\S+), or last$/, (from) => `${from} 이상의 정수 또는 last`],
  [/^a number from (\S+) to (\S+), or a list$/, (from, to) => `${from} 이상 ${to} 이하의 수 또는 목록`],
  [
    /^a number from (\S+) to (\S+), or a group with (.+)$/,
    (from, to, keys) => `${from} 이상 ${to} 이하의 수, 또는 ${withKeys(keys!)}`,
  ],
  [
    /^a text of at most (\d+) characters \(numbers in quotes\)$/,
    (most) => `${most}자 이하의 텍스트(숫자는 따옴표 안에)`,
  ],
  [/^one of (.+), or a list$/, (words) => `${words} 중 하나, 또는 목록`],
  [/^one of (.+)$/, (words) => `${words} 중 하나`],
  [/^a duration with its unit, such as (.+)$/, (some) => `단위가 있는 시간. 예: ${listed(some!)}`],
  [/^the name of a release such as (.+)$/, (one) => `릴리스 이름. 예: ${one}`],
  [/^a group with (.+), or a list of such$/, (keys) => `${withKeys(keys!)}, 또는 그런 그룹의 목록`],
  [/^(.+), or a group with (.+)$/, (first, keys) => `${mustKorean(first!)}, 또는 ${withKeys(keys!)}`],
  [/^a group with (.+)$/, (keys) => withKeys(keys!)],
  [/^(.+), or a list$/, (one) => `${mustKorean(one!)}, 또는 목록`],
  [
    /^(a (?:node|broker|partition|command line|bandwidth|feature level)),? such as (.+)$/,
    (kind, some) => `${KINDS[kind!] ?? kind}. 예: ${listed(some!)}`,
  ],
  [/^an address such as (.+)$/, (some) => `주소. 예: ${listed(some!)}`],
];

const KINDS: Readonly<Record<string, string>> = {
  'a node': '노드',
  'a broker': '브로커',
  'a partition': '파티션',
  'a command line': '명령줄',
  'a bandwidth': '대역폭',
  'a feature level': '기능 레벨',
};

const PHRASES: Readonly<Record<string, string>> = {
  'a group with controllers and brokers, with zookeeper and brokers, or with combined':
    'controllers와 brokers, zookeeper와 brokers, 또는 combined 키를 쓰는 그룹',
  '1, the version of the format': '1(형식의 버전)',
  'a text': '텍스트',
  'a group': '그룹',
  'a list': '목록',
  'a number': '수',
  'a whole number': '정수',
  true: 'true',
  start: 'start',
  'true or false': 'true 또는 false',
  'true: every server': 'true(모든 서버)',
  'us, ms or s': 'us, ms, s 중 하나',
  'sync or async': 'sync 또는 async',
  'preferred or unclean': 'preferred 또는 unclean',
  'nothing or resend': 'nothing 또는 resend',
  'async, sync or fire-and-forget': 'async, sync, fire-and-forget 중 하나',
  'none, sync or async': 'none, sync, async 중 하나',
  'a source': '출처',
  'a client': '클라이언트',
  'a regular expression': '정규식',
  'a text, a number, true or false': '텍스트, 수, true, false 중 하나',
  'a text or a number': '텍스트 또는 수',
  'a number or a reading': '수 또는 읽기',
  'a value or a reading': '값 또는 읽기',
  'a value, a list, or a reading': '값, 목록, 또는 읽기',
  'a value, a list of nodes or a reading': '값, 노드 목록, 또는 읽기',
  'a condition, or a list of which all must be so': '조건 하나, 또는 모두 맞아야 하는 조건의 목록',
  'the name of a fact, such as LeaderElected': '사실 이름. 예: LeaderElected',
  'the name of a field': '필드 이름',
  'the name of a group': '그룹 이름',
  'the name of a property': '속성 이름',
  'the name of an anomaly': '이상 현상 이름',
  'the name of a lens': '렌즈 이름',
  'a group of readings by their names': '이름별 읽기의 그룹',
  'a group of fields and their values': '필드와 값의 그룹',
  'a group of settings under their Kafka names': 'Kafka 이름으로 적은 설정의 그룹',
  'a group of settings under their names in zoo.cfg': 'zoo.cfg 이름으로 적은 설정의 그룹',
  'a group of feature levels': '기능 레벨의 그룹',
  'a group of names and where they lead': '이름과 그 이름이 이어지는 곳의 그룹',
  'a group of names and texts': '이름과 텍스트의 그룹',
  'a group of partitions and their positions': '파티션별 위치의 그룹',
  'a group of partitions and committed offsets': '파티션별 커밋된 오프셋의 그룹',
  'a group of partitions and their lag': '파티션별 랙의 그룹',
  'a group of partitions and their owners': '파티션별 소유자의 그룹',
  'a group that names a thing and says what to read of it': '대상과 거기서 읽을 것을 적은 그룹',
  'a group that names a partition, producer, consumer, broker, controller or group, and what it must be':
    '파티션, 프로듀서, 컨슈머, 브로커, 컨트롤러, 그룹 중 하나와 그 상태를 적은 그룹',
  'a group with zookeeper, kraft or migration: what it is there':
    'zookeeper, kraft, migration 키로 그 시대의 것을 적은 그룹',
  'a group with a name': 'name 키가 있는 그룹',
  'a group with ask and one kind of answer': 'ask와 답의 종류 하나를 적은 그룹',
  'a group with one thing that is changed, such as { producer: p1, set: { acks: 1 } }':
    '바꿀 것 하나를 적은 그룹. 예: { producer: p1, set: { acks: 1 } }',
  'a group such as { at: 7s, kill: b1 }, as in the timeline': '타임라인의 줄과 같은 그룹. 예: { at: 7s, kill: b1 }',
  'a line of the timeline: its number from 1, or its words, such as kill b1':
    '타임라인의 줄. 1부터 센 번호, 또는 kill b1 같은 내용',
  'a name of letters, digits, dots, dashes and underscores that starts with a letter, at most 30 characters':
    '문자로 시작하고 영문자, 숫자, 점, 붙임표, 밑줄로 된 30자 이하의 이름',
  'a name of small letters, digits and dashes': '영문 소문자, 숫자, 붙임표로 된 이름',
  'a short name such as slow-disk: small letters, digits and dashes':
    '영문 소문자, 숫자, 붙임표로 된 짧은 이름. 예: slow-disk',
  'a topic name: letters, digits, dots, dashes and underscores, at most 249 characters':
    '영문자, 숫자, 점, 붙임표, 밑줄로 된 249자 이하의 토픽 이름',
  'a node, a partition, or `b2 orders-0` for a replica': '노드, 파티션, 또는 레플리카를 가리키는 `b2 orders-0`',
  'brokers, controllers, consumers, zookeeper, or a list of nodes':
    'brokers, controllers, consumers, zookeeper, 또는 노드 목록',
  'beginning, end or an offset': 'beginning, end, 또는 오프셋',
  '`all`, or a list of partitions': '`all` 또는 파티션 목록',
  '`all`': '`all`',
  '`high-watermark`, or an offset': '`high-watermark` 또는 오프셋',
  'a broker id, or none': '브로커 번호 또는 none',
  'the beginning of a command line': '명령줄의 앞부분',
  'up, paused, down or off; of a group Stable, Empty …': 'up, paused, down, off. 그룹이면 Stable, Empty …',
  'zookeeper: the consumer of before 2.0 whose group is there': 'zookeeper(그룹이 ZooKeeper에 있는 2.0 이전 컨슈머)',
};

/** What is not known stays as it is. */
export function mustKorean(must: string): string {
  const phrase = PHRASES[must];
  if (phrase !== undefined) return phrase;
  for (const [form, told] of FORMS) {
    const found = form.exec(must);
    if (found !== null) return told(...found.slice(1));
  }
  return must;
}

function withKeys(keys: string): string {
  return `${listed(keys.replace(', if needed,', ''))} 키를 쓰는 그룹`;
}

function listed(words: string): string {
  return words
    .replace(/,? and if needed,? | and,? /g, ', ')
    .replace(/,? or /g, ' 또는 ')
    .replace(', a list', ', 목록')
    .replace(' for earlier', '(더 이르게)');
}
