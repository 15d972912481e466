/**
 * Lines that go into the timeline of a text, each where its time has it, and clients that go into their lists: as edits of
 * the text, so that comments and the way it is written stay. The text may be broken elsewhere.
 */
import { stringify } from 'yaml';
import type { Micros } from '../../base/time.ts';
import type { TextEdit } from '../assist/item.ts';
import { endOfLine, entryOf, itemsOf, type OutlineNode, outlineOf, textOf } from '../assist/outline.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import { valueAt } from '../shape.ts';
import { readYaml } from '../yamlFile.ts';
import type { WrittenActs, WrittenClient, WrittenLine } from './writtenActs.ts';

export function insertActs(
  text: string,
  { lines, clients }: Pick<WrittenActs, 'lines' | 'clients'>,
): readonly TextEdit[] {
  const root = outlineOf(text);
  const timed = lines.map((line) => {
    const { at, afterEvents, value } = line;
    const behind = afterEvents === 0 ? {} : { 'after-events': afterEvents };
    return { ...line, value: { at: timeText(at), ...behind, ...value } };
  });
  const edits = [...intoTimeline(text, root, timed)];
  for (const kind of ['producers', 'consumers'] as const) {
    const values = clients.filter((client) => client.kind === kind).map((client) => clientValue(text, client));
    edits.push(...intoList(text, root, kind, values.map(flow), () => Number.MAX_SAFE_INTEGER));
  }
  return joined(edits);
}

/** In seconds, to the microsecond. */
function timeText(at: Micros): string {
  return at < 1_000_000 ? formatDuration(at) : `${at / 1_000_000}s`;
}

/** `{ at: 5s, kill: b1 }` */
export function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

/** As an editor does them: from the end of the text to its beginning. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
}

function clientValue(text: string, { kind, name, like, start }: WrittenClient): Record<string, unknown> {
  const yaml = readYaml(text);
  const listed = yaml.ok ? valueAt(yaml.file.value, [kind]) : undefined;
  const found = Array.isArray(listed) ? listed.find((one) => valueAt(one, ['name']) === like) : undefined;
  const { name: _name, start: _start, stop: _stop, ...rest } = (found ?? {}) as Record<string, unknown>;
  return { name, start: timeText(start), ...rest };
}

function intoTimeline(text: string, root: OutlineNode, lines: readonly WrittenLine[]): readonly TextEdit[] {
  if (lines.length === 0) return [];
  const items = itemsOf(entryOf(root, 'timeline'));
  const times = items.map((item) => ({
    at: parseDuration(textOf(entryOf(item, 'at')) ?? ''),
    afterEvents: Number(textOf(entryOf(item, 'after-events')) ?? 0),
  }));
  // Behind those of the same time; lines that wait for a fact stay where they are.
  const placeOf = (index: number) => {
    const line = lines[index]!;
    const later = times.findIndex(
      ({ at, afterEvents }) => at !== undefined && (at > line.at || (at === line.at && afterEvents > line.afterEvents)),
    );
    return later < 0 ? items.length : later;
  };
  const texts = lines.map(({ value }) => flow(value));
  return intoList(text, root, 'timeline', texts, placeOf);
}

function intoList(
  text: string,
  root: OutlineNode,
  key: string,
  texts: readonly string[],
  placeOf: (index: number) => number,
): readonly TextEdit[] {
  if (texts.length === 0) return [];
  const list = entryOf(root, key);
  const items = itemsOf(list);
  if (list === undefined || (items.length === 0 && !list.isFlow)) return [newList(text, root, key, texts)];
  if (items.length === 0) {
    const block = texts.map((one) => `\n  - ${one}`).join('');
    return [{ from: spacesBefore(text, list.at), to: list.end, insert: block }];
  }
  if (list.isFlow) {
    return texts.map((one, index) => {
      const place = Math.min(placeOf(index), items.length);
      const before = items[place];
      if (before !== undefined) return { from: before.at, to: before.at, insert: `${one}, ` };
      const end = endOf(items[items.length - 1]!);
      return { from: end, to: end, insert: `, ${one}` };
    });
  }
  const margin = ' '.repeat(list.column);
  return texts.map((one, index) => {
    const place = Math.min(placeOf(index), items.length);
    const before = items[place];
    if (before !== undefined) {
      const at = aboveComments(text, lineStart(text, before.at));
      return { from: at, to: at, insert: `${margin}- ${one}\n` };
    }
    const end = endOfLine(text, endOf(items[items.length - 1]!));
    return end >= text.length
      ? { from: text.length, to: text.length, insert: `\n${margin}- ${one}` }
      : { from: end + 1, to: end + 1, insert: `${margin}- ${one}\n` };
  });
}

/** A list that is not there yet stands before what is expected, or at the end. */
function newList(text: string, root: OutlineNode, key: string, texts: readonly string[]): TextEdit {
  const block = texts.map((one) => `  - ${one}\n`).join('');
  const there = root.entries.find((entry) => entry.key === key && entry.hasColon);
  if (there !== undefined) {
    const end = endOfLine(text, there.keyEnd);
    const isLast = end >= text.length;
    return { from: isLast ? end : end + 1, to: isLast ? end : end + 1, insert: `${isLast ? '\n' : ''}${block}` };
  }
  const expect = root.entries.find((entry) => entry.key === 'expect');
  if (expect !== undefined) {
    const at = aboveComments(text, lineStart(text, expect.keyAt));
    return { from: at, to: at, insert: `${key}:\n${block}` };
  }
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return { from: text.length, to: text.length, insert: `${gap}${key}:\n${block}` };
}

/** Comments that stand on top of a line belong to it. */
function aboveComments(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const before = lineStart(text, at - 1);
    if (!/^\s*#/.test(text.slice(before, at))) return at;
    at = before;
  }
  return at;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function spacesBefore(text: string, at: number): number {
  let from = at;
  while (text[from - 1] === ' ') from--;
  return from;
}

function endOf(node: OutlineNode): number {
  const entries = node.entries.map(({ keyEnd, value }) => Math.max(keyEnd, endOf(value)));
  return Math.max(node.end, ...entries, ...node.items.map(endOf));
}

/** What goes in at the same place is one edit, in its order. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits) {
    const place = found.findIndex(({ from, to }) => from === edit.from && to === edit.to);
    const same = found[place];
    if (same === undefined) found.push(edit);
    else found[place] = { ...same, insert: same.insert + edit.insert };
  }
  return found.sort((a, b) => a.from - b.from);
}
