// Changes of a broker's settings while it runs: allowed, or refused in the words of Kafka.

import { expect, test } from 'vitest';
import { parseConfigValue, resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ConfigValue } from '../../src/kafka/config/definitions.ts';
import { dynamicConfigProblem } from '../../src/kafka/config/dynamicBrokerConfigs.ts';
import { readRecorded } from './recorded.ts';

type Texts = Readonly<Record<string, string>>;
type Case = [standing: Texts, isPerBroker: boolean, own: Texts, message: string | null];

/** Listeners, classes and SASL, which a scenario file does not set. */
const NOT_OURS = /^Controller listener|^requirement failed: (advertised|inter|sasl)|[Cc]lass /;

test('every setting, and what running parts of a broker say', () => {
  const { cases } = readRecorded<Case>('dynamic-broker-configs.json');
  for (const [written, isPerBroker, own, message] of cases) {
    if (message !== null && NOT_OURS.test(message)) continue;
    const values: Record<string, ConfigValue> = {};
    for (const [name, text] of Object.entries(written)) {
      const parsed = parseConfigValue('server', name, text);
      if (parsed.ok) values[name] = parsed.value;
    }
    const standing = resolvedConfig('server', values);
    const change = { standing, current: standing, others: {}, own: new Map(Object.entries(own)), isPerBroker };
    expect(dynamicConfigProblem(change) ?? null, JSON.stringify([written, isPerBroker, own])).toBe(message);
  }
  expect(cases.length).toBeGreaterThan(1000);
});
