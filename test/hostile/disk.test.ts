// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what a shell would run is told as text.
/** The command line writes where it was told and nowhere else; what it writes for a shell runs nothing of a stranger's. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readText } from '../../src/cli/files.ts';
import { newCommand } from '../../src/cli/newCommand.ts';
import { checkNewFiles, writeNewFile } from '../../src/cli/writeFile.ts';
import { csvCell } from '../../src/exchange/factTable.ts';
import { toCluster } from '../../src/exchange/toCluster/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { IS_FULL } from './amount.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('nothing is written through a link, over a file, or into a folder', () => {
  const at = (name: string) => join(folder, name);
  writeFileSync(at('secret'), 'as it was');
  symlinkSync(at('secret'), at('link'));
  symlinkSync(at('not-there'), at('dangling'));
  mkdirSync(at('folder'));
  for (const [name, isForced, says] of [
    ['link', false, 'is a link'],
    ['link', true, 'is a link'],
    ['dangling', false, 'is a link'],
    ['dangling', true, 'is a link'],
    ['secret', false, 'is there already'],
    ['folder', true, 'it is a folder'],
    ['no/such/folder', true, 'there is no such file'],
  ] as const) {
    expect(() => writeNewFile(at(name), 'mine', isForced), name).toThrow(says);
  }
  expect(() => checkNewFiles([at('fresh'), at('link')], true)).toThrow('is a link');
  expect(() => checkNewFiles([at('fresh'), at('secret')], false)).toThrow('is there already');
  expect(readFileSync(at('secret'), 'utf8')).toBe('as it was');
  expect(readdirSync(folder).sort()).toEqual(['dangling', 'folder', 'link', 'secret']);
  writeNewFile(at('secret'), 'mine', true);
  expect(readFileSync(at('secret'), 'utf8')).toBe('mine');
});

test('names that are no names of files', () => {
  for (const name of [
    '..',
    '.',
    'a/..',
    '.hidden',
    'a\u0000b',
    'a\u202eb',
    'a\nb',
    '-rf',
    '',
    'x'.repeat(300),
    '$(id)',
  ])
    expect(() => newCommand([name, '--lang', 'en']), JSON.stringify(name)).toThrow();
});

const PAYLOADS = [
  '$(touch OWNED)',
  '`touch OWNED`',
  "';touch OWNED;'",
  '";touch OWNED;"',
  "'\\''$(touch OWNED)'\\''",
  '\\n touch OWNED \\n',
  'x\r\ntouch OWNED\r\n',
  'a\\',
  '|touch OWNED',
  '&touch OWNED&',
  '{n}$(touch OWNED){n%7}',
  '\u2028touch OWNED',
  '#{touch OWNED} ${IFS}',
  '!!python/object:os.system [touch OWNED]',
  '%s%n\t*',
];

const written = (text: string) => JSON.stringify(text).replaceAll('\u2028', '\\u2028');

/** A scenario with one of them in each place that takes a text. */
function file(payload: string): string {
  const p = written(payload);
  return `tidemark: 1
title: { en: ${p}, ko: ${p} }
until: 10s
cluster:
  controllers: 1
  brokers: [{ id: 1, rack: ${p} }, { id: 2 }]
  config: { log.dirs: ${p} }
topics: [{ name: orders }]
producers: [{ name: p1, send: [{ topic: orders, every: 1s, count: 3, key: ${p}, value: ${p}, headers: { ${p}: ${p} } }] }]
consumers: [{ name: k1, group: ${p}, subscribe: [orders] }]
timeline:
  - { at: 6s, produce: { producer: p1, topic: orders, key: ${p}, value: ${p} } }
  - { at: 7s, console: { line: kafka-console-producer --topic orders, input: [${p}] } }
  - { at: 8s, alter-config: { group: ${p}, set: { consumer.session.timeout.ms: 45000 } } }
`;
}

test('a script for a shell: nothing of any text of a scenario is run, here or in its containers', () => {
  const inside = join(folder, 'inside');
  mkdirSync(inside);
  // Whatever would be run in a container is run here, with tools that do nothing.
  const docker = `#!/bin/bash
while [ $# -gt 0 ] && [ "$1" != bash ]; do shift; done
if [ "$1" = bash ] && [ "$2" = -c ]; then cd '${inside}'; timeout 5 bash -c "$3" >/dev/null 2>&1 </dev/null; fi
exit 0
`;
  writeFileSync(join(folder, 'docker'), docker, { mode: 0o755 });
  writeFileSync(join(folder, 'sleep'), '#!/bin/bash\n', { mode: 0o755 });
  for (const payload of IS_FULL ? PAYLOADS : [PAYLOADS.slice(0, 4).join(' '), PAYLOADS[6]!]) {
    const read = parseScenario(file(payload));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { files } = toCluster(read.scenario, { name: payload, byHand: true });
    expect(files.map(({ name }) => name)).toEqual(['compose.yaml', 'run.sh', 'README.md']);
    for (const { name, text } of files) writeFileSync(join(inside, name), text);
    const env = { PATH: `${folder}:${process.env.PATH}`, NET_IMAGE: '' };
    execFileSync('bash', [join(inside, 'run.sh')], { env, cwd: inside, stdio: 'pipe', input: '' });
    expect([payload, existsSync(join(inside, 'OWNED'))]).toEqual([payload, false]);
    expect(readdirSync(inside).sort()).toEqual(['README.md', 'compose.yaml', 'run.sh']);
  }
});

test('a cell of a table is never a formula, however it is opened', () => {
  for (const formula of [
    "=cmd|' /C calc'!A0",
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    ' =1',
    'a;=1',
    'a\t=1',
    'a\n=1',
  ]) {
    const cell = csvCell(formula);
    expect(cell).toMatch(/^"[^"]*"$/);
    // By comma, by semicolon and by tab: where a cell could begin, there is no sign to begin a formula.
    for (const part of cell.slice(1, -1).split(/[;\t\r\n]/)) expect(part.trim()).not.toMatch(/^[=+\-@＝＋－＠]/);
  }
  expect(csvCell('b1 leads orders-0; epoch 3')).toBe('b1 leads orders-0; epoch 3');
});

test('what is no text file: a folder, a device, gigabytes, nothing', () => {
  const gigabytes = join(folder, 'gigabytes');
  writeFileSync(gigabytes, '');
  truncateSync(gigabytes, 2 ** 31);
  for (const [path, says] of [
    [folder, 'it is a folder'],
    ['/dev/zero', 'it is no file'],
    [gigabytes, 'too large'],
    [join(folder, 'nothing'), 'there is no such file'],
  ] as const) {
    expect(() => readText(path), path).toThrow(says);
  }
});
