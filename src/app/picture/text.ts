/** Text where the browser has put it: a line of a text node is one `<text>`, at its own baseline and of its own width. */
import { pixels } from './box.ts';
import { type Attributes, element, escaped } from './markup.ts';
import { painted, paintOf } from './paint.ts';

export interface TextLine {
  readonly text: string;
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function linesOf(node: Text, style: CSSStyleDeclaration): TextLine[] {
  if (node.data.trim() === '') return [];
  const range = document.createRange();
  const boxOf = (from: number, to: number): DOMRect[] => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  const keepsSpaces = /pre|break-spaces/.test(style.whiteSpace);
  const whole = boxOf(0, node.length);
  if (whole.length === 0) return [];
  if (whole.length === 1) {
    const { data } = node;
    let [from, to] = [0, data.length];
    // Space at the ends is there only if it has a width.
    while (from < to && /\s/.test(data[from]!) && boxOf(from, from + 1).length === 0) from++;
    while (to > from && /\s/.test(data[to - 1]!) && boxOf(to - 1, to).length === 0) to--;
    const text = data.slice(from, to);
    return [lineOf(keepsSpaces ? text.replace(/\n/g, '') : text.replace(/\s+/g, ' '), whole[0]!)];
  }
  const lines: TextLine[] = [];
  for (const [from, to] of piecesOf(node.data, (start, end) => boxOf(start, end).length > 1)) {
    const [box] = boxOf(from, to);
    if (box === undefined) continue;
    const text = node.data.slice(from, to).replace(/\s/g, ' ');
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - box.top) < box.height / 2 && box.left >= last.x + last.width - 1) {
      lines[lines.length - 1] = { ...last, text: last.text + text, width: box.right - last.x };
    } else lines.push(lineOf(text, box));
  }
  return lines;
}

function lineOf(text: string, { left, top, width, height }: DOMRect): TextLine {
  return { text, x: left, top, width, height };
}

/** Words; where one goes over the end of a line, its characters. */
function piecesOf(data: string, isBroken: (from: number, to: number) => boolean): [number, number][] {
  const pieces: [number, number][] = [];
  for (const { index, 0: word } of data.matchAll(/\s|\S+/g)) {
    if (!isBroken(index, index + word.length)) pieces.push([index, index + word.length]);
    else {
      let at = index;
      for (const letter of word) {
        pieces.push([at, at + letter.length]);
        at += letter.length;
      }
    }
  }
  return pieces;
}

/** What is too long for its box ends in an ellipsis, as `text-overflow` has it. */
export function cutToFit(line: TextLine, right: number, style: CSSStyleDeclaration): TextLine {
  if (line.x + line.width <= right + 0.5) return line;
  const measure = measurer(style);
  const room = right - line.x - measure('…');
  let text = '';
  let width = 0;
  for (const letter of line.text) {
    const next = measure(text + letter);
    if (next > room) break;
    text += letter;
    width = next;
  }
  return { ...line, text: `${text.trimEnd()}…`, width: width + measure('…') };
}

// ---- fonts -----------------------------------------------------------------------------------------------------------

let canvas: CanvasRenderingContext2D | null | undefined;
const ascents = new Map<string, number>();

function contextFor(style: CSSStyleDeclaration): CanvasRenderingContext2D {
  canvas ??= document.createElement('canvas').getContext('2d');
  canvas!.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return canvas!;
}

export function measurer(style: CSSStyleDeclaration): (text: string) => number {
  const context = contextFor(style);
  const apart = pixels(style.letterSpacing);
  return (text) => context.measureText(text).width + apart * text.length;
}

/** How much of a line's height is above its baseline, 0 to 1. */
function ascentOf(style: CSSStyleDeclaration): number {
  const key = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  let ascent = ascents.get(key);
  if (ascent === undefined) {
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = contextFor(style).measureText('Hg');
    ascent = above + below > 0 ? above / (above + below) : 0.8;
    if (ascents.size > 500) ascents.clear();
    ascents.set(key, ascent);
  }
  return ascent;
}

export function textElement(line: TextLine, style: CSSStyleDeclaration, usualFont: string): string {
  const { text, x, top, width, height } = line;
  const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text;
  const isLong = shown.length > 1;
  const attributes = {
    x,
    y: top + height * ascentOf(style),
    ...fontOf(style, usualFont),
    ...painted('fill', paintOf(style.color)),
    'text-decoration': decorationOf(style),
    'xml:space': /^\s|\s\s|\s$/.test(shown) ? 'preserve' : undefined,
    ...(isLong ? { textLength: width, lengthAdjust: 'spacingAndGlyphs' } : {}),
  };
  return element('text', attributes, escaped(shown));
}

export function fontOf(style: CSSStyleDeclaration, usualFont: string): Attributes {
  return {
    'font-family': style.fontFamily === usualFont ? undefined : style.fontFamily,
    'font-size': pixels(style.fontSize),
    'font-weight': style.fontWeight === '400' ? undefined : style.fontWeight,
    'font-style': style.fontStyle === 'normal' ? undefined : style.fontStyle,
  };
}

function decorationOf(style: CSSStyleDeclaration): string | undefined {
  const line = style.textDecorationLine;
  return line === 'none' || line === '' ? undefined : line;
}
