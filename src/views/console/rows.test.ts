import { describe, expect, test } from 'vitest';
import type { ConsoleFrame, ConsoleLine, ConsoleToolFrame } from '../../frame/consoleFrame.ts';
import type { BranchFrame } from '../../frame/frame.ts';
import { completed, consoleRows, type Transcript, transcriptText } from './rows.ts';

const line = (step: number, stream: ConsoleLine['stream'], text: string, unfinished = false): ConsoleLine => ({
  at: step * 10,
  step,
  stream,
  text,
  unfinished,
});

function tool(id: string, step: number, lines: ConsoleLine[], exitedStep: number | null = null): ConsoleToolFrame {
  return {
    id,
    line: `kafka-${id}`,
    startedAt: step * 10,
    step,
    lines,
    leftOut: 0,
    status: exitedStep === null ? null : 0,
    exitedAt: exitedStep === null ? null : exitedStep * 10,
    exitedStep,
    reads: false,
    follows: null,
    redirect: null,
  };
}

const NOTHING: ConsoleFrame = { tools: [], files: {}, topics: [], groups: [], brokers: [] };
const branch = (id: number, parent: number | null, forkedAtStep: number, commands: BranchFrame['commands'] = []) =>
  ({ id, parent, forkedAtStep, commands }) as BranchFrame;

function texts(tools: ConsoleToolFrame[], more: Partial<Transcript> = {}): string[] {
  const main = branch(0, null, 0);
  const all = { notes: [], branch: main, branches: [main], step: 99, after: -1, ...more };
  return consoleRows({ console: { ...NOTHING, tools }, ...all }).map((row) =>
    'text' in row ? `${row.kind} ${'isNamed' in row && row.isNamed ? `${row.tool}: ` : ''}${row.text}` : row.kind,
  );
}

describe('the transcript', () => {
  test('a tool, its lines and its end; an unfinished line goes on in the next', () => {
    const lines = [line(2, 'out', 'a', true), line(3, 'out', 'b'), line(4, 'err', 'c')];
    expect(texts([tool('t1', 1, lines, 5)])).toEqual(['prompt kafka-t1', 'out ab', 'err c', 'exit']);
  });

  test('where two tools print, a line says whose it is', () => {
    const one = tool('t1', 1, [line(2, 'out', 'a'), line(6, 'out', 'b'), line(7, 'out', 'c')]);
    const other = tool('t2', 3, [line(4, 'out', 'x')], 5);
    expect(texts([one, other])).toEqual([
      'prompt kafka-t1',
      'out a',
      'prompt kafka-t2',
      'out x',
      'exit',
      'out t1: b',
      'out c',
    ]);
  });

  test('what was done by hand beside the console stands between; what is later than the playhead does not', () => {
    const commands = [
      { step: 0, at: 0, text: 'kafka-t1' },
      { step: 2, at: 20, text: 'kill b1' },
      { step: 100, at: 1_000, text: 'kill b2' },
    ];
    const main = branch(0, null, 0, commands);
    const told = texts([tool('t1', 1, [line(2, 'out', 'a')])], { branch: main, branches: [main] });
    expect(told).toEqual(['prompt kafka-t1', 'out a', 'act kill b1']);
  });

  test('what the console said belongs to its branch and those forked off it later', () => {
    const note = { kind: 'said', branch: 0, at: 50, order: 1 } as const;
    const main = branch(0, null, 0);
    const early = branch(1, 0, 3);
    const late = branch(2, 0, 7);
    const branches = [main, early, late];
    const notes = [{ ...note, step: 5, text: 'hm' }];
    expect(texts([], { notes, branches })).toEqual(['said hm']);
    expect(texts([], { notes, branches, branch: early })).toEqual([]);
    expect(texts([], { notes, branches, branch: late })).toEqual(['said hm']);
    expect(texts([], { notes, branches, step: 4 })).toEqual([]);
  });

  test('what was cleared is away; what goes into a file is not shown', () => {
    const lines = [line(2, 'out', 'a'), line(3, 'err', 'b')];
    expect(texts([tool('t1', 1, lines, 5)], { after: 2 })).toEqual(
      ['err t1: b', 'exit'].map((text) => text.replace('t1: ', '')),
    );
    expect(texts([{ ...tool('t1', 1, lines, 5), redirect: 'x.json' }])).toEqual(['prompt kafka-t1', 'err b', 'exit']);
  });

  test('as text it is what a terminal would show', () => {
    const main = branch(0, null, 0);
    const tools = [tool('t1', 1, [line(2, 'in', 'hello'), line(3, 'out', 'a\tb')], 5)];
    const rows = consoleRows({
      console: { ...NOTHING, tools },
      notes: [],
      branch: main,
      branches: [main],
      step: 99,
      after: -1,
    });
    expect(transcriptText(rows)).toBe('$ kafka-t1\n>hello\na\tb');
  });
});

test('completion goes as far as all agree, and ends a word that is the only one', () => {
  expect(completed('kafka-t', 7, 0, ['kafka-topics', 'kafka-topics.sh'])).toEqual({ line: 'kafka-topics', cursor: 12 });
  expect(completed('x --topic o', 11, 10, ['orders'])).toEqual({ line: 'x --topic orders ', cursor: 17 });
  expect(completed('x --to y', 6, 2, ['--topic'])).toEqual({ line: 'x --topic y', cursor: 9 });
  expect(completed('a', 1, 0, ['linger.ms='])).toEqual({ line: 'linger.ms=', cursor: 10 });
  expect(completed('zz', 2, 0, [])).toEqual({ line: 'zz', cursor: 2 });
});
