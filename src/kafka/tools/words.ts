/** A typed line as a shell takes it apart: words, quotes, a backslash, and `> file` at its end. */

export type Words =
  | { readonly ok: true; readonly words: readonly string[]; readonly redirect: string | null }
  | { readonly ok: false; readonly problem: string };

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
      if (next === undefined) return { ok: false, problem: 'the line ends with a backslash' };
      if (next !== '\n') current = (current ?? '') + next;
    } else if (/\s/.test(char)) {
      if (current !== undefined) words.push(current);
      current = undefined;
    } else if (char === '#' && current === undefined) break;
    else if (/[|;&<`]/.test(char)) {
      return { ok: false, problem: `this is no whole shell: ${char} has no meaning here; put it in quotes` };
    } else if (char === '>') {
      if (redirectAt >= 0) return { ok: false, problem: 'only one > in a line' };
      if (current !== undefined) words.push(current);
      current = undefined;
      redirectAt = words.length;
    } else current = (current ?? '') + char;
  }
  if (quote !== '') return { ok: false, problem: `a quote ${quote} is not closed` };
  if (current !== undefined) words.push(current);
  if (redirectAt < 0) return { ok: true, words, redirect: null };
  const [file, ...more] = words.slice(redirectAt);
  if (file === undefined || more.length > 0) return { ok: false, problem: 'one file name belongs behind >' };
  return { ok: true, words: words.slice(0, redirectAt), redirect: file };
}

/** A word as it has to be typed. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./{}[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
