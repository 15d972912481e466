/** The scenarios that come with Tidemark: one YAML file each, loaded when it is opened. */
import { PACKED } from './packed.ts';

// Their addresses are no part of what the first page needs, but one of them is wanted soon.
const TEXTS = import('./scenarioTexts.ts');

const NAMES = PACKED
  ? [PACKED.name]
  : Object.keys(import.meta.glob('/scenarios/*.yaml')).map((path) => path.replace(/^.*\/|\.yaml$/g, ''));

export const FIRST_SCENARIO = PACKED ? PACKED.name : 'leader-failover';

/** A path through them: first how it works, then what it costs, then how it breaks. Others follow by name. */
const PATH: readonly string[] = [
  FIRST_SCENARIO,
  'what-is-a-log',
  'which-partition',
  // What an acknowledgement says.
  'high-watermark-one-fetch-behind',
  'acks-and-min-insync-replicas',
  'acks-one-loses',
  'acked-is-not-fsynced',
  // How a producer sends.
  'linger-and-batches',
  'timeout-is-not-failure',
  'duplicates-without-idempotence',
  'the-retry-that-reorders',
  'bootstrap-works-then-everything-times-out',
  // Who is in sync, and who leads.
  'isr-shrink-and-return',
  'slow-follower',
  'controlled-shutdown-against-kill',
  'leaders-that-do-not-come-home',
  'reassignment-under-load',
  'retire-a-broker',
  // Who reads what, and how far they are.
  'more-consumers-than-partitions',
  'auto-commit-inside-the-next-poll',
  'kicked-out-while-heartbeating',
  'zombie-commit-is-fenced',
  'stop-the-world-or-not',
  'static-members-restart',
  'rolling-upgrade-to-the-consumer-protocol',
  'offsets-that-expire',
  'coordinator-failover',
  'why-did-that-group-stop',
  // Which partition, and for how long.
  'added-partitions-break-key-order',
  'retention-late-then-brutal',
  'compaction-is-not-a-unique-key',
  // The worst that can happen to a partition.
  'one-way-partition',
  'unclean-election',
  'last-replica-standing-without-elr',
  'last-replica-standing-with-elr',
  'truncation-on-three-rungs',
  // Those who decide.
  'quorum-lost',
  'voters-added-and-removed',
  // The ZooKeeper era.
  'zookeeper-first-to-create-controller',
  'zookeeper-broker-dies',
  'zookeeper-long-pause',
  'zookeeper-zombie-controller',
  'zookeeper-failover-in-the-middle',
  'zookeeper-slow-failover',
  'two-eras-one-story',
  'zookeeper-ensemble-without-quorum',
  'zookeeper-five-servers',
  'zookeeper-broker-cut-from-ensemble',
  'zookeeper-broker-cut-from-peers',
  'zookeeper-stale-metadata',
  'zookeeper-isr-noticed-late',
  'zookeeper-offsets',
  'migration-to-kraft',
  // One symptom, several causes.
  'drill-lag-grows',
  'drill-under-replicated',
  'drill-sends-time-out',
  'drill-slow-acknowledgements',
  'drill-nothing-to-read',
  'drill-processed-twice',
  'drill-nobody-leads',
  'drill-leader-moved-in-zookeeper',
];

export const SCENARIO_NAMES: readonly string[] = NAMES.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));

function placeOf(name: string): number {
  const place = PATH.indexOf(name);
  return place < 0 ? PATH.length : place;
}

export async function scenarioText(name: string): Promise<string | undefined> {
  return name === PACKED?.name ? PACKED.text : (await TEXTS).textOf(name);
}

/** The title as it stands in the file, for a menu: reading it properly is the simulation's work. */
export function titleIn(text: string, language: 'en' | 'ko'): string | undefined {
  const block = /^title:[ \t]*\n((?:[ \t].*\n)+)/m.exec(text)?.[1] ?? '';
  const line = new RegExp(`^[ \\t]+${language}:[ \\t]*(.+)$`, 'm').exec(block)?.[1];
  return line?.trim().replace(/^(["'])(.*)\1$/, '$2');
}
