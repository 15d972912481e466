/** A scenario as a program outside holds it: read from its text, and nothing of its inside to lean on. */
import type { Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import { judgeLesson as judge } from '../lesson/judge.ts';
import type { Finding, FindingLevel } from '../scenario/lint/finding.ts';
import { lintText } from '../scenario/lint/lint.ts';
import { parseScenario as parse } from '../scenario/parse.ts';
import { formatProblems, type Problem } from '../scenario/problems.ts';
import { type Scenario as Inner, nodeNames } from '../scenario/scenario.ts';

/** A text in both languages; a file may have one of them alone. */
export interface Texts {
  readonly en?: string;
  readonly ko?: string;
}

/** A scenario that has been read and checked. Only `parseScenario` and its like make one. */
export interface Scenario {
  /** As it was read. */
  readonly text: string;
  readonly title: Texts;
  /** Where its run ends, in microseconds. */
  readonly until: Micros;
  /** Of the file; 1 where it names none. */
  readonly seed: number;
  /** Its processes by their names: `c1`, `b1`, and the clients as the file calls them. */
  readonly nodes: readonly string[];
  /** It leads through a lesson: `judgeLesson` says whether that is true of its runs. */
  readonly hasLesson: boolean;
  /** Of a drill: one of them is drawn by the seed. Empty otherwise. */
  readonly causes: readonly string[];
}

export type ParseResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** Things that are allowed and do nothing. */
      readonly warnings: readonly Problem[];
      /** Written in an older form of the format: what was read otherwise. Empty for most files. */
      readonly migrated: readonly Problem[];
    }
  /** Everything that is wrong, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A text that is no scenario. The message has a line for each problem: `file:line:column: what is wrong`. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(formatProblems(file, problems).join('\n'));
    this.problems = problems;
  }
}

/** What is behind the objects that were handed out. */
const inners = new WeakMap<Scenario, Inner>();

/** Reads the text of a scenario. Never throws for a text, whatever is in it. */
export function parseScenario(text: string): ParseResult {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { warnings, migrated } = parsed;
  return { ok: true, scenario: handedOut(text, parsed.scenario), warnings, migrated: migrated.map(placed) };
}

/** The same for a test: throws a ScenarioError that names every problem. `file`: how the messages call it. */
export function readScenario(text: string, file = 'scenario'): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new ScenarioError(file, parsed.problems);
  return parsed.scenario;
}

export type LintResult =
  | { readonly ok: true; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is legal in a scenario and could be better, in the order of the file. It runs nothing. */
export function lintScenario(text: string): LintResult {
  return lintText(text);
}

/** What is not true of its lesson under a seed, as sentences; empty: it holds. Plays the run several times. */
export function judgeLesson(scenario: Scenario, seed: number = scenario.seed): readonly string[] {
  return judge(innerOf(scenario), seed);
}

/** Throws a TypeError for what no function of this library has made. */
export function innerOf(scenario: Scenario): Inner {
  const inner = inners.get(scenario);
  if (inner === undefined) throw new TypeError('not a scenario: parseScenario and readScenario make them');
  return inner;
}

export function handedOut(text: string, inner: Inner): Scenario {
  const { title, until, seed = 1, lesson, drill } = inner;
  const scenario: Scenario = Object.freeze({
    text,
    title: {
      ...(title?.en === undefined ? {} : { en: title.en }),
      ...(title?.ko === undefined ? {} : { ko: title.ko }),
    },
    until,
    seed,
    nodes: nodeNames(inner),
    hasLesson: lesson !== undefined,
    causes: (drill?.causes ?? []).map(({ name }) => name),
  });
  inners.set(scenario, inner);
  return scenario;
}

function placed({ line, column, message, says }: Problem): Problem {
  return { line, column, message, says };
}

export type { Finding, FindingLevel, Says };
