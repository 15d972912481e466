/** `tidemark export FILE`: a scenario for a real cluster, or the facts of its run for other programs. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Micros } from '../base/time.ts';
import { factTable, type Language } from '../exchange/factTable.ts';
import { shiVizLog } from '../exchange/shiViz.ts';
import { toCluster } from '../exchange/toCluster/index.ts';
import { Recording } from '../frame/recording.ts';
import { quoted } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { versionOf } from '../scenario/versionOf.ts';
import { factSentence } from '../views/factSentences.ts';
import { EXIT } from './exit.ts';
import { type ReadRun, readRun, reasonOf } from './files.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { onChosenKafka, seedOf, untilOf } from './runCommand.ts';
import { checkNewFiles, writeNewFile } from './writeFile.ts';

const FLAGS = {
  '--compose': { takesValue: true },
  '--facts': { takesValue: true },
  '--shiviz': { takesValue: false },
  '--from': { takesValue: true },
  '--until': { takesValue: true },
  '--lang': { takesValue: true },
  '--seed': { takesValue: true },
  '--protocol': { takesValue: true },
  '--version': { takesValue: true },
  '--era': { takesValue: true },
  '--out': { takesValue: true },
  '--force': { takesValue: false },
} as const;

const WHAT = ['--compose', '--facts', '--shiviz'] as const;

export function exportCommand(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const [file, ...more] = flags.rest;
  if (file === undefined || more.length > 0) throw new UsageError('export takes one scenario or saved run');
  const wanted = WHAT.filter((flag) => flags.values.has(flag));
  if (wanted.length !== 1) throw new UsageError('export needs one of --compose DIR, --facts csv|json and --shiviz');
  const format = single(flags, '--facts');
  if (format !== undefined && format !== 'csv' && format !== 'json') {
    throw new UsageError(`--facts is csv or json, not ${quoted(format)}`);
  }
  const language = languageOf(flags);
  const span = { from: untilOf(single(flags, '--from'), '--from'), until: untilOf(single(flags, '--until')) };
  const seed = seedOf(single(flags, '--seed'));
  const read = readRun(file);
  if (read === undefined) return EXIT.badFile;
  const scenario = onChosenKafka(file, read, flags);
  if (scenario === undefined) return EXIT.badFile;
  const name = basename(file).replace(/\.[a-z]+$/, '');
  if (wanted[0] === '--compose') return compose(scenario, name, read, flags);
  const recording = recorded(scenario, read, seed, span.until);
  const said = { language, sentence: factSentence, ...span };
  const run = { name, seed: seed ?? read.seed ?? scenario.seed ?? 1, version: versionOf(scenario).name };
  const made = format === undefined ? shiVizLog(recording, said) : factTable(recording.facts, { ...said, format, run });
  if (made.isCut) complain('tidemark: there were more than fit; --from and --until take a part');
  write(made.text, flags);
  return EXIT.ok;
}

function languageOf(flags: Flags): Language {
  const language = single(flags, '--lang') ?? 'en';
  if (language === 'en' || language === 'ko') return language;
  throw new UsageError(`--lang is en or ko, not ${quoted(language)}`);
}

function recorded(
  scenario: Scenario,
  { seed: saved, commands }: ReadRun,
  seed: number | undefined,
  until: Micros | undefined,
): Recording {
  const chosen = seed ?? saved;
  const recording = Recording.start(toWorld(scenario, chosen === undefined ? {} : { seed: chosen }), commands ?? []);
  recording.toTime(Math.min(until ?? scenario.until, scenario.until), () => false);
  return recording;
}

function write(text: string, flags: Flags): void {
  const out = single(flags, '--out');
  if (out !== undefined) {
    writeNewFile(out, text, flags.values.has('--force'));
    return;
  }
  const output = new Output();
  // It ends with a line break of its own kind.
  output.line(text.slice(0, -1));
  output.flush();
}

function compose(scenario: Scenario, name: string, { commands }: ReadRun, flags: Flags): number {
  const folder = single(flags, '--compose')!;
  const { files, cannot } = toCluster(scenario, { name, byHand: (commands?.length ?? 0) > 0 });
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot make ${folder}: ${reasonOf(error)}`);
  }
  const isForced = flags.values.has('--force');
  checkNewFiles(
    files.map((file) => join(folder, file.name)),
    isForced,
  );
  for (const file of files) writeNewFile(join(folder, file.name), file.text, isForced);
  complain(`wrote ${files.map((file) => join(folder, file.name)).join(', ')}`);
  complain('cannot be done there, or not so:');
  for (const { what, reason } of cannot) complain(`  ${quoted(what)}: ${reason.en}`);
  return EXIT.ok;
}
