/** `tidemark migrate FILE …`: what of an older form a file has, and with --write the file in the form of today. */

import { migrated } from '../scenario/migrate/migrate.ts';
import { parseScenario } from '../scenario/parse.ts';
import { formatProblems } from '../scenario/problems.ts';
import { FORMAT_VERSION } from '../scenario/schema.ts';
import { EXIT } from './exit.ts';
import { readText } from './files.ts';
import { parseFlags, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { scenariosIn } from './test/folder.ts';
import { writeNewFile } from './writeFile.ts';

const FLAGS = { '--write': { takesValue: false } } as const;

export function migrate(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  if (flags.rest.length === 0) throw new UsageError('migrate needs a file or a folder');
  const isWritten = flags.values.has('--write');
  const output = new Output();
  const { files, refused } = scenariosIn(flags.rest);
  for (const { path, reason } of refused) complain(`tidemark: ${path} is refused: ${reason}`);
  let isBad = refused.length > 0;
  let old = 0;
  for (const file of files) {
    const text = readText(file);
    const result = parseScenario(text);
    if (!result.ok) {
      for (const line of formatProblems(file, result.problems)) complain(line);
      isBad = true;
      continue;
    }
    if (result.migrated.length === 0) continue;
    old++;
    for (const { line, column, message } of result.migrated) output.line(`${file}:${line}:${column}: ${message}`);
    if (isWritten) write(file, migrated(text).text);
  }
  const what = isWritten ? 'written in the form of today' : 'in an older form (--write rewrites them)';
  output.line(`${files.length} read, of format version ${FORMAT_VERSION} · ${old} ${what}`);
  output.flush();
  return isBad ? EXIT.badFile : EXIT.ok;
}

function write(file: string, text: string): void {
  // A file that would not open afterwards is not written.
  if (!parseScenario(text).ok) throw new UsageError(`${file} is left as it is: rewritten, it would not open`);
  writeNewFile(file, text, true);
}
