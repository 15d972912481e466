import { describe, expect, test } from 'vitest';
import type { EnsembleQuorum, EraRow } from '../../frame/zookeeper/zooKeeperLens.ts';
import { ZOOKEEPER_PARTS } from '../gallery/zooKeeperLooks.ts';
import { controllerSentence } from './controllerSentences.ts';
import { changesOf, columnsOf, holdings, layoutEraRow, OP_CODES, pathsTo, type TreeMove, treeKey } from './layout.ts';
import { meaningOf } from './meanings.ts';
import { markSentence, quorumSentence, rowSentence } from './sentences.ts';
import { prettyData } from './ZnodeCard.tsx';

const SECOND = 1_000_000;
const ensemble = ZOOKEEPER_PARTS.ensemble.ensemble!;
const znodes = ZOOKEEPER_PARTS.znodes.znodes!;
const history = ZOOKEEPER_PARTS.time.history!;

describe('the arithmetic of the quorum', () => {
  const quorum = (size: number, members: number, change: Partial<EnsembleQuorum> = {}): EnsembleQuorum => ({
    size,
    majority: Math.floor(size / 2) + 1,
    living: members,
    leader: 1,
    epoch: 4,
    members: Array.from({ length: members }, (_, place) => place + 1),
    isServing: true,
    ...change,
  });

  test.each([
    [3, 3, '2 of 3 servers must agree, 3 are with it (z1, z2, z3): 1 more may fail.'],
    [3, 2, '2 of 3 servers must agree, 2 are with it (z1, z2): not one more may fail.'],
    [5, 5, '3 of 5 servers must agree, 5 are with it (z1, z2, z3, z4, z5): 2 more may fail.'],
    [5, 3, '3 of 5 servers must agree, 3 are with it (z1, z2, z3): not one more may fail.'],
    [4, 4, '3 of 4 servers must agree, 4 are with it (z1, z2, z3, z4): 1 more may fail.'],
  ])('%i servers, %i with the leader', (size, members, says) => {
    expect(quorumSentence(quorum(size, members), 'en')).toBe(`Epoch 4: z1 leads. ${says}`);
  });

  test('alone, on the way, and without a leader', () => {
    expect(quorumSentence(quorum(1, 1), 'en')).toMatch(/only server \(standalone\)/);
    expect(quorumSentence(quorum(3, 1, { isServing: false }), 'en')).toBe(
      'z1 is about to lead: 1 of the 2 it needs have come (z1). It does not serve yet.',
    );
    expect(quorumSentence(quorum(3, 1, { leader: null, members: [], isServing: false }), 'en')).toBe(
      'Nobody leads: 2 of 3 servers are needed, 1 lives. Nothing is written or read, and no session expires.',
    );
  });
});

/** The logs as text: a letter a change, `.` where it is missing, small where it is not applied. */
function picture(room: number): readonly string[] {
  const columns = columnsOf(ensemble, room);
  return ensemble.servers.map(({ node, log }) => {
    const cells = columns.map(({ place, txn, startsEpoch }) => {
      const cell = log[place];
      const code = cell === 'absent' ? '.' : cell === 'applied' ? OP_CODES[txn.op] : OP_CODES[txn.op].toLowerCase();
      return `${startsEpoch ? '|' : ''}${code}`;
    });
    return `${node} ${cells.join(' ')}`;
  });
}

describe('the logs of the servers', () => {
  test('stand under each other by zxid, whoever has which change', () => {
    expect(picture(40)).toEqual([
      'z1 |C M C S C ! |. . . . .',
      'z2 |C M C S C . |−s M S D +s',
      'z3 |C M C S C . |−s M S D +s',
    ]);
    expect(picture(3)).toEqual(['z1 . . .', 'z2 S D +s', 'z3 S D +s']);
  });

  test('the same in words, the newest first', () => {
    const [newest, ...rest] = holdings(ensemble);
    expect(newest!.by).toEqual({ applied: ['z3'], logged: ['z2'], written: [], absent: ['z1'] });
    const foreign = rest.find(({ txn }) => txn.isForeign)!;
    expect([foreign.txn.text, foreign.by.written]).toEqual(['error BADVERSION', ['z1']]);
  });
});

describe('the tree by key', () => {
  const at = (path: string, key: string): TreeMove | null => treeKey(znodes.rows, path, key);

  test('up and down, in and out, open and close', () => {
    expect(at('/brokers', 'ArrowDown')).toEqual({ go: '/brokers/ids' });
    expect(at('/admin', 'ArrowUp')).toEqual({ go: '/admin' });
    expect(at('/admin', 'ArrowRight')).toEqual({ open: '/admin' });
    expect(at('/brokers', 'ArrowRight')).toEqual({ go: '/brokers/ids' });
    expect(at('/brokers', 'ArrowLeft')).toEqual({ close: '/brokers' });
    expect(at('/brokers/topics/orders/partitions/0/state', 'ArrowLeft')).toEqual({
      go: '/brokers/topics/orders/partitions/0',
    });
    expect(at('/controller', 'ArrowRight')).toBe(null);
    expect(at('/controller', 'Enter')).toEqual({ choose: '/controller' });
    expect(at('/controller', 'End')).toEqual({ go: '/zookeeper' });
    expect(at('/not/there', 'ArrowDown')).toEqual({ go: '/brokers' });
  });

  test('the way to a znode', () => {
    expect(pathsTo('/brokers/ids/1')).toEqual(['/brokers', '/brokers/ids', '/brokers/ids/1']);
  });

  test('what it is for is known of every znode that Kafka makes', () => {
    expect(znodes.rows.filter(({ path }) => meaningOf(path) === undefined)).toEqual([
      expect.objectContaining({ path: '/cluster' }),
    ]);
    expect(meaningOf('/brokers/topics/orders/partitions/0/state')?.en).toMatch(/^Leader, leader epoch and ISR/);
    expect(meaningOf('/elsewhere')).toBe(undefined);
  });

  test('data: objects over several lines, anything else as it is', () => {
    expect(prettyData('{"version":1,"isr":[1,2]}')).toBe('{\n "version": 1,\n "isr": [ 1, 2 ]\n}');
    expect(prettyData('3')).toBe('3');
    expect(prettyData('{broken')).toBe('{broken');
    expect(prettyData(null)).toBe('null');
  });
});

describe('over time', () => {
  const WINDOW = { from: 0, to: 10 * SECOND, width: 1_000 };
  const row = (kind: EraRow['kind'], node: string | null): EraRow =>
    history.rows.find((one) => one.kind === kind && one.node === node)!;

  test('bands where somebody was, gaps where nobody was: up to what has been seen', () => {
    const controller = layoutEraRow(row('znode', null), history.rows, history.until, WINDOW);
    expect(controller.bands.map(({ x, width, label }) => [x, width, label])).toEqual([
      [120, 420, 'b1 e1'],
      [580, 320, 'b2 e2'],
    ]);
    expect(controller.gaps).toEqual([{ x: 540, width: 40 }]);
    const expired = layoutEraRow(row('session', 'b1'), history.rows, history.until, WINDOW);
    expect(expired.gaps).toEqual([{ x: 540, width: 360 }]);
    expect(layoutEraRow(row('acting', 'b2'), history.rows, history.until, WINDOW).gaps).toEqual([]);
  });

  test('who acts though the znode names another is a zombie', () => {
    expect(layoutEraRow(row('acting', 'b1'), history.rows, history.until, WINDOW).zombie).toEqual([
      { x: 540, width: 360 },
    ]);
    expect(layoutEraRow(row('acting', 'b2'), history.rows, history.until, WINDOW).zombie).toEqual([]);
  });

  test('however short nobody was the controller, it is seen', () => {
    const short: EraRow = {
      kind: 'znode',
      node: null,
      spans: [
        { from: 0, to: 5 * SECOND, step: 1, what: 'b1', epoch: 1, ended: null },
        { from: 5 * SECOND + 900, to: 9 * SECOND, step: 2, what: 'b2', epoch: 2, ended: null },
      ],
    };
    expect(layoutEraRow(short, history.rows, history.until, WINDOW).gaps).toEqual([{ x: 500, width: 3 }]);
  });

  test('in words', () => {
    const at = (kind: EraRow['kind'], node: string | null, seconds: number): string =>
      rowSentence(row(kind, node), seconds * SECOND, 'en');
    expect(at('znode', null, 5.5)).toBe('/controller: not there, nobody is the controller');
    expect(at('znode', null, 6)).toBe('/controller: b2, controller epoch 2');
    expect(at('acting', 'b1', 6)).toBe('b1: takes itself for the controller (controller epoch 1)');
    expect(at('server', 'z1', 5)).toBe('z1: not running');
    expect(at('session', 'b1', 6)).toBe('b1: no session, 0x100000123e70000 expired at 5.400 s');
    expect(history.marks.map((mark) => markSentence(mark, 'en'))).toEqual([
      'z1 leads the ensemble, epoch 1',
      'z3 leads the ensemble, epoch 2',
      'b2 has taken over as controller: epoch 2, 500 ms to read and tell 12 partitions',
    ]);
    expect(changesOf(row('znode', null), history.until)).toEqual([1.2, 5.4, 5.8].map((at) => at * SECOND));
  });
});

test('the controller in words: who it is, and who only believes to be', () => {
  const controller = ZOOKEEPER_PARTS.controller.controller!;
  expect(controllerSentence(controller, 'en')).toBe(
    '/controller names b2, controller epoch 2. b1 still takes itself for the controller: brokers refuse its requests, for their controller epoch is over.',
  );
  const nobody = { ...controller, znode: { controller: null, epoch: 2 }, acting: [] };
  expect(controllerSentence(nobody, 'en')).toBe('There is no /controller: nobody is the controller.');
  const early = { ...controller, acting: [] };
  expect(controllerSentence(early, 'en')).toMatch(/b2 does not act on it \(yet, or any more\)\.$/);
});
