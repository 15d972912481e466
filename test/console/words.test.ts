/** Typed lines, whatever they hold: words, flags and tools are refused in words and never fall over. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConsoleSession } from '../../src/console/session.ts';
import { isOptionException, parseOptions } from '../../src/kafka/tools/options/optionParser.ts';
import { OPTION_TOOLS, RECORDED_OPTIONS } from '../../src/kafka/tools/options/recordedOptions.ts';
import { typedTool } from '../../src/kafka/tools/toolSetup.ts';
import { quotedWord, wordsOf } from '../../src/kafka/tools/words.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { historyOf, scenarioOf } from '../support/tools.ts';

test('quotes and backslashes as a shell has them', () => {
  expect(wordsOf(`a 'b c' "d \\"e" f\\ g ''`)).toEqual({
    ok: true,
    words: ['a', 'b c', 'd "e', 'f g', ''],
    redirect: null,
  });
  expect(wordsOf('x > y')).toEqual({ ok: true, words: ['x'], redirect: 'y' });
  expect(wordsOf('x # not this')).toEqual({ ok: true, words: ['x'], redirect: null });
});

test('what is quoted comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }), (words) => {
      const parsed = wordsOf(words.map(quotedWord).join(' '));
      expect(parsed).toEqual({ ok: true, words, redirect: null });
    }),
  );
});

const flags = OPTION_TOOLS.flatMap((tool) => RECORDED_OPTIONS[tool].options.map(({ name }) => `--${name}`));
const word = fc.oneof(
  fc.constantFrom(...flags),
  fc.constantFrom('b1:9092', 'orders', '-1', '--', '-x', '=', '--topic=a'),
  fc.string(),
);

test('flags are parsed, or refused as joptsimple would', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OPTION_TOOLS), fc.array(word, { maxLength: 8 }), (tool, args) => {
      try {
        const options = parseOptions(RECORDED_OPTIONS[tool].options, args);
        for (const { name, argument } of RECORDED_OPTIONS[tool].options) {
          options.has(name);
          options.valuesOf(name);
          if (argument?.type === 'Integer') options.intOf(name);
        }
      } catch (error) {
        expect(isOptionException(error)).toBe(true);
      }
    }),
  );
});

test('any line is a tool or a reason', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const typed = typedTool(line, { hosts: ['b1'], version: DEFAULT_KAFKA_VERSION, files: {} });
      expect(typed.ok || typed.problem.length > 0).toBe(true);
    }),
  );
});

test('any flags end a tool with a status, on a living cluster', { timeout: 60_000 }, () => {
  const scenario = scenarioOf('cluster: { controllers: 1, brokers: 1 }\ntopics: [{ name: orders }]');
  const console = new ConsoleSession(scenario, historyOf(scenario));
  fc.assert(
    fc.property(fc.constantFrom(...OPTION_TOOLS), fc.array(word, { maxLength: 5 }), (tool, args) => {
      const line = [tool, ...args].map(quotedWord).join(' ');
      const written = console.type(line);
      expect(written).toBeDefined();
      console.endOfInput();
      console.interrupt();
      expect(console.running).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});
