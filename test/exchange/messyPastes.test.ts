/** What a mail, a chat, a word processor, a terminal or a log viewer makes of a pasted output changes nothing of it. */
import { expect, test } from 'vitest';
import { clusterFromDescription } from '../../src/exchange/fromCluster/index.ts';
import { readRecorded } from '../conformance/recorded.ts';

const { cases } = readRecorded<{ readonly text: string }>('cluster-descriptions.json');
/** A broker is down in 4.3.1; ZooKeeper with its quotes and dashes in 1.1.1. */
const TEXTS = [cases[2]!.text, cases[6]!.text];
const CLEAN = TEXTS.map((text) => clusterFromDescription(text));

const before = (prefix: string) => (text: string) => text.replace(/^/gm, prefix);

const NOISE = `Defaulted container "kafka" out of: kafka, exporter (init)
Picked up JAVA_TOOL_OPTIONS: -Dcom.example=1
OpenJDK 64-Bit Server VM warning: Sharing is only supported for boot loader classes
SLF4J: Class path contains multiple SLF4J bindings.
SLF4J: Found binding in [jar:file:/opt/kafka/libs/slf4j-reload4j.jar!/org/slf4j/impl/StaticLoggerBinder.class]
log4j:WARN No appenders could be found for logger (kafka.utils.Log4jControllerRegistration$).
`;

const CHAT = 'Kim 3:12 PM (edited)';

/** Of several lines the first is told, and how many more. */
const isNoise = (line: string) => [NOISE, CHAT].some((text) => text.includes(line.replace(/ \(\+\d+\)$/, '')));

const MESS: readonly (readonly [string, (text: string) => string])[] = [
  ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['line ends of a word processor', (text) => text.replaceAll('\n', '\v')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['spaces that do not break', (text) => text.replaceAll('\t', '    ').replaceAll(' ', '\u00a0')],
  ['thin spaces', (text) => text.replaceAll('\t', '    ').replaceAll(' ', '\u2009')],
  ['wide spaces and colons', (text) => text.replaceAll(': ', '：').replaceAll(' ', '\u3000')],
  ['quotes and dashes of a word processor', (text) => text.replaceAll("'", '’').replaceAll('--', '–')],
  ['long dashes', (text) => text.replaceAll('--', '—').replaceAll(' - ', ' — ')],
  ['colours', (text) => text.replace(/^(.+)$/gm, '\u001b[1;38:5:196m$1\u001b[m')],
  ['a fence', (text) => `Kim 3:12 PM\n\`\`\`\n${text}\n\`\`\`\n(edited)\n`],
  ['a quotation', before('> ')],
  ['a quotation as HTML', before('&gt; ')],
  ['docker compose logs', before('kafka-1  | ')],
  ['stern', before('kafka-0 › kafka ')],
  ['kubectl logs --timestamps', before('2026-05-02T10:11:12.345678901Z ')],
  [
    'numbers of lines',
    (text) =>
      text
        .split('\n')
        .map((line, n) => `${String(n + 1).padStart(6)}\t${line}`)
        .join('\n'),
  ],
  ['a frame', (text) => text.replace(/^(.*)$/gm, '│ $1 │')],
  ['an empty line between all others', (text) => text.replaceAll('\n', '\n\n')],
  ['blanks at the ends', (text) => text.replace(/$/gm, '   ')],
  ['warnings above', (text) => NOISE + text],
];

test.each(MESS)('%s', (_, mess) => {
  for (const [place, text] of TEXTS.entries()) {
    const { scenario, problems, notCarried } = clusterFromDescription(mess(text));
    expect(problems).toEqual([]);
    expect(scenario).toBe(CLEAN[place]!.scenario);
    // Nothing of it was taken for something else.
    const told = new Set(CLEAN[place]!.notCarried.map(({ text: line }) => line));
    expect(notCarried.map(({ text: line }) => line).filter((line) => !told.has(line) && !isNoise(line))).toEqual([]);
  }
});
