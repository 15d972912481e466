/** `tidemark test [FILE or FOLDER …]`: runs every scenario under its seeds, judges its lesson, and tells what failed. */

import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { verbatim } from '../base/says.ts';
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { lintLesson } from '../scenario/lesson/lint.ts';
import { parseScenario } from '../scenario/parse.ts';
import { didYouMean, formatProblems, listed, type Problem, problem, quoted } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { EXIT } from './exit.ts';
import { readText, tellNotes } from './files.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { jobsOfThisMachine } from './fuzzJobs.ts';
import { complain, Output } from './output.ts';
import { seedOf } from './runCommand.ts';
import { annotationLines, isInActions } from './test/annotations.ts';
import { scenariosIn } from './test/folder.ts';
import { type GatheredRow, gathered } from './test/gather.ts';
import { junitReport } from './test/junit.ts';
import { detailLines, tableLines } from './test/lines.ts';
import { linkerOf, pageAddress } from './test/pageLink.ts';
import { notJudged, type Row, rowsOf, type SeedChoice, unitsOf, type VersionChoice } from './test/plan.ts';
import { codeOf, counted, type FileReport, jsonReport } from './test/report.ts';
import { watched } from './test/watch.ts';
import { answerUnits, doUnits, WORKER_FLAG } from './test/workers.ts';
import { wholeNumberOf } from './wholeNumber.ts';
import { writeNewFile } from './writeFile.ts';

const TEST_FLAGS = {
  '--seeds': { takesValue: true },
  '--from': { takesValue: true },
  '--seed': { takesValue: true },
  '--versions': { takesValue: true },
  '--only': { takesValue: true },
  '--jobs': { takesValue: true },
  '--junit': { takesValue: true },
  '--json': { takesValue: true },
  '--page': { takesValue: true },
  '--watch': { takesValue: false },
} as const;

const MOST_SEEDS = 10_000;
const LARGEST_SEED = 2_147_483_647 - MOST_SEEDS;
const MOST_JOBS = 64;
/** What has not been tested is named up to here; the JSON report has all. */
const SHOWN_NOT_TESTED = 12;

export async function test(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === WORKER_FLAG) {
    await answerUnits();
    return EXIT.ok;
  }
  const flags = parseFlags(args, TEST_FLAGS);
  const choice = seedChoice(flags);
  const versions = versionChoice(single(flags, '--versions'));
  const jobs = wholeNumberOf(single(flags, '--jobs'), '--jobs', 1, MOST_JOBS) ?? jobsOfThisMachine();
  const [junit, json] = [single(flags, '--junit'), single(flags, '--json')];
  const page = single(flags, '--page');
  const how: How = { choice, versions, jobs, page: page === undefined ? '' : pageAddress(page) };
  const { files, notTested, refused } = chosenFiles(flags);
  if (flags.values.has('--watch')) {
    if (junit !== undefined || json !== undefined) throw new UsageError('--watch writes no reports');
    return watched(
      () => chosenFiles(flags).files,
      (changed) => testAndTell(changed, how),
    );
  }
  for (const path of [junit, json]) if (path !== undefined) refuseToHarm(path, files);
  for (const { path, reason } of refused) complain(`tidemark: ${path} is refused: ${reason}`);
  tellNotTested(notTested);
  const reports = await tested(files.map(readOne), how);
  const code = refused.length > 0 ? EXIT.badFile : codeOf(reports);
  // With the report on stdout, the table is for whoever looks on.
  if (json !== '-') tell(reports);
  if (isInActions()) for (const line of annotationLines(reports)) json === '-' ? complain(line) : put(line);
  if (json === '-') put(jsonReport(reports, [...notTested, ...refused], code));
  else if (json !== undefined) write(json, jsonReport(reports, [...notTested, ...refused], code));
  if (junit !== undefined) write(junit, junitReport(reports));
  return code;
}

// ---- what is asked for -----------------------------------------------------------------------------------------------

function seedChoice(flags: Flags): SeedChoice {
  const seed = seedOf(single(flags, '--seed'));
  const count = wholeNumberOf(single(flags, '--seeds'), '--seeds', 0, MOST_SEEDS);
  const from = wholeNumberOf(single(flags, '--from'), '--from', 0, LARGEST_SEED);
  if (seed !== undefined && (count ?? from) !== undefined) {
    throw new UsageError('--seed is one seed: it does not go with --seeds or --from');
  }
  if (from !== undefined && count === undefined) throw new UsageError('--from goes with --seeds');
  if (seed !== undefined) return { kind: 'one', seed };
  return count === undefined || count === 0 ? { kind: 'own' } : { kind: 'many', count, from: from ?? 1 };
}

function versionChoice(text: string | undefined): VersionChoice {
  if (text === undefined) return 'own';
  if (text === 'all') return 'all';
  const names = text.split(',').map((name) => name.trim());
  const known = KAFKA_VERSIONS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  const instead = didYouMean(unknown, known) || `; there is ${listed(known)}, or all`;
  throw new UsageError(`--versions: there is no version ${quoted(unknown)}${instead}`);
}

function chosenFiles(flags: Flags) {
  const asked = flags.rest.length > 0 ? flags.rest : [existsSync('scenarios') ? 'scenarios' : '.'];
  const found = scenariosIn(asked);
  const only = single(flags, '--only');
  if (only === undefined) return found;
  const files = found.files.filter((file) => file.includes(only));
  if (files.length === 0)
    throw new UsageError(`none of ${found.files.length} scenarios has ${quoted(only)} in its path`);
  return { ...found, files, notTested: [] };
}

/** A report may be written over a report, and over nothing else. */
function refuseToHarm(path: string, files: readonly string[]): void {
  if (path === '-') return;
  if (/\.ya?ml$/i.test(path) || files.includes(path)) {
    throw new UsageError(`${path} is no place for a report: it would be written over a scenario`);
  }
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`cannot write ${path}: there is no folder ${folder}`);
  }
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`cannot write ${path}: it is a folder`);
}

function tellNotTested(notTested: readonly { readonly path: string; readonly reason: string }[]): void {
  for (const { path, reason } of notTested.slice(0, SHOWN_NOT_TESTED)) {
    complain(`tidemark: not tested: ${path} (${reason})`);
  }
  const more = notTested.length - SHOWN_NOT_TESTED;
  if (more > 0) complain(`tidemark: not tested: ${more} more files that are no scenarios`);
}

// ---- the work --------------------------------------------------------------------------------------------------------

interface ReadFile {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  readonly scenario: Scenario | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

function readOne(file: string): ReadFile {
  const name = basename(file).replace(/\.ya?ml$/i, '');
  const bad = (problems: readonly Problem[]) => ({ file, name, text: '', scenario: undefined, problems, warnings: [] });
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`tidemark: ${error.message}`);
    return bad([problem({ line: 0, column: 0 }, verbatim(error.message))]);
  }
  const result = parseScenario(text);
  if (!result.ok) {
    for (const line of formatProblems(file, result.problems)) complain(line);
    return bad(result.problems);
  }
  const { scenario, warnings } = result;
  tellNotes(file, result);
  return { file, name, text, scenario, problems: [], warnings };
}

interface How {
  readonly choice: SeedChoice;
  readonly versions: VersionChoice;
  readonly jobs: number;
  /** The address of a page, for links; empty: none. */
  readonly page: string;
}

async function testAndTell(files: readonly string[], how: How): Promise<number> {
  const reports = await tested(files.map(readOne), how);
  tell(reports);
  return codeOf(reports);
}

async function tested(
  files: readonly ReadFile[],
  { choice, versions, jobs, page }: How,
): Promise<readonly FileReport[]> {
  const planned = files.flatMap((read, place) => {
    const rows: readonly Row[] = read.scenario === undefined ? [] : rowsOf(read.name, read.scenario, choice, versions);
    const linker = read.scenario === undefined ? () => null : linkerOf(page, read.name, read.text, read.scenario);
    return rows.map((row) => ({ place, row, linker, units: unitsOf(read.file, read.text, row) }));
  });
  const units = planned.flatMap((one) => one.units);
  const progress = new TestProgress(units.length);
  const answers = await doUnits(units, jobs, (done) => progress.show(done));
  progress.clear();
  const rows = new Map<number, GatheredRow[]>();
  let next = 0;
  for (const { place, row, linker, units: own } of planned) {
    const done = own.map((unit, nth) => ({ unit, answer: answers[next + nth]! }));
    next += own.length;
    rows.set(place, [...(rows.get(place) ?? []), gathered(row, done, linker)]);
  }
  return files.map(({ file, name, scenario, problems, warnings }, place) => {
    const advice = scenario === undefined ? [] : [...lintLesson(scenario), ...notJudged(scenario, versions)];
    return { file, name, problems, warnings, rows: rows.get(place) ?? [], advice };
  });
}

/** For whoever watches a test that takes a while: how many of its runs are done. */
class TestProgress {
  readonly #all: number;
  readonly #watched = process.stderr.isTTY === true;
  #next = Date.now() + 1_000;

  constructor(all: number) {
    this.#all = all;
  }

  show(done: number): void {
    const now = Date.now();
    if (!this.#watched || now < this.#next || done === this.#all) return;
    this.#next = now + 200;
    process.stderr.write(`\r\x1b[K${done} of ${this.#all} runs`);
  }

  clear(): void {
    if (this.#watched) process.stderr.write('\r\x1b[K');
  }
}

// ---- what is told ----------------------------------------------------------------------------------------------------

function tell(reports: readonly FileReport[]): void {
  const output = new Output();
  for (const line of tableLines(reports)) output.line(line);
  for (const report of reports) for (const line of detailLines(report)) output.line(line);
  const { passed, failed } = counted(reports);
  output.line('');
  output.line(`${passed} passed, ${failed} failed`);
  output.flush();
}

function put(text: string): void {
  const output = new Output();
  output.line(text.trimEnd());
  output.flush();
}

function write(path: string, text: string): void {
  // A report of before is written over, as the next run of a pipeline does.
  writeNewFile(path, text, true);
}
