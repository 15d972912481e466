/**
 * What is wrong with the YAML of a file, in the words of somebody who writes scenarios: the parser says what it met, and where
 * it gave up; this says what was probably left out, and where that would have stood.
 */
import type { Says } from '../base/says.ts';
import { foreignSign } from './meant.ts';
import { YAML_SAYS } from './says/yaml.ts';

export interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

interface SyntaxFinding {
  readonly offset: number;
  readonly says: Says;
}

/** A hostile file has tens of thousands, and for each the text is searched. */
const MOST_READ = 100;

/** One a line: what the parser says further on in a line follows from the first. */
export function syntaxFindings(errors: readonly SyntaxError[], text: string): readonly SyntaxFinding[] {
  const lines = new Set<number>();
  return errors.slice(0, MOST_READ).flatMap((error, place) => {
    // What stands behind the end of the document is cut into pieces, and none of them is a mistake of its own.
    if (place > 0 && error.message.includes('in YAML stream')) return [];
    const finding = foreignOf(error, text) ?? findingOf(error, text);
    const line = text.lastIndexOf('\n', Math.max(0, finding.offset - 1));
    if (lines.has(line)) return [];
    lines.add(line);
    return [finding];
  });
}

/** Of errors in which such a sign may have been taken for text. */
const BY_SIGNS = new Set(['BLOCK_IN_FLOW', 'MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'MISSING_CHAR']);

function foreignOf({ code, pos: [start] }: SyntaxError, text: string): SyntaxFinding | undefined {
  if (!BY_SIGNS.has(code)) return undefined;
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  const found = foreignSign(lineFrom(text, begin));
  return found && { offset: begin + found.at, says: YAML_SAYS.foreignSign(found.sign, found.plain) };
}

function findingOf({ code, message, pos: [start, end] }: SyntaxError, text: string): SyntaxFinding {
  const here = (says: Says) => ({ offset: start, says });
  const rest = lineFrom(text, start);
  switch (code) {
    case 'TAB_AS_INDENT':
      return here(YAML_SAYS.tab());
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) return unclosed(text, start);
      return here(message.includes('sequence') ? YAML_SAYS.indentedList() : YAML_SAYS.indentedKeys());
    case 'BLOCK_IN_FLOW':
      return here(YAML_SAYS.commaMissing());
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (rest.startsWith('-')) return here(YAML_SAYS.spaceAfterDash());
      if (/:(\s|$)/.test(rest)) return here(YAML_SAYS.colonInText());
      return { offset: nextLine(text, start), says: YAML_SAYS.tooFarIn() };
    case 'MULTILINE_IMPLICIT_KEY':
      return here(rest.startsWith('-') ? YAML_SAYS.dashBesideKeys() : YAML_SAYS.noKey());
    case 'MISSING_CHAR':
      if (message.startsWith('Sequence item without -')) return here(YAML_SAYS.indentedKeys());
      return message.startsWith('Missing closing') ? unclosed(text, start) : here(raw(message));
    case 'BAD_SCALAR_START':
      return here(YAML_SAYS.beginsWith(text[start]!));
    case 'UNEXPECTED_TOKEN':
      return here(unexpected(text, start, end) ?? raw(message));
    default:
      return here(raw(message));
  }
}

function raw(message: string): Says {
  return YAML_SAYS.notYaml(message.split('\n')[0]!.replace(/[:.]\s*$/, ''));
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

function unexpected(text: string, start: number, end: number): Says | undefined {
  const met = text.slice(start, end);
  if (/^[}\]]/.test(met)) return YAML_SAYS.tooMany(met[0]!);
  if (met === ',') return YAML_SAYS.commaTooMany();
  if (/["']\s*$/.test(text.slice(Math.max(0, start - 20), start))) {
    return YAML_SAYS.goesOn();
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
  if (first === undefined) return { offset: gaveUp, says: YAML_SAYS.notClosed() };
  const quote = open.find(({ sign }) => sign === '"' || sign === "'");
  if (quote !== undefined) return { offset: quote.offset, says: YAML_SAYS.noClosingQuote(quote.sign) };
  const closing = { '{': '}', '[': ']' }[first.sign]!;
  return { offset: first.offset, says: YAML_SAYS.noClosing(closing) };
}
