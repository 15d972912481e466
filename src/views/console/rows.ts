/**
 * The transcript of a console, pure: what tools of the run printed up to the playhead, what was done by hand beside them, and
 * what the console itself said, in the order in which it happened.
 */
import type { Micros } from '../../base/time.ts';
import type { ConsoleFrame, ConsoleToolFrame } from '../../frame/consoleFrame.ts';
import type { BranchFrame } from '../../frame/frame.ts';

/** What is not in the run: a line that was no command of it, and the answer of the console. */
export interface ConsoleNote {
  readonly kind: 'typed' | 'said';
  readonly text: string;
  readonly branch: number;
  readonly step: number;
  readonly at: Micros;
  /** In which they were made. */
  readonly order: number;
}

export type ConsoleRow = { readonly key: string; readonly step: number; readonly at: Micros } & (
  | {
      readonly kind: 'prompt';
      readonly text: string;
      /** Null: what was typed started none. */
      readonly tool: string | null;
      readonly byScript: boolean;
    }
  | {
      readonly kind: 'in' | 'out' | 'err';
      readonly text: string;
      readonly tool: string;
      /** Other tools print between: it must say whose line this is. */
      readonly isNamed: boolean;
    }
  | { readonly kind: 'exit'; readonly tool: string; readonly status: number; readonly took: Micros }
  | { readonly kind: 'act' | 'said'; readonly text: string }
  | { readonly kind: 'leftOut'; readonly count: number; readonly tool: string }
);

export interface Transcript {
  readonly console: ConsoleFrame;
  readonly notes: readonly ConsoleNote[];
  readonly branch: BranchFrame | undefined;
  readonly branches: readonly BranchFrame[];
  /** The playhead. */
  readonly step: number;
  /** What is not later than this was cleared away. */
  readonly after: number;
}

export function consoleRows({ console, notes, branch, branches, step, after }: Transcript): readonly ConsoleRow[] {
  const rows = console.tools.flatMap(toolRows);
  const told = new Set(rows.map((row) => row.step));
  for (const { step: before, at, text } of branch?.commands ?? []) {
    // A command is the event after the step it was given at; what a tool was told shows as what it was told.
    const own = before + 1;
    if (own > step || told.has(own)) continue;
    rows.push({ key: `act-${own}`, step: own, at, kind: 'act', text });
  }
  const ordered = rows.map((row, place) => ({ row, place })).sort(inOrder);
  const inRun = named(ordered.map(({ row }) => row));
  const said = notes.filter((note) => note.step <= step && isOf(note, branch, branches));
  return merged(inRun, said).filter((row) => row.step > after);
}

interface Placed {
  readonly row: ConsoleRow;
  readonly place: number;
}

function inOrder(one: Placed, other: Placed): number {
  return one.row.step - other.row.step || one.place - other.place;
}

function toolRows(tool: ConsoleToolFrame): ConsoleRow[] {
  const { id, line, step, startedAt, lines, leftOut, exitedStep, exitedAt, status, redirect } = tool;
  const rows: ConsoleRow[] = [
    { key: id, step, at: startedAt, kind: 'prompt', text: line, tool: id, byScript: id.startsWith('console-') },
  ];
  if (leftOut > 0) rows.push({ key: `${id}-left-out`, step, at: startedAt, kind: 'leftOut', count: leftOut, tool: id });
  let open: { readonly stream: string; readonly place: number } | undefined;
  lines.forEach((printed, place) => {
    const { stream, text, unfinished } = printed;
    if (stream === 'out' && redirect !== null) return;
    const last = rows[rows.length - 1]!;
    if (open?.stream === stream && open.place === rows.length - 1 && 'tool' in last && 'text' in last) {
      rows[rows.length - 1] = { ...last, text: last.text + text } as ConsoleRow;
    } else {
      const { step: at, at: time } = printed;
      rows.push({ key: `${id}-${leftOut + place}`, step: at, at: time, kind: stream, text, tool: id, isNamed: false });
    }
    open = unfinished ? { stream, place: rows.length - 1 } : undefined;
  });
  if (exitedStep !== null && exitedAt !== null && status !== null) {
    const took = exitedAt - startedAt;
    rows.push({ key: `${id}-exit`, step: exitedStep, at: exitedAt, kind: 'exit', tool: id, status, took });
  }
  return rows;
}

/** A line that does not follow what its own tool printed says whose it is. */
function named(rows: readonly ConsoleRow[]): readonly ConsoleRow[] {
  let last: string | null = null;
  return rows.map((row) => {
    if (!('tool' in row)) return row;
    const isNamed = row.tool !== last;
    last = row.tool;
    return 'isNamed' in row && isNamed ? { ...row, isNamed } : row;
  });
}

/** A note is of the branch it was made in, and of those that were forked off it later. */
function isOf(note: ConsoleNote, branch: BranchFrame | undefined, branches: readonly BranchFrame[]): boolean {
  let at = branch;
  while (at !== undefined) {
    if (at.id === note.branch) return true;
    if (note.step > at.forkedAtStep) return false;
    const { parent } = at;
    at = branches.find(({ id }) => id === parent);
  }
  return false;
}

function merged(rows: readonly ConsoleRow[], notes: readonly ConsoleNote[]): ConsoleRow[] {
  const all: ConsoleRow[] = [];
  const waiting = [...notes].sort((one, other) => one.step - other.step || one.order - other.order);
  let place = 0;
  for (const row of rows) {
    while (place < waiting.length && waiting[place]!.step < row.step) all.push(noteRow(waiting[place++]!));
    all.push(row);
  }
  return [...all, ...waiting.slice(place).map(noteRow)];
}

function noteRow({ kind, text, step, at, order }: ConsoleNote): ConsoleRow {
  const key = `note-${order}`;
  if (kind === 'said') return { key, step, at, kind, text };
  return { key, step, at, kind: 'prompt', text, tool: null, byScript: false };
}

/** As a terminal would have it, to be pasted somewhere. */
export function transcriptText(rows: readonly ConsoleRow[]): string {
  return rows
    .map(textOf)
    .filter((text) => text !== undefined)
    .join('\n');
}

function textOf(row: ConsoleRow): string | undefined {
  switch (row.kind) {
    case 'prompt':
      return `$ ${row.text}`;
    case 'in':
      return `>${row.text}`;
    case 'out':
    case 'err':
    case 'said':
      return row.text;
    case 'act':
      return `# ${row.text}`;
    case 'exit':
      return row.status === 0 ? undefined : `# exit status ${row.status}`;
    case 'leftOut':
      return '# …';
  }
}

// ---- completion ------------------------------------------------------------------------------------------------------

export interface Completed {
  readonly line: string;
  readonly cursor: number;
}

/** The line with as much as all candidates agree on; the same line when that is nothing more. */
export function completed(line: string, cursor: number, from: number, candidates: readonly string[]): Completed {
  const [first, ...others] = candidates;
  if (first === undefined) return { line, cursor };
  let common = first;
  for (const other of others) while (!other.startsWith(common)) common = common.slice(0, -1);
  return withWord(line, cursor, from, others.length === 0 && !common.endsWith('=') ? `${common} ` : common);
}

export function withWord(line: string, cursor: number, from: number, word: string): Completed {
  const rest = line.slice(cursor);
  const whole = word.endsWith(' ') && rest.startsWith(' ') ? word.slice(0, -1) : word;
  return { line: line.slice(0, from) + whole + rest, cursor: from + whole.length };
}

// ---- examples --------------------------------------------------------------------------------------------------------

/** Lines worth trying, with the names that there are. */
export function examplesFor({ topics, groups, brokers }: ConsoleFrame): readonly string[] {
  const topic = topics.find((name) => !name.startsWith('__')) ?? 'orders';
  const [group] = groups;
  const broker = brokers.length > 0 ? brokers.map((name) => name.replace(/^\D+/, ''))[0] : '1';
  return [
    `kafka-topics --describe --topic ${topic}`,
    `kafka-console-consumer --topic ${topic} --from-beginning --max-messages 5`,
    `kafka-console-producer --topic ${topic}`,
    ...(group === undefined ? [] : [`kafka-consumer-groups --describe --group ${group}`]),
    'kafka-consumer-groups --list',
    `kafka-get-offsets --topic ${topic}`,
    `kafka-configs --describe --entity-type topics --entity-name ${topic} --all`,
    'kafka-metadata-quorum describe --status',
    `kafka-leader-election --election-type preferred --all-topic-partitions`,
    `kafka-configs --describe --entity-type brokers --entity-name ${broker} --all`,
    ...(brokers[0] === undefined
      ? []
      : [`kafka-dump-log --print-data-log --files ${brokers[0]}:/${topic}-0/${'0'.repeat(20)}.log`]),
  ];
}
