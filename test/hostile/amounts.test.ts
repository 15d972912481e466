/**
 * As many as docs/security.md promises: files, links, messages, lines of the expectation language. Usually a part of them;
 * TIDEMARK_HOSTILE=full takes all. Time is the processor's: a busy machine is no hole.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HostLink } from '../../src/embed/hostLink.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { packRun, unpackRun } from '../../src/scenario/runLink.ts';
import { amount, dice, isInTime } from './amount.ts';

const FILE = readFileSync(join(import.meta.dirname, '../../scenarios/what-is-a-log.yaml'), 'utf8');
const HEAD = 'tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: 1s\ncluster: { controllers: 1, brokers: 1 }\n';

function millisecondsOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const UNITS = [
  '"a" ',
  '"" ',
  "'a' ",
  '[] ',
  '{} ',
  '[',
  ']',
  '{',
  '},',
  '- ',
  '? ',
  ': ',
  '"a": ',
  '*a ',
  '&a ',
  '!a ',
  '|\n',
  '>\n',
  '#\n',
  '---\n',
  '...\n',
  '%a\n',
  '\t',
  '\r\n',
  'a:\n',
  '- a:\n',
  '? a\n',
  '"a"\n',
  'a, ',
  '<<: ',
  '"\\x41',
  '\\',
  '`',
  '@',
  '가: ',
  '"\\u202e" ',
  '- - ',
  '{a: ',
  '[a, ',
  '!!binary ',
] as const;
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${HEAD}prose: ${text}`,
  (text) => `${HEAD}timeline: [${text}`,
  (text) => `${HEAD}topics:\n - name: a\n   config: { a: ${text}`,
  (text) => `${HEAD}"${text}`,
];

test('files of one thing again and again: each refused, in two seconds', { timeout: 600_000 }, () => {
  const files = PLACES.flatMap((place) =>
    UNITS.map((unit) => place(unit.repeat(Math.floor(250_000 / new TextEncoder().encode(unit).length)))),
  );
  expect(files).toHaveLength(200);
  const step = amount(19, 1);
  for (let place = 0; place < files.length; place += step) {
    const text = files[place]!;
    let ok = true;
    const took = millisecondsOf(() => {
      ok = parseScenario(text).ok;
    });
    expect([text.slice(-60), ok, isInTime(took, 2_000) ? 'in time' : took]).toEqual([
      text.slice(-60),
      false,
      'in time',
    ]);
  }
});

test('links that were changed on their way: each opens whole or not at all', { timeout: 600_000 }, () => {
  const commands = Array.from({ length: 6 }, (_, n) => ({
    at: 1_000_000 * (n + 1),
    step: 100 * (n + 1),
    command: { type: 'heal' } as const,
  }));
  const packed = packRun({ commands, fingerprint: 'abc' })!;
  const draw = dice(11);
  const linked = { name: 'x', text: HEAD, seed: 1 };
  let opened = 0;
  for (let n = 0; n < amount(1_000, 10_000); n++) {
    const at = draw(packed.length);
    const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%\u0000가'[draw(68)]!;
    const changed = [
      () => packed.slice(0, at) + letter + packed.slice(at + 1),
      () => packed.slice(0, at),
      () => packed.slice(at),
      () => packed.slice(0, at) + packed.slice(draw(packed.length)),
      () => packed + letter.repeat(1 + draw(40)),
    ][draw(5)]!();
    const answer = unpackRun(changed, linked);
    if (!answer.ok) expect(answer.problem.length).toBeGreaterThan(5);
    else {
      opened++;
      expect(answer.run.commands).toHaveLength(commands.length);
    }
  }
  // A letter may have been changed into itself.
  expect(opened).toBeLessThan(amount(1_000, 10_000) / 20);
});

test('messages from pages that are not the host: nothing is done and nothing is said', () => {
  const asked: unknown[] = [];
  const said: unknown[] = [];
  let listener: (event: MessageEvent) => void = () => undefined;
  let now = 0;
  const parent = { postMessage: (message: unknown, origin: string) => said.push([message, origin]) };
  const frame = {
    parent,
    addEventListener: (_: string, heard: (event: MessageEvent) => void) => {
      listener = heard;
    },
    removeEventListener: () => undefined,
  };
  const handler = {
    hello: () => asked.push('hello'),
    ask: (one: unknown) => {
      asked.push(one);
      return { ok: true } as never;
    },
    slide: (is: string) => asked.push(is),
  };
  const link = new HostLink(frame as never, 'https://host.example', handler, () => now);
  const draw = dice(5);
  const words = [
    'hello',
    'play',
    'seek',
    'load',
    'command',
    'subscribe',
    'getRun',
    '__proto__',
    'constructor',
    'eval',
    '',
  ];
  const values = [
    null,
    undefined,
    1,
    -1,
    Number.NaN,
    '',
    'x'.repeat(70_000),
    {},
    [],
    [[[[[[[1]]]]]]],
    () => 1,
    new Map(),
    { __proto__: { a: 1 } },
    1n,
  ];
  const message = (): unknown =>
    [
      () => values[draw(values.length)],
      () => ({
        tidemark: 1,
        type: words[draw(words.length)],
        data: values[draw(values.length)],
        id: values[draw(values.length)],
      }),
      () => ({
        tidemark: draw(3),
        type: 'load',
        data: { text: '<script>', scenario: 'javascript:1', url: 'https://e.example' },
      }),
      () => 'slide:start',
    ][draw(4)]!();
  const origins = [
    'https://host.example.evil',
    'https://evil.example',
    'null',
    '',
    'http://host.example',
    'https://host.example:8443',
    'HTTPS://HOST.EXAMPLE',
  ];
  const count = amount(500, 2_000);
  for (let n = 0; n < count; n++) {
    now += 100;
    const [origin, source] =
      draw(2) === 0 ? [origins[draw(origins.length)]!, parent] : ['https://host.example', { ...parent }];
    listener({ data: message(), origin, source, ports: [] } as unknown as MessageEvent);
  }
  expect([asked, said, link.gate.ignored.strangers]).toEqual([[], [], count]);

  // The same from the host: it is answered or passed over, and all that is done is one of the known things.
  for (let n = 0; n < count; n++) {
    now += 100;
    listener({ data: message(), origin: 'https://host.example', source: parent, ports: [] } as unknown as MessageEvent);
  }
  for (const one of asked)
    expect(['start', 'hello', 'string'].includes(String(one)) || typeof one === 'object').toBe(true);
  for (const [, origin] of said as [unknown, string][]) expect(origin).toBe('https://host.example');
  expect(asked.length).toBeGreaterThan(10);
});

test('lines of the expectation language: each has its answer', { timeout: 900_000 }, () => {
  const draw = dice(3);
  const words = [
    'fact',
    'property',
    'never',
    'count',
    'where',
    'before',
    'after',
    'within',
    'output',
    'matches',
    'breaks',
    'final',
    'nth',
    'at',
    'by',
    'between',
  ];
  const values = [
    'LeaderElected',
    'ProcessKilled',
    'b1',
    'orders-0',
    '1',
    '-1',
    '1e999',
    '"(a+)+$"',
    '"((((((((((a"',
    '[]',
    '{}',
    'null',
    '5s',
    '.nan',
    '"\\u0000"',
    '{ fact: LeaderElected }',
    '[1, 2, [3]]',
    `"${'x'.repeat(300)}"`,
    '{ is: 1, not: 2 }',
    '"{n}"',
    '"a b c"',
    'true',
    '~',
    '0x10',
    '">= 3"',
    '"<"',
  ];
  const line = () =>
    ` - { ${Array.from({ length: 1 + draw(4) }, () => `${words[draw(words.length)]}: ${values[draw(values.length)]}`).join(', ')} }`;
  const together = 50;
  for (let n = 0; n < amount(1_500, 100_000); n += together) {
    const text = `${HEAD}expect:\n${Array.from({ length: together }, line).join('\n')}\n`;
    const took = millisecondsOf(() => parseScenario(text));
    expect(isInTime(took, 2_000) ? 'in time' : text).toBe('in time');
  }
});

test('a scenario cut off after each character: an answer every time', { timeout: 600_000 }, () => {
  const step = amount(211, 7);
  for (let at = 0; at < FILE.length; at += step) {
    const answer = parseScenario(FILE.slice(0, at));
    if (!answer.ok) expect(answer.problems.length).toBeGreaterThan(0);
  }
});
