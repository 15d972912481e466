/** `tidemark package FILE`: one lesson for a learning management system, or in one file that opens from a folder. */
import { basename } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { quoted } from '../scenario/problems.ts';
import { looksLikeRun } from '../scenario/runFile.ts';
import { EXIT } from './exit.ts';
import { readText, scenarioIn } from './files.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { complain } from './output.ts';
import { lessonPage } from './package/lessonPage.ts';
import { cmi5, type Lesson, PAGE, scorm12, scorm2004 } from './package/manifests.ts';
import { shellPage } from './package/shell.ts';
import { checkNewFiles, writeNewFile } from './writeFile.ts';

const FLAGS = {
  '--scorm12': { takesValue: false },
  '--scorm2004': { takesValue: false },
  '--cmi5': { takesValue: false },
  '--html': { takesValue: false },
  '--out': { takesValue: true },
  '--lang': { takesValue: true },
  '--mastery': { takesValue: true },
  '--store': { takesValue: true, repeats: true },
  '--force': { takesValue: false },
} as const;

const KINDS = {
  '--scorm12': { reporting: 'scorm12', manifest: { name: 'imsmanifest.xml', of: scorm12 } },
  '--scorm2004': { reporting: 'scorm2004', manifest: { name: 'imsmanifest.xml', of: scorm2004 } },
  '--cmi5': { reporting: 'cmi5', manifest: { name: 'cmi5.xml', of: cmi5 } },
  '--html': { reporting: null, manifest: null },
} as const;

/** The first day that a ZIP file can name: the same lesson makes the same file. */
const NO_TIME = new Date(1980, 0, 1);

export function packageCommand(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const [file, ...more] = flags.rest;
  if (file === undefined || more.length > 0) throw new UsageError('package takes one scenario');
  const wanted = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((flag) => flags.values.has(flag));
  if (wanted.length !== 1) throw new UsageError(`package needs one of ${Object.keys(KINDS).join(', ')}`);
  const kind = KINDS[wanted[0]!];
  const out = single(flags, '--out');
  if (out === undefined) throw new UsageError('package needs --out FILE');
  const isForced = flags.values.has('--force');
  // Before anything is built.
  checkNewFiles([out], isForced);
  const language = languageOf(flags);
  const mastery = masteryOf(flags);
  const stores = storesOf(flags);
  if (mastery !== null && kind.manifest === null) throw new UsageError('--mastery is for packages that report a score');
  if (stores.length > 0 && kind.reporting !== 'cmi5') throw new UsageError('--store is for --cmi5');
  const text = readText(file);
  if (looksLikeRun(text)) throw new UsageError(`${file} is a saved run; a package holds a scenario`);
  const scenario = scenarioIn(file, text);
  if (scenario === undefined) return EXIT.badFile;
  if (kind.reporting !== null && scenario.lesson === undefined)
    throw new UsageError(`${file} has no lesson, so there is nothing to report; --html takes any scenario`);
  const shell = shellPage();
  if (shell === undefined) return EXIT.badFile;
  const lesson: Lesson = { name: nameOf(file), title: scenario.title, language: language ?? 'en', mastery };
  const page = lessonPage(shell, {
    name: lesson.name,
    title: scenario.title[lesson.language],
    text,
    language,
    reporting: kind.reporting,
    stores,
  });
  const content = kind.manifest === null ? strToU8(page) : zipped(kind.manifest.name, kind.manifest.of(lesson), page);
  writeNewFile(out, content, isForced);
  complain(`wrote ${out}: ${Math.round(content.length / 1_000)} kB`);
  return EXIT.ok;
}

function zipped(name: string, manifest: string, page: string): Uint8Array {
  return zipSync({ [name]: strToU8(manifest), [PAGE]: strToU8(page) }, { level: 9, mtime: NO_TIME });
}

/** Identifiers of manifests and addresses take few characters. */
function nameOf(file: string): string {
  const plain = basename(file)
    .replace(/\.[a-z]+$/i, '')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'lesson' : plain;
}

function languageOf(flags: Flags): 'en' | 'ko' | null {
  const language = single(flags, '--lang');
  if (language === undefined || language === 'en' || language === 'ko') return language ?? null;
  throw new UsageError(`--lang is en or ko, not ${quoted(language)}`);
}

function masteryOf(flags: Flags): number | null {
  const text = single(flags, '--mastery');
  if (text === undefined) return null;
  if (/^(?:0?\.\d{1,4}|1(?:\.0)?|0)$/.test(text)) return Number(text);
  throw new UsageError(`--mastery is a share from 0 to 1, such as 0.8, not ${quoted(text)}`);
}

/** They go into a policy: exact origins and nothing else. */
function storesOf(flags: Flags): readonly string[] {
  return (flags.values.get('--store') ?? []).map((text) => {
    try {
      const { origin, protocol } = new URL(text);
      if ((protocol === 'https:' || protocol === 'http:') && origin === text) return text;
    } catch {
      // Said below.
    }
    throw new UsageError(`--store is the origin of a learning record store, https://lrs.example, not ${quoted(text)}`);
  });
}
