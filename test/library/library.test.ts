/**
 * The package as somebody gets it: built, packed, unpacked into the node_modules of a folder elsewhere, without a network.
 * The programs of docs/library.md and of examples/library run there as they are written, and a TypeScript program is checked
 * against its types with both ways to look for modules.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'tidemark-library-'));
const built = join(folder, 'built');
const installed = join(folder, 'course', 'node_modules', 'tidemark');
const course = join(folder, 'course');

function node(args: readonly string[], cwd = course) {
  const { NODE_OPTIONS: _, NODE_PATH: __, VITEST: ___, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env });
  return { status, said: `${stdout}${stderr}` };
}

/** The same files that a tarball would have, by npm's own rules where npm is at hand. */
function install() {
  mkdirSync(installed, { recursive: true });
  for (const path of packed()) cpSync(join(built, path), join(installed, path));
}

function packed(): readonly string[] {
  const npm = process.env.npm_execpath;
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const isNpm = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm) && existsSync(npm);
  if (!isNpm) return filesIn(built);
  const told = execFileSync(process.execPath, [npm, ...args], {
    cwd: built,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(told) as { files: { path: string }[] }[])[0]!.files.map(({ path }) => path);
}

function filesIn(at: string): readonly string[] {
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length + 1));
}

/** Those that the page gives a name in their first line. */
const programs = [
  ...readFileSync(join(ROOT, 'docs/library.md'), 'utf8').matchAll(/```js\n\/\/ (\S+\.mjs)\n([\s\S]*?)```/g),
].map(([, name, text]) => ({ name: name!, text: text! }));

beforeAll(() => {
  const { status, said } = node([join(ROOT, 'scripts/build.mjs'), 'library', '--out', built], ROOT);
  if (status !== 0) throw new Error(said);
  install();
  for (const { name, text } of programs) writeFileSync(join(course, name), text);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is packed', () => {
  test('asks for nothing else, and holds nothing of the workshop', () => {
    const read = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(read).filter((key) => /dependencies|scripts|private/i.test(key))).toEqual([]);
    const code = filesIn(installed).filter((path) => path.endsWith('.js'));
    const asked = code.flatMap((path) =>
      [...readFileSync(join(installed, path), 'utf8').matchAll(/^(?:import|export)\b[^;]*? from "([^"]+)";/gm)].map(
        ([, specifier]) => `${path} ${specifier}`,
      ),
    );
    const foreign = asked.filter((one) => !/ \.\.?\//.test(one));
    // The command line is a program of Node's; nothing else is.
    expect(foreign.filter((one) => !/^cli\.js node:/.test(one))).toEqual([]);
    expect(foreign.length).toBeGreaterThan(3);
    const paths = filesIn(installed);
    expect(paths.filter((path) => /\.(ts|map)$/.test(path)).sort()).toEqual([
      'engine.d.ts',
      'player.d.ts',
      'scenario.d.ts',
    ]);
    expect(paths).toContain('LICENSE');
    expect(readFileSync(join(installed, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(/^pako [\d.]+ \(/m);
    const whole = paths.filter((path) => /\.(js|json|md|d\.ts)$/.test(path));
    expect(whole.filter((path) => readFileSync(join(installed, path), 'utf8').includes(ROOT))).toEqual([]);
  });

  test('says by name what is public', () => {
    const { status, said } = node([
      '--input-type=module',
      '--eval',
      `for (const entry of ['engine', 'scenario', 'player']) console.log(entry, Object.keys(await import('tidemark/' + entry)).join(' '));
       console.log((await import('tidemark')).runScenario === (await import('tidemark/scenario')).runScenario);
       await import('tidemark/parts/kafka.js').catch(({ code }) => console.log(code));`,
    ]);
    expect(said.trim().split('\n')).toEqual([
      'engine DEFAULT_NETWORK breakOf broken formatMicros millis seconds simulate',
      'scenario ScenarioError anomalies breakOf broken defaultKafkaVersion describeFact exportCluster formatMicros importCluster ' +
        'judgeLesson kafkaVersions lintScenario millis parseScenario properties protocols readScenario record runScenario ' +
        'seconds sweep',
      'player TidemarkPlayer',
      'true',
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    ]);
    expect(status).toBe(0);
  });
});

describe('the programs of docs/library.md', () => {
  test('are there', () => {
    expect(programs.map(({ name }) => name)).toEqual([
      'quick-start.mjs',
      'failover.test.mjs',
      'fork.mjs',
      'property.mjs',
      'ping-pong.mjs',
    ]);
  });

  test.each(programs.map(({ name }) => name))('%s runs as it is written', (name) => {
    const { status, said } = node(name.includes('.test.') ? ['--test', name] : [name]);
    expect(status, said).toBe(0);
  });
});

test('the examples run', () => {
  cpSync(join(ROOT, 'examples/library'), join(course, 'examples'), { recursive: true });
  const election = node(['election.mjs'], join(course, 'examples'));
  expect(election.said).toMatch(/^2\.\d{6}s: b and c lead\n$/);
  const sweep = node(['--test'], join(course, 'examples'));
  expect(sweep.status, sweep.said).toBe(0);
});

test('the command of the package runs the scenarios of the package, as the repository does', () => {
  const file = 'node_modules/tidemark/scenarios/leader-failover.yaml';
  const { status, said } = node(['node_modules/tidemark/bin/tidemark.js', 'run', file, '--seed', '7']);
  expect(status).toBe(0);
  const program = `import { readFileSync } from 'node:fs';
    import { readScenario, runScenario } from 'tidemark';
    console.log(runScenario(readScenario(readFileSync('${file}', 'utf8')), { seed: 7 }).fingerprint);`;
  const { said: fingerprint } = node(['--input-type=module', '--eval', program]);
  expect(said.trimEnd().endsWith(`fingerprint ${fingerprint.trim()}`)).toBe(true);
});

test('a run that was played by hand is saved, and the command plays it again', () => {
  const program = `import { readFileSync, writeFileSync } from 'node:fs';
    import { readScenario, record, seconds } from 'tidemark';
    const run = record(readScenario(readFileSync('node_modules/tidemark/scenarios/leader-failover.yaml', 'utf8')), { seed: 3 });
    run.seekTime(seconds(15));
    const acting = run.fork();
    acting.act({ type: 'pause', node: 'c1' });
    acting.seekTime(seconds(18));
    acting.act({ type: 'resume', node: 'c1' });
    acting.seekTime(acting.until);
    writeFileSync('by-hand.json', acting.save('by hand'));
    try { acting.act({ type: 'kill', node: 'b9' }) } catch (error) { console.log(error.name, error.message) }
    acting.seekTime(0);
    try { acting.act({ type: 'kill', node: 'b1' }) } catch (error) { console.log(error.message) }
    acting.seekTime(acting.until);
    console.log(acting.fingerprint);`;
  const lines = node(['--input-type=module', '--eval', program]).said.trim().split('\n');
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^RangeError there is no node b9/),
    'a run is recorded behind the playhead: fork it here',
  ]);
  const { said } = node(['node_modules/tidemark/bin/tidemark.js', 'run', 'by-hand.json']);
  expect(said).toContain('ProcessPaused c1');
  expect(said.trimEnd().split('\n').at(-1)).toContain(`fingerprint ${lines[2]}`);
});

test('what the documentation in the package points at is in the package', () => {
  const pages = filesIn(installed).filter((path) => path.endsWith('.md'));
  const links = pages.flatMap((path) =>
    [...readFileSync(join(installed, path), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, to]) => ({
      path,
      to: to!,
    })),
  );
  const own = links.filter(({ to }) => !/^[a-z]+:/.test(to));
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter(({ path, to }) => !existsSync(join(installed, path, '..', to)))).toEqual([]);
});

describe('types', () => {
  const CONSUMER = `
import { simulate, DEFAULT_NETWORK, type Kinds, type Protocol } from 'tidemark/engine';
import type { TidemarkPlayer } from 'tidemark/player';
import { type FactOf, type FactProperty, type KafkaFact, type Recording, type Run, breakOf, broken, parseScenario, record, runScenario } from 'tidemark';
import { sweep } from 'tidemark/scenario';

const parsed = parseScenario('tidemark: 1');
if (!parsed.ok) throw new Error(parsed.problems.map(({ line, message }) => line + message).join());
const run: Run = runScenario(parsed.scenario, { seed: 1, onFact: ({ fact }) => void fact.type });
for (const { fact } of run.factsOf('LeaderElected')) fact.leader satisfies number;
const elected: FactOf<'LeaderElected'>['isr'] = [1, 2];
const recording: Recording = record(parsed.scenario);
recording.act({ type: 'link', from: ['b1'], to: ['b2'], rule: { cut: true } });
const rising: FactProperty<KafkaFact, number> = {
  name: 'Rising',
  initial: 0,
  after: (seen, { fact }) => (fact.type === 'LeaderElected' && fact.leaderEpoch < seen ? broken('fell') : seen),
};
breakOf(run.facts, rising)?.told?.at satisfies number | undefined;
sweep(parsed.scenario, { seeds: 2 }).failed satisfies readonly { seed: number }[];
// @ts-expect-error: there is no such fact
run.factsOf('LeaderElect');
// @ts-expect-error: nothing that is handed out may be changed
run.verdicts.push(elected);
// @ts-expect-error: there is no such action
recording.act({ type: 'kil', node: 'b1' });

interface Ball extends Kinds {
  setup: { readonly serves: boolean };
  state: number;
  message: { readonly ball: number };
  order: never;
  timer: null;
  fact: { readonly type: 'Hit' };
}
const protocol: Protocol<Ball> = {
  handle: (state, event, env, out) => {
    if (event.type === 'arrived') out.fact({ type: 'Hit' });
    // @ts-expect-error: that is no fact of this protocol
    out.fact({ type: 'Miss' });
    return (state ?? 0) + env.draw('x', 2);
  },
  sizeOf: ({ ball }) => ball,
  describeMessage: () => '',
  describeFact: ({ type }) => type,
  describeOrder: () => '',
  factOfCommand: () => undefined,
};
const game = simulate({ protocol, seed: 1, network: DEFAULT_NETWORK, nodes: [{ id: 'a', setup: { serves: true }, startAt: 0 }], script: [] });
game.node('a')?.state satisfies number | undefined;
game.fork().command({ type: 'kill', node: 'a' });

const player: TidemarkPlayer = document.createElement('tidemark-player');
player.addEventListener('tidemark-completed', ({ detail }) => detail.score.right satisfies number);
player.scenario = 'leader-failover';
void player.seek({ time: 12_000_000 });
`;

  const typed = /```ts\n\/\/ typed\.mts\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/library.md'), 'utf8'))![1]!;
  const NODE = `declare module 'node:fs' { export function readFileSync(file: URL, encoding: 'utf8'): string }
interface ImportMeta { resolve(name: string): string }`;

  test.each([
    ['node16', 'node16'],
    ['bundler', 'esnext'],
  ])('hold with moduleResolution %s, strict, libraries checked', (moduleResolution, module) => {
    const own = join(course, moduleResolution);
    mkdirSync(own);
    writeFileSync(join(own, 'consumer.mts'), CONSUMER);
    // As it is printed; Node's own types are not the package's business.
    writeFileSync(join(own, 'typed.mts'), typed);
    writeFileSync(join(own, 'node.d.ts'), NODE);
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      types: [],
      noEmit: true,
    };
    writeFileSync(
      join(own, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['consumer.mts', 'typed.mts', 'node.d.ts'] }),
    );
    const { status, said } = node([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', own]);
    expect(said).toBe('');
    expect(status).toBe(0);
  });
});
