/** The published JSON Schema is the one the reader of files was made from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenarioJsonSchema, schemaText } from '../../src/scenario/jsonSchema.ts';

test('schema/scenario.schema.json is current (npm run -s tidemark -- schema > schema/scenario.schema.json)', () => {
  const published = readFileSync(join(import.meta.dirname, '../../schema/scenario.schema.json'), 'utf8');
  expect(published === schemaText()).toBe(true);
});

test('it completes settings, facts and properties by name', () => {
  const schema = JSON.stringify(scenarioJsonSchema());
  for (const word of ['replica.lag.time.max.ms', 'min.insync.replicas', 'delivery.timeout.ms', 'auto.offset.reset']) {
    expect(schema).toContain(`"${word}":{"description":`);
  }
  expect(schema).toContain('"LeaderElected"');
  expect(schema).toContain('"NoAcknowledgedRecordLost"');
  expect(schema).not.toContain('"node.id"');
});

test('every key says what it is for, so that other editors tell it too', () => {
  const { properties, definitions } = scenarioJsonSchema() as {
    properties: Record<string, { description?: string }>;
    definitions: Record<string, unknown>;
  };
  expect(Object.entries(properties).filter(([, { description }]) => description === undefined)).toEqual([]);
  const every = JSON.stringify(definitions) + JSON.stringify(properties);
  expect(every).toContain('"poll-every":{"description":"How often the application calls poll()."');
});
