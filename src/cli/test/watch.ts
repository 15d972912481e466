/** `tidemark test --watch`: the files that change are tested again, until Ctrl-C. */
import { statSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { UsageError } from '../flags.ts';
import { complain, Output } from '../output.ts';

/** Looked at, not listened to: that is the same on every file system, over a network and in a container too. */
const LOOK_EVERY_MS = 300;

/** Ctrl-C ends it, and nothing else. */
export async function watched(
  files: () => readonly string[],
  testAgain: (changed: readonly string[]) => Promise<number>,
): Promise<number> {
  let known = stamps(files());
  await testAgain([...known.keys()]);
  say(`waiting for changes in ${known.size} ${known.size === 1 ? 'file' : 'files'}; Ctrl-C ends it`);
  for (;;) {
    await after(LOOK_EVERY_MS);
    const now = stamps(filesNow(files, [...known.keys()]));
    const changed = [...now].filter(([file, stamp]) => known.get(file) !== stamp).map(([file]) => file);
    known = now;
    if (changed.length === 0) continue;
    say(`\n${changed.join(', ')}`);
    await testAgain(changed);
  }
}

/** An editor that writes a file anew may have taken it away for a moment. */
function filesNow(files: () => readonly string[], before: readonly string[]): readonly string[] {
  try {
    return files();
  } catch (error) {
    if (error instanceof UsageError) return before;
    throw error;
  }
}

function stamps(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((file): [string, string][] => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? [] : [[file, `${found.mtimeMs} ${found.size}`]];
    }),
  );
}

function say(text: string): void {
  const output = new Output();
  output.line(text);
  output.flush();
  if (output.closed) {
    complain('tidemark: nobody reads any more');
    process.exit(0);
  }
}
