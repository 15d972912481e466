/**
 * `npm test`: everything, in the order in which a mistake is cheapest to find. Types, style, the core in Node, then the
 * page in a real browser. Does its own set-up; closes with one line, `N passed, N failed`.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './setup.mjs';

if (process.argv.includes('--rewrite-stories')) process.env.TIDEMARK_REWRITE_STORIES = '1';
const results = { passed: 0, failed: 0, skipped: 0 };
/** Told again at the end, where who reads a long log begins. */
const failures = [];
const started = Date.now();
const say = (text) => process.stdout.write(`${text}\n`);

await ensureDependencies();
const out = join('node_modules', '.cache', 'tidemark', 'test');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const bin = (name, file) => [process.execPath, join('node_modules', name, file)];

// Two at a time, each in one thread: several threads of a checker look at the same types again and again.
await Promise.all([
  types('node'),
  types('core')
    .then(() => types('app'))
    .then(() => check('style: biome', [...bin('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', '.'])),
]);
vitest('the core, in Node', 'vitest.config.ts');

if (!process.argv.includes('--no-browser')) {
  const browser = await ensureBrowser(say);
  if ('path' in browser) {
    await check('build: the page', [...bin('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn']);
    vitest('the page, in a browser', 'vitest.e2e.config.ts', { TIDEMARK_BROWSER: browser.path });
  } else {
    say(`\n${browser.missing} The end-to-end tests were skipped.`);
    results.skipped += 1;
  }
}

for (const failure of failures) say(`✗ ${failure}`);
say(`\n${Math.round((Date.now() - started) / 1000)} s`);
const skipped = results.skipped > 0 ? `, ${results.skipped} skipped` : '';
say(`${results.passed} passed, ${results.failed} failed${skipped}`);
process.exitCode = results.failed > 0 ? 1 : 0;

function types(project) {
  const tsc = bin('typescript', 'bin/tsc');
  return check(`types: tsconfig.${project}.json`, [...tsc, '-p', `tsconfig.${project}.json`, '--singleThreaded']);
}

/** One command that must succeed and say nothing worth saying. */
function check(name, [command, ...args]) {
  return new Promise((resolve) => {
    execFile(command, args, { encoding: 'utf8', maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      if (error === null) results.passed++;
      else {
        results.failed++;
        failures.push(name);
      }
      say(`${error === null ? '✓' : '✗'} ${name}`);
      if (error !== null) say(`${stdout}${stderr}`);
      resolve();
    });
  });
}

function vitest(name, config, env = {}) {
  say(`\n${name}`);
  const report = join(out, `${config}.json`);
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    results.passed += numPassedTests;
    results.failed += numFailedTests;
    results.skipped += numPendingTests + numTodoTests;
    for (const { name: file, status: ended, assertionResults } of testResults) {
      const failed = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName);
      if (ended === 'failed') failures.push(...(failed.length > 0 ? failed : ['']).map((test) => `${file} ${test}`));
    }
    // A file that could not be loaded has no tests to fail, and what fails after its test belongs to none.
    if (status !== 0 && numFailedTests === 0) {
      results.failed++;
      failures.push(`${name}: an error outside of every test`);
    }
  } catch {
    results.failed++;
    failures.push(name);
    say(`${name}: no report (exit ${status})`);
  }
}
