/** Reading scenario files, bounded: whatever the path names, no more than a limit is read from it. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseScenario } from '../scenario/parse.ts';
import { didYouMean, formatProblems, type Problem } from '../scenario/problems.ts';
import { importRun, looksLikeRun, type RunFile } from '../scenario/runFile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { grouped, MAX_CHARACTERS } from '../scenario/yamlFile.ts';
import { UsageError } from './flags.ts';
import { complain } from './output.ts';

/** A character of UTF-8 has at most three bytes for each UTF-16 unit. */
const MAX_BYTES = MAX_CHARACTERS * 3;

/** The text of a file; throws what a person can read. */
export function readText(path: string): string {
  let file: number;
  try {
    // Without waiting: a pipe would have it wait for somebody who writes.
    file = openSync(path, constants.O_RDONLY | (isHandedOver(path) ? 0 : (constants.O_NONBLOCK ?? 0)));
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}${nearbyFile(path)}`);
  }
  try {
    const kind = fstatSync(file);
    if (!kind.isFile() && !isHandedOver(path)) {
      const what = kind.isDirectory() ? 'a folder' : 'no file (a pipe or a device)';
      throw new UsageError(`cannot read ${path}: it is ${what}`);
    }
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    for (;;) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      length += count;
      if (count === 0 || length === bytes.length) break;
    }
    if (length > MAX_BYTES)
      throw new UsageError(`${path}:1:1: the file has more than ${grouped(MAX_BYTES)} bytes; that is too large`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  } finally {
    closeSync(file);
  }
}

/** `<(kafka-topics --describe)`, `/dev/stdin`: a shell has opened it, and somebody writes. */
function isHandedOver(path: string): boolean {
  return /^\/dev\/(fd\/\d{1,4}|stdin)$/.test(path);
}

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'permission denied';
  return message;
}

/** `run leader-failover` is one suffix and one folder away. */
export function nearbyFile(path: string): string {
  for (const folder of ['scenarios', '.']) {
    try {
      const names = readdirSync(folder).filter(isScenarioFile);
      const exact = names.find((name) => name.replace(/\.ya?ml$/, '') === basename(path).replace(/\.ya?ml$/, ''));
      if (exact !== undefined) return `; did you mean ${join(folder, exact)}?`;
      const guess = didYouMean(basename(path), names);
      if (guess !== '') return guess;
    } catch {
      // No such folder: nothing to suggest from it.
    }
  }
  return '';
}

/** A scenario, or a run that was saved: its scenario, its seed, and what was done by hand. */
export interface ReadRun {
  readonly scenario: Scenario;
  readonly seed?: number;
  readonly commands?: RunFile['commands'];
}

/** Undefined after telling what is wrong with it. */
export function readRun(path: string): ReadRun | undefined {
  const text = readText(path);
  if (!looksLikeRun(text)) {
    const scenario = scenarioIn(path, text);
    return scenario === undefined ? undefined : { scenario };
  }
  const imported = importRun(text);
  if (imported.ok) return { scenario: imported.scenario, seed: imported.run.seed, commands: imported.run.commands };
  for (const problem of imported.problems) complain(`${path}: ${problem}`);
  return undefined;
}

/** Undefined after telling what is wrong with it. Warnings are told as well. */
export function readScenario(path: string): Scenario | undefined {
  return scenarioIn(path, readText(path));
}

/** Undefined after telling what is wrong with it. */
export function scenarioIn(path: string, text: string): Scenario | undefined {
  const result = parseScenario(text);
  if (!result.ok) {
    for (const line of formatProblems(path, result.problems)) complain(line);
    return undefined;
  }
  tellNotes(path, result);
  return result.scenario;
}

/** What is allowed and does nothing, and what was read in an older form than today's. */
export function tellNotes(
  path: string,
  { warnings, migrated }: { readonly warnings: readonly Problem[]; readonly migrated: readonly Problem[] },
): void {
  for (const line of formatProblems(path, migrated)) complain(line.replace(PLACE, '$1 note:'));
  for (const line of formatProblems(path, warnings)) complain(line.replace(PLACE, '$1 warning:'));
}

const PLACE = /^(.*?:\d+:\d+:)/;

function isScenarioFile(name: string): boolean {
  return /\.ya?ml$/.test(name);
}
