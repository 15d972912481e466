/** A lesson in another era and in other releases than those of its file: what is so there, and what it says of them. */
import { describe, expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { releasesOf } from '../../src/lesson/releases.ts';
import { withOverrides } from '../../src/scenario/overrides.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { scenarioOf, wholeText } from '../scenario/support.ts';
import { asking } from './support.ts';

const BOTH_ERAS = `
version: 3.9.1
until: 40s
cluster: { controllers: 3, zookeeper: 3, brokers: 3 }
timeline: [{ at: 8s, kill: b1 }]
lesson:
  misconception: { en: It is so., ko: 그래요. }
  minutes: 3
  beats:
    - name: dies
      say: { en: a, ko: 가 }
      stop: { fact: ProcessKilled, just-before: true }
    - name: known-dead
      say: { en: b, ko: 나 }
      stop: { fact: BrokerFenced, era: { zookeeper: { fact: ZooKeeperSessionExpired, where: { client: b1 } } } }
`;

const goal = (lines: string) => `${BOTH_ERAS}
  goals:
    - name: it
      say: { en: a, ko: 가 }
      from: { at: 7s }
      reach: { happens: { fact: ProcessKilled, where: { node: { not: b1 } } } }
      hints: [{ en: a, ko: 가 }]
      solutions: [{ say: { en: go, ko: 가 }, timeline: ${lines} }]
`;

const inEra = (text: string, era: string) => {
  const found = withOverrides(scenarioOf(text), { era });
  if (!found.ok) throw new Error(found.problems.join('; '));
  return found.scenario;
};

describe('a file for both eras', () => {
  test('has moments that other facts tell of in the other one', () => {
    expect(judgeLesson(scenarioOf(BOTH_ERAS), 1)).toEqual([]);
    expect(judgeLesson(inEra(BOTH_ERAS, 'zookeeper'), 1)).toEqual([]);
    const withoutEra = BOTH_ERAS.replace(/, era: \{.*\} \} \}/, ' }');
    expect(judgeLesson(inEra(withoutEra, 'zookeeper'), 1)).toEqual([
      'beat known-dead: BrokerFenced never comes after 7.649s, but BrokerFailed at 28.004s',
    ]);
  });

  test('a moment of the other era is checked with the names of that one', () => {
    const wrong = parseScenario(
      wholeText(BOTH_ERAS.replace('fact: ZooKeeperSessionExpired', 'fact: ZooKeeperSessionExpire')),
    );
    expect(wrong.ok ? [] : wrong.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/no fact ZooKeeperSessionExpire; did you mean ZooKeeperSessionExpired/),
    ]);
  });

  test('a solution whose lines are all of the other era is told, one with some of them is gone without those', () => {
    expect(judgeLesson(scenarioOf(goal('[{ at: 9s, kill: z1, era: zookeeper }]')), 1)).toEqual([
      'goal it, solution 1 ("go"): none of its lines is for era kraft',
    ]);
    const two = goal('[{ at: 9s, kill: z1, era: zookeeper }, { at: 10s, kill: c1, era: kraft }]');
    expect(judgeLesson(scenarioOf(two), 1)).toEqual([]);
    expect(judgeLesson(inEra(two, 'zookeeper'), 1)).toEqual([]);
  });

  test('a line that finds nobody says so, also behind lines that are of the other era', () => {
    const others = '{ at: 5s, kill: z1, era: zookeeper }, { at: 6s, restart: z1, era: zookeeper }';
    const found = goal('[{ at: 9s, kill: z1, era: zookeeper }, { at: 30s, pause: follower of orders-0, era: kraft }]')
      .replace('timeline: [{ at: 8s, kill: b1 }]', `timeline: [${others}, { at: 8s, kill: b1 }, { at: 20s, kill: b3 }]`)
      .replace(
        '{ happens: { fact: ProcessKilled, where: { node: { not: b1 } } } }',
        '{ happens: { fact: DiskWiped } }',
      );
    expect(judgeLesson(scenarioOf(found), 1)).toEqual([
      'goal it, solution 1 ("go"): the goal is not reached by 100.000s; pause follower of orders-0: orders-0 had no follower in the ISR',
    ]);
  });
});

describe('other releases', () => {
  const meant = BOTH_ERAS.replace('version: 3.9.1', 'version: 4.3.1')
    .replace(', zookeeper: 3', '')
    .replace(/, era: \{.*\} \} \}/, ' }')
    .replace('minutes: 3', 'minutes: 3\n  versions: { since: 4.0.0, elsewhere: { en: Before, ko: 전에 } }');

  test('are those that can run it with its metadata kept as in the file, and those that it is meant for', () => {
    const told = releasesOf(scenarioOf(meant)).map(({ version, is }) => `${version} ${is}`);
    expect(told).toEqual([
      '4.3.1 own',
      '4.2.0 meant',
      '4.1.0 meant',
      '4.0.0 meant',
      '3.9.1 elsewhere',
      '3.6.2 elsewhere',
    ]);
    const cannot = releasesOf(scenarioOf(`${meant}producers: [{ name: p1, config: { enable.metrics.push: true } }]`));
    expect(cannot.length).toBe(6);
  });

  test('what differs is said where it is run on one that it is not meant for, and nowhere else', () => {
    expect(asking(meant).lesson().elsewhere).toBeNull();
    const other = asking(meant);
    const text = wholeText(meant);
    other.ask('loaded', { ask: 'load', name: 'a', text, version: '3.9.1' });
    expect(other.lesson().elsewhere).toEqual({ en: 'Before', ko: '전에' });
    other.ask('loaded', { ask: 'load', name: 'a', text, version: '4.1.0' });
    expect(other.lesson().elsewhere).toBeNull();
  });

  test('a declaration is checked: releases that there are, in their order, its own among them', () => {
    const messages = (versions: string) => {
      const parsed = parseScenario(wholeText(meant.replace(/versions: .*\n/, `versions: ${versions}\n`)));
      return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
    };
    const elsewhere = 'elsewhere: { en: Before, ko: 전에 }';
    expect(messages(`{ since: 4.0.1, ${elsewhere} }`)[0]).toMatch(/there is no version 4.0.1; did you mean/);
    expect(messages(`{ since: 4.1.0, up-to: 4.0.0, ${elsewhere} }`)).toEqual(['4.0.0 is older than 4.1.0']);
    expect(messages(`{ up-to: 3.9.1, ${elsewhere} }`)[0]).toMatch(/its own file is run with 4.3.1/);
    expect(messages(`{ ${elsewhere} }`)).toEqual(['since (a release) or up-to is missing']);
  });
});
