/** Writing what a command has made: never over something that is there, unless asked to. */
import { writeFileSync } from 'node:fs';
import { reasonOf } from './files.ts';
import { UsageError } from './flags.ts';

export function writeNewFile(path: string, text: string, isForced: boolean): void {
  try {
    writeFileSync(path, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`${path} is there already; --force writes over it`);
    }
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}
