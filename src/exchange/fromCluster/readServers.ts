/**
 * What the other tools say of servers: kafka-broker-api-versions (who answers, and in which rack), kafka-metadata-quorum
 * (who votes), kafka-configs --describe, and kafka-get-offsets.
 */
import { brokerOf, type DescribedCluster, type DescribedConfig, topicOf } from './described.ts';
import { configsOf } from './readTopics.ts';

const ANSWERED = /^\s*(\S{1,300}) \(id: (-?\d{1,10}) rack: (\S{1,200}?)(?: isFenced: (true|false))?\) -> (.*)$/;
const FETCH = /^\s*Fetch\(1\): (\d{1,3})(?: to (\d{1,3}))? \[usable/;
const API = /^\s*[A-Za-z]+\(\d+\): |^\s*UNKNOWN\(\d+\): |^\s*\),?$/;

export function readApiVersions(cluster: DescribedCluster, text: string, line: number): boolean {
  const match = ANSWERED.exec(text);
  if (match === null) {
    const fetch = FETCH.exec(text);
    if (fetch !== null) cluster.hints.fetch ??= { lowest: Number(fetch[1]), highest: Number(fetch[2] ?? fetch[1]) };
    return API.test(text);
  }
  const [, , id, rack, isFenced, answer] = match;
  if (Number(id) < 0) return true;
  const broker = brokerOf(cluster, Number(id));
  if (rack !== 'null') broker.rack = rack!;
  broker.isFenced = isFenced === 'true';
  broker.answered = answer!.startsWith('ERROR') ? null : line;
  return true;
}

// ---- kafka-metadata-quorum --------------------------------------------------------------------------------------------

const STATUS = /^\s*(ClusterId|LeaderId|LeaderEpoch|HighWatermark|MaxFollowerLag|MaxFollowerLagTimeMs):\s/;

export function readQuorumLine(cluster: DescribedCluster, text: string): boolean {
  const { hints, voters, brokers } = cluster;
  const trimmed = text.trim();
  if (trimmed.startsWith('CurrentVoters:') || trimmed.startsWith('CurrentObservers:')) {
    hints.hasQuorum = true;
    const ids = idsIn(trimmed);
    if (trimmed.startsWith('CurrentVoters:')) for (const id of ids) voters.add(id);
    else for (const id of ids) if (brokers.size < 1000) brokerOf(cluster, id);
    return true;
  }
  return STATUS.test(text);
}

/** `[1,2,3]` until 3.8, `[{"id": 1, "endpoints": […]}]` since. */
function idsIn(text: string): number[] {
  const named = [...text.matchAll(/"id": ?(\d{1,10})\b/g)].map(([, id]) => Number(id));
  if (named.length > 0) return named;
  const list = /\[([\d, ]*)\]/.exec(text)?.[1] ?? '';
  return list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => /^\d{1,10}$/.test(id))
    .map(Number);
}

export function readReplicationRow(cluster: DescribedCluster, text: string): boolean {
  const words = text.trim().split(/\s+/);
  const id = words[0];
  const status = words[words.length - 1]!;
  if (!/^\d{1,10}$/.test(id ?? '') || !['Leader', 'Follower', 'Observer'].includes(status)) return false;
  cluster.hints.hasQuorum = true;
  if (status === 'Observer') brokerOf(cluster, Number(id));
  else cluster.voters.add(Number(id));
  return true;
}

// ---- kafka-configs ----------------------------------------------------------------------------------------------------

const TITLE =
  /^\s*(?:Dynamic|All|Default|Static) configs for (topic|brokers?|group) ?(.*?)(?: in the cluster)? are:\s*$/;
const SETTING = /^\s+([a-z][a-z0-9.]{1,100})=(.{0,2000}?) sensitive=(true|false) synonyms=\{/;

/** Whose settings follow; null: of nobody that is carried over. */
export function configTarget(
  cluster: DescribedCluster,
  text: string,
  line: number,
): Map<string, DescribedConfig> | null | undefined {
  const match = TITLE.exec(text);
  if (match === null) return undefined;
  const [, kind, name] = match;
  if (kind === 'topic' && /^[A-Za-z0-9._-]{1,249}$/.test(name!)) return topicOf(cluster, name!, line).configs;
  if (kind === 'brokers') return cluster.brokerDefaults;
  if (kind === 'broker' && /^\d{1,10}$/.test(name!)) return brokerOf(cluster, Number(name)).configs;
  return null;
}

/** `Configs for topic 'orders' are a=b,c=d`: until 2.4, by way of ZooKeeper. */
export function readInlineConfigs(cluster: DescribedCluster, text: string, line: number): boolean {
  const match = /^\s*Configs for (topic|broker|brokers|[a-z]{1,20}) ?'?([^' ]{0,249})'? are ?(.*)$/.exec(text);
  if (match === null) return false;
  const [, kind, name, list] = match;
  const isTopic = kind === 'topic' && /^[A-Za-z0-9._-]{1,249}$/.test(name!);
  const isBroker = kind === 'broker' && /^\d{1,10}$/.test(name!);
  if (!isTopic && !isBroker) return kind !== 'topic';
  const configs = isTopic ? topicOf(cluster, name!, line).configs : brokerOf(cluster, Number(name)).configs;
  for (const config of configsOf(list!, line)) configs.set(config.name, config);
  return true;
}

/** A setting that is not the default of its own accord: those have a synonym that is more than DEFAULT_CONFIG. */
export function settingOf(text: string, line: number, isOfAll: boolean): DescribedConfig | 'default' | undefined {
  const match = SETTING.exec(text);
  if (match === null) return undefined;
  const synonyms = text.slice(match[0].length);
  // Of all brokers together it is told under a title of its own.
  if (/^(?:\}$|DEFAULT_CONFIG:|DYNAMIC_DEFAULT_BROKER_CONFIG:)/.test(synonyms) && !isOfAll) return 'default';
  return { line, name: match[1]!, value: match[2]! };
}

// ---- kafka-reassign-partitions --list --------------------------------------------------------------------------------

/** `orders-0: replicas: 1,2,3. adding: 3. removing: 1.` */
export function readReassignment({ topics }: DescribedCluster, text: string): boolean {
  if (/^\s*(?:Current partition reassignments:|No partition reassignments found\.)\s*$/.test(text)) return true;
  const match =
    /^\s*(\S{1,249})-(\d{1,6}): replicas: [\d,]+\.(?: adding: ([\d,]+)\.)?(?: removing: ([\d,]+)\.)?\s*$/.exec(text);
  if (match === null) return false;
  const partitions = topics.get(match[1]!)?.partitions;
  const known = partitions?.get(Number(match[2]));
  if (known === undefined) return false;
  const ids = (list: string | undefined) => (list ?? '').split(',').filter(Boolean).map(Number);
  if (known.adding.length + known.removing.length === 0) {
    partitions!.set(known.partition, { ...known, adding: ids(match[3]), removing: ids(match[4]) });
  }
  return true;
}

// ---- kafka-get-offsets ------------------------------------------------------------------------------------------------

export function readEndOffset({ ends }: DescribedCluster, text: string): boolean {
  const match = /^([A-Za-z0-9._-]{1,249}):(\d{1,6}):(\d{1,18})$/.exec(text.trim());
  if (match === null) return false;
  ends.set(`${match[1]}-${Number(match[2])}`, Number(match[3]));
  return true;
}

// ---- kafka-log-dirs and kafka-features ----------------------------------------------------------------------------------

/** Who answers; sizes and lags of replicas are not taken. */
export function readLogDirs(cluster: DescribedCluster, text: string, line: number): boolean {
  if (/^\s*(?:Querying brokers for|Received) log director(?:y|ies) information/.test(text)) return true;
  if (!/^\s*\{"(?:version|brokers)":/.test(text) || !text.includes('"logDirs"')) return false;
  for (const [, id] of text.matchAll(/"broker":\s?(\d{1,10})\b/g)) {
    if (cluster.brokers.size < 1000) brokerOf(cluster, Number(id)).answered ??= line;
  }
  return true;
}

export function readFeature({ hints }: DescribedCluster, text: string): boolean {
  if (!/^\s*Feature: [a-z.]{1,60}\s/.test(text)) return false;
  const level = /Feature: metadata\.version\s.{0,200}FinalizedVersionLevel: (\d\.\d{1,2})-IV/.exec(text);
  if (level !== null) hints.release = level[1]!;
  return true;
}
