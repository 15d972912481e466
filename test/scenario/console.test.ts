/** Tools in scenarios: a line of the timeline, and what is expected of their output. */
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { scenarioOf } from '../support/tools.ts';

const CLUSTER = `
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
`;

test('a tool of the timeline runs, is fed, and is judged by what it printed', () => {
  const scenario = scenarioOf(`${CLUSTER}
timeline:
  - { at: 5s, console: { line: kafka-console-producer --topic orders, input: [one, two] } }
  - { at: 8s, console: kafka-get-offsets --topic orders }
  - { when: { fact: ToolExited, where: { tool: console-2 } }, console: kafka-topics --describe --topic nosuch }
  - { at: 9s, console: { line: kafka-console-consumer --topic orders --group g, for: 10s } }
expect:
  - { output: { of: kafka-get-offsets, contains: "orders:0:2", status: 0 } }
  - { output: { of: kafka-topics, matches: "^Error while .* 'nosuch' does not exist", status: 1 } }
  - { output: { of: kafka-console-consumer, contains: Processed a total of 0 messages } }
  - { output: { excludes: orders:0:3 } }
  - { fact: ToolExited, times: 4 }
  - { output: { of: kafka-get-offsets, contains: "orders:0:7" } }
`);
  const { verdicts } = runScenario({ ...scenario, until: 40_000_000 });
  expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
  expect(verdicts[5]!.detail).toContain('printed "orders:0:2\\n", exit status 0');
});

test('null.marker: a value that is no value, not an empty one', () => {
  const scenario = scenarioOf(`${CLUSTER}
timeline:
  - at: 5s
    console:
      line: >-
        kafka-console-producer --topic orders --reader-property parse.key=true
        --reader-property key.separator=: --reader-property null.marker=NULL
      input: ["bob:NULL", "ada:"]
  - { at: 8s, console: kafka-console-consumer --topic orders --from-beginning --max-messages 2 }
expect:
  - { output: { of: kafka-console-consumer, contains: "null\\n\\n", status: 0 } }
`);
  expect(runScenario({ ...scenario, until: 40_000_000 }).verdicts).toMatchObject([{ ok: true }]);
});

test('mistakes are told with their place', () => {
  const problems = (text: string) => {
    const parsed = parseScenario(`tidemark: 1\ntitle: { en: t, ko: t }\nuntil: 30s\n${text}`);
    return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
  };
  expect(problems(`${CLUSTER}timeline: [{ at: 1s, console: kafka-topic --list }]`)).toEqual([
    'kafka-topic: command not found; did you mean kafka-topics?',
  ]);
  expect(problems(`${CLUSTER}expect: [{ output: { of: kafka-topics } }]`)).toEqual([
    'contains, matches, excludes or status is missing',
  ]);
  expect(problems(`${CLUSTER}expect: [{ output: { matches: "(" } }]`)).toEqual(['( is no regular expression']);
});
