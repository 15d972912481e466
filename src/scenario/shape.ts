/** Problems of shape: what the schema found wrong, said in the words of the file, each at its key or value. */
import type { z } from 'zod';
import { NOTHING, type Says } from '../base/says.ts';
import { durationHint } from './duration.ts';
import { isQuotedNumber, keyMeant, releaseMeant, valueMeant } from './meant.ts';
import { type Problem, problem, quoted } from './problems.ts';
import { mustBe } from './says/must.ts';
import { type Part, SHAPE_SAYS } from './says/shape.ts';
import { guessed, perhaps } from './says/words.ts';
import type { Scenario } from './scenario.ts';
import { FORMAT_VERSION, scenarioSchema } from './schema.ts';
import { withoutFaults } from './withoutFaults.ts';
import type { Place, YamlFile } from './yamlFile.ts';

export type Path = readonly (string | number)[];

export type Issue = z.core.$ZodIssue;

export interface Shape {
  /** What the checks can go on with: without the parts that are wrong in themselves. Undefined when too little is left. */
  readonly scenario: Scenario | undefined;
  /** Where its parts stand. */
  readonly file: YamlFile;
  readonly problems: readonly Problem[];
  /** True of a problem that is there only because a part that is wrong was left out. */
  readonly isFollowUp: (one: Problem) => boolean;
}

export function readShape(file: YamlFile): Shape {
  const none = { scenario: undefined, file, isFollowUp: () => false };
  const version = newerVersion(file);
  if (version !== undefined) return { ...none, problems: [version] };
  const problems: Problem[] = [];
  const silent = new Set<string>();
  let rest: YamlFile | undefined = file;
  // Leaving a part out can make what it was in incomplete: that goes as a whole the second time.
  for (const lines of ['in part', 'whole'] as const) {
    const result = scenarioSchema.safeParse(rest.value);
    if (result.success) return { scenario: result.data, file: rest, problems, isFollowUp };
    const faults = faultsIn(result.error.issues, rest);
    if (problems.length === 0) problems.push(...faults.flatMap((fault) => problemsOf(fault, file)));
    for (const { path } of faults) for (let end = 0; end <= path.length; end++) silence(path.slice(0, end), rest);
    rest = withoutFaults(rest, faults, lines);
    if (rest === undefined) return { ...none, problems };
  }
  const last = scenarioSchema.safeParse(rest.value);
  return { scenario: last.data, file: rest, problems, isFollowUp };

  function silence(path: Path, from: YamlFile): void {
    for (const which of ['key', 'value'] as const) {
      const { line, column } = problemAt(from, path, NOTHING, which);
      silent.add(`${line}:${column}`);
    }
  }
  function isFollowUp({ line, column }: Problem): boolean {
    return silent.has(`${line}:${column}`);
  }
}

function faultsIn(issues: readonly Issue[], file: YamlFile): Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, [], file.value));
}

/** A file of a newer format would be a wall of unknown keys: one line says it better. */
function newerVersion(file: YamlFile): Problem | undefined {
  const version = valueAt(file.value, ['tidemark']);
  if (typeof version !== 'number' || version <= FORMAT_VERSION) return undefined;
  return problemAt(file, ['tidemark'], SHAPE_SAYS.newer(version, FORMAT_VERSION));
}

/** One thing wrong, with its whole path: unions are replaced by what is wrong with their nearest branch. */
export interface Fault {
  readonly path: Path;
  readonly issue: Issue;
}

function faultsOf(issue: Issue, base: Path, value: unknown): Fault[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  if (issue.code === 'invalid_union') {
    const branch = nearestBranch(issue.errors, valueAt(value, path));
    if (branch !== undefined) return branch.flatMap((inner) => faultsOf(inner, path, value));
  }
  return [{ path, issue }];
}

function problemsOf({ path, issue }: Fault, file: YamlFile): Problem[] {
  const here = (says: Says) => [problemAt(file, path, says)];
  const part = path.length === 0 ? 'the file' : partOf(path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, file);
  // Of the schema's own checks only one is about a whole: of both languages neither stands.
  if (issue.code === 'custom' && issue.params?.leaf !== true) return here(SHAPE_SAYS.textLacksWords());
  const value = valueAt(file.value, path);
  const { message } = issue;
  const must = mustBe(message);
  if (value === undefined) {
    const isPlain = !message.startsWith('a group') && !message.startsWith('a list');
    return [problemAt(file, path.slice(0, -1), SHAPE_SAYS.missing(part, isPlain ? must : undefined))];
  }
  // What stands in quotes is right in itself.
  if (isQuotedNumber(message, value)) return here(SHAPE_SAYS.must(part, must, value, NOTHING, SHAPE_SAYS.unquoted()));
  const guess = message.startsWith('a duration') ? durationHint(value) : inItsGroup(issue, value, file);
  const hint = perhaps(guess ?? valueMeant(path[path.length - 1], message, value)) ?? suggestionFor(issue, value);
  const isOneOfMany = message.startsWith('a list') && quoted(value) === 'a group of keys';
  return here(SHAPE_SAYS.must(part, must, value, hint, isOneOfMany ? SHAPE_SAYS.asList() : NOTHING));
}

/** A text alone where both languages have their place; one thing alone where a list of them stands. */
function inItsGroup({ message }: Issue, value: unknown, file: YamlFile): string | undefined {
  if (message.startsWith('a group of partitions') && typeof value === 'number') {
    const topic = valueAt(file.value, ['topics', 0, 'name']);
    return `{ ${typeof topic === 'string' && /^[\w.-]{1,60}$/.test(topic) ? topic : 'orders'}-0: ${value} }`;
  }
  if (
    message.startsWith('a group with en and ko') &&
    typeof value === 'string' &&
    /^[\w .,'’가-힣-]{1,60}$/.test(value)
  ) {
    const language = /[가-힣]/.test(value) ? 'ko' : 'en';
    return value.includes(',') ? `{ ${language}: "${value}" }` : `{ ${language}: ${value} }`;
  }
  return undefined;
}

function suggestionFor(issue: Issue, value: unknown): Says {
  if (issue.code !== 'invalid_value') return NOTHING;
  if (typeof value === 'number') return perhaps(releaseMeant(value, issue.values.map(String))) ?? NOTHING;
  if (typeof value !== 'string') return NOTHING;
  return guessed(value, issue.values.map(String));
}

/** Of the ways to read a value, the one that it was most likely meant as: same kind, fewest faults. */
function nearestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  let best: readonly Issue[] | undefined;
  let fewest = Number.MAX_SAFE_INTEGER;
  for (const branch of branches) {
    if (isOfWrongKind(branch, value)) continue;
    let faults = 0;
    for (const issue of branch) faults += issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    if (faults < fewest) [best, fewest] = [branch, faults];
  }
  return best;
}

function isOfWrongKind(branch: readonly Issue[], value: unknown): boolean {
  return branch.some((issue) => issue.path.length === 0 && isWrongKind(issue, value));
}

function isWrongKind(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_union') return issue.errors.every((branch) => isOfWrongKind(branch, value));
  if (issue.code === 'invalid_value') return typeof value === 'object';
  return issue.code === 'invalid_type' && !(issue.expected === 'int' && typeof value === 'number');
}

// ---- unknown keys ----------------------------------------------------------------------------------------------------

function unknownKeys(keys: readonly string[], path: Path, file: YamlFile): Problem[] {
  const value = valueAt(file.value, path);
  const beside = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const known = knownKeys(
    path,
    beside.filter((key) => !keys.includes(key)),
  );
  return keys.map((key) => {
    const meant = meantOtherwise(key, value, known);
    if (meant !== undefined) return problemAt(file, [...path, key], meant, 'key');
    const others = known.length > 0 ? SHAPE_SAYS.knownHere(known) : NOTHING;
    const meantKey = keyMeant(key, known);
    const help = perhaps(meantKey) ?? guessed(key, known, perhaps(begunAlike(key, known)) ?? others);
    return problemAt(file, [...path, key], SHAPE_SAYS.unknownKey(key, help), 'key');
  });
}

/** `at:10s`, and what follows a comma in a text without quotes: `{ en: Same key, same partition }`. */
function meantOtherwise(key: string, value: unknown, known: readonly string[]): Says | undefined {
  if (key === 'for' && known.includes('kill')) return SHAPE_SAYS.forInside();
  if ((value as Readonly<Record<string, unknown>>)[key] !== null) return undefined;
  const colon = key.indexOf(':');
  if (colon > 0 && known.includes(key.slice(0, colon))) {
    return SHAPE_SAYS.spaceMissing(key.slice(0, colon), key.slice(colon + 1));
  }
  const isText = known.includes('en') && known.includes('ko');
  return isText ? SHAPE_SAYS.commaInText(key) : undefined;
}

/** `acked`: the one key that begins as this one does. */
function begunAlike(key: string, known: readonly string[]): string | undefined {
  const alike = key.length < 4 ? [] : known.filter((one) => one.startsWith(key.slice(0, 3)));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Walks the schema along a path to the group there; unions contribute the keys of each group in them. */
function knownKeys(path: Path, beside: readonly string[]): string[] {
  let schemas: z.core.$ZodType[] = [scenarioSchema];
  for (const step of path) schemas = schemas.flatMap(opened).flatMap((schema) => inside(schema, step));
  const groups = schemas.flatMap(opened).map((schema) => Object.keys(shapeOf(schema) ?? {}));
  // Of several kinds of group the one that is written: what stands beside it says which.
  const meant = groups.filter((known) => known.length > 0 && beside.every((key) => known.includes(key)));
  return [...new Set((beside.length > 0 && meant.length > 0 ? meant : groups).flat())];
}

function opened(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { def } = schema._zod as {
    def: { type: string; innerType?: z.core.$ZodType; options?: readonly z.core.$ZodType[]; in?: z.core.$ZodType };
  };
  // A group that is made into something else once it is read.
  if (def.type === 'pipe' && shapeOf(def.in!) !== undefined) return [def.in!];
  if (def.type === 'optional') return opened(def.innerType!);
  if (def.type === 'union') return def.options!.flatMap(opened);
  return [schema];
}

function inside(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  const { def } = schema._zod as { def: { type: string; element?: z.core.$ZodType; valueType?: z.core.$ZodType } };
  if (def.type === 'array') return typeof step === 'number' ? [def.element!] : [];
  if (def.type === 'record') return [def.valueType!];
  const part = shapeOf(schema)?.[step];
  return part === undefined ? [] : [part];
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const { def } = schema._zod as { def: { type: string; shape?: Readonly<Record<string, z.core.$ZodType>> } };
  return def.type === 'object' ? def.shape : undefined;
}

// ---- places ----------------------------------------------------------------------------------------------------------

/** A problem at the value of a path, or at its key; at the nearest group around it when there is no such thing. */
export function problemAt(file: YamlFile, path: Path, says: Says, which: 'key' | 'value' = 'value'): Problem {
  let place: Place = file.root;
  let found = 0;
  for (const step of path) {
    const next = typeof step === 'number' ? place.items?.[step] : place.entries?.get(step);
    if (next === undefined) break;
    place = next;
    found++;
  }
  const whole = found === path.length;
  return problem(file.position(which === 'key' || !whole || isGroup(place) ? place.keyAt : place.at), says);
}

/** Of a whole group the key is the place to look at, not the first thing in it. */
function isGroup(place: Place): boolean {
  return place.entries !== undefined || place.items !== undefined;
}

export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.hasOwn(current, step) ? (current as Record<string | number, unknown>)[step] : undefined;
  }
  return current;
}

/** `brokers[2]` would be programmer's talk: the last key, and for list items what they are part of. */
function partOf(path: Path): Part {
  const last = path[path.length - 1]!;
  if (typeof last === 'string') return { key: last };
  const around = [...path].reverse().find((step) => typeof step === 'string');
  return around === undefined ? 'this' : { eachOf: around };
}
