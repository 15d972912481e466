// What the coordinator refuses of a ConsumerGroupHeartbeat before it looks at the group, and which topics a pattern finds.

import { describe, expect, test } from 'vitest';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import { invalidHeartbeat } from '../../src/kafka/group/modern/consumerGroupHeartbeat.ts';
import { compileRe2 } from '../../src/kafka/group/modern/re2.ts';
import type { ConsumerGroupHeartbeatRequest } from '../../src/kafka/messages/group.ts';
import { readRecorded } from './recorded.ts';

interface Check extends Omit<ConsumerGroupHeartbeatRequest, 'type' | 'correlationId'> {
  readonly error: string;
  readonly message: string | null;
}

test('requests that are refused', () => {
  const config = resolvedConfig('server', {});
  const { cases } = readRecorded<Check>('heartbeat-checks.json');
  for (const { error, message, ...said } of cases) {
    const request: ConsumerGroupHeartbeatRequest = { type: 'ConsumerGroupHeartbeatRequest', correlationId: 1, ...said };
    expect(invalidHeartbeat(config, request), JSON.stringify(said)).toEqual({ error, message });
  }
});

interface Pattern {
  readonly pattern: string;
  readonly matches?: readonly string[];
  readonly message?: string;
}

describe('patterns', () => {
  const [first, ...cases] = readRecorded<Pattern & { readonly topics?: readonly string[] }>(
    'group-patterns.json',
  ).cases;
  test.each(cases.map((each) => [each.pattern, each] as const))('%s', (pattern, { matches, message }) => {
    const compiled = compileRe2(pattern);
    if (!compiled.ok) {
      const said = `SubscribedTopicRegex \`${pattern}\` is not a valid regular expression: ${compiled.description}.`;
      expect(said).toBe(message);
      return;
    }
    expect(message).toBeUndefined();
    expect(first!.topics!.filter((topic) => compiled.pattern.test(topic))).toEqual(matches);
  });
});
