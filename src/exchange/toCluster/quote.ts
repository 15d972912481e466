/** Texts of strangers where a shell, a compose file or a properties file reads them. Nothing in them means anything there. */

/**
 * One word of bash. Control characters are written with their numbers: a line of the script is one line. A zero byte ends
 * any word that is handed to a program: it is left out, and what comes behind it is not.
 */
export function shellWord(given: string): string {
  const text = given.replaceAll('\0', '');
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/[\p{Cc}\u2028\u2029]/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  let word = "$'";
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (letter === "'" || letter === '\\') word += `\\${letter}`;
    else if (code < 32 || code === 127) word += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (/[\p{Cc}\u2028\u2029]/u.test(letter)) word += `\\u${code.toString(16).padStart(4, '0')}`;
    else word += letter;
  }
  return `${word}'`;
}

export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** Behind a # of a script: one line. */
export function comment(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').slice(0, 200);
}

/** In a compose file a dollar sign begins a variable. */
export function composeText(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** As the image of Apache Kafka reads it back: `_` is a dot, two are an underscore, three a dash. */
export function variableOf(setting: string): string {
  const name = setting.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_');
  return `KAFKA_${name.toUpperCase()}`;
}

/** A line of a properties file as java.util.Properties reads it. */
export function propertyLine(name: string, value: string): string {
  const plain = value.replaceAll('\\', '\\\\').replace(/[^\x21-\x7e]/gu, (letter) => {
    const units = Array.from({ length: letter.length }, (_, place) => letter.charCodeAt(place));
    return letter === ' ' ? '\\ ' : units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
  return `${name}=${plain}`;
}

const PATTERN = /\{n(?:%([1-9]\d{0,8}))?\}/g;

/** A key or value of a workload as one word of bash: `{n}` and `{n%5}` count there too. */
export function templateWord(template: string): string {
  let word = '';
  let place = 0;
  for (const match of template.matchAll(PATTERN)) {
    if (match.index > place) word += shellWord(template.slice(place, match.index));
    word += match[1] === undefined ? '"$n"' : `"$((n % ${match[1]}))"`;
    place = match.index + match[0].length;
  }
  if (place < template.length) word += shellWord(template.slice(place));
  return word === '' ? "''" : word;
}
