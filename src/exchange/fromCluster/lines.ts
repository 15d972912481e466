/**
 * Pasted text as lines with their numbers, without what a terminal, a mail or a web page has put between: colours, spaces
 * that do not break, quote marks, prefixes of containers. Lines that a narrow terminal has broken are put together.
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
  const lines = text.split(/\r\n|\n|\r/).map((line, place) => ({ text: plain(line), line: place + 1 }));
  const said = lines.filter(({ text: line }) => line.trim() !== '');
  const prefix = [QUOTED, CONTAINER].find((one) => said.filter((line) => one.test(line.text)).length * 2 > said.length);
  return prefix === undefined
    ? lines
    : lines.map(({ text: line, line: at }) => ({ text: line.replace(prefix, ''), line: at }));
}

/** `> `, as mails quote. */
const QUOTED = /^(?: ?> ?){1,5}/;
/** `kafka-1  | `, as docker compose logs prints. */
const CONTAINER = /^[A-Za-z0-9][\w.-]{0,60} {1,20}\| ?/;

/** Colours of a terminal, spaces of a web page, and characters that make no text. */
function plain(line: string): string {
  return (
    line
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they are here for
      .replace(/\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[()][0-9A-B])/g, '')
      .replace(/[\u00a0\u2007\u202f]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they are here for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u200b\u200e\u200f\u2028\u2029]/g, '')
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
