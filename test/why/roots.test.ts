/**
 * Why of every kind of fact that a bundled scenario tells in its first minute: the chain comes to where it began (a command,
 * an application's plan, a timer with its setting, the start of the run), each step by a rule of Kafka's, in words that a
 * person can read. What no bundled scenario tells by then is named below, and the two lists together are all kinds there are.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FACT_GROUPS, isRoutine } from '../../src/frame/factGroups.ts';
import type { FactType } from '../../src/frame/frame.ts';
import { Recording } from '../../src/frame/recording.ts';
import { DEEDS } from '../../src/frame/why/roots.ts';
import type { WhyFrame } from '../../src/frame/why/whyFrames.ts';
import { whyOf } from '../../src/frame/why/whyOf.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

/** As far as each is run, in seconds: by then it has told what the others have not. */
const UNTIL: Readonly<Record<string, number>> = {
  'the-retry-that-reorders': 22.2,
  'kicked-out-while-heartbeating': 51.1,
  'migration-to-kraft': 16.2,
  'truncation-on-three-rungs': 31.1,
  'rolling-upgrade-to-the-consumer-protocol': 16.1,
  'timeout-is-not-failure': 13.2,
  'zookeeper-zombie-controller': 37.4,
  'retire-a-broker': 53.1,
  'zookeeper-isr-noticed-late': 16.6,
  'compaction-is-not-a-unique-key': 38.1,
  'bootstrap-works-then-everything-times-out': 3.1,
  'last-replica-standing-with-elr': 16.2,
  'zookeeper-ensemble-without-quorum': 10.3,
  'voters-added-and-removed': 18.1,
  'coordinator-failover': 28.2,
  'added-partitions-break-key-order': 11.1,
  'drill-sends-time-out': 36.1,
  'reassignment-under-load': 52.1,
};
/** Of these rules.test.ts holds that they have a rule, and the stories beside this file ask of some. */
const NOT_TOLD: readonly FactType[] = [
  'BatchSplit',
  'ConsumerRebalanceGivenUp',
  'CoordinatorUnloaded',
  'DiskSlowed',
  'DiskWiped',
  'DualWriteRefused',
  'GroupDeleted',
  'LogStartOffsetAdvanced',
  'OffsetsExpired',
  'PartitionOwnershipConflict',
  'PartitionsPaused',
  'PartitionsResumed',
  'PositionSought',
  'ProducerFlushed',
  'ProducerIdsExpired',
  'QuorumLogStartAdvanced',
  'QuorumLogTruncated',
  'SegmentsDeleted',
  'SnapshotFetched',
  'SnapshotLoaded',
  'SnapshotWritten',
  'StaleBrokerEpochRefused',
  'ToolInterrupted',
  'TopicCreateFailed',
  'TopicDeleted',
];
/** What can be no word of a person: a value that is not there, a template, an object. */
const SPOILT = /undefined|NaN|\[object|[{}]|\bnull\b/;

function recordingOf(name: string): Recording {
  const parsed = parseScenario(readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario));
  recording.toTime(Math.round(UNTIL[name]! * 1_000_000), () => false);
  return recording;
}

const asked = new Set<FactType>();

/** The newest of each kind that no scenario before was asked of. */
function sampled({ facts }: Recording): readonly number[] {
  const newest = new Map<FactType, number>();
  for (let index = 0; index < facts.length; index++) {
    const { fact } = facts.recorded(index)!;
    if (!isRoutine(fact)) newest.set(fact.type, index);
  }
  const wanted = [...newest].filter(([type]) => !asked.has(type));
  for (const [type] of wanted) asked.add(type);
  return wanted.map(([, index]) => index);
}

function complaints({ root, ends, steps }: WhyFrame): string[] {
  const found: string[] = [];
  if (root === 'cut') found.push('goes on');
  // A timer says which: by its setting, or it is a timer of nobody's choosing.
  if (root === 'timer' && ends?.settings.length === 0) found.push('a timer without its setting');
  if (root === 'plan' && ends === null) found.push('nobody’s plan');
  const indices = steps.map(({ fact }) => fact?.index ?? -1).filter((index) => index >= 0);
  if (new Set(indices).size < indices.length) found.push('told twice');
  for (const { fact, rule } of steps)
    if (fact !== null && rule === null && !DEEDS.has(fact.type as FactType)) found.push(`${fact.type} without a rule`);
  const said = [...steps.flatMap(({ because }) => because), ...(ends === null ? [] : [ends.says])];
  for (const { en, ko } of said) {
    if (SPOILT.test(en) || SPOILT.test(ko)) found.push(`spoilt: ${en} / ${ko}`);
    if (!/[가-힣]/.test(ko) || /[가-힣]/.test(en)) found.push(`not in its language: ${en} / ${ko}`);
    if (/니다[.)]|다\.$/.test(ko)) found.push(`not in the tone of the rest: ${ko}`);
  }
  return found;
}

describe('every kind of fact goes back to where it began', () => {
  test.each(Object.keys(UNTIL))('%s', (name) => {
    const recording = recordingOf(name);
    const found = sampled(recording).flatMap((index) => {
      const { fact } = recording.facts.recorded(index)!;
      return complaints(whyOf(recording, { type: 'fact', index })).map((one) => `${fact.type} #${index}: ${one}`);
    });
    expect(found).toEqual([]);
  });

  test('and these are all kinds, but for those that are told nowhere here', () => {
    const kinds = (Object.keys(FACT_GROUPS) as FactType[]).filter((type) => FACT_GROUPS[type] !== 'routine');
    expect(kinds.filter((type) => !asked.has(type)).sort()).toEqual([...NOT_TOLD].sort());
  });
});
