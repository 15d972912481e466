/**
 * `npm run build -- [site|single|library|all]`: what can be put somewhere else.
 *
 *   site      dist/: a folder of static files for any host, under any path
 *   single    dist-single/tidemark.html: everything in one file; --scenario NAME: one lesson in one file; --shell: none
 *   library   the packages of the engine and the player
 *
 * Flags: `--scenario NAME`, `--out FOLDER`, `--no-offline` (a site that keeps nothing, and forgets what it kept),
 * `--address URL` (where the site will be: a page and an oEmbed answer for each scenario).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureDependencies, ROOT } from './setup.mjs';

const TARGETS = { site: buildSite, single: buildSingle, library: buildLibrary };

const { targets, scenario, out, address, isOffline, isShell } = readFlags(process.argv.slice(2));
await ensureDependencies();
for (const target of targets) await TARGETS[target]();

function readFlags(flags) {
  const read = {
    targets: [],
    scenario: undefined,
    out: undefined,
    address: undefined,
    isOffline: true,
    isShell: false,
  };
  for (let place = 0; place < flags.length; place++) {
    const flag = flags[place];
    if (flag === '--no-offline') read.isOffline = false;
    else if (flag === '--shell') read.isShell = true;
    else if (flag === '--scenario') read.scenario = flags[++place] ?? fail('--scenario needs a name.');
    else if (flag === '--out') read.out = resolve(flags[++place] ?? fail('--out needs a folder.'));
    else if (flag === '--address') read.address = addressOf(flags[++place]);
    else if (flag === 'all') read.targets.push(...Object.keys(TARGETS));
    else if (Object.hasOwn(TARGETS, flag)) read.targets.push(flag);
    else
      fail(
        `${flag} is not known here; there are ${Object.keys(TARGETS).join(', ')}, all; --scenario, --out, --address, --no-offline.`,
      );
  }
  if (read.targets.length === 0) read.targets.push('site');
  if (read.scenario !== undefined) {
    if (!read.targets.includes('single')) fail('--scenario is for single.');
    if (!/^[\w-]+$/.test(read.scenario) || !existsSync(join(ROOT, 'scenarios', `${read.scenario}.yaml`)))
      fail(`there is no scenario called ${read.scenario}.`);
  }
  if (read.address !== undefined && !read.targets.includes('site')) fail('--address is for site.');
  if (read.out !== undefined && read.targets.length > 1) fail('--out is for one target.');
  return read;
}

/** With a slash at its end. */
function addressOf(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.search + url.hash + url.username + url.password === '';
  if (!isPlain || !/^https?:$/.test(url.protocol))
    fail('--address needs where the site will be, such as https://tidemark.example/.');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function fail(message) {
  process.stderr.write(`tidemark: ${message}\n`);
  process.exit(2);
}

async function buildSite() {
  const folder = out ?? join(ROOT, 'dist');
  if (!isOffline) process.env.TIDEMARK_OFFLINE = '0';
  if (address !== undefined) process.env.TIDEMARK_ADDRESS = address;
  const { build } = await import('vite');
  const configFile = join(ROOT, 'vite.config.ts');
  await build({ root: ROOT, configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  // The types of the web component and of what it says, as in the package.
  const { declarationsOf } = await import('./library/declarations.mjs');
  writeFileSync(join(folder, 'tidemark-player.d.ts'), declarationsOf(['player']).player);
  say(folder, 'a folder of static files; put it anywhere');
  sizes(join(folder, 'tidemark-player.js'));
}

async function buildSingle() {
  const folder = out ?? join(ROOT, 'dist-single');
  if (scenario !== undefined) return packLesson(join(folder, `${scenario}.html`));
  process.env.TIDEMARK_OUT = folder;
  if (isShell) process.env.TIDEMARK_SHELL = '1';
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'scripts/site/single.config.ts'), logLevel: 'warn' });
  sizes(join(folder, isShell ? 'shell.html' : 'tidemark.html'));
}

/** The command line does it for any scenario. */
function packLesson(file) {
  mkdirSync(dirname(file), { recursive: true });
  const source = join(ROOT, 'scenarios', `${scenario}.yaml`);
  const args = [join(ROOT, 'scripts/tidemark.mjs'), 'package', source, '--html', '--out', file, '--force'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  sizes(file);
}

/** In a script of its own, where there is one. */
async function buildLibrary() {
  const script = new URL('./library.mjs', import.meta.url);
  if (!existsSync(script)) return process.stdout.write('library: nothing is built for it yet\n');
  await (await import(script.href)).buildLibrary(out);
}

function say(path, text) {
  process.stdout.write(`${relative(process.cwd(), path) || '.'}: ${text}\n`);
}

function sizes(file) {
  const packed = gzipSync(readFileSync(file), { level: 9 }).length;
  say(file, `${(statSync(file).size / 1000).toFixed(0)} kB, ${(packed / 1000).toFixed(1)} kB gzipped`);
}
