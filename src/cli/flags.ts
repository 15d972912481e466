/** Flags of one command: known ones, with or without a value; anything else is a mistake with a suggestion. */
import { didYouMean, listed } from '../scenario/problems.ts';

export interface FlagKind {
  readonly takesValue: boolean;
  readonly repeats?: boolean;
}

export interface Flags {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Everything that is not a flag. */
  readonly rest: readonly string[];
}

/** A mistake of whoever typed the command. */
export class UsageError extends Error {}

export function parseFlags(args: readonly string[], kinds: Readonly<Record<string, FlagKind>>): Flags {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let place = 0; place < args.length; place++) {
    const arg = args[place]!;
    if (arg === '--') {
      rest.push(...args.slice(place + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      rest.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw new UsageError(`unknown flag ${name}${nearestFlag(name, Object.keys(kinds))}`);
    const given = values.get(name) ?? [];
    if (given.length > 0 && kind.repeats !== true) throw new UsageError(`${name} is there twice`);
    if (!kind.takesValue) {
      if (equals >= 0) throw new UsageError(`${name} takes no value`);
      values.set(name, ['']);
      continue;
    }
    const value = equals < 0 ? args[++place] : arg.slice(equals + 1);
    if (value === undefined || (equals < 0 && value.startsWith('--'))) throw new UsageError(`${name} needs a value`);
    values.set(name, [...given, value]);
  }
  return { values, rest };
}

/** Where none is near, all that there are. */
function nearestFlag(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known);
  return near !== '' || known.length === 0 ? near : `; there is ${listed(known)}`;
}

export function single(flags: Flags, name: string): string | undefined {
  return flags.values.get(name)?.[0];
}
