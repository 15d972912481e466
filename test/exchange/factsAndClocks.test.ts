/** Facts as tables that other programs read, and clocks whose order is "happened before". */
import { beforeAll, describe, expect, test } from 'vitest';
import { csvCell } from '../../src/exchange/factTable.ts';
import { type ClockedFact, clockedFacts, SHIVIZ_PARSER } from '../../src/exchange/shiViz.ts';
import { Recording } from '../../src/frame/recording.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = `
tidemark: 1
title: { en: A leader dies, ko: 리더가 죽는다 }
until: 9s
cluster: { controllers: 1, brokers: 3, config: { broker.session.timeout.ms: 3000 } }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 300ms, key: "=1+1", value: "a,\\"b\\"" }] }]
timeline:
  - { at: 5s, kill: b1 }
  - { when: { fact: LeaderElected, where: { partition: orders-0 } }, after: 100ms, start: b1 }
`;

function session(): Session {
  const made = new Session({ clock: () => 0 });
  expect(made.answer({ ask: 'load', name: 'dies', text: TEXT }).answer).toBe('loaded');
  expect(made.answer({ ask: 'seek', branch: 0, to: { at: 9_000_000 } })).toMatchObject({
    answer: 'moved',
    more: false,
  });
  return made;
}

/** RFC 4180, read strictly. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    const [, cell, end] = match;
    row.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(rows.map((cells) => cells.length)).toEqual(rows.map(() => rows[0]!.length));
  return rows;
}

describe('facts', () => {
  let page: Session;
  beforeAll(() => {
    page = session();
  });
  const exported = (format: 'csv' | 'json', language: 'en' | 'ko') => {
    const answer = page.answer({ ask: 'export-facts', branch: 0, format, language, from: 4_900_000, until: 6_000_000 });
    if (answer.answer !== 'exported-files') throw new Error(JSON.stringify(answer));
    return { ...answer, text: answer.files[0]!.text };
  };

  test('a CSV and a JSON of a span tell the same facts, in both languages', () => {
    const [head, ...rows] = readCsv(exported('csv', 'en').text);
    expect(head).toEqual(['number', 'step', 'at_us', 'time', 'node', 'type', 'group', 'sentence', 'fields']);
    const { facts, count } = JSON.parse(exported('json', 'en').text);
    expect(rows).toHaveLength(count);
    expect(rows.map((row) => JSON.parse(row[8]!))).toEqual(facts.map(({ fields }: { fields: object }) => fields));
    const killed = rows.find((row) => row[5] === 'ProcessKilled')!;
    expect(killed.slice(2, 8)).toEqual([
      '5000000',
      '5.000000s',
      'b1',
      'ProcessKilled',
      'fault',
      'b1 was killed. Its page cache survives.',
    ]);
    expect(rows.every((row) => Number(row[2]) >= 4_900_000 && Number(row[2]) <= 6_000_000)).toBe(true);
    const korean = readCsv(exported('csv', 'ko').text).find((row) => row[5] === 'ProcessKilled')!;
    expect(korean[7]).toBe('b1 프로세스를 강제 종료했어요. 페이지 캐시는 남아 있어요.');
  });

  test('a cell that a spreadsheet would reckon is a text', () => {
    expect(['=1+1', '+1', '-1', '@x', '\tx', 'a,b', 'a"b', 'a\nb', ' a', 'plain'].map(csvCell)).toEqual([
      '"\'=1+1"',
      '"\'+1"',
      '"\'-1"',
      '"\'@x"',
      '"\'\tx"',
      '"a,b"',
      '"a""b"',
      '"a\nb"',
      '" a"',
      'plain',
    ]);
  });
});

describe('ShiViz', () => {
  test('the log is what its own pattern reads: each host counts its own events, and knows no others than there are', () => {
    const answer = session().answer({ ask: 'export-shiviz', branch: 0, language: 'en', from: 4_000_000 });
    if (answer.answer !== 'exported-files') throw new Error(JSON.stringify(answer));
    const [pattern, blank, ...lines] = answer.files[0]!.text.split('\n');
    expect([pattern, blank]).toEqual([SHIVIZ_PARSER, '']);
    const events = [
      ...lines.join('\n').matchAll(new RegExp(SHIVIZ_PARSER.replaceAll('{', '\\{').replaceAll('}', '\\}'), 'g')),
    ];
    expect(events).toHaveLength(answer.count);
    expect(events.some(({ groups }) => groups!.event!.includes('was killed'))).toBe(true);
    const counts = new Map<string, number>();
    for (const { groups } of events) {
      const clock = JSON.parse(groups!.clock!) as Record<string, number>;
      const host = groups!.host!;
      expect(clock[host]).toBe((counts.get(host) ?? 0) + 1);
      for (const [other, count] of Object.entries(clock))
        if (other !== host) expect(count).toBeLessThanOrEqual(counts.get(other) ?? 0);
      counts.set(host, clock[host]!);
    }
  });

  test('one clock is below another exactly where one event happened before the other', () => {
    const parsed = parseScenario(TEXT);
    if (!parsed.ok) throw new Error('no scenario');
    for (const seed of [1, 2]) {
      const recording = Recording.start(toWorld(parsed.scenario, { seed }));
      recording.toTime(9_000_000, () => false);
      const { events } = clockedFacts(recording, { from: 4_800_000, until: 5_600_000 });
      expect(events.length).toBeGreaterThan(10);
      const isBefore = happenedBefore(recording, events);
      const isBelow = (one: ClockedFact, other: ClockedFact) =>
        [...one.clock].every(([host, count]) => count <= (other.clock.get(host) ?? 0));
      for (const [place, one] of events.entries()) {
        for (const [place2, other] of events.entries()) {
          if (place === place2) continue;
          expect(isBelow(one, other), `${one.place} ${other.place}`).toBe(isBefore(place, place2));
        }
      }
      // Some know of each other, some do not: an order that is always or never there would prove nothing.
      const pairs = events.flatMap((_, place) => events.map((__, place2) => place < place2 && isBefore(place, place2)));
      expect(new Set(pairs).size).toBe(2);
    }
  });

  test('what a message was sent in is the cause of what it arrives in, so clocks go along messages', () => {
    const parsed = parseScenario(TEXT);
    if (!parsed.ok) throw new Error('no scenario');
    const recording = Recording.start(toWorld(parsed.scenario));
    recording.toTime(6_000_000, () => false);
    const { messages, history } = recording;
    let arrived = 0;
    for (let row = 0; row < messages.length; row++) {
      const { turns, endStep, sentStep } = messages.row(row);
      if (turns !== null) continue;
      arrived++;
      expect(history.trace.cause(endStep)).toBe(sentStep);
    }
    expect(arrived).toBeGreaterThan(100);
  });
});

/** By walking back from each event over all steps: its node's step before, and what caused it. */
function happenedBefore(
  { history }: Recording,
  events: readonly ClockedFact[],
): (one: number, other: number) => boolean {
  const { trace } = history;
  const first = events[0]!.step;
  const last = events[events.length - 1]!.step;
  const hostsOf = (step: number) => [
    history.nodeName(trace.node(step)) || 'world',
    ...events.filter((event) => event.step === step).map(({ host }) => host),
  ];
  const lastOf = new Map<string, number>();
  const parents = new Map<number, Set<number>>();
  for (let step = first; step <= last; step++) {
    const hosts = hostsOf(step);
    const own = new Set(hosts.flatMap((host) => lastOf.get(host) ?? []));
    if (trace.cause(step) >= first) own.add(trace.cause(step));
    parents.set(step, own);
    for (const host of hosts) lastOf.set(host, step);
  }
  const reached = events.map(({ step }) => {
    const seen = new Set<number>();
    const open = [step];
    while (open.length > 0) {
      for (const parent of parents.get(open.pop()!) ?? []) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        open.push(parent);
      }
    }
    return seen;
  });
  // Events of one step are told one after the other.
  return (one, other) =>
    events[one]!.step === events[other]!.step ? one < other : reached[other]!.has(events[one]!.step);
}
