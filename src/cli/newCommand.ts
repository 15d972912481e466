/** `tidemark new NAME`: a scenario to begin from. */
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { didYouMean, listed, quoted } from '../scenario/problems.ts';
import {
  fileOf,
  TEMPLATES,
  type TemplateLanguage,
  templateNamed,
  USUAL_TEMPLATE,
} from '../scenario/templates/index.ts';
import { EXIT } from './exit.ts';
import { parseFlags, single, UsageError } from './flags.ts';
import { Output } from './output.ts';
import { quotedForShell } from './playCommand.ts';
import { writeNewFile } from './writeFile.ts';

const FLAGS = {
  '--template': { takesValue: true },
  '--lang': { takesValue: true },
  '--title': { takesValue: true },
  '--list': { takesValue: false },
  '--force': { takesValue: false },
} as const;

const LANGUAGES: readonly TemplateLanguage[] = ['en', 'ko'];
const LONGEST_TITLE = 120;

export function newCommand(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const output = new Output();
  if (flags.values.has('--list')) {
    if (flags.rest.length > 0) throw new UsageError(`--list takes no name: unexpected ${quoted(flags.rest[0])}`);
    for (const line of listLines()) output.line(line);
    output.flush();
    return EXIT.ok;
  }
  const [name, ...more] = flags.rest;
  if (name === undefined)
    throw new UsageError('new needs a name, such as my-first-scenario (tidemark new --list shows the templates)');
  if (more.length > 0) throw new UsageError(`new takes one name, not ${flags.rest.length}`);
  const template = templateOf(single(flags, '--template'));
  const path = pathOf(name);
  const title = titleOf(single(flags, '--title'));
  const languages = languagesOf(single(flags, '--lang'));
  write(path, fileOf(template, { languages, ...title }), flags.values.has('--force'));
  const file = quotedForShell(path);
  output.line(`${path} is written, from the template ${template.name}. Next:`);
  output.line(`  tidemark run ${file}       # every fact, then the verdict on each expectation`);
  output.line(`  tidemark lint ${file}      # what is legal and could be better`);
  output.line(`  tidemark test ${file} --seeds 10`);
  output.flush();
  return EXIT.ok;
}

function listLines(): readonly string[] {
  const width = Math.max(...TEMPLATES.map(({ name }) => name.length));
  return TEMPLATES.map(
    ({ name, summary }) =>
      `${name.padEnd(width)}  ${summary.en}${name === USUAL_TEMPLATE.name ? ' (taken when none is named)' : ''}`,
  );
}

function templateOf(name: string | undefined) {
  if (name === undefined) return USUAL_TEMPLATE;
  const template = templateNamed(name);
  if (template !== undefined) return template;
  const names = TEMPLATES.map((one) => one.name);
  throw new UsageError(
    `there is no template ${quoted(name)}${didYouMean(name, names) || `; there is ${listed(names)}`}`,
  );
}

/** A name without an ending becomes a file with one, where it was named: nothing else is guessed. */
function pathOf(name: string): string {
  const file = basename(name);
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(file)) {
    throw new UsageError(`${quoted(name)} is no name for a file: letters, digits, dots, dashes and underscores`);
  }
  return /\.ya?ml$/i.test(file) ? name : join(dirname(name), `${file}.yaml`);
}

/** Without one the template's own, which is in each language. */
function titleOf(given: string | undefined): { readonly title?: string } {
  if (given === undefined) return {};
  const title = given.trim();
  if (title !== '' && title.length <= LONGEST_TITLE) return { title };
  throw new UsageError(`--title must be a text of at most ${LONGEST_TITLE} characters that is not empty`);
}

function languagesOf(text: string | undefined): readonly TemplateLanguage[] {
  if (text === undefined) return LANGUAGES;
  const named = text.split(',').map((one) => one.trim());
  const languages = named.filter((one): one is TemplateLanguage => (LANGUAGES as readonly string[]).includes(one));
  if (languages.length === named.length && new Set(named).size === named.length) return languages;
  throw new UsageError(`--lang is en, ko, or en,ko, not ${quoted(text)}`);
}

function write(path: string, text: string, isForced: boolean): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`);
  }
  writeNewFile(path, text, isForced);
}
