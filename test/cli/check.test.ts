/** `tidemark check --ladder`: what it prints, and with which exit code. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function check(...args: string[]) {
  const script = join(ROOT, 'scripts/tidemark.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'check', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a violation is exit code 1, with the way there and what was covered', () => {
  const { status, stdout, stderr } = check('--ladder', 'kip-101', '--property', 'CommittedOnTrueLeader');
  expect(stderr).toBe('');
  expect(stdout).toContain('kip-101 (KIP-101): Truncate by leader epoch');
  expect(stdout).toContain('2 replicas, 2 records, 2 offsets a log, 4 leader epochs');
  expect(stdout).toContain('✗ violated after 13 steps');
  expect(stdout).toContain('\n   6  b1 commits a@0 at offset 0: high watermark 1\n');
  expect(stdout).toContain('\n      committed so far: a at offset 0\n');
  expect(stdout).toMatch(/\ncovered: [\d,]+ states \([\d,]+ generated\), depth 13; stopped at the violation/);
  expect(status).toBe(1);
});

test('none in a space seen whole is exit code 0, and says that it was whole', () => {
  const { status, stdout } = check('--ladder=kip-320', '--property=StrongIsr', '--replicas=2', '--epochs=3');
  expect(stdout).toContain('✓ holds in every state');
  expect(stdout).toMatch(/covered: 5,973 states \(11,733 generated\), depth 17; all there are: the space is exhausted/);
  expect(status).toBe(0);
});

test('a search that its flags bound says where it stopped, how fast it grew and what to shrink', () => {
  const { status, stdout } = check('--ladder', 'kip-320', '--property', 'WeakIsr', '--states', '1000');
  expect(stdout).toContain('· no violation found in what was looked at');
  expect(stdout).toMatch(/covered: 1,000 states .*stopped by the bound on states/);
  expect(stdout).toMatch(
    /at depth \d+ there were [\d,]+ states, \d\.\d\d times as many as one step before;\na smaller --replicas/,
  );
  expect(status).toBe(0);
  const deep = check('--ladder', 'kip-320', '--property', 'WeakIsr', '--depth', '4', '--symmetry');
  expect(deep.stdout).toMatch(/states up to renaming of replicas .*, depth 4; stopped by the bound on depth/);
});

test('--json is one object', () => {
  const { status, stdout } = check('--ladder', 'async-isr-committed', '--property', 'ValidHighWatermark', '--json');
  const { verdict, trace, statistics } = JSON.parse(stdout);
  expect(verdict).toBe('violated');
  expect(trace).toHaveLength(5);
  expect(statistics).toMatchObject({ depth: 5, exhausted: false });
  expect(status).toBe(1);
});

test.each([
  [['--ladder', 'kip-32', '--property', 'StrongIsr'], 'there is no rung kip-32; did you mean kip-320? (the ladder: '],
  [['--ladder', 'kip-320', '--property', 'StrongIs'], 'kip-320 has no property StrongIs; did you mean StrongIsr? (it'],
  [
    ['--ladder', 'async-isr', '--property', 'WeakIsr'],
    'async-isr has no property WeakIsr (it has: ValidHighWatermark)',
  ],
  [['--ladder', 'kip-320'], 'check needs --property and one of: WeakIsr, '],
  [['--property', 'WeakIsr'], 'check needs --ladder and one of: truncate-to-high-watermark, '],
  [
    ['--ladder', 'kip-320', '--property', 'WeakIsr', '--replica', '2'],
    'unknown flag --replica; did you mean --replicas?',
  ],
  [
    ['--ladder', 'kip-320', '--property', 'WeakIsr', '--replicas', '9'],
    '--replicas must be a whole number from 1 to 5, not 9',
  ],
  [['--ladder', 'kip-320', '--property', 'WeakIsr', '--minutes', 'x'], '--minutes must be a number above 0'],
])('%j is exit code 2', (args, message) => {
  const { status, stdout, stderr } = check(...args);
  expect(stderr).toContain(`tidemark: ${message}`);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
