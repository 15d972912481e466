/** What survives: a kill keeps the page cache, a power loss what was flushed, a wipe nothing. */
import { expect, test } from 'vitest';
import * as disks from '../../src/sim/disk.ts';

const written = disks.write(disks.EMPTY_DISK, 'orders-0', 'log', 'a');

test('power loss forgets what was not flushed', () => {
  expect(disks.filesOf(written)).toEqual({ 'orders-0': { log: 'a' } });
  expect(disks.filesOf(disks.losePower(written))).toEqual({});
  expect(disks.filesOf(disks.losePower(disks.flushAll(written)))).toEqual({ 'orders-0': { log: 'a' } });
});

test('a flush carries the content of the moment it was asked for', () => {
  const later = disks.write(written, 'orders-0', 'log', 'b');
  const flushed = disks.flushDirectory(later, 'orders-0', { log: 'a' });
  expect(disks.filesOf(flushed)).toEqual({ 'orders-0': { log: 'b' } });
  expect(disks.filesOf(disks.losePower(flushed))).toEqual({ 'orders-0': { log: 'a' } });
});

test('a flush does not set back what was persisted after it was asked for', () => {
  const asked = disks.filesOf(written)['orders-0'];
  const persisted = disks.persist(written, 'orders-0', 'epochs', 1);
  const flushed = disks.flushDirectory(persisted, 'orders-0', asked);
  expect(disks.filesOf(disks.losePower(flushed))).toEqual({ 'orders-0': { log: 'a', epochs: 1 } });
  // Nor when more was written since: of each file the platter has what is newest there.
  const later = disks.write(disks.persist(persisted, 'orders-0', 'epochs', 2), 'orders-0', 'log', 'b');
  const again = disks.flushDirectory(later, 'orders-0', disks.filesOf(persisted)['orders-0']);
  expect(disks.filesOf(disks.losePower(again))).toEqual({ 'orders-0': { log: 'a', epochs: 2 } });
});

test('a flush that was overtaken by a later one undoes nothing, and brings no removed directory back', () => {
  const later = disks.write(written, 'orders-0', 'log', 'b');
  const overtaken = disks.flushDirectory(
    disks.flushDirectory(later, 'orders-0', { log: 'b' }),
    'orders-0',
    disks.filesOf(written)['orders-0'],
  );
  expect(disks.filesOf(disks.losePower(overtaken))).toEqual({ 'orders-0': { log: 'b' } });
  const removed = disks.flushDirectory(disks.removeDirectory(written, 'orders-0'), 'orders-0', { log: 'a' });
  expect(disks.filesOf(disks.losePower(removed))).toEqual({});
});

test('what is persisted survives, what lies beside it in the cache does not', () => {
  const persisted = disks.persist(written, 'orders-0', 'epochs', 1);
  expect(disks.filesOf(persisted)).toEqual({ 'orders-0': { log: 'a', epochs: 1 } });
  expect(disks.filesOf(disks.losePower(persisted))).toEqual({ 'orders-0': { epochs: 1 } });
  const clean = disks.persist(disks.flushAll(written), 'orders-0', 'epochs', 1);
  expect(disks.isClean(clean)).toBe(true);
});

test('a wipe empties the disk, and a removed directory is gone at once', () => {
  expect(disks.filesOf(disks.wipe(disks.flushAll(written)))).toEqual({});
  expect(disks.filesOf(disks.losePower(disks.removeDirectory(disks.flushAll(written), 'orders-0')))).toEqual({});
});
