/**
 * From what Kafka's tools print of a real cluster to a scenario: the same brokers, replicas, leaders, ISRs, settings and
 * groups, after a prelude of some seconds. Text from outside: bounded first, then read in one pass. Whatever is not
 * carried over is listed with its line and the reason.
 */
import { LIMITS } from '../../scenario/limits.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Words } from '../words.ts';
import { type Compared, compare } from './compare.ts';
import type { DescribedCluster, Left } from './described.ts';
import { looksLike } from './looksLike.ts';
import { Notes } from './notes.ts';
import { type PlannedServers, planServers } from './planBrokers.ts';
import { planConfigs } from './planConfigs.ts';
import { planMembers, planResets } from './planGroups.ts';
import { planOffsets } from './planRecords.ts';
import { planShape } from './planShape.ts';
import { type PlannedTopic, planOffsetsTopic, planTopics } from './planTopics.ts';
import { LONGEST_PASTE, readDescription } from './read.ts';
import { REASONS } from './reasons.ts';
import { standsAs } from './stand.ts';
import { scenarioText } from './write.ts';

export interface Carried {
  readonly kind: 'broker' | 'topic' | 'group';
  readonly name: string;
  /** Of the pasted text; 0: it has none of its own. */
  readonly line: number;
  readonly say: Words;
}

export interface FromCluster {
  /** Empty when there is nothing to make one of. */
  readonly scenario: string;
  readonly carried: readonly Carried[];
  readonly notCarried: readonly Left[];
  readonly problems: readonly Words[];
  /** When it stands as described, in milliseconds; what comes before is the way there. */
  readonly readyAtMs: number;
  /** It was run, and what its own tools say otherwise than the pasted text is among what is not carried over. */
  readonly isCompared: boolean;
  readonly partitions: number;
}

interface Plan {
  readonly made: FromCluster;
  readonly notes: Notes;
  readonly compared: Pick<Compared, 'ids' | 'topics' | 'scaled' | 'exact'>;
}

/** The cluster is up, its topics are made: records are loaded. */
const LOADING = 4_000;
const LOADED = 4_000;
/** The coordinator of a first group is found, and has its partition, a moment later. */
const RESET = 1_500;
const JOINING = 8_000;
/** The last that was done has been heard of. */
const STANDING = 1_000;

/** With `isRun` the scenario is run, its own tools are asked, and what they say otherwise is listed too. */
export function clusterFromDescription(text: string, { isRun = false } = {}): FromCluster {
  if (text.length > LONGEST_PASTE) {
    return nothing({
      en: `The text has ${text.length} characters; at most ${LONGEST_PASTE} are read. Describe fewer topics or groups at a time.`,
      ko: `텍스트가 ${text.length}자예요. ${LONGEST_PASTE}자까지만 읽으니 토픽이나 그룹을 나누어 붙여 넣으세요.`,
    });
  }
  const cluster = readDescription(text);
  if (![...cluster.topics.values()].some(({ partitions }) => partitions.size > 0)) {
    return { ...nothing(looksLike(text, cluster)), notCarried: cluster.left };
  }
  const { plan, checked } = soundPlan(cluster);
  if (!checked.ok) {
    const words = checked.problems.slice(0, 5).map(({ says }) => says);
    return { ...plan.made, scenario: '', problems: words };
  }
  if (!isRun) return plan.made;
  const stands = standsAs(checked.scenario, plan.made.readyAtMs);
  if (stands === undefined) plan.notes.leave(0, 'until', REASONS.ended);
  else compare({ ...plan.compared, real: cluster, made: stands }, plan.notes);
  return { ...plan.made, notCarried: plan.notes.all(), isCompared: stands !== undefined };
}

/** A file holds so many values, and how many a partition takes depends on its replicas and records: fewer, until it fits. */
const MOST_PARTITIONS = [LIMITS.partitions, 1_200, 700, 400, 200] as const;

function soundPlan(cluster: DescribedCluster): { plan: Plan; checked: ReturnType<typeof parseScenario> } {
  let plan = planned(cluster, { withServerConfigs: true, most: LIMITS.partitions });
  let checked = parseScenario(plan.made.scenario);
  for (const most of MOST_PARTITIONS.slice(1)) {
    if (checked.ok || !checked.problems.some(({ message }) => message.startsWith('more than'))) break;
    plan = planned(cluster, { withServerConfigs: true, most });
    checked = parseScenario(plan.made.scenario);
  }
  if (checked.ok) return { plan, checked };
  // Settings that are sound one by one may contradict each other: then those of servers stay out.
  plan = planned(cluster, { withServerConfigs: false, most: Math.max(200, plan.made.partitions) });
  return { plan, checked: parseScenario(plan.made.scenario) };
}

function nothing(problem: Words): FromCluster {
  return {
    scenario: '',
    carried: [],
    notCarried: [],
    problems: [problem],
    readyAtMs: 0,
    isCompared: false,
    partitions: 0,
  };
}

interface Bounds {
  readonly withServerConfigs: boolean;
  readonly most: number;
}

function planned(cluster: DescribedCluster, { withServerConfigs, most }: Bounds): Plan {
  const notes = new Notes();
  for (const [label, line] of cluster.otherColumns) notes.leave(line, label, REASONS.otherColumn);
  for (const [name, line] of [...cluster.repeated].slice(0, 1)) {
    notes.leave(line, name, REASONS.repeated(cluster.repeated.size));
  }
  for (const { line, text, reason } of cluster.left) notes.leave(line, text, reason);
  const servers = planServers(cluster, notes);
  const topics = planTopics(cluster, servers, most, notes);
  const offsetsTopic = planOffsetsTopic(cluster, servers, notes);
  const configs = planConfigs(cluster, topics, servers.version, withServerConfigs, notes);
  const offsets = planOffsets(cluster, topics, notes);
  const loaded = LOADING + (offsets.ends.size === 0 ? 0 : LOADED);
  const resets = planResets(offsets, cluster.groups, loaded, notes);
  // The first group has the topic of offsets made: who joins comes later.
  const moved = resets.length === 0 ? null : offsetsTopic;
  const from = loaded + (resets.length === 0 ? 0 : RESET + resets.length * 60);
  const joining = [...cluster.groups.values()].some(({ members }) => members.size > 0) ? JOINING : 0;
  const shape = planShape(topics, moved, servers, { from, joining }, notes);
  // A whole second: people type it.
  const readyAtMs = Math.ceil((shape.until + STANDING) / 1000) * 1000;
  const members = planMembers(cluster, topics, shape.joinAt, readyAtMs, notes);
  notes.leave(0, 'traffic', REASONS.traffic);
  const { before, after } = shape.underWay(readyAtMs);
  const lines = [...resets, ...shape.lines, ...before, ...members.lines, ...after];
  const { consumers } = members;
  const scenario = scenarioText({
    cluster,
    servers,
    topics,
    offsetsTopic: moved,
    configs,
    offsets,
    lines,
    consumers,
    loading: LOADING,
    readyAtMs,
  });
  const partitions = topics.reduce((sum, topic) => sum + topic.partitions.length, 0);
  const carried = carriedOf(cluster, servers, topics);
  const made = { scenario, carried, notCarried: notes.all(), problems: [], readyAtMs, isCompared: false, partitions };
  const names = new Set([...topics.map(({ name }) => name), ...(moved === null ? [] : [moved.name])]);
  return { made, notes, compared: { ids: servers.ids, topics: names, scaled: offsets.scaled, exact: offsets.exact } };
}

function carriedOf(cluster: DescribedCluster, servers: PlannedServers, topics: readonly PlannedTopic[]): Carried[] {
  const carried: Carried[] = servers.brokers.map(({ id, isUp, rack }) => ({
    kind: 'broker',
    name: `b${id}`,
    line: 0,
    say: {
      en: `${isUp ? 'up' : 'down'}${rack === null ? '' : `, rack ${rack}`}`,
      ko: `${isUp ? '실행 중' : '멈춤'}${rack === null ? '' : `, 랙 ${rack}`}`,
    },
  }));
  for (const { name, line, partitions } of topics) {
    const offline = partitions.filter(({ isLed }) => !isLed).length;
    const short = partitions.filter(({ isLed, isr, replicas }) => isLed && isr.length < replicas.length).length;
    const en = [
      `partitions ${partitions.length}`,
      short > 0 && `under-replicated ${short}`,
      offline > 0 && `offline ${offline}`,
    ];
    const ko = [`파티션 ${partitions.length}`, short > 0 && `복제 부족 ${short}`, offline > 0 && `오프라인 ${offline}`];
    carried.push({
      kind: 'topic',
      name,
      line,
      say: { en: en.filter(Boolean).join(', '), ko: ko.filter(Boolean).join(', ') },
    });
  }
  const known = new Set(topics.map(({ name }) => name));
  for (const { name, line, members, offsets, otherType } of cluster.groups.values()) {
    if (otherType !== null) continue;
    const here = [...offsets.values()].filter(({ topic }) => known.has(topic));
    const lag = here.reduce((sum, each) => sum + (each.lag ?? 0), 0);
    const say = {
      en: `members ${members.size}, partitions ${here.length}, lag ${lag}`,
      ko: `멤버 ${members.size}, 파티션 ${here.length}, 랙 ${lag}`,
    };
    carried.push({ kind: 'group', name, line, say });
  }
  return carried;
}
