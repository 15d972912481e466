/**
 * The house rules: who may import whom (the table of ARCHITECTURE.md as data), what the core may not say, and that no
 * file stands alone. dependency-cruiser does not read TypeScript 7, so the imports are read here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, ROOT, readSource, SOURCES, type Source, target } from './sources.ts';

/** room -> rooms and packages it may import. Its own files always. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  base: [],
  sim: ['base'],
  kafka: ['check', 'sim', 'base', 'pako'],
  properties: ['kafka', 'sim', 'base'],
  check: ['sim', 'base'],
  record: ['sim', 'base'],
  scenario: ['kafka', 'record', 'properties', 'check', 'sim', 'base', 'pako', 'yaml', 'zod'],
  fuzz: ['scenario', 'properties', 'kafka', 'sim', 'base'],
  frame: ['console', 'record', 'kafka', 'properties', 'scenario', 'sim', 'base'],
  console: ['scenario', 'record', 'kafka', 'sim', 'base'],
  lesson: ['frame', 'scenario', 'properties', 'record', 'kafka', 'sim', 'base'],
  exchange: ['frame', 'console', 'scenario', 'record', 'kafka', 'sim', 'base', 'yaml'],
  course: ['base'],
  cli: [
    'exchange',
    'fflate',
    'lesson',
    'course',
    'console',
    'frame',
    'fuzz',
    'scenario',
    'kafka',
    'record',
    'properties',
    'check',
    'sim',
    'base',
    'node:',
  ],
  worker: [
    'exchange',
    'lesson',
    'console',
    'frame',
    'scenario',
    'kafka',
    'record',
    'properties',
    'check',
    'sim',
    'base',
  ],
  ui: ['base', 'react', 'react-dom', 'react-aria-components', 'lucide-react'],
  views: [
    'course',
    'frame',
    'ui',
    'base',
    'react',
    'react-dom',
    'd3-array',
    'd3-scale',
    'd3-shape',
    'react-aria-components',
    'lucide-react',
  ],
  app: [
    'course',
    'views',
    'worker',
    'ui',
    'frame',
    'base',
    'react',
    'react-dom',
    'zustand',
    'xstate',
    'idb-keyval',
    'fflate',
    'uqr',
    'gifenc',
    '@codemirror/',
    '@lezer/',
    'react-aria-components',
    'lucide-react',
  ],
  embed: ['app', 'views', 'worker', 'ui', 'frame', 'base', 'react', 'react-dom', 'zustand', 'lucide-react'],
  library: ['embed', 'exchange', 'lesson', 'frame', 'scenario', 'properties', 'record', 'kafka', 'sim', 'base'],
};

/** The page talks to the worker through its client and protocol; one file names the host, to start it. */
const WORKER_FOR_THE_PAGE = ['src/worker/client.ts', 'src/worker/protocol.ts', 'src/worker/searchProtocol.ts'];
const STARTS_THE_WORKER = 'src/app/workers/start.ts';

/** Pure words: what leaves the page or the command line as a file says of a fact what the page says. */
const SAYS_FACTS = 'src/views/factSentences.ts';
const WRITES_FACTS = ['src/worker/exchange.ts', 'src/cli/exportCommand.ts'];

const CORE = [
  'base',
  'sim',
  'kafka',
  'properties',
  'check',
  'record',
  'scenario',
  'fuzz',
  'frame',
  'lesson',
  'console',
  'exchange',
];

const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const roomOf = (path: string) => path.split('/')[1] ?? '';

describe('imports', () => {
  test.each(Object.keys(ALLOWED))('%s imports only what it may', (room) => {
    const wrong: string[] = [];
    for (const source of SOURCES.filter(({ path }) => roomOf(path) === room && !isTest(path))) {
      for (const specifier of source.imports) {
        const to = target(source, specifier);
        const name = 'package' in to ? to.package : roomOf(to.file);
        if ('file' in to && (!to.file.startsWith('src/') || name === room)) continue;
        if ('file' in to && to.file === SAYS_FACTS && WRITES_FACTS.includes(source.path)) continue;
        const allowed = ALLOWED[room]!.some((one) => name === one || (/[:/]$/.test(one) && name.startsWith(one)));
        if (!allowed) wrong.push(`${source.path} imports ${specifier}`);
        if (
          room === 'app' &&
          'file' in to &&
          name === 'worker' &&
          source.path !== STARTS_THE_WORKER &&
          !WORKER_FOR_THE_PAGE.includes(to.file)
        ) {
          wrong.push(`${source.path} reaches past the worker's client: ${specifier}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every file is imported by another, or is an entry', () => {
    const entries = [
      'src/cli/main.ts',
      'src/app/main.tsx',
      'src/app/offline/serviceWorker.ts',
      'src/embed/element/tidemarkPlayer.ts',
      'src/worker/host.ts',
      'src/worker/searchHost.ts',
      'src/sim/pingPong.ts',
      'src/library/engine.ts',
      'src/library/scenario.ts',
      'src/library/player.ts',
    ];
    const html = filesUnder('.', /\.html$/).filter((path) => !/^(node_modules|dist)\//.test(path));
    const outside = [...filesUnder('test', /\.(ts|tsx)$/), ...filesUnder('bench', /\.ts$/), ...html].map(readSource);
    const pointed = new Set<string>(entries);
    for (const source of [...SOURCES, ...outside]) {
      for (const specifier of source.imports) {
        const to = target(source, specifier);
        if ('file' in to) pointed.add(to.file);
      }
      for (const [, path] of source.text.matchAll(/src="\.?\/?(src\/[^"]+)"/g)) pointed.add(path!);
    }
    const alone = SOURCES.filter(({ path }) => !isTest(path) && !path.endsWith('.d.ts') && !pointed.has(path));
    expect(alone.map(({ path }) => path)).toEqual([]);
  });

  test('every relative import exists', () => {
    const missing = SOURCES.flatMap((source) =>
      source.imports.flatMap((specifier) => {
        const to = target(source, specifier);
        return 'file' in to && !existsSync(join(ROOT, to.file)) ? [`${source.path}: ${specifier}`] : [];
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('the core', () => {
  /** What differs between engines, or is a clock or a dice, and what to use instead. */
  const BANNED: readonly (readonly [RegExp, string])[] = [
    [/\bMath\.(?!floor\b|ceil\b|abs\b|min\b|max\b|imul\b|clz32\b|sqrt\b|trunc\b|round\b)\w+/, 'integer arithmetic'],
    [/\*\*(?!\/)(?=\s*[\w(])/, 'a multiplication or a table'],
    [/\bDate\b(?!s)/, 'env.now'],
    [/\bIntl\b/, 'the views'],
    [/\blocaleCompare\b/, 'comparison by < and >'],
    [/\bsetTimeout\b|\bsetInterval\b/, 'out.setTimer'],
    [/\bstructuredClone\b/, 'sharing: states are immutable'],
    [/(?<![.\w])async(?:\s+function\b|\s*\(|\s+[\w$]+\s*(?:\(|=>))|\bawait\b|\bPromise\b/, 'events'],
  ];
  const core = SOURCES.filter(({ path }) => CORE.includes(roomOf(path)) && !isTest(path));

  test.each(BANNED)('does not use %s', (pattern, instead) => {
    const wrong = core.flatMap(({ path, text }) => {
      const code = stripComments(text);
      const match = pattern.exec(code);
      return match === null ? [] : [`${path}: ${match[0]} (use ${instead})`];
    });
    expect(wrong).toEqual([]);
  });

  test('no file is longer than its reason allows', () => {
    const long = SOURCES.filter(
      ({ path, text }) => !isTest(path) && text.split('\n').length > 320 && !LONG.includes(path),
    );
    expect(long.map(({ path, text }) => `${path} ${text.split('\n').length}`)).toEqual([]);
  });
});

/** Data and unions that are one list each. */
const LONG = ['src/kafka/errors.ts', 'src/frame/frame.ts', 'src/scenario/schema.ts'];

describe('the repository', () => {
  test('names no machine and no notes that are not in it', () => {
    const all = [
      ...SOURCES,
      ...filesUnder('scripts', /\.mjs$/).map(readSource),
      ...filesUnder('.', /\.md$/)
        .filter((p) => !p.startsWith('node_modules'))
        .map(readSource),
    ];
    // `opt/kafka` is where Kafka is inside Apache's image, on no machine.
    const wrong = all.filter(({ text }: Source) => /["'`( ]\/(?:home|root|Users|opt(?!\/kafka\/))\//.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

function stripComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``');
}
