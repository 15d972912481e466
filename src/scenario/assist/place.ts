/**
 * Where in a scenario a cursor stands: in which group or list, at a key or at a value. A mark is put where it is, and
 * looked for in the tolerant outline.
 */
import type { Path } from '../shape.ts';
import { MARK } from './names.ts';
import { type OutlineNode, outlineOf } from './outline.ts';

export interface CursorPlace {
  /** A key of the group at `path`; or the value at `path`, which may be the number of an item. */
  readonly role: 'key' | 'value';
  readonly path: Path;
  /** The word that is there, without the mark. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Of a key: the others of its group. Of a value: those beside the key whose value it is. */
  readonly beside: OutlineNode;
  /** A key that has its colon already. */
  readonly hasColon: boolean;
  readonly isFlow: boolean;
  /** Where keys of this group begin. */
  readonly column: number;
  readonly root: OutlineNode;
}

export function placeAt(text: string, offset: number): CursorPlace | undefined {
  const at = Math.max(0, Math.min(offset, text.length));
  if (text.includes(MARK) || isInComment(text, at)) return undefined;
  const root = outlineOf(text.slice(0, at) + MARK + text.slice(at));
  const found = find(root, [], root);
  if (found === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return { ...found, root, column: found.beside.isFlow ? found.from - lineStart : found.beside.column };

  function find(node: OutlineNode, path: Path, group: OutlineNode): Omit<CursorPlace, 'root' | 'column'> | undefined {
    if (node.kind === 'text' && node.text.includes(MARK)) {
      const isQuoted = node.text.length < node.end - node.at;
      const from = node.at + (isQuoted ? 1 : 0);
      const word = node.text.replace(MARK, '');
      return {
        role: 'value',
        path,
        word,
        from,
        to: from + word.length,
        beside: group,
        hasColon: false,
        isFlow: node.isFlow,
      };
    }
    for (let place = 0; place < node.items.length; place++) {
      const item = find(node.items[place]!, [...path, place], group);
      if (item !== undefined) return item;
    }
    for (const { key, keyAt, keyEnd, hasColon, value } of node.entries) {
      if (key.includes(MARK)) {
        const beside = { ...node, entries: node.entries.filter((entry) => entry.keyAt !== keyAt) };
        const word = key.replace(MARK, '');
        return { role: 'key', path, word, from: keyAt, to: keyEnd - 1, beside, hasColon, isFlow: node.isFlow };
      }
      const inside = find(value, [...path, key], node);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
}

function isInComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  let quote = '';
  for (let place = 0; place < line.length; place++) {
    const letter = line[place]!;
    if (quote !== '') {
      if (letter === '\\' && quote === '"') place++;
      else if (letter === quote) quote = '';
    } else if ((letter === '"' || letter === "'") && /[\s[{,:]/.test(line[place - 1] ?? ' ')) quote = letter;
    else if (letter === '#' && /\s/.test(line[place - 1] ?? ' ')) return true;
  }
  return false;
}
