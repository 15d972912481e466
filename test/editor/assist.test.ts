/** What an editor is told of a text that is being written: what can stand there, what stands there, what is wrong. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkText } from '../../src/scenario/assist/checked.ts';
import { completeText } from '../../src/scenario/assist/complete.ts';
import { hoverText, mustBeOf } from '../../src/scenario/assist/hover.ts';
import { WORDED_KEYS, wordsKey } from '../../src/scenario/assist/keyWords.ts';
import { defOf, opened, type Schema, shapeOf } from '../../src/scenario/assist/schemaWalk.ts';
import { mustBe } from '../../src/scenario/says/must.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { edited } from '../../src/scenario/script/insertLines.ts';

const BASE = `tidemark: 1
title: { en: A, ko: B }
until: 20s
cluster: { controllers: 1, brokers: 3 }
topics:
  - { name: orders, partitions: 2 }
producers:
  - name: p1
    send: [{ topic: orders, every: 200ms, count: 5 }]
`;

/** The cursor stands at the bar. */
function offered(marked: string): readonly string[] {
  const at = marked.indexOf('|');
  const completion = completeText(marked.slice(0, at) + marked.slice(at + 1), at);
  return completion?.items.map(({ label }) => label) ?? [];
}

describe('what can be written', () => {
  test('keys of the group, those that are missing first; what excludes each other is left out', () => {
    expect(offered('|').slice(0, 4)).toEqual(['cluster', 'tidemark', 'title', 'until']);
    expect(offered(`${BASE}|`)).not.toContain('until');
    const line = offered(`${BASE}timeline:\n  - at: 5s\n    |`);
    expect(line).toContain('kill');
    expect(line).not.toContain('when');
    expect(offered(`${BASE}timeline:\n  - { at: 5s, kill: b1, |`)).not.toContain('pause');
    expect(offered(`${BASE}timeline:\n  - |`)).toEqual(expect.arrayContaining(['at', 'when', 'kill']));
  });

  test('names that the file has, where they can stand, in a text that is broken elsewhere', () => {
    const nodes = offered(`${BASE}timeline:\n  - { at: 5s, kill: | }\nexpect: [{ fact: {`);
    expect(nodes.slice(0, 4)).toEqual(['b1', 'b2', 'b3', 'c1']);
    expect(nodes).toContain('leader of orders-1');
    expect(offered(`${BASE}timeline:\n  - { at: 5s, cut: { from: [b1, |`)).toContain('others');
    expect(offered(`${BASE}consumers:\n  - name: k1\n    assign: [|`)).toEqual(['orders', 'orders-0', 'orders-1']);
    expect(offered(`${BASE}expect:\n  - { fact: LeaderElected, where: { leader: |`)).toEqual(['1', '2', '3']);
    expect(offered(`${BASE}expect:\n  - fact: LeaderElected\n    where: { |`)).toContain('previousLeader');
    expect(offered(`${BASE}expect:\n  - property: |`)).toContain('NoAcknowledgedRecordLost');
    expect(offered(BASE.replace('20s', '|'))).toContain('30s');
  });

  test('settings of the release that the file names; those that change something here first', () => {
    const at = (version: string, setting: string) => {
      const text = `version: ${version}\n${BASE.replace('name: p1', `name: p1\n    config: { ${setting} }`)}`;
      const place = text.indexOf(setting) + setting.length;
      return completeText(text, place)!.items;
    };
    const newest = at('4.3.1', 'ac');
    const acks = newest.find(({ label }) => label === 'acks')!;
    expect(acks.setting).toMatchObject({ owner: 'producer', byDefault: 'all', isModelled: true });
    expect(at('2.6.3', 'ac').find(({ label }) => label === 'acks')?.setting?.byDefault).toBe('1');
    const ranks = newest.map(({ setting }) => setting?.isModelled);
    expect(ranks.indexOf(false)).toBeGreaterThan(ranks.lastIndexOf(true));
    expect(newest.map(({ label }) => label)).not.toContain('client.id');
  });

  test('values of a setting are those that it can have, and whether a release has it yet is told', () => {
    const producer = (setting: string) => offered(BASE.replace('name: p1', `name: p1\n    config: { ${setting}: | }`));
    expect(producer('acks')).toEqual(['all', '-1', '0', '1']);
    expect(producer('enable.idempotence')).toEqual(['true', 'false']);
    const consumer = `${BASE}consumers:\n  - { name: k1, group: readers, config: { auto.offset.reset: | } }\n`;
    expect(offered(consumer)).toEqual(['earliest', 'latest', 'none']);
    expect(offered(`${BASE}timeline:\n  - { at: 5s, reassign: [{ partition: orders-0, to: [|`)).toEqual([
      '1',
      '2',
      '3',
    ]);
    // What is being typed is no name that could be meant.
    expect(offered(`${BASE}consumers:\n  - { name: k1, group: | }\n`)).toEqual([]);
    const text = BASE.replace('name: p1', 'name: p1\n    config: { partitioner.ignore.keys: true }');
    expect(hoverText(text, text.indexOf('ignore'))?.setting?.since).toEqual({ first: '3.6.2', notIn: '2.6.3' });
    expect(
      hoverText(text.replace('partitioner.ignore.keys', 'acks'), text.indexOf('partitioner') + 1)?.setting?.since,
    ).toBe(null);
  });

  test('at no place of any text does it fail', () => {
    const text = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
    for (let at = 0; at < text.length; at += 397) {
      expect(() => [completeText(text.slice(0, at), at), completeText(text, at), hoverText(text, at)]).not.toThrow();
    }
    for (const hostile of [
      '{'.repeat(5000),
      '- '.repeat(3000),
      '"'.repeat(999),
      '&a *a',
      '\u0001',
      '[{[{: ]}]',
      'a: |',
    ]) {
      expect(() => completeText(hostile, hostile.length)).not.toThrow();
    }
  });
});

test('what stands there: what a key is for, what Kafka declares of a setting', () => {
  const at = (word: string, text = BASE) => hoverText(text, text.indexOf(word) + 1);
  expect(at('every')).toMatchObject({
    path: 'producers › send',
    isRequired: true,
    must: { en: expect.stringMatching('duration'), ko: expect.stringMatching('시간') },
  });
  const config = BASE.replace('name: p1', 'name: p1\n    config: { linger.ms: 5 }');
  expect(at('linger', config)?.setting).toMatchObject({ byDefault: '5', range: '0…', type: 'long' });
  expect(at('LeaderE', `${BASE}expect:\n  - fact: LeaderElected\n`)?.fields).toContainEqual([
    'leader',
    { en: 'broker', ko: '브로커' },
  ]);
});

test('every key of the schema has its words in both languages, and no words are left over', () => {
  const used = new Set<string>();
  const missing: string[] = [];
  const seen = new Set<Schema>();
  const walk = (schema: Schema, path: readonly string[]): void => {
    for (const one of opened(schema)) {
      const { type, element, valueType } = defOf(one);
      if (type === 'array') walk(element!, path);
      else if (type === 'record') walk(valueType!, path);
      const isKnown = seen.has(one);
      seen.add(one);
      for (const [key, part] of Object.entries(shapeOf(one))) {
        const found = wordsKey(path, key);
        if (found === undefined) missing.push([...path, key].join('.'));
        else used.add(found);
        if (!isKnown) walk(part, [...path, key]);
      }
    }
  };
  walk(scenarioSchema, []);
  expect(missing).toEqual([]);
  expect(WORDED_KEYS.filter((key) => !used.has(key))).toEqual([]);
});

test('what each key must be is said in Korean as well', () => {
  const untold = new Set<string>();
  const seen = new Set<Schema>();
  const walk = (schema: Schema): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const one of opened(schema)) {
      const { element, valueType } = defOf(one);
      for (const inner of [element, valueType]) if (inner !== undefined) walk(inner);
      for (const part of Object.values(shapeOf(one))) {
        const must = mustBeOf(part);
        if (must !== null && /[a-z]/.test(must) && !/[가-힣]|^(true|start)$/.test(mustBe(must).ko)) untold.add(must);
        walk(part);
      }
    }
  };
  walk(scenarioSchema);
  expect([...untold]).toEqual([]);
});

test('advice stands where it belongs, with its code and how to mend it; it keeps nothing from running', () => {
  const { problems, isRunnable } = checkText(`${BASE}timeline:\n  - { at: 5s, start: b1 }\n`);
  expect(isRunnable).toBe(true);
  expect(problems.map(({ severity, code }) => [severity, code])).toEqual(
    expect.arrayContaining([
      ['warning', 'nothing-to-mend'],
      ['advice', 'nothing-expected'],
    ]),
  );
  expect(problems.every(({ mend }) => mend !== null && mend !== '')).toBe(true);
});

test('who knows one word of a name, or writes a time where Kafka has milliseconds, is told the right one', () => {
  const config = BASE.replace('name: p1', 'name: p1\n    config: { linger.ms: 2s }').replace(
    '{ en: A, ko: B }',
    'Orders',
  );
  const { problems } = checkText(`${config}expect:
  - { fact: NodePaused }
  - { property: NoAckedRecordLost }
  - { final: { producer: p1, acked: 5 } }
`);
  expect(problems.map(({ fix }) => fix?.words)).toEqual([
    '{ en: Orders }',
    '2000',
    'ProcessPaused',
    'NoAcknowledgedRecordLost',
    'acknowledged',
  ]);
});

test('settings that contradict each other: with their values, and what would do', () => {
  const text = BASE.replace('name: p1', 'name: p1\n    config: { acks: -1, delivery.timeout.ms: 10000 }');
  const [problem] = checkText(text).problems;
  expect(problem?.message).toMatch(/it is 10000, they are 5 \+ 30000 = 30005/);
  expect(text.slice(problem!.from, problem!.to)).toBe('10000');
  expect(checkText(edited(text, [problem!.fix!.edit])).isRunnable).toBe(true);
});

test('what is wrong, from where to where, and what would be right: the edit makes it so', () => {
  const wrong = `${BASE.replace('until', 'untl')}timeline:
  - { at: 5s, kill: b9 }
  - { at: 6, kil: b1 }
  - { at: 7s, kill: leader of ordes-0 }
  - { at: 8s, alter-config: { topic: orders, set: { retention.mss: 1 } } }
`;
  const { problems, isRunnable } = checkText(wrong);
  expect(isRunnable).toBe(false);
  const fixes = problems.flatMap(({ fix }) => fix ?? []);
  expect(problems.map(({ from, to }) => wrong.slice(from, to))).toEqual(expect.arrayContaining(['untl', 'kil', '6']));
  expect(fixes.map(({ words }) => words)).toEqual(['until', 'b1', '6s', 'kill', 'orders', 'retention.ms']);
  const right = edited(
    wrong,
    fixes.map(({ edit }) => edit),
  );
  // What is left is no mistake: it expects nothing.
  expect(checkText(right)).toMatchObject({ isRunnable: true });
  expect(checkText(right).problems.filter(({ fix }) => fix !== null)).toEqual([]);
});
