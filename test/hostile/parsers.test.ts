/**
 * Every parser of what strangers send, given bundled texts that were damaged at random and words that were thought of by
 * somebody who means harm. Each answers, in bounded time, and leaves nothing behind. FUZZ=10 runs ten times as much.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readDraft } from '../../src/app/drafts/draft.ts';
import { readProgress, writeProgress } from '../../src/app/lesson/progressFile.ts';
import { parseInline, parseMarkdown } from '../../src/app/markdown.ts';
import { defaultSettings, memoryKeeper, readSettings } from '../../src/app/settings.ts';
import { readStops } from '../../src/app/stops.ts';
import { readAddress, readInstant, readRung, shown } from '../../src/app/url.ts';
import { base64url } from '../../src/base/base64url.ts';
import { linearPattern } from '../../src/base/linearPattern.ts';
import { printable } from '../../src/cli/output.ts';
import { meaningOf } from '../../src/console/meaning.ts';
import { checkMessage, slideOf } from '../../src/embed/messages.ts';
import { readEmbed } from '../../src/embed/parameters.ts';
import { readLaunch } from '../../src/embed/reporting/cmi5/launch.ts';
import { readKept } from '../../src/embed/reporting/keptText.ts';
import { csvCell } from '../../src/exchange/factTable.ts';
import { clusterFromDescription } from '../../src/exchange/fromCluster/index.ts';
import { compileRe2 } from '../../src/kafka/group/modern/re2.ts';
import { wordsOf } from '../../src/kafka/tools/words.ts';
import { checkText } from '../../src/scenario/assist/checked.ts';
import { completeText } from '../../src/scenario/assist/complete.ts';
import { hoverText } from '../../src/scenario/assist/hover.ts';
import { unpackChanges } from '../../src/scenario/change.ts';
import { forbiddenCharacters, turnsJson } from '../../src/scenario/characters.ts';
import { parseBandwidth, parseDuration } from '../../src/scenario/duration.ts';
import { lintText } from '../../src/scenario/lint/lint.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { importRun } from '../../src/scenario/runFile.ts';
import { unpackRun } from '../../src/scenario/runLink.ts';
import { parseSelector } from '../../src/scenario/selectors.ts';
import { writeScenario } from '../../src/scenario/write.ts';
import { isInTime, onThisMachine } from './amount.ts';

const TIMES = Number(process.env.FUZZ ?? '1');
/** Generous: a slow machine that does other things must not fail what a hang would. */
const LONGEST_MS = 2_000;

/** The same numbers every time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NASTY = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '"__proto__": { polluted: 1 }',
  '1e999',
  '-1',
  '0x7fffffffffffffff',
  '9'.repeat(400),
  '.nan',
  '2024-01-01',
  '!!js/function "x"',
  '&a [*a, *a]',
  '<<: *a',
  '\u0000',
  '\u001b[2J',
  '\ud800',
  '\u202e',
  '[['.repeat(40),
  '(a+)+$',
  '{n}{n}{n}',
  '../../../etc/passwd',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(5_000),
  ' '.repeat(5_000),
  '```',
  '? ',
  '- - - -',
  '|2+',
  '%YAML 9.9',
  '---',
  '\t',
] as const;

function damaged(text: string, draw: (below: number) => number): string {
  const lines = text.split('\n');
  const at = () => draw(lines.length);
  for (let times = 1 + draw(3); times > 0; times--) {
    const [from, to] = [at(), at()];
    switch (draw(6)) {
      case 0:
        lines.splice(from, 1 + draw(4));
        break;
      case 1:
        lines.splice(to, 0, ...lines.slice(from, from + 1 + draw(6)));
        break;
      case 2:
        [lines[from], lines[to]] = [lines[to] ?? '', lines[from] ?? ''];
        break;
      case 3:
        lines[from] = (lines[from] ?? '').replace(/: .*$/, () => `: ${NASTY[draw(NASTY.length)]}`);
        break;
      case 4:
        lines[from] = (lines[from] ?? '').replace(/[\w-]+/, () => NASTY[draw(NASTY.length)]!);
        break;
      default: {
        const line = lines[from] ?? '';
        const cut = draw(line.length + 1);
        lines[from] = line.slice(0, cut) + NASTY[draw(NASTY.length)] + line.slice(cut + draw(3));
      }
    }
  }
  return lines.join('\n');
}

const ROOT = join(import.meta.dirname, '../..');
const BUNDLED = [
  'leader-failover',
  'consumer-groups-first-steps',
  'what-is-a-log',
  'unclean-election',
  'two-eras-one-story',
]
  .map((name) => join(ROOT, 'scenarios', `${name}.yaml`))
  .filter((path) => readdirSync(join(ROOT, 'scenarios')).some((file) => path.endsWith(`/${file}`)))
  .map((path) => readFileSync(path, 'utf8'));
const TABLES = `Topic: orders\tTopicId: abc\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: min.insync.replicas=2
\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2
\tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,1\tIsr: 2

GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID
billing orders 0 10 12 2 k1-1 /127.0.0.1 k1
`;
const RUN = JSON.stringify({
  'tidemark-run': 1,
  name: 'x',
  seed: 1,
  scenario:
    'tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: 5s\ncluster: { controllers: 1, brokers: 2 }\ntopics: [{ name: orders }]\n',
  commands: [{ at: 1_000_000, step: 5, command: { type: 'kill', node: 'b1' } }],
}).replaceAll(',"', ',\n"');
const PROGRESS = writeProgress({ lessons: {}, last: null }).replace('{}', '{"a": {\n"explain": "x"\n}}');

function within(what: string, run: () => unknown): void {
  const started = performance.now();
  run();
  const took = performance.now() - started;
  if (!isInTime(took, LONGEST_MS)) throw new Error(`${took.toFixed()} ms for ${JSON.stringify(what.slice(0, 300))}`);
}

const packed = (text: string) => base64url(new TextEncoder().encode(text));
const CHANGES = '[\n{"set":\n"config",\n"name":"min.insync.replicas",\n"value":"1"}\n]';
const LINE = 'kafka-topics\n --bootstrap-server b1:9092\n --create --topic "orders"\n --config a=b';
const ADDRESS =
  'scenario=leader-failover\nseed=1\nat=12s\nlang=ko\nacts=AAAA\nbeside=version:3.9.1\npanes=log,cli\norigin=https://a.b';
const address = (text: string) => text.replaceAll('\n', '&');

const PARSERS: readonly (readonly [
  name: string,
  texts: readonly string[],
  times: number,
  parse: (text: string) => unknown,
])[] = [
  ['a scenario', BUNDLED, 60, scenario],
  [
    'what the editor asks',
    BUNDLED.slice(0, 2),
    12,
    (text) => [checkText(text), completeText(text, text.length >> 1), hoverText(text, text.length >> 2)],
  ],
  ['a saved run', [RUN], 150, importRun],
  [
    'what was done, in a link',
    ['["ab",\n[{"at":1,\n"step":1,"command":{"type":"heal"}}]\n]'],
    150,
    (text) => unpackRun(packed(text), { name: 'x', text: BUNDLED[0]!, seed: 1 }),
  ],
  ['changes in a link', [CHANGES], 300, (text) => unpackChanges(packed(text))],
  ['output of Kafka’s tools', [TABLES], 100, clusterFromDescription],
  ['a console line', [LINE], 500, wordsOf],
  ['a duration', ['1.5s\n2m'], 300, parseDuration],
  ['a selector', ['leader of\n orders-0', 'a follower of orders-0'], 300, parseSelector],
  ['markdown', BUNDLED.slice(0, 2), 60, parseMarkdown],
  ['an address', [ADDRESS], 500, (text) => readAddress(`?${address(text)}`, `#${address(text)}`)],
  ['an address of an embedded page', [ADDRESS], 300, (text) => readEmbed(`?${address(text)}`, '', 'full')],
  [
    'a cmi5 launch',
    ['endpoint=https://a/\nfetch=https://a/\nactor={"account":1}'],
    300,
    (text) => readLaunch(address(text)),
  ],
  ['what an LMS kept', [`{"tidemark":1,\n"run":"x",\n"progress":{}}`], 300, readKept],
  ['progress', [PROGRESS], 300, readProgress],
  ['a draft', ['{"format":1,\n"id":"a","name":"b",\n"versions":[1,null]}'], 200, (text) => readDraft(json(text))],
  [
    'settings',
    ['{"language":"en",\n"theme":"dark"}'],
    200,
    (text) => readSettings(keeping(text), defaultSettings(['en'])),
  ],
  ['breakpoints', ['[["x",\n[{"match":{"type":"A"},\n"on":true}]]]'], 200, (text) => readStops(keeping(text), 'x')],
  ['what a deck says of its slides', ['{"type":"slide",\n"on":true}'], 200, (text) => slideOf(json(text))],
  ['lint', BUNDLED.slice(0, 1), 6, lintText],
  [
    'a line and its files',
    ['kafka-reassign-partitions\n --reassignment-json-file f\n --execute\n"topics": [{ "topic": "orders" }]'],
    300,
    (text) => meaningOf(text.replaceAll('\n', ' '), { f: text }),
  ],
  ['one line of prose', ['a **b**\n`c` [d](https://e.example) *f*'], 300, (text) => parseInline(text)],
  ['its characters', ['a\n"\\u202e"'], 200, (text) => [forbiddenCharacters(text), turnsJson(text), shown(text)]],
  ['a bandwidth', ['10Mbit\n5MB/s'], 200, parseBandwidth],
  ['an instant and a rung of a link', ['12s\nversion:3.9.1'], 300, (text) => [readInstant(text), readRung(text)]],
  ['what a terminal and a table are told', ['a\tb\n=1+1'], 200, (text) => [printable(text), csvCell(text)]],
  ['a message', ['{"tidemark":1,\n"type":"seek",\n"data":{"time":1}}'], 300, (text) => checkMessage(json(text))],
  ['a pattern of RE2', ['(a|b)+\n[[:alpha:]]*\n\\pL{1,3}'], 300, (text) => compileRe2(text)],
  ['a pattern', ['^(orders|pay)-.*$\n(?!__)\n[a-z]{1,3}'], 300, pattern],
];

/** A file that is read can be written and read again as the same. */
function scenario(text: string): void {
  const read = parseScenario(text);
  if (!read.ok) {
    expect(read.problems.length).toBeGreaterThan(0);
    expect(read.problems.length).toBeLessThanOrEqual(600);
    for (const { message } of read.problems) expect(message.length).toBeLessThan(400);
    return;
  }
  const again = parseScenario(writeScenario(read.scenario));
  expect(again.ok ? [] : again.problems).toEqual([]);
  expect(again.ok && again.scenario).toEqual(read.scenario);
}

/** A syntax error is an answer. */
function pattern(text: string): unknown {
  try {
    return linearPattern(text).test('a'.repeat(2_000));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whatever is asked for, that is what was kept. */
function keeping(text: string) {
  return { ...memoryKeeper(), getItem: () => text };
}

describe('parsers of what comes from outside', () => {
  for (const [name, texts, times, parse] of PARSERS) {
    test(name, () => {
      expect(texts.length).toBeGreaterThan(0);
      const draw = dice(name.length * 7_919 + 17);
      for (const word of NASTY) within(word, () => parse(word));
      for (let n = 0; n < times * TIMES; n++) {
        const text = damaged(texts[n % texts.length]!, draw);
        within(text, () => parse(text));
      }
    });
  }

  afterAll(() => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype).length).toBe(12);
  });
});

const MOST_CPU_MS = 50;
/** Of a whole file, whose mistakes are all gone through, and of what is written anew letter by letter. */
const LONGER_CPU_MS: Readonly<Record<string, number>> = {
  'a scenario': 800,
  'what the editor asks': 800,
  'what a terminal and a table are told': 150,
};

/** One that is slow is slow each time. */
function leastCpu(run: () => unknown, most: number): number {
  let least = Number.MAX_SAFE_INTEGER;
  for (let tries = 0; tries < 3 && least > most; tries++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

describe('64 KiB of what a pattern or a loop may dislike', () => {
  const UNITS = [
    ' ',
    '\n',
    'a',
    '0',
    '-',
    '.',
    '[',
    '(',
    '{',
    '*',
    '`',
    '"',
    "'",
    '\\',
    '[a](',
    '**a',
    '- ',
    'a: ',
    'a,',
    '이라는',
    '> ',
    '&a',
    '%',
  ];
  // What lint says of it comes after the same reading.
  for (const [name, , , parse] of PARSERS.filter(([one]) => one !== 'lint')) {
    test(name, () => {
      const slow: string[] = [];
      const most = onThisMachine(LONGER_CPU_MS[name] ?? MOST_CPU_MS);
      for (const unit of UNITS) {
        const row = unit.repeat(Math.floor(65_536 / unit.length));
        for (const text of [row, `a: ${row}!`]) {
          const took = leastCpu(() => parse(text), most);
          if (took > most) slow.push(`${took.toFixed()} ms for a row of ${JSON.stringify(unit)}`);
        }
      }
      expect(slow).toEqual([]);
    });
  }
});
