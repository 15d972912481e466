/** The console as the page has it: acts and asks over the wire, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { Act, Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const FAILOVER = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');

function load(): Session {
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text: FAILOVER })).toMatchObject({ answer: 'loaded' });
  return session;
}

function ask<A extends Answer['answer']>(session: Session, answer: A, what: Ask): Extract<Answer, { answer: A }> {
  const got = session.answer(what);
  if (got.answer !== answer) throw new Error(JSON.stringify(got).slice(0, 300));
  return got as Extract<Answer, { answer: A }>;
}

const seek = (session: Session, at: number, branch = 0) =>
  ask(session, 'moved', { ask: 'seek', branch, to: { at: seconds(at) } });
const act = (session: Session, done: Act, branch = 0) => ask(session, 'moved', { ask: 'act', branch, act: done });
const typed = (line: string, reader: string | null = null): Act => ({ type: 'console', line, reader, files: {} });
const tools = (session: Session, branch = 0) => ask(session, 'console', { ask: 'console', branch }).console.tools;

test('a typed line is answered in the run, and the run is saved with it', () => {
  const session = load();
  seek(session, 8);
  act(session, typed('kafka-topics --list'));
  expect(tools(session)).toMatchObject([{ id: 'tool-1', line: 'kafka-topics --list', status: null, lines: [] }]);
  const { fingerprint } = seek(session, 9);
  expect(tools(session)).toMatchObject([{ status: 0, lines: [{ stream: 'out', text: 'orders' }] }]);
  const { text } = ask(session, 'exported', { ask: 'export', branch: 0 });
  const again = new Session({ clock: () => 0 });
  ask(again, 'loaded', { ask: 'import', text });
  expect(seek(again, 9).fingerprint).toBe(fingerprint);
  expect(tools(again)).toEqual(tools(session));
});

test('a line typed in the past makes a branch, and the run it left has no such tool', () => {
  const session = load();
  seek(session, 12);
  seek(session, 8);
  const { branch } = act(session, typed('kafka-topics --list'));
  expect(branch).not.toBe(0);
  seek(session, 9, branch);
  expect(tools(session, branch)).toHaveLength(1);
  seek(session, 12);
  expect(tools(session)).toEqual([]);
});

test('lines for a tool that reads, and the end of its input', () => {
  const session = load();
  seek(session, 8);
  act(session, typed('kafka-console-producer --topic orders'));
  seek(session, 9);
  expect(tools(session)).toMatchObject([{ reads: true, status: null }]);
  act(session, typed('hello', 'tool-1'));
  act(session, { type: 'console-end', tool: 'tool-1', how: 'end-of-input' });
  seek(session, 11);
  const [tool] = tools(session);
  expect(tool).toMatchObject({ reads: false, status: 0 });
  expect(tool!.lines.filter(({ stream }) => stream === 'in')).toMatchObject([{ text: 'hello' }]);
});

test('a mistake changes nothing; a tool that is gone takes no line', () => {
  const session = load();
  seek(session, 8);
  const failed = (done: Act) => ask(session, 'failed', { ask: 'act', branch: 0, act: done }).reason;
  expect(failed(typed('rm -rf /'))).toContain('rm: command not found');
  expect(failed(typed('kafka-topics "'))).toBeTruthy();
  expect(failed({ type: 'console-end', tool: 'tool-9', how: 'interrupt' })).toContain('tool-9');
  expect(failed({ type: 'console-end', tool: 'b1', how: 'interrupt' })).toContain('b1');
  expect(tools(session)).toEqual([]);
});

test('completion knows the topics of the instant', () => {
  const session = load();
  seek(session, 8);
  const line = 'kafka-topics --topic or';
  const { from, candidates } = ask(session, 'complete', {
    ask: 'complete',
    branch: 0,
    line,
    cursor: line.length,
    files: [],
  });
  expect([from, candidates]).toEqual([line.length - 2, ['orders']]);
});
