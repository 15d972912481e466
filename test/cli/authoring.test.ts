/** The command line as somebody meets it who writes scenarios: from a template to a test with a report. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackText } from '../../src/app/share/linkedText.ts';
import { readAddress } from '../../src/app/url.ts';
import { annotationLine } from '../../src/cli/test/annotations.ts';
import { escaped } from '../../src/cli/test/junit.ts';
import { problemsOfJUnit } from './junitSchema.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/tidemark.mjs');
/** One record, and one that is expected and never sent. */
const ONE_MISSING = `tidemark: 1
title: { en: 'Who is first? <b> & "c"', ko: 누가 먼저일까요 }
until: 5s
cluster: { controllers: 1, brokers: 3 }
network: { jitter: 2ms }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 1s, count: 1 }] }]
timeline: [{ when: { fact: RecordsReplicated, where: { partition: orders-0 } }, console: kafka-topics --list }]
expect:
  - { fact: RecordAcknowledged, times: 1 }
  - { fact: RecordSent, where: { client: p1, record: { at-least: 3 } } }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-authoring-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function tidemark(...args: string[]) {
  return tidemarkIn({ GITHUB_ACTIONS: '' }, args);
}

function tidemarkIn(around: Readonly<Record<string, string>>, args: readonly string[]) {
  const env = { ...process.env, ...around };
  const options = { cwd: folder, env, encoding: 'utf8', timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], options);
  return { status, stdout, stderr };
}

test('from a name to a scenario that is tested and linted; nothing is written over', () => {
  expect(tidemark('new', '--list').stdout).toContain('consumer-group');
  const made = tidemark('new', 'course/first', '--template', 'smallest', '--lang', 'en', '--title', 'My "first" one');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const path = join(folder, 'course/first.yaml');
  expect(readFileSync(path, 'utf8')).toContain('title: { en: "My \\"first\\" one" }');
  writeFileSync(path, `${readFileSync(path, 'utf8')}# mine\n`);
  expect(tidemark('new', 'course/first', '--template', 'drill')).toMatchObject({
    status: 2,
    stderr: 'tidemark: course/first.yaml is there already; --force writes over it\n',
  });
  expect(readFileSync(path, 'utf8')).toContain('# mine');
  expect(tidemark('test', 'course').stdout).toMatch(/first .* 3\/3 +holds\n\n1 passed, 0 failed\n$/);
  const linted = tidemark('lint', 'course');
  expect(linted.stdout).toContain('course/first.yaml:2:1: advice one-language: all texts are in English');
  expect(linted.status).toBe(0);
  expect(tidemark('lint', 'course', '--strict').status).toBe(1);
  expect(JSON.parse(tidemark('lint', 'course', '--json').stdout)).toMatchObject({
    type: 'tidemark-lint',
    version: 1,
    files: [{ file: 'course/first.yaml', findings: [{ code: 'one-language', line: 2 }] }],
  });
});

describe('a test under several seeds', () => {
  let run: ReturnType<typeof tidemark>;
  beforeAll(() => {
    mkdirSync(join(folder, 'sweep'));
    writeFileSync(join(folder, 'sweep', 'missing.yaml'), ONE_MISSING);
    writeFileSync(join(folder, 'sweep', 'compose.yml'), 'services: {}\n');
    writeFileSync(join(folder, 'sweep', 'README.md'), 'words');
    symlinkSync('missing.yaml', join(folder, 'sweep', 'again.yaml'));
    const reports = ['--junit', 'report.xml', '--json', 'report.json', '--page', 'https://example.org/kafka/?a#b'];
    const around = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
    run = tidemarkIn(around, ['test', 'sweep', '--seeds', '4', '--jobs', '2', ...reports]);
  }, 60_000);

  test('says with which seeds it does not hold, what is so instead, and how to see it', () => {
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('holds in none of 4 seeds');
    expect(run.stdout).toContain('✗ RecordSent client p1, record at least 3: did not happen');
    expect(run.stdout).toContain('in       sweep/missing.yaml:11:5');
    expect(run.stdout).toContain('with     all 4 seeds');
    expect(run.stdout).toMatch(/nearest {2}\d\.\d{3}s RecordSent p1 #0 .*: record is 0, not at least 3/);
    expect(run.stdout).toMatch(/play {5}tidemark run sweep\/missing\.yaml --seed 1 --until 3\.\d+s/);
  });

  test('says what it did not test', () => {
    expect(run.stderr).toContain('not tested: sweep/README.md (no scenario (.yaml))');
    expect(run.stderr).toContain('not tested: sweep/compose.yml (YAML, and no scenario: no key `tidemark`)');
    expect(run.stderr).toContain('not tested: sweep/again.yaml (a link to what is in the folder anyway)');
  });

  test('the command that plays it plays it up to there', () => {
    const command = /play {5}tidemark (run .*)/.exec(run.stdout)![1]!;
    const played = tidemark(...command.split(' '));
    expect(played.stdout).toMatch(/RecordSent p1 #0 .*\n(.*\n)*✗ RecordSent client p1/);
  });

  test('as JSON', () => {
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
      type: 'tidemark-test',
      version: 1,
      ok: false,
      exitCode: 1,
      passed: 0,
      failed: 1,
      files: [
        {
          file: 'sweep/missing.yaml',
          runs: [
            {
              seeds: { tried: [1, 2, 3, 4], failed: [1, 2, 3, 4] },
              expectations: [
                { ok: true, judged: 4 },
                { ok: false, line: 11, failedSeeds: [1, 2, 3, 4], failure: { command: expect.any(String) } },
              ],
            },
          ],
        },
      ],
      notTested: [{ path: 'sweep/README.md' }, { path: 'sweep/again.yaml' }, { path: 'sweep/compose.yml' }],
    });
  });

  test('as JUnit: every name and message escaped', () => {
    const xml = readFileSync(join(folder, 'report.xml'), 'utf8');
    expect(xml).toContain('<testsuites name="tidemark" tests="3" failures="1" errors="0"');
    expect(xml).toContain('classname="sweep/missing.yaml"');
    expect(xml).toMatch(
      /<failure message="RecordSent client p1, record at least 3: did not happen" type="expectation">expected {2}/,
    );
    // What is left when the tags are gone has no sign of its own.
    expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#13);)/);
    expect(problemsOfJUnit(xml)).toEqual([]);
    expect(problemsOfJUnit(xml.replace(' type="expectation"', ' kind="x"'))).toEqual([
      'failure has kind',
      'failure lacks type',
    ]);
  });

  test('as a link that the page opens at that moment', () => {
    const link = /page {5}(\S+)/.exec(run.stdout)![1]!;
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toContain(JSON.stringify(link));
    expect(link.slice(0, link.indexOf('#'))).toBe('https://example.org/kafka/');
    const { address, bad } = readAddress('', link.slice(link.indexOf('#')));
    expect(bad).toEqual([]);
    expect(address).toMatchObject({ scenario: 'missing', seed: 1, at: { at: expect.any(Number) } });
    expect(unpackText(address.text!)).toEqual({ text: ONE_MISSING });
  });

  test('beside the lines of the file, in GitHub Actions', () => {
    const told =
      'RecordSent client p1, record at least 3: did not happen (all 4 seeds)%0Atidemark run sweep/missing.yaml';
    expect(run.stdout).toContain(`::error file=sweep/missing.yaml,line=11,col=5,title=missing::${told}`);
  });
});

test('what means something in a workflow command is escaped', () => {
  const odd = { level: 'error', file: 'a,b:c.yaml', line: 2, column: 0, title: 'x::y', text: '50%\r\n::stop' } as const;
  expect(annotationLine(odd)).toBe('::error file=a%2Cb%3Ac.yaml,line=2,col=1,title=x%3A%3Ay::50%25%0D%0A::stop');
});

test('what is wrong with a file stands beside its line in GitHub too', () => {
  mkdirSync(join(folder, 'hinted'));
  const odd = `${ONE_MISSING.slice(0, ONE_MISSING.indexOf('timeline'))}timeline: [{ at: 3s, heal: all }]\n`;
  writeFileSync(join(folder, 'hinted', 'one.yaml'), odd);
  writeFileSync(join(folder, 'hinted', 'two.yaml'), 'tidemark: 1\ntitel: x\n');
  const around = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(folder, 'hinted') };
  const { stdout, status } = tidemarkIn(around, ['lint', 'hinted']);
  expect(status).toBe(2);
  expect(stdout).toContain(
    '::error file=two.yaml,line=2,col=1,title=no scenario::unknown key titel; did you mean title?',
  );
  expect(stdout).toMatch(/::warning file=one\.yaml,line=\d+,col=\d+,title=nothing-to-mend::heal, and no link was cut/);
  expect(stdout).toMatch(/::notice file=one\.yaml,line=\d+,col=\d+,title=nothing-expected::/);
});

test('a pipe that nobody writes to is no file, and is not waited for', () => {
  const pipe = join(folder, 'pipe.yaml');
  execFileSync('mkfifo', [pipe]);
  const { status, stdout } = tidemark('lint', pipe);
  expect(stdout).toContain(`cannot read ${pipe}: it is no file (a pipe or a device)`);
  expect(status).toBe(2);
  rmSync(pipe);
});

test('with --watch a file is tested again when it has changed', async () => {
  mkdirSync(join(folder, 'watched'));
  const file = join(folder, 'watched', 'one.yaml');
  const typed = 'tidemark: 1\ntitel: x\n';
  writeFileSync(file, typed);
  const child = spawn(process.execPath, [SCRIPT, 'test', 'watched', '--watch'], { cwd: folder });
  try {
    let told = '';
    const until = (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => void (told.includes(text) && resolve());
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        look();
      });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (told += String(piece)));
    await until('waiting for changes in 1 file');
    expect(told).toContain('unknown key titel; did you mean title?');
    writeFileSync(file, typed.replace('titel', 'tidel'));
    await until('unknown key tidel');
    // Ctrl-C, as a shell sends it.
    const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  } finally {
    child.kill();
  }
}, 60_000);

test('what XML has no place for is left out', () => {
  expect(escaped(`<a b="c">&'\u0000\u001b[31m\ud800x\ufffe\u0085`)).toBe(
    '&lt;a b=&quot;c&quot;&gt;&amp;&apos;\ufffd\ufffd[31m\ufffdx\ufffd\ufffd',
  );
  expect(escaped('두 낱말 😀\n\t')).toBe('두 낱말 😀\n\t');
});

test('links out of a folder are refused, and a report is never written over a scenario', () => {
  mkdirSync(join(folder, 'strange'));
  symlinkSync('/etc/hostname', join(folder, 'strange', 'out.yaml'));
  expect(tidemark('test', 'strange')).toMatchObject({
    status: 2,
    stderr: 'tidemark: strange/out.yaml is refused: a link that leads out of the folder\n',
  });
  expect(tidemark('test', 'sweep', '--junit', 'sweep/missing.yaml').stderr).toContain('is no place for a report');
  expect(readFileSync(join(folder, 'sweep/missing.yaml'), 'utf8')).toBe(ONE_MISSING);
  expect(tidemark('test', 'sweep', '--junit', 'nowhere/report.xml').status).toBe(2);
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

describe('explain', () => {
  test('a scenario in plain words', () => {
    const { stdout, status } = tidemark('explain', 'sweep/missing.yaml');
    expect(stdout).toContain('p1 writes 1 record to orders');
    expect(stdout).toContain('script   when RecordsReplicated: ');
    expect(stdout).toContain('expects  1. RecordAcknowledged, once');
    expect(stdout).toMatch(/also on 4\.2\.0/);
    expect(status).toBe(0);
  });

  test('why something is so at a moment, and why an expectation holds', () => {
    const leader = tidemark(
      'explain',
      'sweep/missing.yaml',
      '--partition',
      'orders-0',
      '--at',
      '4s',
      '--aspect',
      'high-watermark',
    );
    expect(leader.stdout).toMatch(/HighWatermarkAdvanced b1 orders-0 to 1[\s\S]*<- [\s\S]*by these rules of Kafka:/);
    const held = tidemark('explain', 'sweep/missing.yaml', '--expectation', '2');
    expect(held.stdout).toContain('✗ it does not hold: did not happen');
  });

  test('a word: setting, error code, key, fact', () => {
    expect(tidemark('explain', 'acks').stdout).toMatch(/default: all in 4\.3\.1[\s\S]*default: 1 in 2\.6\.3/);
    expect(tidemark('explain', '19').stdout).toContain("NOT_ENOUGH_REPLICAS, Kafka's error code 19");
    expect(tidemark('explain', 'every').stdout).toContain('producers › send › every');
    expect(tidemark('explain', 'LeaderElected').stdout).toMatch(
      /The controller chose another leader[\s\S]*leaderEpoch/,
    );
    expect(tidemark('explain', 'KIP-848').stdout).toContain('TargetAssignmentComputed: The coordinator of a KIP-848');
  });
});

test('an old file is told, and rewritten only when that is asked for', () => {
  const old = readFileSync(join(import.meta.dirname, '../scenario/old/drill-without-opens.yaml'), 'utf8');
  writeFileSync(join(folder, 'old.yaml'), old);
  expect(tidemark('migrate', 'old.yaml').stdout).toContain('old.yaml:11:1: drill.opens: 60s is added');
  expect(readFileSync(join(folder, 'old.yaml'), 'utf8')).toBe(old);
  expect(tidemark('explain', 'old.yaml').stderr).toContain('old.yaml:11:1: note: drill.opens: 60s is added');
  expect(tidemark('migrate', 'old.yaml', '--write').status).toBe(0);
  expect(readFileSync(join(folder, 'old.yaml'), 'utf8')).toContain('opens: 60s');
  expect(tidemark('migrate', 'old.yaml').stdout).toContain('0 in an older form');
});

test('a console whose reader has gone ends without a word', () => {
  const lines = 'kafka-topics --describe\n'.repeat(2_000);
  const command = `"${process.execPath}" "${SCRIPT}" console sweep/missing.yaml --at 4s | head -1`;
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    input: lines,
    timeout: 20_000,
  });
  expect(stdout).toMatch(/^Topic: orders\t.*\n$/);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
