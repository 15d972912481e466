/**
 * The console as the screen has it: the tools of the run up to the playhead, what they printed, the files it went into,
 * and completion there. All of it is read off the facts: what has not happened yet was not printed.
 */

import type { Micros } from '../base/time.ts';
import { surroundings } from '../console/around.ts';
import { type Completion, completionAt } from '../console/completion.ts';
import { FOLLOWED, type Meaning, meaningOf, OWN_COMMANDS } from '../console/meaning.ts';
import { wordsOf } from '../kafka/tools/words.ts';
import type { FactLog } from './factFrames.ts';
import type { Recording } from './recording.ts';

export type { Meaning } from '../console/meaning.ts';

export interface ConsoleLine {
  readonly at: Micros;
  readonly step: number;
  /** What was typed into the tool, or what it printed. */
  readonly stream: 'in' | 'out' | 'err';
  readonly text: string;
  /** The next line of the stream goes on in this one. */
  readonly unfinished: boolean;
}

export interface ConsoleToolFrame {
  readonly id: string;
  readonly line: string;
  readonly startedAt: Micros;
  readonly step: number;
  readonly lines: readonly ConsoleLine[];
  /** Older ones that are left out. */
  readonly leftOut: number;
  /** Null while it runs. */
  readonly status: number | null;
  readonly exitedAt: Micros | null;
  readonly exitedStep: number | null;
  /** What is typed next is for it. */
  readonly reads: boolean;
  /** It prints whatever comes, without an end of its own: so much of it is shown at once. */
  readonly follows: Micros | null;
  /** The file that its output goes into. */
  readonly redirect: string | null;
}

export interface ConsoleFrame {
  readonly tools: readonly ConsoleToolFrame[];
  /** By name: what tools wrote with `> file`. */
  readonly files: Readonly<Record<string, string>>;
  /** What a person can name at this instant. */
  readonly topics: readonly string[];
  readonly groups: readonly string[];
  readonly brokers: readonly string[];
}

type Building = Omit<ConsoleToolFrame, 'lines' | 'reads' | 'follows' | 'leftOut'> & { lines: ConsoleLine[] };
type Ending = { -readonly [K in 'status' | 'exitedAt' | 'exitedStep']: ConsoleToolFrame[K] };

const TOLD = ['ToolStarted', 'ToolInput', 'ToolPrinted', 'ToolExited'] as const;
/** Of one tool: what nobody reads need not cross. */
const MOST_LINES = 1_000;

export function consoleFrame({ facts, kernel, step: here }: Recording): ConsoleFrame {
  const tools = toolsUpTo(facts, here);
  const { topics, groups, brokers } = surroundings(kernel, [], []);
  return {
    tools: tools.map((tool) => {
      const { id, lines } = tool;
      const state = kernel.node(id)?.state;
      const reads = state?.kind === 'tool' && state.type === 'producer' && !state.inputEnded;
      const isEndless =
        state?.kind === 'tool' && state.type === 'consumer' && !state.closing && hasNoEnd(state.options);
      const follows = isEndless ? FOLLOWED : null;
      const shown = lines.slice(-MOST_LINES);
      return { ...tool, lines: shown, leftOut: lines.length - shown.length, reads, follows };
    }),
    files: filesOf(tools),
    topics,
    groups,
    brokers,
  };
}

function hasNoEnd({ maxMessages, timeoutMs }: { readonly maxMessages: number; readonly timeoutMs: number | null }) {
  return maxMessages < 0 && timeoutMs === null;
}

/** Files that there are at the playhead. */
export function consoleFiles({ facts, step: here }: Recording): Readonly<Record<string, string>> {
  return filesOf(toolsUpTo(facts, here));
}

function toolsUpTo(facts: FactLog, here: number): readonly Building[] {
  const tools = new Map<string, Building & Ending>();
  const end = facts.countUpTo(here);
  const places = TOLD.flatMap((type) => facts.placesOf(type).filter((place) => place < end));
  for (const place of places.sort((a, b) => a - b)) {
    const { fact, at, step } = facts.recorded(place)!;
    switch (fact.type) {
      case 'ToolStarted': {
        const { tool: id, line } = fact;
        const parsed = wordsOf(line);
        const redirect = parsed.ok ? parsed.redirect : null;
        const ending = { status: null, exitedAt: null, exitedStep: null };
        tools.set(id, { id, line, startedAt: at, step, lines: [], ...ending, redirect });
        break;
      }
      case 'ToolInput':
        if (fact.text !== null) {
          tools.get(fact.tool)?.lines.push({ at, step, stream: 'in', text: fact.text, unfinished: false });
        }
        break;
      case 'ToolPrinted': {
        const { stream, text, unfinished } = fact;
        tools.get(fact.tool)?.lines.push({ at, step, stream, text, unfinished });
        break;
      }
      case 'ToolExited': {
        const tool = tools.get(fact.tool);
        if (tool === undefined) break;
        tool.status = fact.status;
        tool.exitedAt = at;
        tool.exitedStep = step;
        break;
      }
      default:
    }
  }
  return [...tools.values()];
}

/** A file is there when the tool that writes it has ended. */
function filesOf(tools: readonly Building[]): Readonly<Record<string, string>> {
  const written = tools
    .filter(({ redirect, exitedStep }) => redirect !== null && exitedStep !== null)
    .sort((one, other) => one.exitedStep! - other.exitedStep!);
  return Object.fromEntries(
    written.map(({ redirect, lines }) => {
      const printed = lines.filter(({ stream }) => stream === 'out');
      return [redirect!, printed.map(({ text, unfinished }) => `${text}${unfinished ? '' : '\n'}`).join('')];
    }),
  );
}

/** `files`: those written by hand. */
export function typedFrame(recording: Recording, line: string, files: Readonly<Record<string, string>>): Meaning {
  return meaningOf(line, { ...files, ...consoleFiles(recording) });
}

export function completionFrame(
  { kernel }: Recording,
  line: string,
  cursor: number,
  files: readonly string[] = [],
): Completion {
  return completionAt(line, cursor, surroundings(kernel, files, OWN_COMMANDS));
}
