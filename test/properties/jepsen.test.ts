/** Our checker and Jepsen's on the same histories: the same verdicts. */
import { describe, expect, test } from 'vitest';
import { ClientHistory } from '../../src/properties/clientChecker/clientHistory.ts';
import type { Found, SendOutcome } from '../../src/properties/clientChecker/found.ts';
import type { Read } from '../../src/properties/clientChecker/pollOrder.ts';
import { CASES } from './jepsenHistories.ts';

const OUTCOMES: Readonly<Record<string, SendOutcome>> = { ok: 'acknowledged', fail: 'failed', info: 'unknown' };

interface Entry {
  readonly partition: string;
  readonly offset: number;
  readonly id: string;
}

/** `x@3:c` */
function entryOf(word: string): Entry {
  const [, partition = '', offset, id = ''] = /^(\w+)(?:@(\d+))?:(\w+)$/.exec(word)!;
  return { partition, offset: offset === undefined ? -1 : Number(offset), id };
}

function readsOf(entries: readonly Entry[]): Read[] {
  return [...new Set(entries.map(({ partition }) => partition))].map((partition) => {
    const mine = entries.filter((entry) => entry.partition === partition);
    return { partition, offsets: mine.map(({ offset }) => offset), ids: mine.map(({ id }) => id) };
  });
}

function tell(history: ClientHistory, line: string): void {
  const [process = '', type = '', kind = '', ...words] = line.split(' ');
  if (kind === 'assign' || kind === 'subscribe') {
    if (type !== 'fail') history.assign(process, words);
    return;
  }
  const rebalanced = words[0] === 'rebalanced' ? [words[1]!] : undefined;
  const [sends, polls]: [Entry[], Entry[]] = [[], []];
  let isSend = kind === 'send';
  for (const word of words.slice(rebalanced === undefined ? 0 : 2)) {
    if (word === 'send' || word === 'poll') isSend = word === 'send';
    else (isSend ? sends : polls).push(entryOf(word));
  }
  const operation = sends.length === 0 ? undefined : history.send(process, sends);
  if (operation !== undefined) {
    const offsets = sends.map(({ offset }) => offset);
    history.complete(operation, OUTCOMES[type]!, offsets);
  }
  if (kind !== 'send') history.poll(process, type === 'ok', readsOf(polls), operation, rebalanced);
}

/** What a finding is about, as the cases write it. */
function subjectOf({ name, records, detail }: Found): string {
  const ids = records.map(({ id }) => id);
  if (name.endsWith('skip')) return ids[1]!;
  if (name === 'inconsistent-offsets') return `${/offset (\d+)/.exec(detail)![1]}: ${[...ids].sort().join(' ')}`;
  return ids.join(' ');
}

/** The last word on each offset is the one with all records in it. */
function settled(name: string, subjects: readonly string[]): string[] {
  if (name === 'duplicate') return [...new Set(subjects)].sort();
  if (name !== 'inconsistent-offsets') return [...subjects].sort();
  const byOffset = new Map(subjects.map((subject) => [subject.split(':')[0], subject]));
  return [...byOffset.values()].sort();
}

describe('the histories of Jepsen’s tests', () => {
  test.each(CASES)('$name', ({ history: lines, expected }) => {
    const found: Found[] = [];
    const history = new ClientHistory((one) => found.push(one));
    for (const line of lines) tell(history, line);
    history.finish();
    for (const record of history.unseen) {
      found.push({ name: 'unseen', partition: record.partition, detail: '', records: [record] });
    }
    for (const name of Object.keys(expected)) {
      const subjects = found.filter((one) => one.name === name).map(subjectOf);
      expect([name, settled(name, subjects)]).toEqual([name, [...expected[name]!].sort()]);
    }
  });
});
