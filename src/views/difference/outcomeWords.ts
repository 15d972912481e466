/** What two runs came to, in sentences of either language: what differs, gravest first, and what hurt in both. */
import type { FigureName, OutcomeDifference, OutcomeFigure, RunOutcome } from '../../frame/outcomeFrames.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

export const FIGURE_WORDS: Readonly<Record<FigureName, Words>> = {
  lost: words('acknowledged records lost', '확인 응답을 받고도 유실된 레코드'),
  duplicated: words('records duplicated', '중복된 레코드'),
  reordered: words('records out of order', '순서가 바뀐 레코드'),
  failed: words('records failed', '실패한 레코드'),
  unknown: words('records of unknown fate', '결과를 모르는 레코드'),
  silence: words('longest without an acknowledgement', '확인 응답을 못 받은 가장 긴 시간'),
  leaderless: words('longest without a leader', '리더가 없던 시간(가장 긴 파티션)'),
  underReplicated: words('partitions under-replicated in the end', '끝에 복제가 부족한 파티션'),
  uncleanElections: words('unclean elections', '언클린 선출'),
  unassigned: words('without a consumer, all partitions together', '담당 컨슈머가 없던 시간(파티션 합계)'),
  rebalances: words('rebalances', '리밸런싱'),
  redelivered: words('records handed out again', '다시 전달된 레코드'),
  broken: words('promised properties broken', '깨진 약속(속성)'),
  acknowledging: words('until a record is acknowledged (median)', '확인 응답까지 걸린 시간(중앙값)'),
  sent: words('records sent', '보낸 레코드'),
  acknowledged: words('records acknowledged', '확인 응답을 받은 레코드'),
  consumed: words('records consumed', '읽은 레코드'),
  lag: words('lag of the groups', '그룹의 랙'),
  requests: words('Produce requests', 'Produce 요청'),
  leaderChanges: words('leader changes', '리더 변경'),
};

/** Every acknowledgement takes its round trip: a shorter silence is none. */
const SHORTEST_SILENCE = 100_000;
/** In both alike, it is told from here on. */
const LONG_SILENCE = 1_000_000;
const MOST_SENTENCES = 4;

export function isTold({ name, one, other }: OutcomeFigure): boolean {
  const most = Math.max(one, other);
  return name === 'silence' ? most >= SHORTEST_SILENCE : most > 0;
}

export function figureText(figure: OutcomeFigure, side: 'one' | 'other'): string {
  const value = figure[side];
  return figure.unit === 'count' ? String(value) : value === 0 ? '0' : formatSpan(value);
}

interface Names {
  readonly one: string;
  readonly other: string;
}

/** Told apart from each other by what a person asks first: what was lost, and for how long nothing went on. */
export function summaryOf(outcome: OutcomeDifference, names: Names, language: Language): readonly string[] {
  const { one, other, figures } = outcome;
  const told = figures.filter(isTold);
  const judged = told.filter(({ verdict }) => verdict === 'one' || verdict === 'other').slice(0, MOST_SENTENCES);
  // What says nothing by itself is told where nothing else differs.
  const differing = judged.length > 0 ? judged : told.filter(({ verdict }) => verdict === 'differs').slice(0, 2);
  const sentences = differing.map(({ name }) =>
    language === 'ko'
      ? `‘${names.one}’에서는 ${KOREAN[name](one)} ‘${names.other}’에서는 ${KOREAN[name](other)}`
      : `In “${names.one}”, ${ENGLISH[name](one)}; in “${names.other}”, ${ENGLISH[name](other)}.`,
  );
  const both = told.filter(({ name, verdict, one: value }) => verdict === 'same' && isGrave(name, value));
  for (const { name } of both.slice(0, 2)) {
    sentences.push(language === 'ko' ? `양쪽 모두 ${KOREAN[name](one)}` : `In both, ${ENGLISH[name](one)}.`);
  }
  if (differing.length > 0) return sentences;
  return [language === 'ko' ? '아래 수치로는 양쪽이 같아요.' : 'In these figures both came to the same.', ...sentences];
}

function isGrave(name: FigureName, value: number): boolean {
  if (name === 'silence' || name === 'leaderless' || name === 'unassigned') return value >= LONG_SILENCE;
  return name === 'lost' || name === 'uncleanElections' || name === 'broken';
}

type Clause = (outcome: RunOutcome) => string;

function counted(name: FigureName, none: string, one: string, many: (count: number) => string): Clause {
  return ({ figures }) => {
    const count = figures[name];
    return count === 0 ? none : count === 1 ? one : many(count);
  };
}

function lasting(name: FigureName, none: string, some: (span: string, outcome: RunOutcome) => string): Clause {
  return (outcome) => {
    const span = outcome.figures[name];
    const least = name === 'silence' ? SHORTEST_SILENCE : 1;
    return span < least ? none : some(formatSpan(span), outcome);
  };
}

const ENGLISH: Readonly<Record<FigureName, Clause>> = {
  lost: counted(
    'lost',
    'no acknowledged record was lost',
    'an acknowledged record was lost',
    (count) => `${count} acknowledged records were lost`,
  ),
  duplicated: counted(
    'duplicated',
    'no record is in the log twice',
    'one record is in the log twice',
    (count) => `${count} records are in the log more than once`,
  ),
  reordered: counted(
    'reordered',
    'the order was kept',
    'one record is out of order',
    (count) => `${count} records are out of order`,
  ),
  failed: counted('failed', 'no record failed', 'one record failed', (count) => `${count} records failed`),
  unknown: counted(
    'unknown',
    'the fate of every record is known',
    'the producer does not know what became of one record',
    (count) => `the producer does not know what became of ${count} records`,
  ),
  silence: lasting(
    'silence',
    'writes were never held up',
    (span, { silence }) => `no record of ${silence!.client} was acknowledged for ${span}`,
  ),
  leaderless: lasting(
    'leaderless',
    'every partition had a leader all the time',
    (span, { leaderlessPartition }) => `${leaderlessPartition} had no leader for ${span}`,
  ),
  uncleanElections: counted(
    'uncleanElections',
    'no election was unclean',
    'one election was unclean',
    (count) => `${count} elections were unclean`,
  ),
  underReplicated: counted(
    'underReplicated',
    'every partition has all its replicas in sync',
    'one partition is under-replicated',
    (count) => `${count} partitions are under-replicated`,
  ),
  unassigned: lasting(
    'unassigned',
    'no partition was without a consumer',
    (span) => `partitions were without a consumer for ${span} in all`,
  ),
  rebalances: counted(
    'rebalances',
    'no group rebalanced',
    'a group rebalanced once',
    (count) => `groups rebalanced ${count} times`,
  ),
  redelivered: counted(
    'redelivered',
    'no record was handed out again',
    'one record was handed out again',
    (count) => `${count} records were handed out again`,
  ),
  acknowledging: lasting(
    'acknowledging',
    'no record was acknowledged',
    (span) => `half of the records were acknowledged within ${span}`,
  ),
  requests: counted(
    'requests',
    'no Produce request was answered',
    'one Produce request was answered',
    (count) => `${count} Produce requests were answered`,
  ),
  broken: ({ broken }) =>
    broken.length === 0 ? 'every promise was kept' : `a promise was broken: ${broken.join(', ')}`,
  sent: counted('sent', 'nothing was sent', 'one record was sent', (count) => `${count} records were sent`),
  acknowledged: counted(
    'acknowledged',
    'no record was acknowledged',
    'one record was acknowledged',
    (count) => `${count} records were acknowledged`,
  ),
  consumed: counted('consumed', 'nothing was read', 'one record was read', (count) => `${count} records were read`),
  lag: counted(
    'lag',
    'the groups have caught up',
    'the groups are one record behind',
    (count) => `the groups are ${count} records behind`,
  ),
  leaderChanges: counted(
    'leaderChanges',
    'no leader changed',
    'one leader changed',
    (count) => `leaders changed ${count} times`,
  ),
};

function number(name: FigureName, none: string, some: (count: number) => string): Clause {
  return counted(name, none, some(1), some);
}

const KOREAN: Readonly<Record<FigureName, Clause>> = {
  lost: number(
    'lost',
    '확인 응답을 받은 레코드가 하나도 유실되지 않았어요.',
    (count) => `확인 응답을 받은 레코드 ${count}개가 유실됐어요.`,
  ),
  duplicated: number(
    'duplicated',
    '중복된 레코드가 없어요.',
    (count) => `레코드 ${count}개가 로그에 두 번 이상 들어갔어요.`,
  ),
  reordered: number('reordered', '순서가 그대로예요.', (count) => `레코드 ${count}개의 순서가 바뀌었어요.`),
  failed: number('failed', '실패한 레코드가 없어요.', (count) => `레코드 ${count}개가 실패했어요.`),
  unknown: number(
    'unknown',
    '모든 레코드의 결과를 알아요.',
    (count) => `레코드 ${count}개가 어떻게 됐는지 프로듀서가 몰라요.`,
  ),
  silence: lasting(
    'silence',
    '쓰기가 막힌 적이 없어요.',
    (span, { silence }) => `${silence!.client}에게 ${span} 동안 확인 응답이 하나도 오지 않았어요.`,
  ),
  leaderless: lasting(
    'leaderless',
    '모든 파티션에 늘 리더가 있었어요.',
    (span, { leaderlessPartition }) => `${leaderlessPartition}에 ${span} 동안 리더가 없었어요.`,
  ),
  uncleanElections: number(
    'uncleanElections',
    '언클린 선출이 없었어요.',
    (count) => `언클린 선출이 ${count}번 있었어요.`,
  ),
  underReplicated: number(
    'underReplicated',
    '모든 파티션의 레플리카가 다 동기화되어 있어요.',
    (count) => `파티션 ${count}개의 복제가 부족해요.`,
  ),
  unassigned: lasting(
    'unassigned',
    '담당 컨슈머가 없던 파티션이 없어요.',
    (span) => `파티션에 담당 컨슈머가 없던 시간이 모두 합쳐 ${span}이에요.`,
  ),
  rebalances: number('rebalances', '리밸런싱이 없었어요.', (count) => `리밸런싱이 ${count}번 있었어요.`),
  redelivered: number('redelivered', '다시 전달된 레코드가 없어요.', (count) => `레코드 ${count}개가 다시 전달됐어요.`),
  acknowledging: lasting(
    'acknowledging',
    '확인 응답을 받은 레코드가 없어요.',
    (span) => `레코드의 절반이 ${span} 안에 확인 응답을 받았어요.`,
  ),
  requests: number('requests', 'Produce 요청이 없었어요.', (count) => `Produce 요청이 ${count}번 있었어요.`),
  broken: ({ broken }) => (broken.length === 0 ? '약속이 모두 지켜졌어요.' : `약속이 깨졌어요(${broken.join(', ')}).`),
  sent: number('sent', '보낸 레코드가 없어요.', (count) => `레코드 ${count}개를 보냈어요.`),
  acknowledged: number(
    'acknowledged',
    '확인 응답을 받은 레코드가 없어요.',
    (count) => `레코드 ${count}개가 확인 응답을 받았어요.`,
  ),
  consumed: number('consumed', '읽은 레코드가 없어요.', (count) => `레코드 ${count}개를 읽었어요.`),
  lag: number('lag', '그룹이 끝까지 따라왔어요.', (count) => `그룹이 레코드 ${count}개만큼 밀려 있어요.`),
  leaderChanges: number('leaderChanges', '리더가 바뀌지 않았어요.', (count) => `리더가 ${count}번 바뀌었어요.`),
};
