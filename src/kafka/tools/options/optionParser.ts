/**
 * Flags as Kafka's tools read them (joptsimple.OptionParser of jopt-simple 5.0.4): long options with `--name value` or
 * `--name=value`, no abbreviations (CommandDefaultOptions), a required argument that takes whatever comes next, an optional
 * one that does not take another option. Values are converted when they are asked for, as there.
 */
import { Thrown } from './thrown.ts';

export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  /** Absent: a flag without a value. */
  readonly argument?: {
    readonly optional?: true;
    readonly describedAs?: string;
    /** Absent: String. */
    readonly type?: string;
    readonly defaults?: readonly string[];
    /** withValuesSeparatedBy */
    readonly separator?: string;
  };
  /** Marked `*` in the help; missing it is an error of the parser's own. */
  readonly required?: true;
  /** availableIf: only together with one of these. */
  readonly availableIf?: readonly string[];
}

export interface OptionSet {
  has(name: string): boolean;
  /** Null when it was not given and has no default. Throws when it was given more than once. */
  valueOf(name: string): string | null;
  intOf(name: string): number | null;
  valuesOf(name: string): readonly string[];
  readonly nonOptionArguments: readonly string[];
}

export function optionException(kind: string, message: string): Thrown {
  return new Thrown(`joptsimple.${kind}`, message);
}

export function isOptionException(error: unknown): error is Thrown {
  return error instanceof Thrown && error.javaClass.startsWith('joptsimple.');
}

export function parseOptions(specs: readonly OptionSpec[], args: readonly string[]): OptionSet {
  const detected = new Map<string, string[]>();
  const nonOptionArguments: string[] = [];
  let place = 0;
  const specOf = (name: string): OptionSpec | undefined => specs.find((spec) => spec.name === name);
  const add = (spec: OptionSpec, values: readonly string[]): void => {
    detected.set(spec.name, [...(detected.get(spec.name) ?? []), ...values]);
  };

  function handle(spec: OptionSpec, given: string): void {
    const { argument } = spec;
    if (argument === undefined) add(spec, []);
    else if (given !== '') add(spec, separated(argument.separator, given));
    else if (argument.optional === true) {
      const next = args[place];
      if (next === undefined || looksLikeAnOption(next)) add(spec, []);
      else {
        place++;
        add(spec, separated(argument.separator, next));
      }
    } else {
      const next = args[place];
      if (next === undefined) {
        throw optionException('OptionMissingRequiredArgumentException', `Option ${spec.name} requires an argument`);
      }
      place++;
      add(spec, separated(argument.separator, next));
    }
  }

  while (place < args.length) {
    const arg = args[place++]!;
    if (arg === '--') {
      nonOptionArguments.push(...args.slice(place));
      break;
    }
    if (!looksLikeAnOption(arg)) {
      nonOptionArguments.push(arg);
      continue;
    }
    const isLong = arg.startsWith('--');
    const { key, value } = keyValue(arg.slice(isLong ? 2 : 1));
    const spec = specOf(key);
    if (spec !== undefined) handle(spec, value);
    else {
      const unknown = isLong ? key : arg.slice(1, 2);
      throw optionException('UnrecognizedOptionException', `${unknown} is not a recognized option`);
    }
  }
  const wantsHelp = detected.has('help') || detected.has('version');
  const missing = specs.filter(({ name, required }) => required === true && !detected.has(name));
  if (!wantsHelp && missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw optionException('MissingRequiredOptionsException', `Missing required option(s) [${names}]`);
  }
  const unavailable = specs.filter(
    ({ name, availableIf }) => detected.has(name) && availableIf?.some((other) => detected.has(other)) === false,
  );
  if (unavailable.length > 0) {
    const names = unavailable.map(({ name }) => name).join(', ');
    const message = `Option(s) [${names}] are unavailable given other options on the command line`;
    throw optionException('UnavailableOptionException', message);
  }
  return optionSet(specs, detected, nonOptionArguments);
}

function looksLikeAnOption(arg: string): boolean {
  return arg.startsWith('-') && arg !== '-';
}

function keyValue(text: string): { readonly key: string; readonly value: string } {
  const equals = text.indexOf('=');
  return equals < 0 ? { key: text, value: '' } : { key: text.slice(0, equals), value: text.slice(equals + 1) };
}

function separated(separator: string | undefined, text: string): readonly string[] {
  return separator === undefined ? [text] : text.split(separator).filter((part) => part !== '');
}

const INTEGERS: Readonly<Record<string, readonly [number, number]>> = {
  Integer: [-2147483648, 2147483647],
  Long: [-9007199254740991, 9007199254740991],
};

function optionSet(
  specs: readonly OptionSpec[],
  detected: ReadonlyMap<string, readonly string[]>,
  nonOptionArguments: readonly string[],
): OptionSet {
  const argumentOf = (name: string) => specs.find((spec) => spec.name === name)?.argument;
  const valuesOf = (name: string): readonly string[] => {
    const given = detected.get(name) ?? [];
    return given.length > 0 ? given : (argumentOf(name)?.defaults ?? []);
  };
  const single = (name: string): string | null => {
    const values = valuesOf(name);
    if (values.length > 1) {
      const message = `Found multiple arguments for option ${name}, but you asked for only one`;
      throw optionException('MultipleArgumentsForOptionException', message);
    }
    return values[0] ?? null;
  };
  const intOf = (name: string): number | null => {
    const value = single(name);
    if (value === null) return null;
    const [least, most] = INTEGERS[argumentOf(name)?.type ?? 'Long'] ?? INTEGERS.Long!;
    const number = /^[+-]?\d{1,19}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    const message = `Cannot parse argument '${value}' of option ${name}`;
    throw optionException('OptionArgumentConversionException', message);
  };
  return { has: (name) => detected.has(name), valueOf: single, intOf, valuesOf, nonOptionArguments };
}
