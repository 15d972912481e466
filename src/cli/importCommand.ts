/** `tidemark import FILE…`: what Kafka's tools print of a real cluster, as a scenario. What is left out is listed. */
import { readSync } from 'node:fs';
import { clusterFromDescription, type FromCluster } from '../exchange/fromCluster/index.ts';
import { LONGEST_PASTE } from '../exchange/fromCluster/read.ts';
import { quoted } from '../scenario/problems.ts';
import { EXIT } from './exit.ts';
import { readText } from './files.ts';
import { parseFlags, single, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { writeNewFile } from './writeFile.ts';

const FLAGS = { '--out': { takesValue: true }, '--force': { takesValue: false } } as const;
const STDIN = 0;

export function importCommand(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const files = flags.rest.length === 0 && process.stdin.isTTY !== true ? ['-'] : flags.rest;
  if (files.length === 0) {
    throw new UsageError('import needs files with the output of kafka-topics --describe and other tools, or a pipe');
  }
  const text = files.map((file) => (file === '-' ? readPipe() : readText(file))).join('\n\n');
  const made = clusterFromDescription(text, { isRun: true });
  tell(made);
  if (made.scenario === '') return EXIT.badFile;
  const out = single(flags, '--out');
  if (out === undefined) {
    const output = new Output();
    output.line(made.scenario.trimEnd());
    output.flush();
    return EXIT.ok;
  }
  writeNewFile(out, made.scenario, flags.values.has('--force'));
  const compared = made.isCompared ? ', compared field by field with what its own tools print then' : '';
  complain(`wrote ${out}: at ${made.readyAtMs / 1000}s it stands as described${compared}`);
  return EXIT.ok;
}

/** A pipe may never end: one character more than is read is enough to say so. */
function readPipe(): string {
  const bytes = Buffer.alloc(LONGEST_PASTE * 3 + 1);
  let length = 0;
  for (;;) {
    const count = readSync(STDIN, bytes, length, bytes.length - length, null);
    length += count;
    if (count === 0 || length === bytes.length) return bytes.toString('utf8', 0, length);
  }
}

function tell({ carried, notCarried, problems }: FromCluster): void {
  for (const { kind, name, say } of carried) complain(`${kind} ${name}: ${say.en}`);
  if (notCarried.length > 0) complain('not carried over, or not as it was:');
  for (const { line, text, reason } of notCarried) {
    complain(`  ${line === 0 ? '' : `line ${line}: `}${quoted(text)}: ${reason.en}`);
  }
  for (const { en } of problems) complain(`tidemark: ${en}`);
}
