/** `tidemark explain`: a scenario in plain words, why something is so in its run, or what a word means. */
import { existsSync } from 'node:fs';
import { failureOf } from '../frame/failure.ts';
import type { Recording } from '../frame/recording.ts';
import type { WhyAspect, WhySubject } from '../frame/why/whyFrames.ts';
import { whyOf } from '../frame/why/whyOf.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { withCause } from '../scenario/drill.ts';
import { describeExpectation, expectedOf, formatAt } from '../scenario/expectations.ts';
import { FACT_NAMES } from '../scenario/factFields.ts';
import { didYouMean, didYouMeanName, listed, quoted } from '../scenario/problems.ts';
import { runScenario } from '../scenario/run.ts';
import { nodeNames, type Scenario } from '../scenario/scenario.ts';
import { EXIT } from './exit.ts';
import { linesOfKind, WORD_KINDS } from './explain/allWords.ts';
import { linesOfMentions } from './explain/mentions.ts';
import { recordedRun } from './explain/recordedRun.ts';
import { scenarioLines } from './explain/scenarioLines.ts';
import { everyWord, wordLines } from './explain/wordLines.ts';
import { nearbyFile, readRun } from './files.ts';
import { type Flags, parseFlags, single, UsageError } from './flags.ts';
import { Output } from './output.ts';
import { onChosenKafka, seedOf, untilOf } from './runCommand.ts';
import { wholeNumberOf } from './wholeNumber.ts';
import { whyLines } from './whyLines.ts';

const FLAGS = {
  '--at': { takesValue: true },
  '--fact': { takesValue: true },
  '--expectation': { takesValue: true },
  '--partition': { takesValue: true },
  '--node': { takesValue: true },
  '--group': { takesValue: true },
  '--aspect': { takesValue: true },
  '--seed': { takesValue: true },
  '--protocol': { takesValue: true },
  '--version': { takesValue: true },
  '--era': { takesValue: true },
  '--cause': { takesValue: true },
} as const;

const ABOUT = ['--fact', '--expectation', '--partition', '--node', '--group'] as const;
const ASPECTS: readonly WhyAspect[] = [
  'newest',
  'status',
  'leader',
  'isr',
  'elr',
  'high-watermark',
  'log-end',
  'role',
  'fate',
  'assignment',
  'position',
  'state',
];

export function explain(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const [what, ...more] = flags.rest;
  if (what === undefined) throw new UsageError('explain needs a file, or a word such as acks or NOT_ENOUGH_REPLICAS');
  if (more.length > 0) throw new UsageError(`explain takes one thing, not ${flags.rest.length}`);
  const lines = isFile(what) ? linesOfFile(what, flags) : linesOfWord(what, flags);
  if (lines === undefined) return EXIT.badFile;
  const output = new Output();
  for (const line of lines) output.line(line);
  output.flush();
  return EXIT.ok;
}

/** A word has no ending and is no path; a file that is there is meant by its name. */
function isFile(what: string): boolean {
  return existsSync(what) || /[/\\]|\.(ya?ml|json)$/i.test(what);
}

function linesOfWord(word: string, flags: Flags): readonly string[] {
  const [flag] = flags.values.keys();
  if (flag !== undefined) throw new UsageError(`${flag} goes with a file; ${quoted(word)} is none`);
  const lines = [...(linesOfKind(word) ?? []), ...wordLines(word)];
  if (lines.length > 0) return lines;
  const spokenOf = linesOfMentions(word);
  if (spokenOf.length > 0) return spokenOf;
  const guess = didYouMeanName(word, everyWord());
  const lists = guess === '' ? ` (there are lists: explain ${listed(WORD_KINDS, 'or')})` : '';
  throw new UsageError(
    `there is no key, setting, error, fact, property or term ${quoted(word)}${guess}${nearbyFile(word)}${lists}`,
  );
}

function linesOfFile(file: string, flags: Flags): readonly string[] | undefined {
  const about = ABOUT.filter((name) => flags.values.has(name));
  if (about.length > 1) throw new UsageError(`one thing at a time: ${about.join(' or ')}`);
  if (about.length === 0 && flags.values.has('--at')) throw new UsageError(`--at goes with ${ABOUT.join(', ')}`);
  const [at, seed] = [untilOf(single(flags, '--at'), '--at'), seedOf(single(flags, '--seed'))];
  const read = readRun(file);
  if (read === undefined) return undefined;
  const scenario = onChosenKafka(file, read, flags);
  if (scenario === undefined) return undefined;
  const [asked] = about;
  // Without a chosen Kafka as the file has it: what it says of each era.
  const isAsWritten = !['--protocol', '--version', '--era'].some((name) => flags.values.has(name));
  if (asked === undefined) return scenarioLines(isAsWritten ? read.scenario : scenario);
  const chosen = seed ?? read.seed ?? scenario.seed ?? 1;
  const caused = causeOf(scenario, chosen, single(flags, '--cause'));
  if (asked === '--expectation') return linesOfExpectation(caused, chosen, single(flags, asked)!, read.commands);
  const recording = recordedRun(caused, chosen, at ?? caused.until, read.commands);
  const subject = subjectOf(asked, single(flags, asked)!, recording, caused);
  return linesOfWhy(recording, subject, aspectOf(single(flags, '--aspect')));
}

function causeOf(scenario: Scenario, seed: number, cause: string | undefined): Scenario {
  const names = scenario.drill?.causes.map(({ name }) => name) ?? [];
  if (cause === undefined || names.includes(cause)) return withCause(scenario, seed, cause);
  throw new UsageError(`there is no cause ${quoted(cause)}${didYouMean(cause, names)}`);
}

function aspectOf(text: string | undefined): WhyAspect {
  const aspect = ASPECTS.find((one) => one === (text ?? 'newest'));
  if (aspect !== undefined) return aspect;
  throw new UsageError(`--aspect: there is no ${quoted(text)}${didYouMean(text!, ASPECTS)}`);
}

// ---- why -------------------------------------------------------------------------------------------------------------

function subjectOf(flag: (typeof ABOUT)[number], name: string, recording: Recording, scenario: Scenario): WhySubject {
  switch (flag) {
    case '--partition': {
      if (/-\d+$/.test(name)) return { type: 'partition', id: name as TopicPartition };
      throw new UsageError(`--partition is one such as orders-0, not ${quoted(name)}`);
    }
    case '--node': {
      const names = nodeNames(scenario);
      if (names.includes(name)) return { type: 'node', id: name };
      throw new UsageError(`there is no node ${quoted(name)}${didYouMean(name, names)}`);
    }
    case '--group':
      return { type: 'group', id: name };
    default:
      return { type: 'fact', index: lastFact(name, recording) };
  }
}

/** The last of its kind up to the moment that is asked about. */
function lastFact(name: string, { facts, step, at }: Recording): number {
  if (!(FACT_NAMES as readonly string[]).includes(name)) {
    throw new UsageError(`there is no fact ${quoted(name)}${didYouMeanName(name, FACT_NAMES)}`);
  }
  const end = facts.countUpTo(step);
  const places = facts.placesOf(name).filter((place) => place < end);
  const last = places[places.length - 1];
  if (last === undefined) throw new UsageError(`no ${name} has happened up to ${formatAt(at)}`);
  return last;
}

function linesOfWhy(recording: Recording, subject: WhySubject, aspect: WhyAspect): readonly string[] {
  const why = whyOf(recording, subject, aspect);
  if (why.steps.length === 0) return [`up to ${formatAt(recording.at)} nothing has happened that made it so`];
  const others = why.aspects.filter((one) => one !== why.aspect);
  return [
    `at ${formatAt(recording.at)}${why.aspect === 'newest' ? '' : `, ${why.aspect}`}:`,
    ...whyLines(why),
    ...rulesOf(why),
    ...(others.length === 0 ? [] : ['', `also: ${others.map((one) => `--aspect ${one}`).join(', ')}`]),
  ];
}

/** What Kafka goes by, each once. */
function rulesOf({ steps }: ReturnType<typeof whyOf>): readonly string[] {
  const sources = [
    ...new Set(steps.flatMap(({ rule }) => (rule === null ? [] : [`${rule.says.en} [${rule.source}]`]))),
  ];
  return sources.length === 0 ? [] : ['', 'by these rules of Kafka:', ...sources.map((one) => `  ${one}`)];
}

function linesOfExpectation(
  scenario: Scenario,
  seed: number,
  text: string,
  commands: Parameters<typeof recordedRun>[3],
): readonly string[] {
  const expected = expectedOf(scenario);
  if (expected.length === 0) throw new UsageError('this scenario expects nothing');
  const number = wholeNumberOf(text, '--expectation', 1, expected.length)!;
  const result = runScenario(scenario, { seed, ...(commands === undefined ? {} : { commands }) });
  const verdict = result.verdicts[number - 1]!;
  const recording = recordedRun(scenario, seed, scenario.until, commands);
  const { nearest, why } = failureOf(recording, expected[number - 1], verdict, result.broken);
  const differs = nearest === null || nearest.differs.length === 0 ? '' : `: ${nearest.differs.join(', ')}`;
  return [
    `${number}. ${describeExpectation(expected[number - 1]!)}`,
    `${verdict.ok ? '✓ it holds' : '✗ it does not hold'}: ${verdict.detail}`,
    ...(nearest === null
      ? []
      : [`${differs === '' ? 'this one' : 'nearest'}: ${formatAt(nearest.fact.at)} ${nearest.fact.text}${differs}`]),
    ...(why === null ? [] : ['', 'why:', ...whyLines(why), ...rulesOf(why)]),
  ];
}
