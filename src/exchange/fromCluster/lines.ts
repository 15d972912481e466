/**
 * Pasted text as lines with their numbers, without what a terminal, a mail, a chat or a word processor has put between:
 * colours, spaces that do not break, typographic quotes and dashes, quote marks, times, numbers of lines, prefixes of
 * containers, empty lines between all others. Lines that a narrow terminal has broken are put together.
 */
export interface PastedLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** How wide a terminal is that breaks lines. */
const NARROWEST = 40;
const WIDEST = 500;
const TAB = 8;

export function linesOf(text: string): PastedLine[] {
  const lines = text.split(LINE_END).map((line, place) => ({ text: plain(line), line: place + 1 }));
  const close = isDoubleSpaced(lines) ? lines.filter((_, place) => place % 2 === 0) : lines;
  const said = close.filter(({ text: line }) => line.trim() !== '');
  const around = AROUND.find((one) => said.filter((line) => one.test(line.text)).length * 2 > said.length);
  return around === undefined
    ? close
    : close.map(({ text: line, line: at }) => ({ text: within(line, around), line: at }));
}

/** A word processor ends a line with one of the last three. */
const LINE_END = /\r\n|\n|\r|\v|\u2028|\u2029/;

/** What stands before most of the lines; a frame stands behind them too. */
const AROUND = [
  // `> `, as mails quote.
  /^(?: ?(?:>|&gt;) ?){1,5}/,
  // `kafka-1  | `, as docker compose logs prints.
  /^[A-Za-z0-9][\w.-]{0,60} {1,20}\| ?/,
  // `kafka-0 › kafka `, as stern prints.
  /^\S{1,120} › \S{1,120} /,
  // As kubectl logs --timestamps and docker logs -t print.
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /,
  // As editors and cat -n number lines.
  /^ {0,6}\d{1,6}(?:\t|:? {1,4}|:)/,
  /^[│┃║] ?/,
];
const FRAME_END = /\s*[│┃║]$/;

function within(line: string, around: RegExp): string {
  const rest = line.replace(around, '');
  return rest !== line && FRAME_END.test(rest) ? rest.replace(FRAME_END, '') : rest;
}

/** As mails and word processors paste what they take for paragraphs. */
function isDoubleSpaced(lines: readonly PastedLine[]): boolean {
  const between = lines.filter((_, place) => place % 2 === 1);
  const others = lines.filter(({ text }, place) => place % 2 === 0 && text.trim() !== '');
  return others.length >= 4 && between.every(({ text }) => text.trim() === '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours and titles of a terminal begin with them
const ESCAPE = /\u001b(?:\[[0-9:;<=>?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[()][0-9A-B])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they make no text
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u200b\u200e\u200f\u2028\u2029]/g;

/** Without what terminals, web pages and word processors make of spaces, quotes and dashes. */
function plain(line: string): string {
  return (
    line
      .replace(ESCAPE, '')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(NO_TEXT, '')
      .replace(/[‘’‚‛]/g, "'")
      .replace(/[“”„‟]/g, '"')
      // Of `--describe` they make one dash.
      .replace(/(^|\s)[–—](?=[a-z])/g, '$1--')
      .replace(/[‐‑‒–—―−]/g, '-')
      .replace(/：\s?/g, ': ')
  );
}

/** As they were before a terminal broke them at its edge; undefined: it does not look as if one had. */
export function unwrapped(lines: readonly PastedLine[]): PastedLine[] | undefined {
  const widths = lines.map(({ text }) => widthOf(text));
  const edge = widths.reduce((most, width) => Math.max(most, width), 0);
  const broken = widths.filter((width) => width === edge).length;
  if (edge < NARROWEST || edge > WIDEST || broken < 2) return undefined;
  const whole: PastedLine[] = [];
  for (let place = 0; place < lines.length; place++) {
    const { line } = lines[place]!;
    const parts = [lines[place]!.text];
    while (widths[place] === edge && place + 1 < lines.length && widths[place + 1]! > 0)
      parts.push(lines[++place]!.text);
    whole.push({ text: parts.join(''), line });
  }
  return whole;
}

function widthOf(text: string): number {
  if (!text.includes('\t')) return text.length;
  let width = 0;
  for (const letter of text) width = letter === '\t' ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
  return width;
}
