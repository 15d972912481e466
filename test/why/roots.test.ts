/**
 * Whatever the bundled scenarios tell, its causes lead to where it began: a command, an application's plan, a timer with its
 * setting, the start of the run; each step by a rule of Kafka's, in words that a person can read. The scenarios are chosen
 * so that together they tell every kind of fact that any of them tells, in both eras and on the way between them.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isRoutine } from '../../src/frame/factGroups.ts';
import { Recording } from '../../src/frame/recording.ts';
import { DEEDS } from '../../src/frame/why/roots.ts';
import type { WhyFrame } from '../../src/frame/why/whyFrames.ts';
import { whyOf } from '../../src/frame/why/whyOf.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const SCENARIOS = [
  'high-watermark-one-fetch-behind',
  'zombie-commit-is-fenced',
  'the-retry-that-reorders',
  'drill-leader-moved-in-zookeeper',
  'timeout-is-not-failure',
  'zookeeper-first-to-create-controller',
  'last-replica-standing-without-elr',
  'compaction-is-not-a-unique-key',
  'stop-the-world-or-not',
  'bootstrap-works-then-everything-times-out',
  'coordinator-failover',
  'migration-to-kraft',
  'kicked-out-while-heartbeating',
  'offsets-that-expire',
  'rolling-upgrade-to-the-consumer-protocol',
  'zookeeper-zombie-controller',
];
const LONGEST = 40_000_000;
/** What can be no word of a person: a value that is not there, a template, an object. */
const SPOILT = /undefined|NaN|\[object|[{}]|\bnull\b/;

function recordingOf(name: string): Recording {
  const parsed = parseScenario(readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario));
  recording.toTime(Math.min(LONGEST, parsed.scenario.until), () => false);
  return recording;
}

/** The newest of each kind. */
function sampled({ facts }: Recording): readonly number[] {
  const newest = new Map<string, number>();
  for (let index = 0; index < facts.length; index++) {
    const { fact } = facts.recorded(index)!;
    if (!isRoutine(fact)) newest.set(fact.type, index);
  }
  return [...newest.values()];
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
    if (fact !== null && rule === null && !DEEDS.has(fact.type)) found.push(`${fact.type} without a rule`);
  const said = [...steps.flatMap(({ because }) => because), ...(ends === null ? [] : [ends.says])];
  for (const { en, ko } of said) {
    if (SPOILT.test(en) || SPOILT.test(ko)) found.push(`spoilt: ${en} / ${ko}`);
    if (!/[가-힣]/.test(ko) || /[가-힣]/.test(en)) found.push(`not in its language: ${en} / ${ko}`);
    if (/니다[.)]|다\.$/.test(ko)) found.push(`not in the tone of the rest: ${ko}`);
  }
  return found;
}

describe.each(SCENARIOS)('%s', (name) => {
  test('every kind of fact goes back to where it began', () => {
    const recording = recordingOf(name);
    const found = sampled(recording).flatMap((index) => {
      const { fact } = recording.facts.recorded(index)!;
      return complaints(whyOf(recording, { type: 'fact', index })).map((one) => `${fact.type} #${index}: ${one}`);
    });
    expect(found).toEqual([]);
  });
});
