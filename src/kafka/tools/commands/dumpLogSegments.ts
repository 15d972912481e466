/**
 * kafka-dump-log (org.apache.kafka.tools.DumpLogSegments) on the files of the broker it runs beside: the segments of a
 * replica by any path that ends with `orders-0/00000000000000000000.log`.
 * *Simplified:* logs only: there are no indexes and snapshots to read.
 */
import { slice, vectorOf } from '../../../base/vector.ts';
import type { Files } from '../../../sim/protocol.ts';
import { dumpBatches } from '../../log/dumpLog.ts';
import { LOG_FILE, type StoredLog } from '../../log/logDirectory.ts';
import { type Command, checkRequiredArgs, maybePrintHelpOrVersion } from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { Thrown } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';

export function* dumpLogSegments(shell: Shell): Run<number> {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-dump-log'];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  checkRequiredArgs(command, 'files');
  const printDataLog = [
    'print-data-log',
    'offsets-decoder',
    'transaction-log-decoder',
    'value-decoder-class',
    'key-decoder-class',
  ].some((name) => options.has(name));
  const deepIteration = options.has('deep-iteration') || printDataLog;
  const dumpOptions = { deepIteration, printDataLog, skipRecordMetadata: options.has('skip-record-metadata') };
  for (const path of options.valueOf('files')!.split(',')) {
    shell.out(`Dumping ${path}`);
    const [, directory = '', base = '', suffix = ''] = /^(?:.*\/)?([^/]+)\/(\d+)(\.[^/]*)$/.exec(path) ?? [];
    if (suffix !== '.log') {
      if (/\.(index|timeindex|snapshot|txnindex|checkpoint)$/.test(path)) throw noSuchFile(path);
      shell.err(`Ignoring unknown file ${path}`);
      continue;
    }
    const stored = (shell.disk as Files)[directory]?.[LOG_FILE] as StoredLog | undefined;
    const place = stored?.segments.findIndex(({ baseOffset }) => baseOffset === Number(base)) ?? -1;
    if (stored === undefined || place < 0) throw noSuchFile(path);
    const end = stored.segments[place + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    const batches = slice(stored.batches ?? vectorOf([]), 0).filter(
      ({ baseOffset }) => baseOffset >= Number(base) && baseOffset < end,
    );
    shell.out(`Log starting offset: ${Number(base)}`);
    for (const line of dumpBatches(batches, dumpOptions)) shell.out(line);
  }
  return 0;
}

function noSuchFile(path: string): Thrown {
  return new Thrown('java.nio.file.NoSuchFileException', path);
}
