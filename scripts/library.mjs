/**
 * The package: `npm run build -- library` makes dist-library/, which can be published or packed as it stands.
 *
 * What the engine needs (yaml, zod, pako) is inside and not declared: a run is the same to the bit, and the compressed
 * size of a batch or the reading of a file is part of the run; a lock file elsewhere may not decide over it. Their licences
 * are in THIRD-PARTY-LICENSES.txt. The code is not minified: people step through it.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { declarationsOf } from './library/declarations.mjs';
import { ROOT } from './setup.mjs';

const ENTRIES = ['engine', 'scenario', 'player'];
/** Rooms that stand in a file of their own, lowest first. */
const PARTS = [
  { name: 'dependencies', test: /[\\/]node_modules[\\/]/, priority: 4 },
  { name: 'simulator', test: /[\\/]src[\\/](?:base|sim|record)[\\/]/, priority: 3 },
  { name: 'kafka', test: /[\\/]src[\\/](?:kafka|check)[\\/]/, priority: 2 },
  { name: 'cluster', test: /[\\/]src[\\/](?:properties|scenario|frame|lesson|exchange|console)[\\/]/, priority: 1 },
];

export async function buildLibrary(out = join(ROOT, 'dist-library')) {
  refuseToHarm(out);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'bin'), { recursive: true });
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(packageFile(), null, 2)}\n`);
  const packages = await writeCode(out);
  for (const [name, text] of Object.entries(declarationsOf(ENTRIES))) writeFileSync(join(out, `${name}.d.ts`), text);
  writeFileSync(join(out, 'bin', 'tidemark.js'), BIN);
  chmodSync(join(out, 'bin', 'tidemark.js'), 0o755);
  writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), licences(packages));
  writeFileSync(join(out, 'README.md'), README);
  cpSync(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
  cpSync(join(ROOT, 'schema'), join(out, 'schema'), { recursive: true });
  cpSync(join(ROOT, 'scenarios'), join(out, 'scenarios'), { recursive: true });
  const isText = (name) => name.endsWith('.md');
  for (const name of readdirSync(join(ROOT, 'docs')).filter(isText)) {
    cpSync(join(ROOT, 'docs', name), join(out, 'docs', name), { recursive: true });
  }
  // The documentation speaks of them.
  cpSync(join(ROOT, 'examples'), join(out, 'examples'), { recursive: true });
  cpSync(join(ROOT, 'CHANGELOG.md'), join(out, 'CHANGELOG.md'));
  const files = readdirSync(out, { recursive: true }).map((name) => statSync(join(out, name)));
  const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  const where = relative(process.cwd(), out) || '.';
  process.stdout.write(`${where}: the package, ${(bytes / 1e6).toFixed(1)} MB; npm pack ${where} makes a tarball\n`);
}

/** The folder is emptied: it must be new, or one of ours. */
function refuseToHarm(out) {
  if (!existsSync(out) || readdirSync(out).length === 0) return;
  const file = join(out, 'package.json');
  const isOurs = existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).exports?.['./scenario'] !== undefined;
  if (isOurs) return;
  process.stderr.write(`tidemark: ${out} holds something else; the package wants a folder of its own\n`);
  process.exit(2);
}

/** Says which packages are inside. */
async function writeCode(out) {
  const { rolldown } = await import('rolldown');
  const input = Object.fromEntries(ENTRIES.map((name) => [name, join(ROOT, `src/library/${name}.ts`)]));
  const bundle = await rolldown({
    input: { ...input, cli: join(ROOT, 'src/cli/main.ts') },
    platform: 'neutral',
    external: /^node:/,
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'module', 'default'] },
    logLevel: 'silent',
  });
  const { output } = await bundle.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name].js',
    codeSplitting: { groups: PARTS },
  });
  await bundle.close();
  const packages = new Set();
  for (const { moduleIds = [] } of output) {
    for (const id of moduleIds) {
      const [, name] = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
      if (name !== undefined) packages.add(name);
    }
  }
  return [...packages].sort();
}

function packageFile() {
  const { name, version, description, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const entry = (file) => ({ types: `./${file}.d.ts`, default: `./${file}.js` });
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { tidemark: 'bin/tidemark.js' },
    types: './scenario.d.ts',
    exports: {
      '.': entry('scenario'),
      './engine': entry('engine'),
      './scenario': entry('scenario'),
      './player': entry('player'),
      './scenarios/*': './scenarios/*',
      './schema': './schema/scenario.schema.json',
      './package.json': './package.json',
    },
    // Importing the player defines its element.
    sideEffects: ['./player.js', './bin/tidemark.js'],
  };
}

function licences(packages) {
  const parts = packages.map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence to hand on`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `Inside this package:\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

const BIN = `#!/usr/bin/env node
import { main } from '../cli.js';

process.exitCode = await main(process.argv.slice(2));
`;

const README = `# Tidemark

Apache Kafka under glass: a deterministic, rewindable simulator of a whole Kafka cluster, as a library and a command.

\`\`\`js
import { readScenario, runScenario } from 'tidemark/scenario';

const run = runScenario(readScenario(text), { seed: 7 });
console.log(run.ok, run.factsOf('LeaderElected').length);
\`\`\`

| entry | what it is |
|---|---|
| \`tidemark/scenario\`, and \`tidemark\` | scenarios of Kafka: read, run, judge, record, sweep seeds |
| \`tidemark/engine\` | the simulator alone, for a protocol of your own |
| \`tidemark/player\` | the web component \`<tidemark-player>\` |
| \`tidemark/scenarios/NAME.yaml\`, \`tidemark/schema\` | the scenarios that come with it; the JSON schema of the format |
| \`npx tidemark --help\` | the command: run, test, lint, export … |

ES modules with types for Node 20.19, 22, 24 and bundlers, without dependencies. [docs/library.md](docs/library.md) has the
rest, with programs to copy; [docs/scenario-format.md](docs/scenario-format.md) the format. Apache Kafka is a trademark of the
Apache Software Foundation, which has no part in this.
`;
