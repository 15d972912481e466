import { expect, test } from 'vitest';
import { countOf, fileRows, linesOf } from './lines.ts';

const file = (name: string, text: string, platter: string | null) => ({
  name,
  text,
  platter,
  flushed: text === platter,
});
const states = (text: string, platter: string | null) =>
  linesOf(file('f', text, platter)).map((line) => `${line.state} ${line.text}`);

test('what was appended since the last flush is in the page cache only', () => {
  expect(states('a\nb\nc\n', 'a\nb\n')).toEqual(['flushed a', 'flushed b', 'cached c']);
  expect(states('a\n', 'a\n')).toEqual(['flushed a']);
  expect(states('a\n', null)).toEqual(['cached a']);
});

test('what was cut or written over comes back with a loss of power', () => {
  expect(states('a\n', 'a\nb\n')).toEqual(['flushed a', 'platter b']);
  expect(states('0\n1\norders-0 7\nend\n', '0\n1\norders-0 5\nend\n')).toEqual([
    'flushed 0',
    'flushed 1',
    'platter orders-0 5',
    'cached orders-0 7',
    'flushed end',
  ]);
  expect(states('', 'a\n')).toEqual(['platter a']);
});

test('the files of a disk in one list, with what is not flushed', () => {
  const rows = fileRows({
    node: 'b1',
    directories: [
      { name: 'log-dir', files: [file('x', 'a', 'a'), file('y', 'b', 'a')] },
      { name: 'orders-0', files: [file('z', 'c', null)] },
    ],
  });
  expect(rows.map(({ key, isFirst }) => [key, isFirst])).toEqual([
    ['log-dir/x', true],
    ['log-dir/y', false],
    ['orders-0/z', true],
  ]);
  expect(countOf(rows)).toEqual({ files: 3, dirty: 2 });
});
