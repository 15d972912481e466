/** Lines, words and brackets of a text that may be broken: the small parts of the tolerant reading (outline.ts). */
import type { OutlineNode } from './outline.ts';

export function indentOf(text: string, start: number, lineEnd: number): number {
  let at = start;
  while (at < lineEnd && text[at] === ' ') at++;
  return at - start;
}

/** Where the content of a line ends: before a comment and the spaces in front of it. */
export function contentEnd(text: string, from: number, lineEnd: number): number {
  let end = lineEnd;
  let quote = '';
  for (let at = from; at < lineEnd; at++) {
    const letter = text[at]!;
    if (quote !== '') {
      if (letter === '\\' && quote === '"') at++;
      else if (letter === quote) quote = '';
    } else if ((letter === '"' || letter === "'") && (at === from || /[\s[{,:]/.test(text[at - 1]!))) quote = letter;
    else if (letter === '#' && (at === from || text[at - 1] === ' ' || text[at - 1] === '\t')) {
      end = at;
      break;
    }
  }
  while (end > from && /\s/.test(text[end - 1]!)) end--;
  return end;
}

export interface KeyOnLine {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** Behind the colon. */
  readonly after: number;
}

/** `key:` at the beginning of a line's content; undefined: something else stands there. */
export function keyOn(text: string, at: number, lineEnd: number): KeyOnLine | undefined {
  const first = text[at];
  if (first === '"' || first === "'") {
    const { end, text: said } = textEnd(text, at, lineEnd);
    if (end > lineEnd || text[end] !== ':') return undefined;
    return { text: said, at, end, after: end + 1 };
  }
  if (first === undefined || /[{}[\],#|>&*!%@`]/.test(first)) return undefined;
  for (let end = at; end < lineEnd; end++) {
    const letter = text[end];
    if (letter === '#' && text[end - 1] === ' ') return undefined;
    if (letter === ':' && (end + 1 >= lineEnd || /\s/.test(text[end + 1]!))) {
      return { text: text.slice(at, end).trim(), at, end, after: end + 1 };
    }
  }
  return undefined;
}

/** Where a text that begins here ends, and what it says. Quoted ones may go on over lines; one without an end stops at its line's. */
export function textEnd(text: string, at: number, lineEnd: number): { readonly end: number; readonly text: string } {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    for (let end = at + 1; end < text.length && end - at < 20_000; end++) {
      if (text[end] === '\\' && quote === '"') end++;
      else if (text[end] === quote) {
        if (quote === "'" && text[end + 1] === "'") end++;
        else return { end: end + 1, text: text.slice(at + 1, end) };
      } else if (text[end] === '\n' && /^\s*[\w-]+:\s/.test(text.slice(end + 1, end + 60))) break;
    }
    const end = contentEnd(text, at + 1, lineEnd);
    return { end, text: text.slice(at + 1, end) };
  }
  const end = contentEnd(text, at, lineEnd);
  return { end, text: text.slice(at, end) };
}

type Make = (kind: OutlineNode['kind'], at: number, isFlow: boolean, column: number) => OutlineNode;

/** Brackets, over several lines too. One that is never closed ends where a line begins no deeper than what is around it. */
export function flowAt(text: string, from: number, around: number, make: Make): { node: OutlineNode; end: number } {
  let at = from;
  const node = collection(0);
  return { node, end: at };

  function collection(depth: number): OutlineNode {
    const isMap = text[at] === '{';
    const made = make(isMap ? 'map' : 'list', at, true, 0);
    const close = isMap ? '}' : ']';
    at++;
    while (at < text.length) {
      if (!skip()) break;
      const letter = text[at]!;
      if (letter === close) {
        at++;
        break;
      }
      // The bracket of something around it: this one was not closed.
      if (letter === '}' || letter === ']') break;
      if (letter === ',') at++;
      else if (isMap) entry(made, depth);
      else made.items.push(value(depth));
    }
    made.end = at;
    return made;
  }

  function entry(map: OutlineNode, depth: number): void {
    const keyAt = at;
    const said = word(true);
    const keyEnd = keyAt + said.trimEnd().length;
    let look = at;
    while (text[look] === ' ') look++;
    const hasColon = text[look] === ':';
    const key = said.replace(/^(["'])(.*)\1$/, '$2').trim();
    if (!hasColon) {
      map.entries.push({ key, keyAt, keyEnd, hasColon, value: make('none', at, true, 0) });
      return;
    }
    at = look + 1;
    while (text[at] === ' ') at++;
    const next = text[at];
    const isEmpty = next === undefined || next === ',' || next === '}' || next === ']' || next === '\n';
    map.entries.push({ key, keyAt, keyEnd, hasColon, value: isEmpty ? make('none', at, true, 0) : value(depth) });
  }

  function value(depth: number): OutlineNode {
    const letter = text[at];
    if ((letter === '{' || letter === '[') && depth < 30) return collection(depth + 1);
    const start = at;
    const said = word(false);
    const node = { ...make('text', start, true, 0), text: said.replace(/^(["'])([\s\S]*)\1$/, '$2').trim() };
    node.end = start + said.trimEnd().length;
    return node;
  }

  /** Up to the next thing that separates; always goes on by a letter at least. */
  function word(isKey: boolean): string {
    const start = at;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      at = textEnd(text, at, lineEndAt(at)).end;
      if (at === start) at++;
      return text.slice(start, at);
    }
    while (at < text.length && !/[,{}[\]\n]/.test(text[at]!)) {
      if (text[at] === ':' && isKey && (at + 1 >= text.length || /[\s,{}[\]"']/.test(text[at + 1]!))) break;
      if (text[at] === '#' && /\s/.test(text[at - 1] ?? '')) break;
      at++;
    }
    if (at === start) at++;
    return text.slice(start, at);
  }

  /** Over spaces, lines and comments; false: what follows is no longer within the bracket. */
  function skip(): boolean {
    while (at < text.length) {
      const letter = text[at]!;
      if (letter === '#' && /\s/.test(text[at - 1] ?? ' ')) at = lineEndAt(at);
      else if (letter === '\n') {
        const end = lineEndAt(at + 1);
        const line = text.slice(at + 1, end);
        const content = line.trimStart();
        const isOutside = content !== '' && line.length - content.length <= around && !/^[}\]]/.test(content);
        if (isOutside) return false;
        at++;
      } else if (/\s/.test(letter)) at++;
      else return true;
    }
    return false;
  }

  function lineEndAt(of: number): number {
    const end = text.indexOf('\n', of);
    return end < 0 ? text.length : end;
  }
}
