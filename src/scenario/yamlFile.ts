/**
 * From text to plain data with places, within limits that hold before anything costs time: a file can be hostile. JSON's
 * part of YAML 1.2 only: no anchors, aliases, merge keys or tags, one document. The `yaml` package lexes, parses and
 * composes; its own check for duplicate keys is quadratic and stays off.
 */
import { Composer, type CST, isMap, isScalar, isSeq, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Says } from '../base/says.ts';
import { type Finding, forbiddenCharacters, turningIn } from './characters.ts';
import { type Problem, problem } from './problems.ts';
import { YAML_SAYS } from './says/yaml.ts';
import { syntaxFindings } from './yamlWords.ts';

export { grouped } from './problems.ts';

export const MAX_CHARACTERS = 256 * 1024;
export const MAX_DEPTH = 32;
export const MAX_NODES = 20_000;
export const MAX_KEYS = 2_000;
/** Of what is no YAML at all. */
const MAX_MISTAKES = 500;
/** Of one text: a long lesson has half of it. */
export const MAX_TEXT = 32_768;

export const RESERVED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Where a value stands in the file, and what it holds. */
export interface Place {
  /** Offset of the value. */
  readonly at: number;
  /** Offset of its key; of its own for list items. */
  readonly keyAt: number;
  readonly entries?: ReadonlyMap<string, Place>;
  readonly items?: readonly Place[];
}

export interface YamlFile {
  readonly value: unknown;
  readonly root: Place;
  position(offset: number): { readonly line: number; readonly column: number };
}

export type YamlResult =
  /** Repeated and reserved keys are problems that do not keep the rest of a file from being read. */
  | { readonly ok: true; readonly file: YamlFile; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function readYaml(original: string): YamlResult {
  const text = original.startsWith('\uFEFF') ? original.slice(1) : original;
  if (text.length > MAX_CHARACTERS) {
    return { ok: false, problems: [problem({ line: 1, column: 1 }, YAML_SAYS.tooLong(text.length, MAX_CHARACTERS))] };
  }
  const lines = lineStarts(text);
  const position = (offset: number) => positionIn(lines, offset);
  const refused = (findings: readonly Finding[]): YamlResult => ({
    ok: false,
    problems: findings.map(({ offset, says }) => problem(position(offset), says)),
  });

  const characters = forbiddenCharacters(text);
  if (characters.length > 0) return refused(characters);
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return refused([tokens]);
  const constructs = forbiddenConstructs(tokens);
  if (constructs.length > 0) return refused(constructs);

  const composer = new Composer({
    uniqueKeys: false,
    merge: false,
    schema: 'core',
    version: '1.2',
    logLevel: 'silent',
    prettyErrors: false,
  });
  const [document] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) return refused([{ offset: 0, says: YAML_SAYS.empty() }]);
  if (document.errors.length > 0) return refused(syntaxFindings(document.errors.slice(0, MAX_MISTAKES), text));
  if (document.contents === null) return refused([{ offset: 0, says: YAML_SAYS.empty() }]);
  const findings: Finding[] = [];
  const { value, place } = plainData(document.contents, 0, findings);
  const problems = findings.map(({ offset, says }) => problem(position(offset), says));
  return { ok: true, file: { value, root: place, position }, problems };
}

// ---- tokens ----------------------------------------------------------------------------------------------------------

/** The concrete syntax, or why it was given up. Linear, and it stops at the first bracket too many. */
function tokensOf(text: string): CST.Token[] | Finding {
  const tokens: CST.Token[] = [];
  let mistakes = 0;
  const parser = new Parser();
  // A document and a scalar are on the stack beside the collections.
  const deepest = MAX_DEPTH + 2;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') mistakes++;
    }
    // Each costs as much as a hundred others, and nobody reads so many.
    if (mistakes > MAX_MISTAKES) break;
    if (parser.stack.length > deepest) {
      return { offset: parser.offset - lexeme.length, says: YAML_SAYS.tooDeep(MAX_DEPTH) };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

const TOO_LONG = YAML_SAYS.textTooLong(MAX_TEXT);

/** Everything YAML has and scenarios have not, and the limits on numbers of nodes and keys. */
function forbiddenConstructs(tokens: readonly CST.Token[]): Finding[] {
  const findings: Finding[] = [];
  const forbid = (offset: number, says: Says) => {
    if (findings.length < 20) findings.push({ offset, says });
  };
  let nodes = 0;
  // Of those with nothing between them each is a mistake to tell.
  let commas = 0;
  let documents = 0;
  const waiting: CST.Token[] = [...tokens].reverse();
  const look = (token: CST.Token | CST.SourceToken | null | undefined) => {
    if (token !== null && token !== undefined) waiting.push(token as CST.Token);
  };
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    switch (token.type) {
      case 'document':
        if (++documents > 1) forbid(token.offset, YAML_SAYS.secondDocument());
        look(token.value);
        for (const part of token.start) look(part);
        break;
      case 'directive':
        forbid(token.offset, YAML_SAYS.construct('directives (%)'));
        break;
      case 'alias':
        forbid(token.offset, YAML_SAYS.construct('aliases (*)'));
        break;
      case 'anchor':
        forbid(token.offset, YAML_SAYS.construct('anchors (&)'));
        break;
      case 'tag':
        forbid(token.offset, YAML_SAYS.construct('tags (!)'));
        break;
      case 'block-scalar':
        nodes++;
        if (token.source.length > MAX_TEXT) forbid(token.offset, TOO_LONG);
        for (const part of token.props) look(part);
        break;
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        nodes++;
        if (token.source.length > MAX_TEXT) forbid(token.offset, TOO_LONG);
        break;
      case 'block-map':
      case 'block-seq':
      case 'flow-collection': {
        nodes++;
        const { items } = token;
        if (token.type !== 'block-seq' && items.length > MAX_KEYS) {
          forbid(token.offset, YAML_SAYS.tooManyEntries(items.length, MAX_KEYS));
        }
        for (let place = items.length - 1; place >= 0; place--) {
          const item = items[place]!;
          look(item.value);
          for (const part of item.sep ?? []) look(part);
          look('key' in item ? item.key : undefined);
          for (const part of item.start) look(part);
        }
        break;
      }
      case 'comma':
        commas++;
        break;
      default:
        break;
    }
    if (nodes > MAX_NODES || commas > MAX_NODES) {
      const offset = 'offset' in token ? token.offset : 0;
      return [...findings, { offset, says: YAML_SAYS.tooManyValues(MAX_NODES) }];
    }
  }
  return findings;
}

// ---- plain data ------------------------------------------------------------------------------------------------------

function plainData(node: ParsedNode, keyAt: number, findings: Finding[]): { value: unknown; place: Place } {
  const at = node.range[0];
  if (isScalar(node)) {
    if (typeof node.value === 'string') findings.push(...turningIn(node.value, at));
    return { value: scalarValue(node.value, node.source), place: { at, keyAt } };
  }
  if (isSeq(node)) {
    const values: unknown[] = [];
    const items: Place[] = [];
    for (const item of node.items as readonly (ParsedNode | null)[]) {
      if (item === null) continue;
      const { value, place } = plainData(item, item.range[0], findings);
      values.push(value);
      items.push(place);
    }
    return { value: values, place: { at, keyAt, items } };
  }
  if (!isMap(node)) return { value: null, place: { at, keyAt } };
  const result: Record<string, unknown> = {};
  const entries = new Map<string, Place>();
  for (const { key, value } of node.items as readonly { key: ParsedNode | null; value: ParsedNode | null }[]) {
    const offset = key?.range[0] ?? at;
    const name = keyName(key);
    if (name === undefined) {
      findings.push({ offset, says: YAML_SAYS.keyNoText() });
      continue;
    }
    if (name === '<<') {
      findings.push({ offset, says: YAML_SAYS.construct('merge keys (<<)') });
      continue;
    }
    if (RESERVED_KEYS.has(name)) {
      findings.push({ offset, says: YAML_SAYS.keyReserved(name) });
      continue;
    }
    findings.push(...turningIn(name, offset));
    if (entries.has(name)) {
      findings.push({ offset, says: YAML_SAYS.keyTwice(name) });
      continue;
    }
    if (value === null) {
      result[name] = null;
      entries.set(name, { at: offset, keyAt: offset });
      continue;
    }
    const inner = plainData(value, offset, findings);
    result[name] = inner.value;
    entries.set(name, value.range[0] === value.range[1] ? { ...inner.place, at: offset } : inner.place);
  }
  return { value: result, place: { at, keyAt, entries } };
}

function keyName(key: ParsedNode | null): string | undefined {
  if (key === null || !isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return typeof key.value === 'number' || typeof key.value === 'boolean'
    ? (key.source ?? String(key.value))
    : undefined;
}

/** A whole number that a double cannot hold stays as it was written: Kafka's longs are larger. */
function scalarValue(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  return source;
}

// ---- places ----------------------------------------------------------------------------------------------------------

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionIn(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}
