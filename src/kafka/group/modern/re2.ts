/**
 * Patterns as the coordinator reads them: RE2/J (com.google.re2j.Pattern), which has no look-around and no
 * back-references, so that no pattern can take for ever. Here each becomes a pattern of the host's.
 * *Simplified:* of the classes of Unicode only those that the host knows under the same name.
 */

import { type LinearPattern, linearWholePattern } from '../../../base/linearPattern.ts';
import { own } from '../../../base/own.ts';
import {
  asClass,
  CONTROL,
  codeOf,
  complement,
  literal,
  otherCase,
  otherCases,
  PERL,
  PERL_NOT,
  POSIX,
  Refused,
  unicodeClass,
} from './re2Classes.ts';

export type Re2 =
  | { readonly ok: true; readonly pattern: LinearPattern }
  /** PatternSyntaxException.getDescription() */
  | { readonly ok: false; readonly description: string };

const LITERAL = /[^0-9A-Za-z_]/;
const MOST_REPEATS = 1_000;

const compiled = new Map<string, Re2>();
const MOST_REMEMBERED = 1_000;

export function compileRe2(pattern: string): Re2 {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size === MOST_REMEMBERED) compiled.clear();
  const made = compile(pattern);
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): Re2 {
  const parser = new Parser(pattern);
  try {
    const source = parser.parse();
    return { ok: true, pattern: linearWholePattern(source, 'su') };
  } catch (error) {
    return { ok: false, description: error instanceof Refused ? error.message : 'invalid escape sequence' };
  }
}

/** One pass from left to right; what is read is written again in the host's words. */
class Parser {
  #at = 0;
  /** Of each group that is open: whether it began without regard to case. */
  readonly #outside: boolean[] = [];
  #ignoresCase = false;
  #hasOperand = false;
  #repeats = 0;
  readonly #names = new Set<string>();

  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  parse(): string {
    let out = '';
    while (this.#at < this.text.length) out += this.#piece();
    if (this.#outside.length > 0) throw new Refused('missing closing )');
    return out;
  }

  #piece(): string {
    const next = this.text[this.#at]!;
    switch (next) {
      case '(':
        return this.#open();
      case ')':
        if (this.#outside.length === 0) throw new Refused('regexp/syntax: internal error');
        this.#ignoresCase = this.#outside.pop()!;
        return this.#operand(')', 1);
      case '|':
        return this.#noOperand('|', 1);
      case '*':
      case '+':
      case '?':
        return this.#repeated(next);
      case '{': {
        const bounds = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.text.slice(this.#at));
        return bounds === null ? this.#operand('\\{', 1) : this.#counted(bounds);
      }
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      case '^':
      case '$':
      case '.':
        return this.#operand(next, 1);
      default: {
        const character = String.fromCodePoint(this.text.codePointAt(this.#at)!);
        return this.#operand(this.#literal(character), character.length);
      }
    }
  }

  #operand(out: string, length: number): string {
    this.#at += length;
    this.#hasOperand = true;
    this.#repeats = 0;
    return out;
  }

  #noOperand(out: string, length: number): string {
    this.#at += length;
    this.#hasOperand = false;
    this.#repeats = 0;
    return out;
  }

  #repeated(operator: string): string {
    if (!this.#hasOperand) throw new Refused('missing argument to repetition operator');
    if (this.#repeats > 0) throw new Refused('invalid nested repetition operator');
    this.#repeats++;
    const isLazy = this.text[this.#at + operator.length] === '?';
    this.#at += operator.length + (isLazy ? 1 : 0);
    return isLazy ? `${operator}?` : operator;
  }

  #counted([all, from, comma, to]: RegExpExecArray): string {
    const [least, most] = [Number(from), to ? Number(to) : Number(from)];
    if (least > MOST_REPEATS || most > MOST_REPEATS || most < least) throw new Refused('invalid repeat count');
    return this.#repeated(all ?? `{${from}${comma ?? ''}${to ?? ''}}`);
  }

  #open(): string {
    const rest = this.text.slice(this.#at);
    if (!rest.startsWith('(?')) return this.#group('(', 1);
    if (rest.startsWith('(?P<') || rest.startsWith('(?<')) return this.#named(rest);
    const flags = /^\(\?([imsU]*(?:-[imsU]+)?)([:)])/.exec(rest);
    if (flags === null) throw new Refused('invalid or unsupported Perl syntax');
    const [all, names = '', end] = flags;
    const [on = '', off = ''] = names.split('-');
    const ignoresCase = off.includes('i') ? false : on.includes('i') || this.#ignoresCase;
    const out = end === ')' ? this.#noOperand('', all.length) : this.#group('(?:', all.length);
    this.#ignoresCase = ignoresCase;
    return out;
  }

  #literal(character: string): string {
    const other = otherCase(character);
    return this.#ignoresCase && other !== character ? `[${character}${other}]` : literal(character);
  }

  #named(rest: string): string {
    const head = /^\(\?P?<([^>]*)>/.exec(rest);
    if (head === null || !/^\w+$/.test(head[1]!)) throw new Refused('invalid named capture');
    if (this.#names.has(head[1]!)) throw new Refused('duplicate capture group name');
    this.#names.add(head[1]!);
    return this.#group('(', head[0].length);
  }

  #group(out: string, length: number): string {
    this.#outside.push(this.#ignoresCase);
    return this.#noOperand(out, length);
  }

  #escape(): string {
    const next = this.text[this.#at + 1];
    if (next === undefined) throw new Refused('trailing backslash at end of expression');
    if (next === 'Q') return this.#quoted();
    if (next === 'A') return this.#operand('^', 2);
    if (next === 'z') return this.#operand('$', 2);
    if (next === 'b' || next === 'B') return this.#operand(`\\${next}`, 2);
    const [out, length] = this.#escaped(this.#at);
    return this.#operand(out.startsWith('\\p') || out.startsWith('\\P') || length === 0 ? out : asClass(out), length);
  }

  #quoted(): string {
    const from = this.#at + 2;
    const end = this.text.indexOf('\\E', from);
    const text = this.text.slice(from, end === -1 ? undefined : end);
    const length = 2 + text.length + (end === -1 ? 0 : 2);
    if (text === '') {
      this.#at += length;
      return '';
    }
    return this.#operand([...text].map((character) => this.#literal(character)).join(''), length);
  }

  /** As it may stand in a class; how many characters it took. */
  #escaped(at: number): readonly [out: string, length: number] {
    const next = this.text[at + 1];
    if (next === undefined) throw new Refused('missing closing ]');
    if (PERL[next] !== undefined) return [PERL[next], 2];
    if (PERL_NOT[next] !== undefined) return [`\\${next}`, 2];
    if (CONTROL[next] !== undefined) return [CONTROL[next], 2];
    const rest = this.text.slice(at);
    const unicode = /^\\([pP])(?:\{(\^?)(\w+)\}|(\w))/.exec(rest);
    if (unicode !== null) return [unicodeClass(unicode), unicode[0].length];
    const hexadecimal = /^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(rest);
    if (hexadecimal !== null) return [`\\u{${hexadecimal[1] ?? hexadecimal[2]}}`, hexadecimal[0].length];
    const octal = /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    if (octal !== null) return [`\\u{${Number.parseInt(octal[1]!, 8).toString(16)}}`, octal[0].length];
    if (LITERAL.test(next)) return [literal(next), 2];
    throw new Refused('invalid escape sequence');
  }

  #class(): string {
    const isNot = this.text[this.#at + 1] === '^';
    let at = this.#at + (isNot ? 2 : 1);
    let out = '';
    for (let isFirst = true; this.text[at] !== ']' || isFirst; isFirst = false) {
      if (at >= this.text.length) throw new Refused('missing closing ]');
      const posix = /^\[:(\^?)(\w*):\]/.exec(this.text.slice(at));
      if (posix !== null) {
        const members = own(POSIX, posix[2]!);
        if (members === undefined) throw new Refused('invalid character class range');
        out += posix[1] === '' ? members : `\\P{ASCII}${complement(members)}`;
        at += posix[0].length;
        continue;
      }
      const [from, length, isSingle] = this.#classItem(at);
      at += length;
      if (isSingle && this.text[at] === '-' && this.text[at + 1] !== ']' && at + 1 < this.text.length) {
        const [to, taken, isSingleToo] = this.#classItem(at + 1);
        if (!isSingleToo) throw new Refused('invalid escape sequence');
        if (codeOf(to) < codeOf(from)) throw new Refused('invalid character class range');
        out += `${from}-${to}`;
        if (this.#ignoresCase) out += otherCases(codeOf(from), codeOf(to));
        at += 1 + taken;
      } else out += this.#ignoresCase && isSingle ? from + otherCase(from) : from;
    }
    return this.#operand(`[${isNot ? '^' : ''}${out}]`, at + 1 - this.#at);
  }

  #classItem(at: number): readonly [out: string, length: number, isSingle: boolean] {
    if (this.text[at] === '\\') {
      const [out, length] = this.#escaped(at);
      return [out, length, !/^\\[pPDSW]/.test(out) && PERL[this.text[at + 1]!] === undefined];
    }
    const code = this.text.codePointAt(at);
    if (code === undefined) throw new Refused('missing closing ]');
    const character = String.fromCodePoint(code);
    return [literal(character), character.length, true];
  }
}
