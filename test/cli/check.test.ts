/** `tidemark check --ladder`: what it prints, and with which exit code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { typed } from '../support/commandLine.ts';

const ROOT = join(import.meta.dirname, '../..');

const check = (...args: string[]) => typed(ROOT, ['check', ...args]);

test('a violation is exit code 1, with the way there and what was covered', async () => {
  const { status, stdout, stderr } = await check('--ladder', 'kip-101', '--property', 'CommittedOnTrueLeader');
  expect(stderr).toBe('');
  expect(stdout).toContain('kip-101 (KIP-101): Truncate by leader epoch');
  expect(stdout).toContain('2 replicas, 2 records, 2 offsets a log, 4 leader epochs');
  expect(stdout).toContain('✗ violated after 13 steps');
  expect(stdout).toContain('\n   6  b1 commits a@0 at offset 0: high watermark 1\n');
  expect(stdout).toContain('\n      committed so far: a at offset 0\n');
  expect(stdout).toMatch(/\ncovered: [\d,]+ states \([\d,]+ generated\), depth 13; stopped at the violation/);
  expect(status).toBe(1);
});

test('none in a space seen whole is exit code 0, and says that it was whole', async () => {
  const { status, stdout } = await check('--ladder=kip-320', '--property=StrongIsr', '--replicas=2', '--epochs=3');
  expect(stdout).toContain('✓ holds in every state');
  expect(stdout).toMatch(/covered: 5,973 states \(11,733 generated\), depth 17; all there are: the space is exhausted/);
  expect(status).toBe(0);
});

test('a search that its flags bound says where it stopped, how fast it grew and what to shrink', async () => {
  const { status, stdout } = await check('--ladder', 'kip-320', '--property', 'WeakIsr', '--states', '1000');
  expect(stdout).toContain('· no violation found in what was looked at');
  expect(stdout).toMatch(/covered: 1,000 states .*stopped by the bound on states/);
  expect(stdout).toMatch(
    /at depth \d+ there were [\d,]+ states, \d\.\d\d times as many as one step before;\na smaller --replicas/,
  );
  expect(status).toBe(0);
  const deep = await check('--ladder', 'kip-320', '--property', 'WeakIsr', '--depth', '4', '--symmetry');
  expect(deep.stdout).toMatch(/states up to renaming of replicas .*, depth 4; stopped by the bound on depth/);
});

test('--json is one object', async () => {
  const { status, stdout } = await check(
    '--ladder',
    'async-isr-committed',
    '--property',
    'ValidHighWatermark',
    '--json',
  );
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
  [['--property', 'WeakIsr'], 'check needs a file, or --ladder and one of: truncate-to-high-watermark, '],
  [
    ['--ladder', 'kip-320', '--property', 'WeakIsr', '--replica', '2'],
    'unknown flag --replica; did you mean --replicas?',
  ],
  [
    ['--ladder', 'kip-320', '--property', 'WeakIsr', '--replicas', '9'],
    '--replicas must be a whole number from 1 to 5, not 9',
  ],
  [['--ladder', 'kip-320', '--property', 'WeakIsr', '--minutes', 'x'], '--minutes must be a number above 0'],
])('%j is exit code 2', async (args, message) => {
  const { status, stdout, stderr } = await check(...args);
  expect(stderr).toContain(`tidemark: ${message}`);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

describe('with a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-check-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const model = (name: string) => join('test/check/models', `${name}.yaml`);
  const out = join(folder, 'found.yaml');

  test('a violation is exit code 1: its story, a file that shows it again, and what was covered', async () => {
    const acks1 = [model('acks-1'), '--property', 'NoWeaklyAcknowledgedRecordLost'];
    const { status, stdout } = await check(...acks1, '--out', out);
    expect(status).toBe(1);
    expect(stdout).toContain(
      '✗ NoWeaklyAcknowledgedRecordLost breaks with 1 fault (nothing promised it here: a lesson',
    );
    expect(stdout).toMatch(/\n! +3\.\d{6}s {2}b1 {2}ProcessKilled b1\n/);
    expect(stdout).toContain(`written: ${out} (read back, run again, broken again;`);
    expect(stdout).toMatch(/\ncovered: \d+ schedules .*; stopped at the violation/);
    expect(readFileSync(out, 'utf8')).toContain('breaks: NoWeaklyAcknowledgedRecordLost');
    const again = await typed(ROOT, ['run', out]);
    expect(again.stdout).toContain('✓ breaks NoWeaklyAcknowledgedRecordLost: broke at 3.900s');
    expect(again.status).toBe(0);
    // It is not written over.
    expect(await check(...acks1, '--out', out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is there already'),
    });
  });

  test('a property that speaks of records nobody sends gives way to the one that speaks of those sent', async () => {
    const { status, stdout } = await check(
      model('acks-1'),
      '--property',
      'NoAcknowledgedRecordLost',
      '--out',
      `${out}.1`,
    );
    expect(stdout).toContain('and no producer here sends any: NoWeaklyAcknowledgedRecordLost is looked for');
    expect(stdout).toContain('✗ NoWeaklyAcknowledgedRecordLost breaks');
    expect(status).toBe(1);
  });

  test('none in a space seen whole is exit code 0; one that ends before its end is not', async () => {
    const acksAll = [
      model('acks-all'),
      '--property',
      'NoAcknowledgedRecordLost',
      '--faults',
      'kill',
      '--out',
      `${out}.2`,
    ];
    const whole = await check(...acksAll);
    expect(whole.stdout).toContain('✓ no schedule within these bounds breaks it');
    expect(whole.stdout).toContain('all there are: the space is exhausted');
    expect(whole.status).toBe(0);
    const short = await check(...acksAll, '--states', '10');
    expect(short.stdout).toContain('· none found in what was looked at');
    expect(short.stdout).toContain('what makes it smaller:');
    expect(short.status).toBe(0);
    const { verdict, coverage, space } = JSON.parse((await check(...acksAll, '--nodes', 'b1', '--json')).stdout);
    expect({ verdict, nodes: space.nodes, exhausted: coverage.exhausted }).toEqual({
      verdict: 'holds',
      nodes: ['b1'],
      exhausted: true,
    });
  });

  test.each([
    [['--property', 'NoAcknowledgedRecrdLost'], 'there is no property NoAcknowledgedRecrdLost; did you mean NoAcknowl'],
    [[], 'check needs --property and all or one of: NoAcknowledgedRecordLost, '],
    [['--property', 'all', '--faults', 'kil=2'], '--faults: there is no fault kil; did you mean kill? (kill, '],
    [['--property', 'all', '--faults', 'kill=9'], '--faults: write kill=N with N from 1 to 6, not kill=9'],
    [['--property', 'all', '--nodes', 'b9'], '--nodes: there is no server b9; did you mean b'],
    [['--property', 'all', '--from', '3'], '--from must be a duration such as 3.5s, not 3; did you mean 3s?'],
    [['--property', 'all', '--replicas', '3'], '--replicas is for the abstract models: it goes without a file'],
  ])('%j is exit code 2', async (args, message) => {
    const { status, stderr } = await check(model('acks-1'), ...args);
    expect(stderr).toContain(`tidemark: ${message}`);
    expect(status).toBe(2);
  });
});
