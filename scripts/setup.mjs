/** Set-up that every command of the README does for itself: the right Node, and dependencies as the lock file has them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const LEAST_NODE = [20, 19];

/** Ends the process with a plain word when Node is too old: what comes next would fail with a riddle. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  stop(`Tidemark needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Installs the dependencies when some are missing or not of the version in the lock file. Says so on stderr. */
export async function ensureDependencies() {
  ensureNode();
  const reason = whyInstall();
  if (reason === undefined) return;
  process.stderr.write(`tidemark: ${reason}; installing them with npm ci, this once\n`);
  const [command, ...first] = npm();
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error, stderr, stdout } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  stop(`the dependencies could not be installed: ${error?.message ?? `npm ci ended with code ${status}`}.`);
}

/** The npm that runs us, if one does: there may be none on the path. */
function npm() {
  const own = process.env.npm_execpath;
  return own !== undefined && /npm-cli\.[cm]?js$/.test(own) && existsSync(own) ? [process.execPath, own] : ['npm'];
}

/** npm writes what it has installed beside the packages, in the same form as the lock file. */
function whyInstall() {
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'the dependencies are missing';
  for (const [path, { version, optional, peer, link }] of Object.entries(
    packagesIn(join(ROOT, 'package-lock.json')) ?? {},
  )) {
    if (path === '' || link === true) continue;
    const found = installed[path]?.version;
    // Optional packages are there for one platform and not for another.
    if (found === undefined && (optional === true || peer === true)) continue;
    if (found !== version)
      return `the dependencies are older than the lock file (${path.replace('node_modules/', '')})`;
  }
  return undefined;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function stop(message) {
  process.stderr.write(`tidemark: ${message}\n`);
  process.exit(2);
}
