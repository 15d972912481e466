/**
 * The lines of `kafka-topics --describe`, from `Topic:orders<tab>PartitionCount:3` (until 2.3) to those with Elr (4.0 on).
 * Tabs may have become spaces on the way.
 */
import type { Words } from '../words.ts';
import {
  brokerOf,
  type DescribedCluster,
  type DescribedConfig,
  type DescribedPartition,
  topicOf,
} from './described.ts';

const LABELS = [
  'TopicId',
  'Topic',
  'PartitionCount',
  'ReplicationFactor',
  'Partition',
  'Leader',
  'Replicas',
  'Isr',
  'Adding Replicas',
  'Removing Replicas',
  'LastKnownElr',
  'Elr',
  'MarkedForDeletion',
  'Observers',
  'Configs',
] as const;
type Label = (typeof LABELS)[number];
type Fields = Partial<Record<Label, string>> & { others: string[] };

/** Of other distributions: `Offline:`, `LiveObservers:`. */
const OTHER_LABEL = /[A-Z][A-Za-z]{2,30}:(?=\s|$|\d)/y;
/** What a line goes on with where a mail or a chat has broken it. */
export const GOES_ON =
  /^\s*(?:TopicId|PartitionCount|ReplicationFactor|Partition|Leader|Replicas|Isr|Adding Replicas|Removing Replicas|Elr|LastKnownElr|Offline|Observers|LiveObservers|Configs):/;

const TOPIC = /^[A-Za-z0-9._-]{1,249}$/;
/** As many as one number of a broker or a partition may have. */
const NUMBER = /^\d{1,10}$/;

/** False: it is no such line, or not whole. */
export function readTopicLine(cluster: DescribedCluster, text: string, line: number): boolean {
  const fields = fieldsOf(text.trim());
  const { hints } = cluster;
  const name = fields?.Topic;
  if (fields === undefined || name === undefined || !TOPIC.test(name)) return false;
  for (const label of fields.others) if (!cluster.otherColumns.has(label)) cluster.otherColumns.set(label, line);
  if (fields.Partition !== undefined) return readPartition(cluster, name, fields, line);
  if (fields.PartitionCount === undefined || !NUMBER.test(fields.PartitionCount)) return false;
  const topic = topicOf(cluster, name, line);
  topic.count = Number(fields.PartitionCount);
  if (fields.TopicId !== undefined) hints.hasTopicIds = true;
  if (/^Topic:\S/.test(text.trim())) hints.isTight = true;
  for (const config of configsOf(fields.Configs ?? '', line)) topic.configs.set(config.name, config);
  return true;
}

/** Of a partition's line that is not whole: which of its parts cannot be read. */
export function missingIn(text: string): Words | undefined {
  const fields = /^\s*Topic:.{0,300}\bPartition:/.test(text) ? fieldsOf(text.trim()) : undefined;
  if (fields === undefined) return undefined;
  const isThere: Readonly<Record<string, boolean>> = {
    Partition: NUMBER.test(fields.Partition ?? ''),
    Leader: leaderOf(fields.Leader) !== undefined,
    Replicas: (idsOf(fields.Replicas)?.length ?? 0) > 0,
    Isr: idsOf(fields.Isr) !== undefined,
  };
  const missing = Object.keys(isThere).filter((label) => !isThere[label]);
  if (missing.length === 0) return undefined;
  const others = fields.others.map((label) => label.slice(0, 30)).slice(0, 3);
  const [names, odd] = [missing.join(', '), others.join(', ')];
  return {
    en: `No ${names} to be read in this line of a partition${odd === '' ? '' : `; what it has is ${odd}`}.`,
    ko: `파티션 줄인데 읽을 수 없는 항목: ${names}${odd === '' ? '' : ` (대신 있는 항목: ${odd})`}`,
  };
}

function readPartition(cluster: DescribedCluster, name: string, fields: Fields, line: number): boolean {
  const partition = fields.Partition!;
  const [replicas, isr] = [idsOf(fields.Replicas), idsOf(fields.Isr)];
  const leader = leaderOf(fields.Leader);
  if (!NUMBER.test(partition) || replicas === undefined || isr === undefined || leader === undefined) return false;
  if (replicas.length === 0) return false;
  if (fields.Elr !== undefined) cluster.hints.hasElr = true;
  if (leader === null && isr.length > 0) cluster.hints.isBefore4 = true;
  const [adding, removing] = [idsOf(fields['Adding Replicas']), idsOf(fields['Removing Replicas'])];
  const described = {
    line,
    partition: Number(partition),
    leader,
    replicas,
    isr,
    elr: idsOf(fields.Elr) ?? [],
    lastKnownElr: idsOf(fields.LastKnownElr) ?? [],
    adding: adding ?? [],
    removing: removing ?? [],
    observers: idsOf(fields.Observers) ?? [],
  };
  const { partitions } = topicOf(cluster, name, line);
  const before = partitions.get(described.partition);
  if (before !== undefined && before.line !== line && !isSame(before, described)) {
    cluster.repeated.set(`${name}-${described.partition}`, before.line);
  }
  partitions.set(described.partition, described);
  for (const id of [...replicas, ...isr, ...(leader === null ? [] : [leader])]) brokerOf(cluster, id);
  return true;
}

/** A line broken by a mail is read twice, and has no columns the first time: only what both have counts. */
function isSame(one: DescribedPartition, other: DescribedPartition): boolean {
  const text = ({ leader, replicas, isr }: DescribedPartition) =>
    `${leader} ${replicas.join()} ${[...isr].sort().join()}`;
  return text(one) === text(other);
}

/** Label by label; what follows `Configs:` is all its own. */
function fieldsOf(text: string): Fields | undefined {
  if (!text.startsWith('Topic:')) return undefined;
  const fields: Fields = { others: [] };
  let place = 0;
  while (place < text.length) {
    const label = labelAt(text, place);
    const other = label === undefined ? otherLabelAt(text, place) : undefined;
    if (label === undefined && other === undefined) return undefined;
    const from = place + (label ?? other!).length + 1;
    const next = label === 'Configs' ? text.length : nextLabel(text, from);
    if (label !== undefined) fields[label] = text.slice(from, next).trim();
    else fields.others.push(other!);
    place = next;
    while (isBlank(text[place])) place++;
  }
  return fields;
}

function labelAt(text: string, place: number): Label | undefined {
  return LABELS.find((label) => text.startsWith(label, place) && text[place + label.length] === ':');
}

function otherLabelAt(text: string, place: number): string | undefined {
  OTHER_LABEL.lastIndex = place;
  return OTHER_LABEL.exec(text)?.[0].slice(0, -1);
}

function nextLabel(text: string, from: number): number {
  for (let place = from; place < text.length; place++) {
    if (isBlank(text[place]) || !(place === from || isBlank(text[place - 1]))) continue;
    if (labelAt(text, place) !== undefined || otherLabelAt(text, place) !== undefined) return place;
  }
  return text.length;
}

function isBlank(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t';
}

/** `1,2, 3`; N/A is what a tool prints of a cluster that cannot say. */
function idsOf(text: string | undefined): readonly number[] | undefined {
  if (text === undefined) return undefined;
  if (text === '' || text === 'N/A') return [];
  const ids = text.split(',').map((id) => id.trim());
  return ids.every((id) => NUMBER.test(id)) ? [...new Set(ids.map(Number))] : undefined;
}

function leaderOf(text: string | undefined): number | null | undefined {
  if (text === 'none' || text === '-1' || text === '') return null;
  return text !== undefined && NUMBER.test(text) ? Number(text) : undefined;
}

/** `cleanup.policy=compact,delete,retention.ms=1`: a value may hold commas. */
export function configsOf(text: string, line: number): DescribedConfig[] {
  const configs: { line: number; name: string; value: string }[] = [];
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(0, equals)).trim();
    const last = configs[configs.length - 1];
    if (/^[a-z][a-z0-9.]{1,100}$/.test(name)) configs.push({ line, name, value: part.slice(equals + 1).trim() });
    else if (last !== undefined) last.value += `,${part.trim()}`;
  }
  return configs;
}
