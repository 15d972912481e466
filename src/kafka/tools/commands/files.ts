/**
 * Files that a flag names: of the console's own small store, or written where the path would stand, as a text that begins
 * with a bracket (org.apache.kafka.common.utils.Utils.readFileAsString, org.apache.kafka.server.util.Json).
 */
import { Thrown } from '../options/thrown.ts';
import type { Shell } from '../program.ts';

export function readFile(shell: Shell, path: string): string {
  if (/^\s*[{[]/.test(path)) return path;
  const text = Object.hasOwn(shell.files, path) ? shell.files[path] : undefined;
  if (text !== undefined) return text;
  throw new Thrown('java.io.IOException', `Unable to read file ${path}`);
}

export function adminOperation(message: string): Thrown {
  return new Thrown('org.apache.kafka.tools.AdminOperationException', message);
}

export function adminCommandFailed(message: string): Thrown {
  return new Thrown('org.apache.kafka.tools.AdminCommandFailedException', message);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw adminOperation('The input string is not a valid JSON');
  }
}

export function fieldOf(value: unknown, name: string): unknown {
  const isGroup = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isGroup ? (value as Record<string, unknown>)[name] : undefined;
}

/** JsonObject.apply: a field that has to be there, of a kind. */
export function textField(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  if (typeof field === 'string') return field;
  throw mapping(name, 'String');
}

export function intField(value: unknown, name: string): number {
  const field = fieldOf(value, name);
  if (typeof field === 'number' && Number.isInteger(field)) return field;
  throw mapping(name, 'Integer');
}

export function intListField(value: unknown, name: string): readonly number[] {
  const field = fieldOf(value, name);
  if (Array.isArray(field) && field.every((item) => Number.isInteger(item))) return field as number[];
  throw mapping(name, 'List<Integer>');
}

export function listField(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : [];
}

function mapping(name: string, kind: string): Thrown {
  const message = `Expected \`${kind}\` value for the field \`${name}\``;
  return new Thrown('com.fasterxml.jackson.databind.JsonMappingException', message);
}

/** `version` of a file; absent: 1. */
export function checkVersion(json: unknown): void {
  const version = fieldOf(json, 'version') ?? 1;
  if (version !== 1) throw adminOperation(`Not supported version field value ${String(version)}`);
}
