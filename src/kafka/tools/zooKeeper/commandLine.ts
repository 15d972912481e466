/**
 * How the commands of the shell read their flags (org.apache.commons.cli.DefaultParser 1.4, for options of one letter), and
 * how a typed line falls into words (ZooKeeperMain.MyCommandOptions.parseCommand).
 */
import { CliException } from './cliException.ts';

/** A letter, or one followed by a colon where it takes a value. */
export type OptionLetters = readonly string[];

export interface CommandLine {
  /** Without flags; the command itself is the first. */
  readonly args: readonly string[];
  has(letter: string): boolean;
  valueOf(letter: string): string | undefined;
}

const NEGATIVE_NUMBER = /^-\d*\.?\d+$/;

export function parseCommandLine(letters: OptionLetters, words: readonly string[]): CommandLine {
  const found = new Map<string, string | undefined>();
  const args: string[] = [];
  const takesValue = (letter: string) => letters.includes(`${letter}:`);
  const isKnown = (letter: string) => letters.includes(letter) || takesValue(letter);
  let waiting: string | undefined;
  let onlyArgs = false;
  for (const word of words) {
    const isFlag = word.startsWith('-') && word.length > 1;
    if (onlyArgs) args.push(word);
    else if (word === '--') onlyArgs = true;
    else if (waiting !== undefined && (!isFlag || !isKnown(word[1]!) || NEGATIVE_NUMBER.test(word))) {
      found.set(waiting, word);
      waiting = undefined;
    } else if (isFlag) {
      if (waiting !== undefined) throw missingArgument(waiting);
      waiting = readFlag(word, { found, isKnown, takesValue });
    } else args.push(word);
  }
  if (waiting !== undefined) throw missingArgument(waiting);
  return { args, has: (letter) => found.has(letter), valueOf: (letter) => found.get(letter) };
}

interface Known {
  readonly found: Map<string, string | undefined>;
  isKnown(letter: string): boolean;
  takesValue(letter: string): boolean;
}

/** `-s`, `-sw`, `-v3`, `-v=3`; answers the letter that waits for its value. */
function readFlag(word: string, { found, isKnown, takesValue }: Known): string | undefined {
  const letters = word.slice(1);
  const [name, ...rest] = letters.split('=');
  if (rest.length > 0 && name!.length === 1 && takesValue(name!)) {
    found.set(name!, rest.join('='));
    return undefined;
  }
  for (let place = 0; place < letters.length; place++) {
    const letter = letters[place]!;
    if (!isKnown(letter)) throw unrecognized(place === 0 ? word : letters.slice(place));
    found.set(letter, undefined);
    if (!takesValue(letter)) continue;
    if (place === letters.length - 1) return letter;
    found.set(letter, letters.slice(place + 1));
    return undefined;
  }
  return undefined;
}

function unrecognized(word: string): CliException {
  return new CliException(`org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: ${word}`);
}

function missingArgument(letter: string): CliException {
  return new CliException(`org.apache.commons.cli.MissingArgumentException: Missing argument for option: ${letter}`);
}

/** Words, or what stands between two quotes of a kind. */
export function wordsOfLine(line: string): readonly string[] {
  const words = [...line.matchAll(/\s*([^"']\S*|"[^"]*"|'[^']*')\s*/g)].map(([, word]) => word!);
  return words.map((word) => (/^(['"]).*\1$/.test(word) ? word.slice(1, -1) : word));
}
