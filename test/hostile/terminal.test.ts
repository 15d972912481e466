/** Names, values and lines of a stranger's file on a terminal: nothing of them moves its cursor or turns its text round. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printable } from '../../src/cli/output.ts';

const ROOT = join(import.meta.dirname, '../..');
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const FILE = `tidemark: 1
title: { en: "a\\e[31m\\u0007", ko: "가\\e]0;owned\\a" }
prose: { en: "\\e[2Jhi\\r", ko: 가 }
until: 3s
cluster: { controllers: 1, brokers: 1 }
topics: [{ name: orders }]
producers: [{ name: p1, send: [{ topic: orders, value: "v\\e[31m\\x9b", key: "\\e]0;k\\a", every: 500ms, count: 2 }] }]
timeline:
 - { at: 1s, console: "kafka-topics --list --topic \\e[31mx" }
`;

test('a run, its facts as JSON, and what is wrong with a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
  try {
    const [good, bad] = [join(folder, 'good.yaml'), join(folder, 'bad.yaml')];
    writeFileSync(good, FILE);
    writeFileSync(
      bad,
      FILE.replace('topic: orders', 'topic: "\\e[31m\\u202e"').replace('orders }]', 'orders, "\\e[2J": 1 }]'),
    );
    for (const args of [
      ['run', good],
      ['run', good, '--json'],
      ['explain', good],
      ['lint', good],
      ['run', bad],
    ]) {
      const { stdout, stderr } = spawnSync('node', [join(ROOT, 'scripts/tidemark.mjs'), ...args], { encoding: 'utf8' });
      expect(stdout.length + stderr.length).toBeGreaterThan(50);
      expect(args.concat(STEERING.exec(stdout + stderr)?.[0] ?? 'nothing')).toEqual([...args, 'nothing']);
      if (args.includes('--json')) for (const line of stdout.trim().split('\n')) JSON.parse(line);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what may stand in a text stays', () => {
  expect(printable('a\tb\r\nc 가 🌊 é\n')).toBe('a\tb\r\nc 가 🌊 é\n');
  expect(printable('\u001b[2J\r\u202e')).toBe('\\u001b[2J\\u000d\\u202e');
  expect(JSON.parse(printable('"\u009b"'))).toBe('\u009b');
});
