/** What our checker says where Jepsen's does not ask: producers that work in the background, consumers that start late. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ClientHistory } from '../../src/properties/clientChecker/clientHistory.ts';
import type { Found, SendOperation } from '../../src/properties/clientChecker/found.ts';

let found: Found[];
let history: ClientHistory;
let operations: SendOperation[];

beforeEach(() => {
  found = [];
  history = new ClientHistory((one) => found.push(one));
  operations = [];
});

/** Records 0 to count - 1 of p1, one operation each, all on their way. */
function send(count: number): void {
  for (let n = 0; n < count; n++) operations.push(history.send('p1', [{ partition: 'x', id: `p1#${n}` }]));
}

function acknowledge(record: number, offset: number): void {
  history.complete(operations[record]!, 'acknowledged', [offset]);
}

function read(consumer: string, from: number, ...records: readonly number[]): void {
  const offsets = records.map((_, place) => from + place);
  history.poll(consumer, true, [{ partition: 'x', offsets, ids: records.map((n) => `p1#${n}`) }]);
}

const names = () => found.map(({ name }) => name);

describe('the order of sends', () => {
  test('a batch that is read where its first attempt left it, and acknowledged where the second did, is in order', () => {
    send(3);
    read('k1', 0, 0, 1, 2);
    acknowledge(0, 3);
    acknowledge(1, 4);
    acknowledge(2, 5);
    expect(names()).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  test('batches that changed places are not, whoever is acknowledged first', () => {
    send(2);
    acknowledge(1, 0);
    acknowledge(0, 1);
    expect(names()).toEqual(['nonmonotonic-send']);
    expect(found[0]!.detail).toBe('x: record 1 of p1 is at offset 0, though sent after record 0 of p1, which is at 1');
  });

  test('a record of unknown outcome is where it was read', () => {
    send(2);
    acknowledge(1, 0);
    read('k1', 0, 1, 0);
    expect(names()).toEqual([]);
    history.complete(operations[0]!, 'unknown', [-1]);
    expect(names()).toEqual(['nonmonotonic-send']);
  });

  test('one that failed is nowhere', () => {
    send(3);
    history.complete(operations[1]!, 'failed', [-1]);
    acknowledge(0, 0);
    acknowledge(2, 1);
    expect(names()).toEqual([]);
  });
});

describe('a lost write', () => {
  test('is known as soon as a consumer has gone past it', () => {
    send(3);
    acknowledge(0, 0);
    acknowledge(1, 1);
    read('k1', 0, 0);
    expect(names()).toEqual([]);
    read('k1', 1, 2);
    expect(found.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      'inconsistent-offsets x: at offset 1 is record 1 of p1, and record 2 of p1',
      'lost-write x: record 1 of p1, acknowledged at offset 1, was never read; k1 went past that offset and found record 2 of p1 there',
    ]);
  });

  test('is none when somebody else has read it', () => {
    send(3);
    acknowledge(0, 0);
    acknowledge(1, 1);
    read('k2', 0, 0, 1);
    read('k1', 0, 0, 2);
    expect(names()).not.toContain('lost-write');
  });

  test('is none before the offset at which a consumer took up reading', () => {
    send(4);
    for (let n = 0; n < 4; n++) acknowledge(n, n);
    history.seek('k1', 'x', 2);
    read('k1', 2, 2, 3);
    history.finish();
    expect(names()).toEqual([]);
    expect([...history.unseen].map(({ id }) => id)).toEqual(['p1#0', 'p1#1']);
  });

  test('waits for consumers that come back for what took the place of what they had read', () => {
    send(2);
    read('k1', 0, 0);
    acknowledge(1, 0);
    expect(names()).toEqual(['inconsistent-offsets']);
    history.seek('k1', 'x', 0);
    read('k1', 0, 1);
    history.finish();
    expect(names()).not.toContain('lost-write');
  });

  test('but not for ever', () => {
    send(2);
    read('k1', 0, 0);
    acknowledge(1, 0);
    history.finish();
    expect(names()).toEqual(['inconsistent-offsets', 'lost-write']);
  });

  test('needs no offset where a later record of the same producer was read (acks=0)', () => {
    send(3);
    for (let n = 0; n < 3; n++) acknowledge(n, -1);
    read('k1', 0, 0);
    expect(names()).toEqual([]);
    read('k1', 1, 2);
    expect(names()).toEqual(['lost-write']);
    expect(found[0]!.records.map(({ id }) => id)).toEqual(['p1#1']);
  });

  test('needs one where the consumer has not read from the beginning', () => {
    send(3);
    for (let n = 0; n < 3; n++) acknowledge(n, -1);
    history.seek('k1', 'x', 1);
    read('k1', 1, 2);
    expect(names()).toEqual([]);
  });
});

test('a consumer that is started again is another one', () => {
  send(2);
  acknowledge(0, 0);
  acknowledge(1, 1);
  read('k1', 0, 0, 1);
  history.restart('k1');
  read('k1', 0, 0, 1);
  expect(names()).toEqual([]);
});
