/**
 * What the other tools say of servers: kafka-broker-api-versions (who answers, and in which rack), kafka-metadata-quorum
 * (who votes), kafka-configs --describe, and kafka-get-offsets.
 */
import { brokerOf, type DescribedCluster, type DescribedConfig, topicOf } from './described.ts';

const ANSWERED = /^\s*(\S{1,300}) \(id: (-?\d{1,10}) rack: (\S{1,200}?)(?: isFenced: (true|false))?\) -> (.*)$/;
const API = /^\s*[A-Za-z]+\(\d+\): |^\s*UNKNOWN\(\d+\): |^\s*\),?$/;

export function readApiVersions(cluster: DescribedCluster, text: string, line: number): boolean {
  const match = ANSWERED.exec(text);
  if (match === null) return API.test(text);
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

/** A setting that is not the default of its own accord: those have a synonym that is more than DEFAULT_CONFIG. */
export function settingOf(text: string, line: number): DescribedConfig | 'default' | undefined {
  const match = SETTING.exec(text);
  if (match === null) return undefined;
  const synonyms = text.slice(match[0].length);
  if (synonyms === '}' || synonyms.startsWith('DEFAULT_CONFIG:')) return 'default';
  return { line, name: match[1]!, value: match[2]! };
}

// ---- kafka-get-offsets ------------------------------------------------------------------------------------------------

export function readEndOffset({ ends }: DescribedCluster, text: string): boolean {
  const match = /^([A-Za-z0-9._-]{1,249}):(\d{1,6}):(\d{1,18})$/.exec(text.trim());
  if (match === null) return false;
  ends.set(`${match[1]}-${Number(match[2])}`, Number(match[3]));
  return true;
}
