/** The command line as a person meets it: what it prints, where, and with which exit code. */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { exportRun } from '../../src/scenario/runFile.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { typed } from '../support/commandLine.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = join(ROOT, 'scripts/tidemark.mjs');
const SHORT = `
tidemark: 1
title: { en: A short story, ko: 짧은 이야기 }
until: 8s
cluster: { controllers: 3, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 100ms, count: 10, key: "k{n}" }] }]
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tidemark = (...args: string[]) => typed(ROOT, args);

/** On a slow machine a run says how far it is. */
const withoutProgress = (text: string) => text.replace(/^run: .*\n/gm, '');

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a run that was saved runs again, to the bit', async () => {
  const parsed = parseScenario(SHORT);
  if (!parsed.ok) throw new Error('the short story has problems');
  const history = new History<Kafka>(toWorld(parsed.scenario, { seed: 7 }));
  history.runUntil(4_000_000);
  history.command({ type: 'kill', node: 'b2' });
  const file = fileWith('saved.run.json', exportRun('short', SHORT, 7, history.interventions));
  history.runUntil(8_000_000);
  const { stdout, status } = await tidemark('run', file, '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.at(-1)).toMatchObject({ type: 'summary', seed: 7, fingerprint: history.kernel.fingerprint });
  expect(lines.filter(({ type }) => type === 'ProcessKilled')).toEqual([
    { at: 4_000_000, step: expect.any(Number), node: 'b2', type: 'ProcessKilled' },
  ]);
  expect(status).toBe(0);
  expect(await tidemark('run', file, '--seed', '8')).toMatchObject({ status: 2 });
});

describe('run', () => {
  test('prints facts as lines and ends with the verdicts', async () => {
    const file = fileWith('holds.yaml', `${SHORT}expect: [{ final: { producer: p1, acknowledged: 10 } }]`);
    const { status, stdout, stderr } = await tidemark('run', file);
    expect(withoutProgress(stderr)).toBe('');
    expect(stdout).toMatch(/^ {5}3\.0\d{5}s {2}p1 {5}RecordSent p1 #0 key k0 to orders-0$/m);
    expect(stdout).toMatch(/^✓ at the end p1: acknowledged 10: so it is$/m);
    expect(stdout).toMatch(
      /\n1 of 1 expectations hold · [\d,]+ events · \d+ facts · seed 1 · until 8s · fingerprint [0-9a-f]{16}\n$/,
    );
    expect(status).toBe(0);
  });

  test('an expectation that does not hold is exit code 1', async () => {
    const file = fileWith('fails.yaml', `${SHORT}expect: [{ fact: RecordFailed }, { fact: RecordSent }]`);
    const { status, stdout } = await tidemark('run', file);
    expect(stdout).toContain('✗ RecordFailed: did not happen');
    expect(stdout).toContain('✓ RecordSent: happened 10 times, first at 3.0');
    expect(status).toBe(1);
  });

  test('--json: one object a line, facts and then one summary', async () => {
    const { status, stdout, stderr } = await tidemark(
      'run',
      fileWith('json.yaml', SHORT),
      '--json',
      '--seed',
      '7',
      '--until=6s',
    );
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const [summary, facts] = [lines.at(-1)!, lines.slice(0, -1)];
    expect(summary).toMatchObject({
      type: 'summary',
      facts: facts.length,
      seed: 7,
      until: 6_000_000,
      verdicts: [],
      budget: null,
      ok: true,
    });
    expect(summary.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    for (const fact of facts)
      expect(fact).toMatchObject({
        at: expect.any(Number),
        step: expect.any(Number),
        node: expect.any(String),
        type: expect.any(String),
      });
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at as number).sort((a, b) => a - b));
    expect(facts.find(({ type }) => type === 'RecordSent')).toMatchObject({
      node: 'p1',
      client: 'p1',
      record: 0,
      key: 'k0',
    });
    expect(withoutProgress(stderr)).toBe('');
    expect(status).toBe(0);
  });

  test('--protocol and --version: another generation, another release', async () => {
    const file = fileWith('rungs.yaml', `${SHORT}expect:\n  - { protocol: kip-101, property: LogMatching }\n`);
    const verdicts = async (...args: string[]) =>
      /(\d+ of \d+|no) expectations/.exec((await tidemark('run', file, ...args)).stdout)?.[1];
    expect(await verdicts()).toBe('no');
    expect(await verdicts('--protocol', 'kip-101')).toBe('1 of 1');
    const old = await tidemark('run', file, '--version', '3.9.1');
    expect(old.status).toBe(0);
    expect(old.stdout).not.toBe((await tidemark('run', file)).stdout);
    const unknown = await tidemark('run', file, '--protocol', 'kip-279a', '--version', '0.10');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toContain('there is no protocol kip-279a; did you mean kip-279?');
    expect(unknown.stderr).toContain('there is no version 0.10; there is 4.3.1');
  });

  test('the same three give the same run, another seed another', async () => {
    const file = fileWith('same.yaml', SHORT);
    const fingerprint = async (...args: string[]) =>
      /fingerprint (\w+)/.exec((await tidemark('run', file, ...args)).stdout)?.[1];
    expect(await fingerprint()).toBe(await fingerprint('--seed', '1'));
    expect(await fingerprint()).not.toBe(await fingerprint('--seed', '2'));
  });

  test('--set changes the run', async () => {
    const file = fileWith('set.yaml', SHORT);
    const acks = async (...args: string[]) => [
      ...new Set([...(await tidemark('run', file, ...args)).stdout.matchAll(/acks=\w+/g)].map(String)),
    ];
    expect(await acks()).toEqual(['acks=all']);
    expect(await acks('--set', 'producer:p1:acks=1')).toEqual(['acks=1']);
    const { status, stderr } = await tidemark('run', file, '--set', 'replica.lag.max.time.ms=1', '--set', 'acks=1');
    expect(stderr).toContain('did you mean replica.lag.time.max.ms?');
    expect(stderr).toContain('write producer:p1:acks=…');
    expect(status).toBe(2);
  });

  test('problems go to stderr, all of them, with places; nothing to stdout', async () => {
    const file = fileWith('bad.yaml', `${SHORT.replace('8s', '8')}sede: 1\ntimeline: [{ at: 1s, kill: b9 }]`);
    const { status, stdout, stderr } = await tidemark('run', file, '--json');
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toEqual([
      `${file}:4:8: until must be a duration with its unit, such as 400us, 200ms, 30s, 5m or 1h, not 8; did you mean 8s?`,
      `${file}:8:1: unknown key sede; did you mean seed?`,
      `${file}:9:28: there is no node b9; did you mean b1?`,
    ]);
    expect(status).toBe(2);
  });

  test('settings without effect are a warning', async () => {
    const file = fileWith('warn.yaml', SHORT.replace('acks: all', 'acks: all, send.buffer.bytes: 65536'));
    const { status, stderr } = await tidemark('run', file);
    expect(withoutProgress(stderr)).toBe(`${file}:7:46: warning: send.buffer.bytes has no effect in this model yet\n`);
    expect(status).toBe(0);
  });

  test('a reader that goes away is no error', async () => {
    const child = spawn(process.execPath, [SCRIPT, 'run', 'scenarios/slow-follower.yaml'], { cwd: ROOT });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(withoutProgress(stderr)).toBe('');
    expect(code).toBe(0);
  });
});

describe('mistakes on the command line are exit code 2 and one line', () => {
  test.each([
    [['rnu', 'x'], 'unknown command rnu; did you mean run? (tidemark help lists them)'],
    [['--verion'], 'unknown flag --verion; did you mean --version? (tidemark help lists them)'],
    [['run', 'x.yaml', '--sede', '4'], 'unknown flag --sede; did you mean --seed?'],
    [['run'], 'run needs a file, such as scenarios/leader-failover.yaml'],
    [['run', 'a', 'b'], 'run takes one file, not 2'],
    [['run', 'a', '--seed'], '--seed needs a value'],
    [['run', 'a', '--seed', 'x'], '--seed must be a whole number from 0 to 2147483647, not x'],
    [['run', 'a', '--seed', '1', '--seed', '2'], '--seed is there twice'],
    [['run', 'a', '--until', '30'], '--until must be a duration such as 30s, not 30; did you mean 30s?'],
    [['run', 'a', '--json=1'], '--json takes no value'],
    [
      ['run', 'leader-failover'],
      'cannot read leader-failover: there is no such file; did you mean scenarios/leader-failover.yaml?',
    ],
    [['run', 'scenarios'], 'cannot read scenarios: it is a folder'],
    [['test', 'nowhere'], 'cannot read nowhere: there is no such file'],
    [['test', 'docs'], 'there is no scenario (.yaml) in docs'],
    [['test', '--json'], '--json needs a value'],
    [['test', 'a', '--seed', '1', '--seeds', '3'], '--seed is one seed: it does not go with --seeds or --from'],
    [['new'], 'new needs a name, such as my-first-scenario (tidemark new --list shows the templates)'],
    [['new', 'x', '--template', 'brokr-failure'], 'there is no template brokr-failure; did you mean broker-failure?'],
    [
      ['explain', 'min.insync.replica'],
      'there is no key, setting, error, fact, property or term min.insync.replica; did you mean min.insync.replicas?',
    ],
    [['migrate'], 'migrate needs a file or a folder'],
    [['schema', 'x'], 'unexpected x'],
  ])('%j', async (args, message) => {
    expect(await tidemark(...args)).toEqual({ status: 2, stdout: '', stderr: `tidemark: ${message}\n` });
  });

  test.runIf(process.platform === 'linux')('a file without an end is not read to its end', async () => {
    const problem = 'tidemark: cannot read /dev/zero: it is no file (a pipe or a device)\n';
    expect(await tidemark('run', '/dev/zero')).toEqual({ status: 2, stdout: '', stderr: problem });
    const large = fileWith('large.yaml', '');
    truncateSync(large, 1_000_000_000);
    expect((await tidemark('run', large)).stderr).toContain('large.yaml:1:1: the file has more than');
  });

  test('bytes that are not UTF-8 have a place', async () => {
    const path = join(folder, 'latin1.yaml');
    writeFileSync(path, Buffer.from('tidemark: 1\ntitle: { en: caf\xe9 }\n', 'latin1'));
    expect((await tidemark('run', path)).stderr).toBe(`${path}:2:17: not valid UTF-8 here\n`);
  });
});

describe('test', () => {
  test('a table, one line a scenario, and what failed', async () => {
    const inside = join(folder, 'several');
    mkdirSync(join(inside, 'deeper'), { recursive: true });
    writeFileSync(join(inside, 'a.yaml'), `${SHORT}expect: [{ fact: RecordSent }]`);
    writeFileSync(join(inside, 'deeper', 'b.yml'), `${SHORT}expect: [{ fact: RecordFailed }]`);
    writeFileSync(join(inside, 'notes.txt'), 'not a scenario');
    const { status, stdout } = await tidemark('test', inside, '--jobs', '1');
    expect(stdout).toMatch(/^SCENARIO +EVENTS +SIMULATED +TOOK +EXPECTATIONS +VERDICT\n/);
    expect(stdout).toMatch(/^a +[\d,]+ +8s +\d+\.\ds +1\/1 +holds$/m);
    expect(stdout).toMatch(/^b +[\d,]+ +8s +\d+\.\ds +0\/1 +does not hold$/m);
    expect(stdout).toMatch(
      /\nb\n {2}✗ RecordFailed: did not happen\n {6}in {7}\S+b\.yml:8:10\n {6}play {5}tidemark run \S+b\.yml --seed 1\n\n1 passed, 1 failed\n$/,
    );
    expect(status).toBe(1);
  });

  test('a bad file is worse than one that does not hold', async () => {
    const bad = fileWith('broken.yaml', 'tidemark: 1');
    const { status, stdout, stderr } = await tidemark('test', bad, fileWith('ok.yaml', SHORT), '--jobs', '1');
    expect(stdout).toMatch(/^broken +- +- +- +- +bad file$/m);
    expect(stderr).toContain(`${bad}:1:1: the key cluster is missing`);
    expect(status).toBe(2);
  });

  test('without arguments: the scenarios of the folder, which hold', () => {
    const course = join(folder, 'course');
    mkdirSync(join(course, 'scenarios'), { recursive: true });
    for (const name of ['leader-failover.yaml', 'drill-nobody-leads.yaml'])
      copyFileSync(join(ROOT, 'scenarios', name), join(course, 'scenarios', name));
    const { status, stdout } = spawnSync(process.execPath, [SCRIPT, 'test'], { cwd: course, encoding: 'utf8' });
    expect(stdout).toContain('leader-failover');
    expect(stdout).toMatch(/^7 passed, 0 failed$/m);
    expect(status).toBe(0);
  });
});

test('help, --version, schema', async () => {
  expect(await tidemark('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('tidemark COMMAND') });
  expect((await tidemark('--version')).stdout).toMatch(/^tidemark \d+\.\d+\.\d+ \(Kafka \d+\.\d+\.\d+\)\n$/);
  expect(JSON.parse((await tidemark('schema')).stdout)).toMatchObject({ $schema: expect.any(String), type: 'object' });
});

test('a console in another era, and one that does not exist', async () => {
  const file = 'scenarios/leader-failover.yaml';
  const { stdout, status } = spawnSync(
    process.execPath,
    [SCRIPT, 'console', file, '--at', '3s', '--era', 'zookeeper', '--version', '2.6.3'],
    { cwd: ROOT, encoding: 'utf8', input: 'zookeeper-shell z1:2181 get /controller_epoch\n' },
  );
  expect(stdout).toMatch(/^1$/m);
  expect(status).toBe(0);
  const wrong = await tidemark('console', file, '--era', 'zookeper');
  expect(wrong.stderr).toContain('did you mean zookeeper?');
  expect(wrong.status).toBe(2);
});
