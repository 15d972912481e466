/**
 * The little of Markdown that lessons use: headings, paragraphs, lists, quotes, code, bold, italic, links. Text in, a tree
 * of plain data out; no HTML is ever read, so none can come through.
 */
export type Inline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  /** A term of the glossary, in the language of the word; never read from a text, but found in it (glossary/linkTerms). */
  | {
      readonly type: 'term';
      readonly id: string;
      readonly text: string;
      readonly language: 'en' | 'ko';
      readonly tail: string;
    }
  | { readonly type: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly type: 'heading'; readonly level: 3 | 4; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      /** The number it begins with, where a paragraph stands between it and the list before; absent: 1. */
      readonly start?: number;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly type: 'code'; readonly text: string };

export function parseMarkdown(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let place = 0;
  while (place < lines.length) {
    const line = lines[place]!;
    if (line.trim() === '') place++;
    else if (line.startsWith('```')) {
      const end = lines.findIndex((other, at) => at > place && other.startsWith('```'));
      const last = end < 0 ? lines.length : end;
      blocks.push({ type: 'code', text: lines.slice(place + 1, last).join('\n') });
      place = last + 1;
    } else if (/^#{1,6} /.test(line)) {
      const level = line.indexOf(' ') <= 2 ? 3 : 4;
      blocks.push({ type: 'heading', level, children: parseInline(line.replace(/^#+ +/, '')) });
      place++;
    } else {
      const marker = markerOf(line);
      const taken: string[] = [];
      while (place < lines.length && belongs(lines[place]!, marker, taken.length === 0)) taken.push(lines[place++]!);
      blocks.push(blockOf(marker, taken));
    }
  }
  return blocks;
}

type Marker = 'bullet' | 'number' | 'quote' | 'none';

function markerOf(line: string): Marker {
  if (/^ {0,3}[-*] /.test(line)) return 'bullet';
  if (/^ {0,3}\d{1,3}[.)] /.test(line)) return 'number';
  return line.startsWith('>') ? 'quote' : 'none';
}

function belongs(line: string, marker: Marker, first: boolean): boolean {
  if (first) return true;
  if (line.trim() === '' || line.startsWith('```') || /^#{1,6} /.test(line)) return false;
  const own = markerOf(line);
  return own === marker || (own === 'none' && marker !== 'quote');
}

function blockOf(marker: Marker, lines: readonly string[]): Block {
  if (marker === 'quote')
    return { type: 'quote', children: parseInline(lines.map((line) => line.replace(/^> ?/, '')).join(' ')) };
  if (marker === 'none')
    return { type: 'paragraph', children: parseInline(lines.map((line) => line.trim()).join(' ')) };
  const items: string[] = [];
  for (const line of lines) {
    const text = line.replace(/^ {0,3}([-*]|\d{1,3}[.)]) +/, '');
    if (markerOf(line) === marker) items.push(text.trim());
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const list = { type: 'list', ordered: marker === 'number', items: items.map((item) => parseInline(item)) } as const;
  const start = marker === 'number' ? Number.parseInt(lines[0]!.trim(), 10) : 1;
  return start === 1 ? list : { ...list, start };
}

/** Each with an end that is looked for so far and no farther: a thousand openings must not take a thousand times the text. */
const INLINE =
  /`([^`]{1,1000})`|\*\*((?:[^*]|\*[^*]{1,300}\*){1,1000})\*\*|\*([^*\s][^*]{0,1000})\*|\[([^[\]]{1,300})\]\(([^)\s]{1,500})\)/;
const DEEPEST = 4;

export function parseInline(text: string, depth = 0): Inline[] {
  const nodes: Inline[] = [];
  let rest = text;
  for (let found = search(rest, depth); found !== null; found = search(rest, depth)) {
    const before = rest.slice(0, found.index);
    if (before !== '') nodes.push({ type: 'text', text: before });
    nodes.push(inlineOf(found, depth));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') nodes.push({ type: 'text', text: rest });
  return nodes;
}

function search(text: string, depth: number): RegExpExecArray | null {
  return depth < DEEPEST ? INLINE.exec(text) : null;
}

function inlineOf([, code, strong, em, label, href]: RegExpExecArray, depth: number): Inline {
  const inner = (part: string) => parseInline(part, depth + 1);
  if (code !== undefined) return { type: 'code', text: code };
  if (strong !== undefined) return { type: 'strong', children: inner(strong) };
  if (em !== undefined) return { type: 'em', children: inner(em) };
  return isSafe(href!) ? { type: 'link', href: href!, children: inner(label!) } : { type: 'text', text: label! };
}

/** Links go to the web or stay on the page; nothing runs. */
function isSafe(href: string): boolean {
  return /^https?:\/\//.test(href) || href.startsWith('#');
}
