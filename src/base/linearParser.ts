/** The structure of a regular expression that the host has found well-formed: what `linearProgram` makes steps of. */

export type PatternNode =
  /** One character, as the host decides it. */
  | { readonly type: 'character'; readonly source: string }
  | { readonly type: 'assertion'; readonly is: 'start' | 'end' | 'edge' | 'no-edge' }
  | { readonly type: 'look'; readonly behind: boolean; readonly not: boolean; readonly inner: PatternNode }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly least: number; readonly most: number; readonly inner: PatternNode };

/** Longer ones, and deeper ones, nobody writes. */
export const LONGEST = 10_000;
const DEEPEST = 100;

const QUANTIFIER = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/;
const GROUP = /^\((?:\?(?::|(<?[=!])|<[^>=!][^>]*>))?/;
/** An escape of one character: the longest first. */
const ESCAPE =
  /^\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|[pP]\{[^}]*\}|0[0-7]{0,2}|[\ud800-\udbff][\udc00-\udfff]|[\s\S])/;
const ESCAPE_WITHOUT_UNICODE = /^\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|0[0-7]{0,2}|[\s\S])/;

export function parsePattern(source: string, flags: string): PatternNode {
  const isUnicode = flags.includes('u');
  let at = 0;

  const choice = (depth: number): PatternNode => {
    if (depth > DEEPEST) throw new SyntaxError('the groups of the pattern are too deep');
    const parts: PatternNode[] = [sequence(depth)];
    while (source[at] === '|') {
      at++;
      parts.push(sequence(depth));
    }
    return parts.length === 1 ? parts[0]! : { type: 'choice', parts };
  };

  const sequence = (depth: number): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom(depth)));
    return parts.length === 1 ? parts[0]! : { type: 'sequence', parts };
  };

  const quantified = (inner: PatternNode): PatternNode => {
    const found = QUANTIFIER.exec(source.slice(at, at + 40));
    if (found === null) return inner;
    at += found[0].length;
    const [, sign, from, comma, to] = found;
    const [least, most] =
      sign === undefined
        ? [Number(from), comma === undefined ? Number(from) : to === '' ? Infinity : Number(to)]
        : [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity];
    return { type: 'repeat', least, most, inner };
  };

  const atom = (depth: number): PatternNode => {
    switch (source[at]) {
      case '^':
      case '$':
        return { type: 'assertion', is: source[at++] === '^' ? 'start' : 'end' };
      case '(':
        return group(depth);
      case '[':
        return character(classLength());
      case '\\':
        return escaped();
      default:
        return character(isUnicode && source.codePointAt(at)! > 0xffff ? 2 : 1);
    }
  };

  const character = (length: number): PatternNode => {
    const from = at;
    at += length;
    return { type: 'character', source: source.slice(from, at) };
  };

  const group = (depth: number): PatternNode => {
    const [head, look] = GROUP.exec(source.slice(at))!;
    if (head === '(' && source[at + 1] === '?') throw new SyntaxError('flags inside of a pattern are not understood');
    at += head.length;
    const inner = choice(depth + 1);
    at++;
    return look === undefined ? inner : { type: 'look', behind: look.startsWith('<'), not: look.endsWith('!'), inner };
  };

  const classLength = (): number => {
    let end = at + 1;
    while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
    return end + 1 - at;
  };

  const escaped = (): PatternNode => {
    const next = source[at + 1] ?? '';
    if (next === 'b' || next === 'B') {
      at += 2;
      return { type: 'assertion', is: next === 'b' ? 'edge' : 'no-edge' };
    }
    if (/[1-9k]/.test(next)) throw new SyntaxError('back-references are not understood');
    return character((isUnicode ? ESCAPE : ESCAPE_WITHOUT_UNICODE).exec(source.slice(at, at + 40))?.[0].length ?? 2);
  };

  const whole = choice(0);
  if (at < source.length) throw new SyntaxError('a parenthesis is not opened');
  return whole;
}
