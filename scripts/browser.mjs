/**
 * Finds a Chromium-like browser, or installs one: Debian's package where we may, else Playwright's own build. Returns a
 * path, or a plain word on what was tried.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];

const ELSEWHERE = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ],
};

/**
 * Chromium hears only the last list of this kind: it is Playwright's own (pinned, its `chromiumSwitches`), and the pages
 * that the address bar of each new window loads for itself, which take as long as a page of ours.
 */
const DISABLED_FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** What Chromium needs to run quietly in a container and to look up nothing. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
];

export async function ensureBrowser(say) {
  const found = findBrowser() ?? (await playwrightBrowser());
  if (found !== undefined) return { path: found };
  const tried = ['looked for Chromium, Chrome and Edge'];
  if (platform() === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
    say('installing Debian’s chromium, this once');
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
    const installed = findBrowser();
    if (installed !== undefined) return { path: installed };
    tried.push('apt-get install chromium');
  }
  say('installing Playwright’s Chromium, this once');
  run(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']);
  const installed = await playwrightBrowser();
  if (installed !== undefined) return { path: installed };
  tried.push('playwright-core install chromium');
  return { missing: `no browser: ${tried.join('; ')}. Set TIDEMARK_BROWSER to the path of one.` };
}

function findBrowser() {
  const chosen = process.env.TIDEMARK_BROWSER ?? process.env.CHROME_PATH;
  if (chosen !== undefined && existsSync(chosen)) return chosen;
  for (const name of NAMES) {
    const path = onPath(name);
    if (path !== undefined) return path;
  }
  return (ELSEWHERE[platform()] ?? []).find((path) => existsSync(path));
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (folder !== '' && existsSync(path)) return path;
  }
  return undefined;
}

function run(command, args) {
  spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
