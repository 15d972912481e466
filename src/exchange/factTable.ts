/**
 * Facts of a run for a spreadsheet, a notebook or a script: CSV as RFC 4180 has it, or JSON. The columns are named in
 * docs/exchange.md and only ever grow at the end. A cell that a spreadsheet would take for a formula is made a text.
 */
import { formatMicros, type Micros } from '../base/time.ts';
import type { FactLog } from '../frame/factFrames.ts';
import type { FactFrame } from '../frame/frame.ts';

export type Language = 'en' | 'ko';
export type FactFormat = 'csv' | 'json';

/** More than any spreadsheet holds well. */
const MOST_FACTS = 200_000;

export interface Span {
  readonly from?: Micros | undefined;
  readonly until?: Micros | undefined;
}

export interface FactTableAsk extends Span {
  readonly format: FactFormat;
  readonly language: Language;
  /** What a fact says, as the page says it. */
  readonly sentence: (fact: FactFrame, language: Language) => string;
  readonly run: { readonly name: string; readonly seed: number; readonly version: string };
}

export interface FactTable {
  readonly text: string;
  readonly count: number;
  /** There were more than are written. */
  readonly isCut: boolean;
}

export const COLUMNS = ['number', 'step', 'at_us', 'time', 'node', 'type', 'group', 'sentence', 'fields'] as const;

export function factTable(facts: FactLog, ask: FactTableAsk): FactTable {
  const [first, last] = placesIn(facts, ask);
  const to = Math.min(last, first + MOST_FACTS);
  const text = ask.format === 'csv' ? csvOf(facts, first, to, ask) : jsonOf(facts, first, to, ask);
  return { text, count: to - first, isCut: to < last };
}

/** From the first fact at `from` or later up to but not including the first after `until`. */
export function placesIn(facts: FactLog, { from = 0, until = Number.MAX_SAFE_INTEGER }: Span): [number, number] {
  return [firstFrom(facts, from), firstFrom(facts, until + 1)];
}

function firstFrom(facts: FactLog, at: Micros): number {
  let low = 0;
  let high = facts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (facts.recorded(middle)!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function csvOf(facts: FactLog, from: number, to: number, { sentence, language }: FactTableAsk): string {
  const lines = [COLUMNS.join(',')];
  for (let place = from; place < to; place++) {
    const fact = facts.frame(place);
    const cells = [
      String(place + 1),
      String(fact.step),
      String(fact.at),
      formatMicros(fact.at),
      fact.node,
      fact.type,
      fact.group,
      sentence(fact, language),
      JSON.stringify(rawFields(facts, place)),
    ];
    lines.push(cells.map(csvCell).join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * A quote before what Excel, LibreOffice and Sheets would reckon (CWE-1236), at the beginning of a cell or where one would
 * begin if the table were opened with semicolons or tabs; quotes around what holds a separator.
 */
export function csvCell(text: string): string {
  const plain = /^[\t\r\n]/.test(text) ? `'${text}` : text;
  const safe = plain.replace(/(^|[;\t\r\n])([^\S\t\r\n]{0,99})(?=[=+\-@＝＋－＠])/g, "$1$2'");
  return safe !== text || /[",\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function jsonOf(facts: FactLog, from: number, to: number, { sentence, language, run, ...span }: FactTableAsk): string {
  const lines: string[] = [];
  for (let place = from; place < to; place++) {
    const fact = facts.frame(place);
    const { step, at, node, type, group } = fact;
    const said = sentence(fact, language);
    lines.push(
      JSON.stringify({
        number: place + 1,
        step,
        at_us: at,
        time: formatMicros(at),
        node,
        type,
        group,
        sentence: said,
        fields: rawFields(facts, place),
      }),
    );
  }
  const head = {
    'tidemark-facts': 1,
    ...run,
    language,
    from_us: span.from ?? null,
    until_us: span.until ?? null,
    count: to - from,
  };
  return `${JSON.stringify(head).slice(0, -1)},"facts":[\n${lines.join(',\n')}\n]}\n`;
}

/** As the run has them: numbers as numbers, lists as lists. */
function rawFields(facts: FactLog, place: number): Readonly<Record<string, unknown>> {
  const { type: _, ...fields } = facts.recorded(place)!.fact as unknown as Record<string, unknown>;
  return fields;
}
