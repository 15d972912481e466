/** What a tool's program has of the process it runs in. */
import type { Micros } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaEnv, ToolSetup } from '../kinds.ts';
import { dateTimeText } from './dateTime.ts';
import type { Printer } from './printing.ts';
import type { Shell } from './program.ts';

export function shellOf(setup: ToolSetup, env: KafkaEnv, startedAt: Micros, disk: Files, printer: Printer): Shell {
  const shell: Shell = {
    self: env.self,
    args: setup.args,
    files: setup.files,
    disk,
    version: setup.version.name,
    now: startedAt,
    draw: (name, bound) => env.draw(`${name} ${env.self}`, bound),
    out: (line) => printer.write('out', `${line}\n`),
    err: (line) => printer.write('err', `${line}\n`),
    log(level, message, logger) {
      printer.write('err', `[${dateTimeText(shell.now)}] ${level} ${message} (${logger})\n`);
    },
    outRaw: (text) => printer.write('out', text),
    errRaw: (text) => printer.write('err', text),
  };
  return shell;
}
