/**
 * What a key must be, in Korean. The schema says it in English, in one form for each kind, since that is all its parts can
 * hold; a test holds that each of them is known here.
 */
import type { Says } from '../../base/says.ts';

/** Both, of what a part of the schema says. */
export function mustBe(phrase: string): Says {
  return { en: phrase, ko: mustKorean(phrase) };
}

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
  [
    /^a text of at most (\d+) characters \(numbers in quotes\), or null: a tombstone$/,
    (most) => `${most}자 이하의 텍스트(숫자는 따옴표 안에), 또는 툼스톤을 뜻하는 null`,
  ],
  [/^one of (.+), or a list$/, (words) => `${words} 중 하나, 또는 목록`],
  [/^one of (.+)$/, (words) => `${words} 중 하나`],
  [/^a duration with its unit, such as (.+)$/, (some) => `단위가 있는 시간. 예: ${examples(some!)}`],
  [/^the name of a release such as (.+)$/, (one) => `릴리스 이름. 예: ${one}`],
  [/^a group with (.+), or a list of such$/, (keys) => `${withKeys(keys!)}, 또는 그런 그룹의 목록`],
  [/^(.+), or a group with (.+)$/, (first, keys) => `${mustKorean(first!)}, 또는 ${withKeys(keys!)}`],
  [/^a group with (.+)$/, (keys) => withKeys(keys!)],
  [/^(.+), or a list$/, (one) => `${mustKorean(one!)}, 또는 목록`],
  [/^(.+), a list$/, (one) => `${mustKorean(one!)}, 목록`],
  [/^a (node|broker|partition|command line) such as ([^,]+)$/, (kind, one) => `${one} 같은 ${KINDS[kind!]}`],
  [
    /^a (node|broker|partition|command line) such as ([^,]+), or (.+)$/,
    (kind, one, others) => `${one} 같은 ${KINDS[kind!]}, 또는 ${others}`,
  ],
  [/^a (bandwidth|feature level),? such as (.+)$/, (kind, some) => `${KINDS[kind!]}. 예: ${examples(some!)}`],
  [/^a list of at most (\d+)$/, (most) => `${most}개 이하의 목록`],
  [/^a text of at most (\d+) characters$/, (most) => `${most}자 이하의 텍스트`],
  [/^at most (\d+) characters$/, (most) => `${most}자 이하의 텍스트`],
  [/^at most (\d+)$/, (most) => `${most} 이하의 수`],
  [/^not below (-?\d+)$/, (least) => `${least} 이상의 수`],
  [/^Unrecognized keys?: (.+)$/, (keys) => `${keys} 없이`],
  [/^Invalid input: expected (\w+)/, (kind) => ZOD_KINDS[kind!] ?? '다른 값'],
  [/^an address such as (.+)$/, (some) => `주소. 예: ${examples(some!)}`],
];

/** Where a part of the schema has no words of its own. */
const ZOD_KINDS: Readonly<Record<string, string>> = {
  object: '그룹',
  array: '목록',
  string: '텍스트',
  number: '수',
  boolean: 'true 또는 false',
};

const KINDS: Readonly<Record<string, string>> = {
  node: '노드',
  broker: '브로커',
  partition: '파티션',
  'command line': '명령줄',
  bandwidth: '대역폭',
  'feature level': '기능 레벨',
};

const PHRASES: Readonly<Record<string, string>> = {
  'a group with controllers and brokers, with zookeeper and brokers, or with combined':
    'controllers와 brokers, zookeeper와 brokers, 또는 combined 키를 쓰는 그룹',
  '1, the version of the format': '1(형식의 버전)',
  'a text': '텍스트',
  'a value': '값',
  'a value or a list': '값 또는 목록',
  'a value, a list, or a group with at-least, at-most, not, in or contains':
    '값, 목록, 또는 at-least, at-most, not, in, contains 중 하나를 쓰는 그룹',
  'a text that is not empty': '비어 있지 않은 텍스트',
  'a list that is not empty': '비어 있지 않은 목록',
  'a broker such as b1, a list of brokers, refused, or no-answer':
    'b1 같은 브로커, 브로커 목록, refused, no-answer 중 하나',
  'a group with `at` or `when`, and what happens then': '`at`이나 `when`, 그리고 그때 할 일을 적은 그룹',
  'a group with a name, and one of assign, subscribe and subscribe-pattern':
    'name과, assign, subscribe, subscribe-pattern 중 하나를 적은 그룹',
  'a group with count, happens, field, span, state or holds':
    'count, happens, field, span, state, holds 중 하나를 적은 그룹',
  'a group with count, happens, field, span, state or holds, and what it must be':
    'count, happens, field, span, state, holds 중 하나와 그것이 어때야 하는지를 적은 그룹',
  'a group with fact, never, final, property, breaks, anomaly or output':
    'fact, never, final, property, breaks, anomaly, output 중 하나를 적은 그룹',
  'a group with contains, matches, excludes or status': 'contains, matches, excludes, status 중 하나를 적은 그룹',
  'a group with from, to and delay or bandwidth': 'from, to와 delay 또는 bandwidth를 적은 그룹',
  'a group with since or up-to, and elsewhere': 'since 또는 up-to, 그리고 elsewhere를 적은 그룹',
  'a group with topic, broker or group, and set or remove':
    'topic, broker, group 중 하나와 set 또는 remove를 적은 그룹',
  'a list of lines, or a text of several': '줄의 목록, 또는 여러 줄의 텍스트',
  'at most 1000 lines of at most 4000 characters': '한 줄에 4000자 이하, 1000줄 이하의 텍스트',
  'a list of broker ids': '브로커 번호의 목록',
  'longer than zero': '0보다 긴 시간',
  'at least one beat': '단계 하나 이상',
  'at least one hint': '힌트 하나 이상',
  'at least one line': '줄 하나 이상',
  'at least one solution': '해법 하나 이상',
  'at least two': '둘 이상',
  'at least two causes': '원인 둘 이상',
  'at least two options': '선택지 둘 이상',
  'Invalid input': '다른 값',
  'a node': '노드',
  'a group of keys': '키가 있는 그룹',
  '[broker], or [broker, controller]': '[broker] 또는 [broker, controller]',
  'a level, such as 0 or 1, or for metadata.version a text such as 4.0-IV3':
    '0, 1 같은 레벨. metadata.version이면 4.0-IV3 같은 텍스트',
  'a name of small letters, digits and dashes, at most 40 characters':
    '영문 소문자, 숫자, 붙임표로 된 40자 이하의 이름',
  'brokers, controllers, consumers or zookeeper': 'brokers, controllers, consumers, zookeeper 중 하나',
  'the name of a consumer, or none': '컨슈머 이름 또는 none',
  'the name of a setting': '설정 이름',
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
  const [always, sometimes] = keys.split(' and, if needed, ');
  if (sometimes !== undefined) return `${listed(always!)} 키와, 필요하면 ${listed(sometimes)} 키를 쓰는 그룹`;
  return `${listed(keys)} 키를 쓰는 그룹`;
}

function listed(words: string): string {
  return words
    .replace(/,? and,? /g, ', ')
    .replace(/,? or /g, ' 또는 ')
    .replace(' for earlier', '(더 이르게)');
}

function examples(words: string): string {
  return listed(words).replaceAll(' 또는 ', ', ');
}
