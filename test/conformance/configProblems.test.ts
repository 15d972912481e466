// What Kafka's definitions say of single values, word for word.

import { expect, test } from 'vitest';
import { definitionOf, formatConfigValue, parseConfigValue } from '../../src/kafka/config/config.ts';
import { configException } from '../../src/kafka/config/configException.ts';
import type { ConfigScope } from '../../src/kafka/config/definitions.ts';
import { readRecorded } from './recorded.ts';

type Text = [raw: string, parsed: string | null, message?: string];
type Case = [scope: ConfigScope, name: string, texts: Text[]];

/** Numbers for Java, but not here: they could not be kept in a state. */
const NO_NUMBERS = ['NaN', 'Infinity', '0x1p-2'];

test('every text is taken, or refused in the words of Kafka', () => {
  let refused = 0;
  for (const [scope, name, texts] of readRecorded<Case>('config-problems.json').cases) {
    const { type } = definitionOf(scope, name)!;
    for (const [raw, parsed, message] of texts) {
      if (type === 'double' && NO_NUMBERS.includes(raw)) continue;
      const where = `${scope} ${name} ${JSON.stringify(raw)}`;
      expect(configException(scope, name, raw), where).toBe(message);
      if (message !== undefined) refused++;
      const ours = parseConfigValue(scope, name, raw);
      expect(ours.ok ? formatConfigValue(type, ours.value) : null, where).toBe(parsed);
    }
  }
  expect(refused).toBeGreaterThan(3000);
});
