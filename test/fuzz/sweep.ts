/** A range of seeds as one test a file, so that two files share the two cores. */
import { expect, test } from 'vitest';
import { type FuzzResult, fuzz } from './run.ts';

/** Every kind of fault, and every state that is worth having been in, must have happened in the range. */
const MUST_HAVE_HAPPENED = [
  'BecameLeader',
  'BrokerFenced',
  'BrokerInControlledShutdown',
  'ClientDisconnected',
  'ControllerDeactivated',
  'ElrChanged',
  'IsrExpandProposed',
  'IsrShrinkProposed',
  'LeaderElected',
  'LogTruncated',
  'PowerLost',
  'ProcessExited',
  'ProcessPaused',
  'ProduceRetried',
  'QuorumLeaderElected',
  'QuorumLogTruncated',
  'UncleanShutdownDetected',
];

export function sweep(from: number, to: number): void {
  test(`seeds ${from} to ${to}: every promise holds, and a healed cluster settles`, () => {
    const wrong: string[] = [];
    const injected: Record<string, number> = {};
    const facts: Record<string, number> = {};
    for (let seed = from; seed <= to; seed++) {
      const result = fuzz(seed);
      for (const [kind, count] of Object.entries(result.injected)) injected[kind] = (injected[kind] ?? 0) + count;
      for (const [type, count] of Object.entries(result.facts)) facts[type] = (facts[type] ?? 0) + count;
      wrong.push(...complaints(result));
    }
    expect(wrong).toEqual([]);
    expect(Object.entries(injected).filter(([, count]) => count === 0)).toEqual([]);
    expect(MUST_HAVE_HAPPENED.filter((type) => (facts[type] ?? 0) === 0)).toEqual([]);
  }, 300_000);
}

export function complaints({ seed, bugs, unsettled }: FuzzResult): string[] {
  return [
    ...bugs.map(({ name, at, detail }) => `seed ${seed} at ${at / 1e6} s: ${name}: ${detail}`),
    ...unsettled.map((what) => `seed ${seed} did not settle: ${what}`),
  ];
}
