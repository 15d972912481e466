/**
 * A tolerant reading of a scenario's text: what stands where, by indentation and brackets alone, however broken the rest
 * is. It never fails and never checks: whoever writes is in the middle of a word. The strict reading is yamlFile.ts.
 */
import { contentEnd, flowAt, indentOf, keyOn, textEnd } from './outlineLines.ts';

export interface OutlineNode {
  readonly kind: 'map' | 'list' | 'text' | 'none';
  readonly at: number;
  end: number;
  /** Of a text, without its quotes. */
  readonly text: string;
  /** Of a map, in the order of the file; a key may be there twice, or stand without a colon. */
  readonly entries: OutlineEntry[];
  /** Of a list. */
  readonly items: OutlineNode[];
  readonly isFlow: boolean;
  readonly column: number;
}

export interface OutlineEntry {
  readonly key: string;
  readonly keyAt: number;
  readonly keyEnd: number;
  readonly hasColon: boolean;
  value: OutlineNode;
}

interface Open {
  readonly column: number;
  readonly node: OutlineNode;
}

/** Deeper than the format allows is not looked into. */
const DEEPEST = 40;

export function outlineOf(text: string): OutlineNode {
  const root = nodeAt('map', 0, false, 0);
  let open: Open[] = [{ column: 0, node: root }];
  for (let start = 0; start < text.length; ) {
    const lineEnd = endOfLine(text, start);
    const column = indentOf(text, start, lineEnd);
    const from = start + column;
    if (from < contentEnd(text, start, lineEnd) && !isMarker(text, start, lineEnd)) {
      start = readLine(from, lineEnd, column);
    } else start = lineEnd + 1;
  }
  return root;

  /** Answers where the next line begins. */
  function readLine(from: number, lineEnd: number, firstColumn: number): number {
    let at = from;
    let column = firstColumn;
    const lineStart = from - firstColumn;
    closeTo(column, text.startsWith('-', at) && isDash(text, at, lineEnd));
    while (isDash(text, at, lineEnd) && open.length < DEEPEST) {
      listAt(column, at);
      at++;
      while (at < lineEnd && text[at] === ' ') at++;
      column = at - lineStart;
      const list = open[open.length - 1]!.node;
      const end = contentEnd(text, at, lineEnd);
      if (at >= end) {
        list.items.push(nodeAt('none', Math.min(at, lineEnd), false, column));
        return lineEnd + 1;
      }
      if (isDash(text, at, lineEnd)) continue;
      const key = keyOn(text, at, lineEnd);
      if (key !== undefined && text[at] !== '{' && text[at] !== '[') {
        const map = nodeAt('map', at, false, column);
        list.items.push(map);
        open.push({ column, node: map });
        return entry(map, key, lineEnd, column);
      }
      const { node, next } = valueAt(at, lineEnd, column, firstColumn);
      list.items.push(node);
      return next;
    }
    const { node } = open[open.length - 1]!;
    const key = keyOn(text, at, lineEnd);
    const last = lastOf(node);
    // A line that is no key goes on with the text before it, where it stands deeper than that one's key.
    if (key === undefined && last?.kind === 'text' && !last.isFlow && column > open[open.length - 1]!.column) {
      last.end = contentEnd(text, at, lineEnd);
      return lineEnd + 1;
    }
    if (key === undefined) {
      const { node: value, next } = valueAt(at, lineEnd, column, column);
      const map = groupAt(column, at);
      if (value.kind === 'text') {
        map.entries.push({
          key: value.text,
          keyAt: at,
          keyEnd: value.end,
          hasColon: false,
          value: nodeAt('none', value.end, false, column),
        });
      } else if (last !== undefined && last.kind === 'none') replaceLast(map, value);
      return next;
    }
    return entry(groupAt(column, at), key, lineEnd, column);
  }

  function entry(
    map: OutlineNode,
    key: NonNullable<ReturnType<typeof keyOn>>,
    lineEnd: number,
    column: number,
  ): number {
    let at = key.after;
    while (at < lineEnd && text[at] === ' ') at++;
    const made: OutlineEntry = {
      key: key.text,
      keyAt: key.at,
      keyEnd: key.end,
      hasColon: true,
      value: nodeAt('none', Math.min(at, lineEnd), false, column),
    };
    map.entries.push(made);
    if (at >= contentEnd(text, key.after, lineEnd)) return lineEnd + 1;
    const { node, next } = valueAt(at, lineEnd, column, column);
    made.value = node;
    return next;
  }

  /** A value that begins here, and where the next line to be read begins. */
  function valueAt(at: number, lineEnd: number, column: number, around: number): { node: OutlineNode; next: number } {
    const first = text[at];
    if (first === '{' || first === '[') {
      const { node, end } = flowAt(text, at, around, nodeAt);
      return { node, next: endOfLine(text, end) + 1 };
    }
    if (first === '|' || first === '>') {
      let next = lineEnd + 1;
      while (next < text.length) {
        const end = endOfLine(text, next);
        const isBlank = text.slice(next, end).trim() === '';
        if (!isBlank && indentOf(text, next, end) <= around) break;
        next = end + 1;
      }
      const node = { ...nodeAt('text', at, false, column), text: text.slice(lineEnd + 1, next) };
      node.end = Math.min(text.length, Math.max(lineEnd, next - 1));
      return { node, next };
    }
    const { end, text: said } = textEnd(text, at, lineEnd);
    const node = { ...nodeAt('text', at, false, column), text: said };
    node.end = end;
    return { node, next: Math.max(lineEnd, endOfLine(text, end)) + 1 };
  }

  /** Groups and lists that stand deeper than this line are over. */
  function closeTo(column: number, isItem: boolean): void {
    while (open.length > 1) {
      const { column: of, node } = open[open.length - 1]!;
      if (of < column || (of === column && (node.kind === 'list') === isItem)) break;
      // `key:` and its items may stand in the same column.
      if (of === column && isItem && node.kind === 'map' && lastOf(node)?.kind === 'none') break;
      open = open.slice(0, -1);
    }
  }

  function listAt(column: number, at: number): void {
    const top = open[open.length - 1]!;
    if (top.node.kind === 'list' && top.column === column) return;
    const list = nodeAt('list', at, false, column);
    if (top.node.kind === 'map') replaceLast(top.node, list);
    else top.node.items.push(list);
    open.push({ column, node: list });
  }

  /** The group whose keys stand in this column: an open one, or one that begins here. */
  function groupAt(column: number, at: number): OutlineNode {
    const top = open[open.length - 1]!;
    if (top.node.kind === 'map' && (top.column === column || open.length >= DEEPEST)) return top.node;
    const last = lastOf(top.node);
    if (top.node.kind === 'map' && last !== undefined && last.kind !== 'none') return top.node;
    const map = nodeAt('map', at, false, column);
    if (top.node.kind === 'list') {
      if (last?.kind === 'none') top.node.items[top.node.items.length - 1] = map;
      else top.node.items.push(map);
    } else if (top.node.entries.length === 0) return top.node;
    else replaceLast(top.node, map);
    open.push({ column, node: map });
    return map;
  }
}

/** The value of the last key, or the last item. */
function lastOf(node: OutlineNode): OutlineNode | undefined {
  return node.kind === 'list' ? node.items[node.items.length - 1] : node.entries[node.entries.length - 1]?.value;
}

function replaceLast(node: OutlineNode, value: OutlineNode): void {
  const last = node.entries[node.entries.length - 1];
  if (last !== undefined) last.value = value;
}

function nodeAt(kind: OutlineNode['kind'], at: number, isFlow: boolean, column: number): OutlineNode {
  return { kind, at, end: at, text: '', entries: [], items: [], isFlow, column };
}

function isDash(text: string, at: number, lineEnd: number): boolean {
  return text[at] === '-' && (at + 1 >= lineEnd || text[at + 1] === ' ' || text[at + 1] === '\r');
}

/** `---`, `%YAML`: not of this format. */
function isMarker(text: string, start: number, lineEnd: number): boolean {
  return text.startsWith('%', start) || /^(---|\.\.\.)\s*$/.test(text.slice(start, Math.min(lineEnd, start + 80)));
}

export function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

// ---- what is in it ---------------------------------------------------------------------------------------------------

export function entryOf(node: OutlineNode | undefined, key: string): OutlineNode | undefined {
  return node?.entries.find((entry) => entry.key === key && entry.hasColon)?.value;
}

export function textOf(node: OutlineNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text : undefined;
}

export function itemsOf(node: OutlineNode | undefined): readonly OutlineNode[] {
  return node?.items ?? [];
}
