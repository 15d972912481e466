/**
 * The situations of Jepsen's own tests of its Kafka checker (jepsen, jepsen/test/jepsen/tests/kafka_test.clj), put into
 * our words: who did what, and how it came out. `expected` is what Jepsen's checker finds of the kinds that are named.
 *
 * A record is a letter or a number, a partition x or y. `x@3:c` is c at offset 3 of x, `x:c` is c of x, its offset not told.
 */
export interface Case {
  readonly name: string;
  /** `PROCESS OK|FAIL|INFO send|poll|txn|assign …`, in the order in which they completed. */
  readonly history: readonly string[];
  /** By kind: the record it is about, as many as there are. Kinds that are not named are not asked about. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

const ONE_TO_SEVEN = [
  '0 ok poll x@1:a x@2:b',
  '1 ok poll x@3:c',
  '0 ok poll x@4:d',
  '2 ok send x@6:f',
  '0 ok poll x@7:g',
  '3 info send x:a x:b x:c x:d x:g',
];

function before(line: number, inserted: string, history: readonly string[] = ONE_TO_SEVEN): readonly string[] {
  return [...history.slice(0, line), inserted, ...history.slice(line)];
}

const BACK_TO_B = ['0 ok send x:a x:b x:c x:d', '0 ok poll x@1:a x@2:b x@3:c', '0 ok poll x@2:b x@3:c x@4:d'];
const SENT_BACK = ['0 ok send x@3:c x@4:d', '0 ok send x@1:a x@2:b'];
const SIX_NUMBERS = '0 ok send x@0:0 x@1:1 x@2:2 x@3:3 x@4:4 x@5:5';
const SPAM = Array.from({ length: 10 }, (_, n) => [`0 ok send x@0:${n}`, `1 ok poll x@1:${n}`]).flat();

export const CASES: readonly Case[] = [
  {
    name: 'version orders: a write that crashed, and is known to have happened, conflicts with a read',
    history: ['0 ok poll x@0:a x@1:b', '1 info txn send x@1:c send x@3:b send x@4:d'],
    expected: { 'inconsistent-offsets': ['1: b c'] },
  },
  {
    name: 'version orders: two acknowledged writes at one offset',
    history: ['379 ok send y@537:641', '363 ok send y@537:645'],
    expected: { 'inconsistent-offsets': ['537: 641 645'] },
  },
  {
    name: 'inconsistent offsets: a write of unknown outcome conflicts with nobody',
    history: ['0 info send x@0:1 y:1', '1 ok send x@0:2'],
    expected: { 'inconsistent-offsets': [] },
  },
  {
    name: 'inconsistent offsets: but it does once another of its records was read',
    history: ['0 info send x@0:1 y:1', '1 ok send x@0:2', '2 ok poll y@5:1'],
    expected: { 'inconsistent-offsets': ['0: 1 2'] },
  },
  {
    name: 'G1a: a failed write is read',
    history: ['0 fail send x:2 y:3', '1 ok poll x@0:2'],
    expected: { G1a: ['2'] },
  },
  {
    name: 'lost write: a reader is past two acknowledged records',
    history: ['0 ok send x@0:a', '0 ok send x@1:b x@3:d', '1 info send x:c', '0 ok poll x@2:c'],
    expected: { 'lost-write': ['a', 'b'] },
  },
  {
    name: 'lost write: overwritten at its offset',
    history: ['0 ok send x@0:a', '0 ok send x@0:b x@2:c', '0 ok poll x@0:b x@2:c'],
    expected: { 'lost-write': ['a'] },
  },
  {
    name: 'lost write: nothing is lost of an operation that may not have happened',
    history: ['0 info send x:a y@0:b', '1 info send y:c', '3 ok poll y@1:c'],
    expected: { 'lost-write': [] },
  },
  {
    name: 'lost write: of one that did happen, all must be there',
    history: ['0 info send x:a y@0:b', '1 info send y:c', '2 ok poll x@0:a', '3 ok poll y@1:c'],
    expected: { 'lost-write': ['b'] },
  },
  { name: 'poll skip', history: ONE_TO_SEVEN, expected: { 'poll-skip': ['c', 'f'] } },
  {
    name: 'poll skip: another subscription between the polls',
    history: before(2, '0 ok subscribe y', before(3, '0 info assign y')),
    expected: { 'poll-skip': [] },
  },
  {
    name: 'poll skip: a subscription that still has the partition changes nothing',
    history: before(2, '0 ok subscribe x y', before(3, '0 ok assign x y')),
    expected: { 'poll-skip': ['c', 'f'] },
  },
  {
    name: 'aborted transactions are read again from where the last good one ended',
    history: [
      '0 ok send x@0:0 x@1:1 x@2:2',
      '1 ok poll x@0:0',
      '1 fail poll x@1:1 x@2:2',
      '1 info poll x@1:1 x@2:2',
      '1 ok poll x@1:1 x@2:2',
    ],
    expected: { 'poll-skip': [], 'nonmonotonic-poll': [], 'lost-write': [], duplicate: [], G1a: [] },
  },
  {
    name: 'poll skip: an abort that does not roll back',
    history: [SIX_NUMBERS, '1 ok poll x@0:0', '1 fail poll x@1:1 x@2:2', '1 fail poll x@3:3 x@4:4', '1 ok poll x@5:5'],
    expected: { 'poll-skip': ['1', '1'] },
  },
  {
    name: 'poll skip: in a poll of unknown outcome',
    history: [SIX_NUMBERS, '1 ok poll x@0:0', '1 fail poll x@1:1 x@2:2', '1 info poll x@3:3 x@4:4'],
    expected: { 'poll-skip': ['1'] },
  },
  { name: 'nonmonotonic poll', history: BACK_TO_B, expected: { 'nonmonotonic-poll': ['c b'] } },
  {
    name: 'nonmonotonic poll: another subscription between the polls',
    history: before(2, '0 ok subscribe y', BACK_TO_B),
    expected: { 'nonmonotonic-poll': [] },
  },
  {
    name: 'nonmonotonic poll: another assignment between the polls',
    history: before(2, '0 ok assign y', BACK_TO_B),
    expected: { 'nonmonotonic-poll': [] },
  },
  {
    name: 'nonmonotonic poll: a subscription that still has the partition',
    history: before(2, '0 ok subscribe x y', BACK_TO_B),
    expected: { 'nonmonotonic-poll': ['c b'] },
  },
  {
    name: 'nonmonotonic poll: an assignment that still has the partition',
    history: before(2, '0 ok assign x y', BACK_TO_B),
    expected: { 'nonmonotonic-poll': ['c b'] },
  },
  { name: 'nonmonotonic send', history: SENT_BACK, expected: { 'nonmonotonic-send': ['d a'] } },
  {
    name: 'nonmonotonic send: another subscription between the sends',
    history: before(1, '0 ok subscribe y', SENT_BACK),
    expected: { 'nonmonotonic-send': [] },
  },
  {
    name: 'nonmonotonic send: another assignment between the sends',
    history: before(1, '0 info assign y', SENT_BACK),
    expected: { 'nonmonotonic-send': [] },
  },
  {
    name: 'nonmonotonic send: a subscription that still has the partition',
    history: before(1, '0 ok subscribe x y', SENT_BACK),
    expected: { 'nonmonotonic-send': ['d a'] },
  },
  {
    name: 'nonmonotonic send: an assignment that still has the partition',
    history: before(1, '0 ok assign x y', SENT_BACK),
    expected: { 'nonmonotonic-send': ['d a'] },
  },
  {
    name: 'internal poll skip: within one poll, and between two of one transaction',
    history: ['1 info send x:a x:b x:d', '0 ok poll x@1:a x@4:d', '0 ok poll x@1:a x@4:d', '0 ok poll x@2:b'],
    expected: { 'int-poll-skip': ['b', 'b'] },
  },
  {
    name: 'internal poll skip: not after a rebalance of the partition',
    history: ['1 info send x:a x:b x:d', '0 ok poll rebalanced x x@1:a x@4:d', '2 ok poll x@2:b'],
    expected: { 'int-poll-skip': [] },
  },
  {
    name: 'internal send skip: a poll tells where the second record is, and what is between them',
    history: ['0 ok send x@1:a x:c', '1 info send x:b', '2 ok poll x@2:b x@3:c'],
    expected: { 'int-send-skip': ['b'] },
  },
  {
    name: 'internal nonmonotonic poll: back, and the same again',
    history: ['0 info send x:a x:b x:c', '0 ok poll x@3:c x@1:a', '1 ok poll x@2:b x@3:c x@3:c'],
    expected: { 'int-nonmonotonic-poll': ['c a', 'c c'] },
  },
  {
    name: 'internal nonmonotonic send: by the answers, and by what a poll shows',
    history: ['0 ok send x@3:c x@1:a', '0 info send y:d y:b', '1 info send y:c', '0 ok poll y@2:b y@3:c y@4:d'],
    expected: { 'int-nonmonotonic-send': ['c a', 'd b'] },
  },
  {
    name: 'duplicate',
    history: ['0 ok send x@1:a', '1 info send x:b', '2 ok poll x@2:b x@3:a'],
    expected: { duplicate: ['a'] },
  },
  {
    name: 'duplicate: ten records at the same two offsets',
    history: SPAM,
    expected: {
      duplicate: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      'inconsistent-offsets': ['0: 0 1 2 3 4 5 6 7 8 9', '1: 0 1 2 3 4 5 6 7 8 9'],
    },
  },
  {
    name: 'duplicate: polls of an aborted transaction count, its sends do not',
    history: ['0 ok send x@1:0', '0 fail send x@2:1', '1 fail poll x@11:0 x@12:1'],
    expected: { duplicate: ['0'], G1a: [] },
  },
  {
    name: 'unseen: until the last record was read',
    history: ['0 ok poll', '0 ok send x@0:a x@1:b', '0 ok poll x@0:a'],
    expected: { unseen: ['b'] },
  },
  {
    name: 'unseen: and then no more',
    history: ['0 ok poll', '0 ok send x@0:a x@1:b', '0 ok poll x@0:a', '0 ok poll x@1:b'],
    expected: { unseen: [] },
  },
  {
    name: 'precommitted read',
    history: ['0 ok txn send x@0:a poll x@0:a'],
    expected: { 'precommitted-read': ['a'] },
  },
];
