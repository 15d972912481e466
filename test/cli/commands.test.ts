/** The command line without a process of its own: what it says of itself, and of what is typed wrongly. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allHelp, COMMAND_HELP, overview } from '../../src/cli/help.ts';
import { main } from '../../src/cli/main.ts';
import { standardOutput } from '../../src/cli/output.ts';

const said = { out: '', err: '' };
const COURSE = join(import.meta.dirname, '../../examples/course-repository/scenarios');
const FILE = join(COURSE, 'one-copy-is-not-enough.yaml');

beforeEach(() => {
  vi.spyOn(standardOutput, 'write').mockImplementation((bytes) => {
    said.out += new TextDecoder().decode(bytes);
    return bytes.length;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function tidemark(...args: string[]) {
  [said.out, said.err] = ['', ''];
  const status = await main(args);
  return { status, stdout: said.out, stderr: said.err.trimEnd() };
}

describe('help', () => {
  test('a screen with every command; then each by its name, all its flags among them', async () => {
    const { stdout, status } = await tidemark('help');
    expect(status).toBe(0);
    expect(stdout.split('\n').length).toBeLessThan(32);
    expect((await tidemark()).stderr).toBe(stdout.trimEnd());
    for (const name of Object.keys(COMMAND_HELP)) {
      expect(overview()).toContain(`\n  ${name}`);
      expect((await tidemark(name, '--help')).stdout).toBe((await tidemark('help', name)).stdout);
      expect((await tidemark('help', name)).stdout).toContain(`tidemark ${name}`);
    }
    expect((await tidemark('help', 'lnt')).stderr).toBe(
      'tidemark: unknown command lnt; did you mean lint? (tidemark help lists them)',
    );
  });

  test('every flag that a command takes is told, and none that it does not', () => {
    const folder = join(import.meta.dirname, '../../src/cli');
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'help.ts');
    const taken = (pattern: RegExp) =>
      files
        .filter((name) => pattern.test(name))
        .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/'(--[a-z0-9-]+)': \{ takesValue/g)])
        .map(([, flag]) => flag!);
    for (const [name, { text }] of Object.entries(COMMAND_HELP)) {
      const flags = new Set(taken(new RegExp(`^${name}(Command|File)\\.ts$`)));
      const told = new Set([...text.matchAll(/--[a-z][a-z0-9-]*/g)].map(([flag]) => flag));
      // Flags of Kafka's tools, in what is typed into a console.
      for (const ofTool of ['--describe', '--list']) if (!flags.has(ofTool)) told.delete(ofTool);
      expect([name, [...told].sort()]).toEqual([name, [...flags].sort()]);
    }
  });

  test('what the front page says of commands is there', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const lines = readme.split('\n').filter((line) => line.startsWith('npm run -s tidemark -- '));
    expect(lines.length).toBeGreaterThan(10);
    const help = allHelp();
    for (const line of lines) {
      const words = line.replace(/#.*$/, '').replace('npm run -s tidemark -- ', '').split(/\s+/);
      expect([...Object.keys(COMMAND_HELP), 'help']).toContain(words[0]);
      for (const flag of words.filter((word) => /^--[a-z]/.test(word))) expect(help).toContain(flag);
    }
  });
});

test.each<readonly [readonly string[], string]>([
  [['frobnicate'], 'unknown command frobnicate (tidemark help lists them)'],
  [['tst'], 'unknown command tst; did you mean test? (tidemark help lists them)'],
  [['--verson'], 'unknown flag --verson; did you mean --version? (tidemark help lists them)'],
  [['run', FILE, '--sed', '4'], 'unknown flag --sed; did you mean --seed?'],
  [['lint', '--all'], 'unknown flag --all; there is --json, --strict and --list'],
  [['run', FILE, '--until', '30'], '--until must be a duration such as 30s, not 30; did you mean 30s?'],
  [['run', FILE, '--until', '0s'], '--until must be longer than 0s'],
  [['run', FILE, '--seed'], '--seed needs a value'],
  [['run', FILE, '--seed', '1', '--seed', '2'], '--seed is there twice'],
  [['test', FILE, '--seed', '1', '--seeds', '3'], '--seed is one seed: it does not go with --seeds or --from'],
  [['test', FILE, '--junit', FILE], `${FILE} is no place for a report: it would be written over a scenario`],
  [['explain', 'qqqqqqqqqqqqqq'], 'there is no key, setting, error, fact, property or term qqqqqqqqqqqqqq'],
  [['explain', 'RecordAcknowleged'], 'did you mean RecordAcknowledged?'],
  [['schema', 'x'], 'unexpected x'],
])('%j is exit code 2', async (args, message) => {
  const { status, stdout, stderr } = await tidemark(...args);
  expect(stderr).toContain(message);
  expect(stderr.split('\n').length).toBe(1);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

describe('explain', () => {
  test('terms of the glossary, in either language, and what a key is for in each place', async () => {
    expect((await tidemark('explain', '하이 워터마크')).stdout).toContain('high watermark (하이 워터마크), a term');
    expect((await tidemark('explain', 'static member')).stdout).toContain('group.instance.id');
    expect((await tidemark('explain', 'tickTime')).stdout).toContain('default: 2000');
    const { stdout } = await tidemark('explain', 'process');
    expect(stdout).toContain('consumers › process: How long the application takes for a record.');
    expect(stdout).toContain('timeline › process: From now on a record takes so long to process.');
  });

  test('all words of a kind', async () => {
    expect((await tidemark('explain', 'facts')).stdout).toMatch(
      /^AppendRefused +A leader refused a batch: NOT_ENOUGH_REPLICAS/m,
    );
    expect((await tidemark('explain', 'actions')).stdout).toMatch(/^power-loss +The machine loses power/m);
    expect((await tidemark('explain', 'expectations')).stdout).toMatch(/^breaks +A property that/m);
  });
});
