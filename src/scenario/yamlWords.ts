/**
 * What is wrong with the YAML of a file, in the words of somebody who writes scenarios: the parser says what it met, and where
 * it gave up; this says what was probably left out, and where that would have stood.
 */

export interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

export interface SyntaxFinding {
  readonly offset: number;
  readonly message: string;
}

const IN_QUOTES = 'a text with a colon and a space in it stands in quotes';

/** A hostile file has tens of thousands, and for each the text is searched. */
const MOST_READ = 100;

/** One a line: what the parser says further on in a line follows from the first. */
export function syntaxFindings(errors: readonly SyntaxError[], text: string): readonly SyntaxFinding[] {
  const lines = new Set<number>();
  return errors.slice(0, MOST_READ).flatMap((error, place) => {
    // What stands behind the end of the document is cut into pieces, and none of them is a mistake of its own.
    if (place > 0 && error.message.includes('in YAML stream')) return [];
    const finding = findingOf(error, text);
    const line = text.lastIndexOf('\n', Math.max(0, finding.offset - 1));
    if (lines.has(line)) return [];
    lines.add(line);
    return [finding];
  });
}

function findingOf({ code, message, pos: [start, end] }: SyntaxError, text: string): SyntaxFinding {
  const here = (says: string) => ({ offset: start, message: says });
  const rest = lineFrom(text, start);
  switch (code) {
    case 'TAB_AS_INDENT':
      return here('a tab at the beginning of a line: indent with spaces');
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) return unclosed(text, start);
      return here(
        message.includes('sequence')
          ? 'this line is indented otherwise than the items above: the dashes of a list stand in one column'
          : 'this line is indented otherwise than the keys above: keys of one group stand in one column',
      );
    case 'BLOCK_IN_FLOW':
      return here(`two keys have a comma between them, and ${IN_QUOTES}`);
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (rest.startsWith('-'))
        return here('a dash where a key was expected: is a space missing after an earlier dash?');
      if (/:(\s|$)/.test(rest)) return here(IN_QUOTES);
      return { offset: nextLine(text, start), message: 'this line is indented further than the keys it belongs to' };
    case 'MULTILINE_IMPLICIT_KEY':
      return here(
        rest.startsWith('-')
          ? 'a dash beside keys: a list stands under a key that has nothing behind its colon'
          : 'a line without a key: after a key stand a colon and a space',
      );
    case 'MISSING_CHAR':
      return message.startsWith('Missing closing') ? unclosed(text, start) : here(raw(message));
    case 'BAD_SCALAR_START':
      return here(`a text that begins with ${text[start]} stands in quotes`);
    case 'UNEXPECTED_TOKEN':
      return here(unexpected(text, start, end) ?? raw(message));
    default:
      return here(raw(message));
  }
}

function raw(message: string): string {
  return `not YAML: ${message.split('\n')[0]!.replace(/[:.]\s*$/, '')}`;
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}

function nextLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  if (end < 0) return start;
  return end + 1 + /^ */.exec(lineFrom(text, end + 1))![0].length;
}

function unexpected(text: string, start: number, end: number): string | undefined {
  const met = text.slice(start, end);
  if (/^[}\]]/.test(met)) return `a ${met[0]} too many`;
  if (met === ',') return 'a comma too many';
  if (/["']\s*$/.test(text.slice(Math.max(0, start - 20), start))) {
    return 'a text goes on after its closing quote: the whole of it stands between two quotes';
  }
  return undefined;
}

/** What was opened last before the parser gave up, and has no end. Quotes count where a value begins, as in YAML. */
function unclosed(text: string, gaveUp: number): SyntaxFinding {
  const open: { readonly sign: string; readonly offset: number }[] = [];
  let before = '\n';
  for (let offset = 0; offset < gaveUp; offset++) {
    const sign = text[offset]!;
    const top = open[open.length - 1];
    if (top !== undefined && (top.sign === '"' || top.sign === "'")) {
      if (sign === '\\' && top.sign === '"') offset++;
      else if (sign === top.sign) open.pop();
    } else if ((sign === '"' || sign === "'") && /[\s,:[{-]/.test(before)) open.push({ sign, offset });
    else if (sign === '#' && /\s/.test(before)) offset += lineFrom(text, offset).length;
    else if ((sign === '{' || sign === '[') && (open.length > 0 || /[\s:-]/.test(before))) open.push({ sign, offset });
    else if (sign === '}' || sign === ']') open.pop();
    before = sign;
  }
  const first = open[0];
  if (first === undefined) return { offset: gaveUp, message: 'a bracket or a quote before this line is not closed' };
  const quote = open.find(({ sign }) => sign === '"' || sign === "'");
  if (quote !== undefined)
    return { offset: quote.offset, message: `the text that begins here has no closing ${quote.sign}` };
  const closing = { '{': '}', '[': ']' }[first.sign]!;
  return { offset: first.offset, message: `what begins here has no closing ${closing}` };
}
