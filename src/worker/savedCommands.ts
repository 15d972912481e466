/** Commands out of a file somebody gave us: read field by field, so that nothing else gets into a run. */
import type { Kafka, KafkaOrder } from '../kafka/kinds.ts';
import type { Intervention } from '../record/history.ts';
import type { Command, LinkRule } from '../sim/command.ts';

type Fields = Readonly<Record<string, unknown>>;

export function readIntervention(value: unknown): Intervention<Kafka> {
  const fields = group(value);
  return { at: count(fields, 'at'), step: count(fields, 'step'), command: readCommand(group(fields.command)) };
}

function readCommand(fields: Fields): Command<Kafka> {
  const { type } = fields;
  switch (type) {
    case 'kill':
    case 'power-loss':
    case 'start':
    case 'wipe':
    case 'pause':
    case 'resume':
      return { type, node: text(fields, 'node') };
    case 'slow-disk':
      return { type, node: text(fields, 'node'), factor: count(fields, 'factor') };
    case 'link':
      return { type, from: texts(fields, 'from'), to: texts(fields, 'to'), rule: readRule(group(fields.rule)) };
    case 'heal':
      return { type };
    case 'break-connection':
    case 'hold':
      return { type, message: count(fields, 'message') };
    case 'release':
      return { type, connection: count(fields, 'connection') };
    case 'tell':
      return { type, node: text(fields, 'node'), order: readOrder(group(fields.order)) };
    default:
      throw new Error(`a saved command has the unknown type ${String(type).slice(0, 40)}`);
  }
}

function readRule(fields: Fields): Partial<LinkRule> {
  return {
    ...(typeof fields.cut === 'boolean' ? { cut: fields.cut } : {}),
    ...(fields.delay === undefined ? {} : { delay: count(fields, 'delay') }),
    ...(fields.bytesPerSecond === undefined ? {} : { bytesPerSecond: count(fields, 'bytesPerSecond') }),
  };
}

/** The orders the screen can give. */
function readOrder(fields: Fields): KafkaOrder {
  const { type } = fields;
  switch (type) {
    case 'controlled-shutdown':
      return { type };
    case 'produce': {
      const key = fields.key === null ? null : text(fields, 'key');
      const partition = fields.partition === null ? null : count(fields, 'partition');
      const many = Math.min(10_000, count(fields, 'count'));
      return { type, topic: text(fields, 'topic'), partition, key, value: text(fields, 'value'), count: many };
    }
    case 'elect-leaders': {
      const { electionType } = fields;
      if (electionType !== 'PREFERRED' && electionType !== 'UNCLEAN') throw new Error('a saved election has no type');
      const partitions = fields.partitions === null ? null : texts(fields, 'partitions');
      return { type, electionType, partitions };
    }
    default:
      throw new Error(`a saved command has the unknown order ${String(type).slice(0, 40)}`);
  }
}

function group(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new Error('a saved command is not complete');
  return value as Fields;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.length > 10_000) throw new Error(`a saved command has no ${name}`);
  return value;
}

function texts(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length > 10_000) throw new Error(`a saved command has no ${name}`);
  return value.map((item) => {
    if (typeof item !== 'string') throw new Error(`a saved command has no ${name}`);
    return item;
  });
}

function count(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new Error(`a saved command has no ${name}`);
  }
  return value;
}
