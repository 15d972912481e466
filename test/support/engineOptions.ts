/**
 * What the engine is told for tests. A run makes much that is soon forgotten; and most code runs too seldom to be optimized:
 * to do that later, and with less of it in one piece, takes a fifth off a minute of runs, a third of which went to the
 * optimizer. An engine is told only what it knows: Node does not start with an option that its V8 no longer has.
 */
import { spawnSync } from 'node:child_process';

const WISHED = [
  '--max-semi-space-size=64',
  '--always-sparkplug',
  '--interrupt-budget=200000',
  '--max-inlined-bytecode-size-cumulative=300',
];

export function engineOptions(): string[] {
  const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout;
  return WISHED.filter((wish) => known.includes(`  ${wish.replace(/=.*/, '')} (`));
}
