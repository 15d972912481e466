/** Classes of characters of RE2/J in the host's words, and letters in both cases. */

/** Not a pattern; the message is PatternSyntaxException.getDescription(). */
export class Refused extends Error {}

export const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Z_a-z',
  xdigit: '0-9A-Fa-f',
};

export const PERL: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Z_a-z' };
export const PERL_NOT: Readonly<Record<string, string>> = { D: 'd', S: 's', W: 'w' };
export const CONTROL: Readonly<Record<string, string>> = {
  a: '\\x07',
  f: '\\f',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  v: '\\v',
};
export function otherCase(character: string): string {
  if (!/^[A-Za-z]$/.test(character)) return character;
  return character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
}

/** Of the letters between two characters. */
export function otherCases(from: number, to: number): string {
  let out = '';
  for (let code = Math.max(from, 65); code <= Math.min(to, 122); code++) {
    const character = String.fromCharCode(code);
    if (otherCase(character) !== character) out += otherCase(character);
  }
  return out;
}

export function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\u{${character.codePointAt(0)!.toString(16)}}` : character;
}

export function asClass(members: string): string {
  return members.length === 1 || members.startsWith('\\') ? members : `[${members}]`;
}

export function unicodeClass([, letter, not, long, short]: RegExpExecArray): string {
  const name = long ?? short!;
  const isNot = (letter === 'P') !== (not === '^');
  for (const spelled of [name, `Script=${name}`]) {
    const text = `\\${isNot ? 'P' : 'p'}{${spelled}}`;
    try {
      new RegExp(text, 'u');
      return text;
    } catch {
      // Perhaps a script.
    }
  }
  throw new Refused('invalid character class range');
}

/** The rest of ASCII. */
export function complement(members: string): string {
  const inside = new RegExp(`[${members}]`);
  let out = '';
  for (let code = 0; code < 128; code++) {
    if (!inside.test(String.fromCharCode(code))) out += `\\u{${code.toString(16)}}`;
  }
  return out;
}

export function codeOf(item: string): number {
  const hexadecimal = /^\\u\{([0-9a-fA-F]+)\}$/.exec(item);
  if (hexadecimal !== null) return Number.parseInt(hexadecimal[1]!, 16);
  const control = '\\x07\\f\\n\\r\\t\\v'.includes(item)
    ? { '\\x07': 7, '\\f': 12, '\\n': 10, '\\r': 13, '\\t': 9, '\\v': 11 }[item]
    : undefined;
  return control ?? item.codePointAt(0)!;
}
