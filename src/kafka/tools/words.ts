/** A typed line as a shell takes it apart: words, quotes, a backslash, and `> file` at its end. */
import type { Says } from '../../base/says.ts';
import { LINE_SAYS } from './says.ts';

export type Words =
  | { readonly ok: true; readonly words: readonly string[]; readonly redirect: string | null }
  | { readonly ok: false; readonly problem: string; readonly says: Says };

export function wordsOf(line: string): Words {
  const words: string[] = [];
  let current: string | undefined;
  let quote = '';
  let redirectAt = -1;
  for (let place = 0; place < line.length; place++) {
    const char = line[place]!;
    if (quote === "'") {
      if (char === "'") quote = '';
      else current += char;
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else if (char === '\\' && /["\\$`]/.test(line[place + 1] ?? '')) current += line[++place]!;
      else current += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      current ??= '';
    } else if (char === '\\') {
      const next = line[++place];
      if (next === undefined) return failed(LINE_SAYS.endsWithBackslash());
      if (next !== '\n') current = (current ?? '') + next;
    } else if (/\s/.test(char)) {
      if (current !== undefined) words.push(current);
      current = undefined;
    } else if (char === '#' && current === undefined) break;
    else if (/[|;&<`]/.test(char)) {
      return failed(LINE_SAYS.notWholeShell(char));
    } else if (char === '>') {
      if (redirectAt >= 0) return failed(LINE_SAYS.oneRedirect());
      if (current !== undefined) words.push(current);
      current = undefined;
      redirectAt = words.length;
    } else current = (current ?? '') + char;
  }
  if (quote !== '') return failed(LINE_SAYS.notClosed(quote));
  if (current !== undefined) words.push(current);
  if (redirectAt < 0) return { ok: true, words, redirect: null };
  const [file, ...more] = words.slice(redirectAt);
  if (file === undefined || more.length > 0) return failed(LINE_SAYS.oneFile());
  return { ok: true, words: words.slice(0, redirectAt), redirect: file };
}

function failed(says: Says): Words {
  return { ok: false, problem: says.en, says };
}

/** A word as it has to be typed. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./{}[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
