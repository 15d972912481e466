/**
 * A part of the page, as it stands, as one SVG that needs nothing else: shapes, text and small images in the places where
 * the browser has put them. No script, no style sheet, no markup from anywhere: names are ours, texts are escaped. Of what
 * scrolls only what is in sight is in it.
 */
import { type Box, type Definitions, insideBorders, outlined, paintedBox, polygonOf } from './box.ts';
import { drawing } from './drawing.ts';
import { element, escaped, opening, short } from './markup.ts';
import { painted, paintOf } from './paint.ts';
import { fieldText, pseudoElement } from './pseudo.ts';
import { cutToFit, linesOf, type TextLine, textElement } from './text.ts';

export interface PictureWords {
  readonly title: string;
  readonly description: string;
  /** Under the picture; null: nothing. */
  readonly caption: string | null;
  readonly language: string;
}

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A page has some thousands; more than this is no picture. */
const MOST_ELEMENTS = 60_000;
const CAPTION_HEIGHT = 36;
const CAPTION_LINE = 19;
const CAPTION_SIZE = 13;
const MARGIN = 12;

/** `prefix`: of ids, where several pictures stand in one page. */
export function pictureOf(root: Element, words: PictureWords, prefix = 'p'): Picture {
  const walker = new Walker(root, prefix);
  const bounds = root.getBoundingClientRect();
  const over: Layer[] = [];
  const inPlace = walker.draw(root, bounds, over);
  const drawn = layered(over, inPlace);
  const { title, description, caption, language } = words;
  const said = caption === null ? [] : captionLines(caption, walker.usualFont, bounds.width - 2 * MARGIN);
  const height = bounds.height + (said.length === 0 ? 0 : CAPTION_HEIGHT + (said.length - 1) * CAPTION_LINE);
  const size = { width: Math.ceil(bounds.width), height: Math.ceil(height) };
  const background = painted('fill', walker.backdrop);
  const svg = [
    opening('svg', {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'xml:lang': language,
      'font-family': walker.usualFont,
    }),
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    walker.definitions.length === 0 ? '' : element('defs', {}, walker.definitions.join('')),
    element('rect', { ...size, ...background }),
    element('g', { transform: `translate(${short(-bounds.x)} ${short(-bounds.y)})` }, drawn),
    ...said.map((line, place) => captioned(line, walker, bounds.height + place * CAPTION_LINE)),
    '</svg>',
  ].join('');
  return { svg, ...size };
}

/** Broken between its parts where it is too long for one line, and between words where a part is. */
function captionLines(caption: string, font: string, width: number): readonly string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [caption];
  context.font = `${CAPTION_SIZE}px ${font}`;
  const fits = (text: string): boolean => context.measureText(text).width <= width;
  const broken = (text: string, between: string): string[] => {
    const lines: string[] = [];
    for (const part of text.split(between)) {
      const longer = `${lines.at(-1)}${between}${part}`;
      if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
    return lines;
  };
  return broken(caption, ' · ').flatMap((line) => (fits(line) ? line : broken(line, ' ')));
}

function captioned(caption: string, { ink }: Walker, top: number): string {
  const line = { x: MARGIN, y: top + CAPTION_HEIGHT - 13, 'font-size': CAPTION_SIZE, ...painted('fill', ink) };
  return element('text', line, escaped(caption));
}

class Walker implements Definitions {
  readonly definitions: string[] = [];
  readonly usualFont: string;
  readonly #prefix: string;
  readonly #backdrop: string;
  readonly #ink: string;
  #count = 0;

  constructor(root: Element, prefix: string) {
    this.#prefix = prefix;
    const style = getComputedStyle(root);
    this.usualFont = style.fontFamily;
    this.#ink = style.color;
    let behind: Element | null = root;
    while (behind !== null && paintOf(getComputedStyle(behind).backgroundColor) === null) behind = behind.parentElement;
    this.#backdrop = behind === null ? 'rgb(255, 255, 255)' : getComputedStyle(behind).backgroundColor;
  }

  get backdrop() {
    return paintOf(this.#backdrop);
  }

  get ink() {
    return paintOf(this.#ink);
  }

  add(make: (id: string) => string): string {
    const id = `${this.#prefix}${this.definitions.length}`;
    this.definitions.push(make(id));
    return id;
  }

  /** `sight`: what of it can be seen; `over`: what lies over everything that is drawn in its place, of the part around it. */
  draw(part: Element, sight: Box, over: Layer[]): string {
    if (++this.#count > MOST_ELEMENTS) return '';
    const style = getComputedStyle(part);
    if (style.display === 'none' || style.opacity === '0' || /^inset\(50%/.test(style.clipPath)) return '';
    if (part instanceof HTMLScriptElement || part instanceof HTMLStyleElement || isFolded(part)) return '';
    const box = part.getBoundingClientRect();
    const isHere = meets(box, sight);
    if (!isHere && box.width > 0 && box.height > 0 && style.overflow !== 'visible') return '';
    const read = (name: string) => style.getPropertyValue(name);
    let own = '';
    const isShown = style.visibility === 'visible' && isHere;
    if (isShown && style.display !== 'contents') own = this.#own(part, box, style, read);
    const isReplaced = part instanceof SVGSVGElement || part instanceof HTMLSelectElement;
    const points = polygonOf(box, style.clipPath);
    const isCut = clips(part, style);
    // What is cut off, faint or lifted as one holds together what is in it.
    const isOne = isCut || points !== undefined || style.opacity !== '1' || rankOf(style) !== 0;
    const layers = isOne ? [] : over;
    let inside = isReplaced ? '' : this.#inside(part, box, style, sight, layers);
    if (isOne) inside = layered(layers, inside);
    if (inside !== '' && isCut) inside = this.#clipped(insideBorders(box, read), inside);
    let drawn = own + inside;
    if (drawn === '') return '';
    if (points !== undefined) {
      const clip = this.add((id) => element('clipPath', { id }, element('polygon', { points })));
      drawn = element('g', { 'clip-path': `url(#${clip})` }, drawn);
    }
    return style.opacity === '1' ? drawn : element('g', { opacity: style.opacity }, drawn);
  }

  #own(part: Element, box: Box, style: CSSStyleDeclaration, read: (name: string) => string): string {
    // Lines of an element that is broken over several have a box each.
    const boxes = style.display === 'inline' ? [...part.getClientRects()] : [box];
    const shapes = boxes.map((each) => paintedBox(each, read, this)).join('');
    const ring = part.matches(':focus-visible') ? '' : outlined(box, read);
    return shapes + this.#replaced(part, box, style) + ring;
  }

  #replaced(part: Element, box: Box, style: CSSStyleDeclaration): string {
    if (part instanceof SVGSVGElement) return drawing(part, box, this.usualFont);
    if (part instanceof HTMLCanvasElement) return box.width > 0 && box.height > 0 ? image(part.toDataURL(), box) : '';
    if (part instanceof HTMLImageElement) return part.src.startsWith('data:image/png') ? image(part.src, box) : '';
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(part.tagName)) {
      const around = { box, style, first: undefined, last: undefined, usualFont: this.usualFont, definitions: this };
      return fieldText(part, around);
    }
    return '';
  }

  #inside(part: Element, box: Box, style: CSSStyleDeclaration, sight: Box, over: Layer[]): string {
    const isShown = style.visibility === 'visible';
    const seen = clips(part, style) ? overlap(box, sight) : sight;
    let inPlace = '';
    let [first, last]: (TextLine | undefined)[] = [];
    for (const child of part.childNodes) {
      if (child instanceof Element) {
        const drawn = this.draw(child, seen, over);
        const rank = rankOf(getComputedStyle(child));
        if (rank === 0) inPlace += drawn;
        else if (drawn !== '') over.push({ rank, drawn });
      } else if (child instanceof Text && isShown) {
        for (const line of linesOf(child, style)) {
          const lineBox = { x: line.x, y: line.top, width: line.width, height: line.height };
          first ??= line;
          last = line;
          if (!meets(lineBox, seen)) continue;
          inPlace += textElement(this.#fitted(line, part, style), style, this.usualFont);
        }
      }
    }
    if (!isShown) return inPlace;
    const around = { box, style, first, last, usualFont: this.usualFont, definitions: this };
    return pseudoElement(part, '::before', around) + inPlace + pseudoElement(part, '::after', around);
  }

  /** The nearest block may cut its lines. */
  #fitted(line: TextLine, part: Element, style: CSSStyleDeclaration): TextLine {
    let [block, of]: [Element | null, CSSStyleDeclaration] = [part, style];
    for (let up = 0; up < 3 && block !== null; up++) {
      if (of.textOverflow === 'ellipsis' && of.overflowX !== 'visible') {
        if (block.scrollWidth <= block.clientWidth) return line;
        const read = (name: string) => of.getPropertyValue(name);
        const { x, width } = insideBorders(block.getBoundingClientRect(), read);
        return cutToFit(line, x + width - Number.parseFloat(of.paddingRight), style);
      }
      block = block.parentElement;
      if (block !== null) of = getComputedStyle(block);
    }
    return line;
  }

  #clipped({ x, y, width, height }: Box, inside: string): string {
    const clip = this.add((id) => element('clipPath', { id }, element('rect', { x, y, width, height })));
    return element('g', { 'clip-path': `url(#${clip})` }, inside);
  }
}

interface Layer {
  readonly rank: number;
  readonly drawn: string;
}

/** What is positioned lies over what is not; `sort` keeps the order of equals. */
function layered(layers: readonly Layer[], inPlace: string): string {
  const sorted = [...layers].sort((one, other) => one.rank - other.rank);
  const those = (isIt: (rank: number) => boolean): string =>
    sorted
      .filter(({ rank }) => isIt(rank))
      .map(({ drawn }) => drawn)
      .join('');
  return those((rank) => rank < 0) + inPlace + those((rank) => rank > 0);
}

/** In a part that is folded away: it has a place, and is not to be seen. */
function isFolded(part: Element): boolean {
  const { parentElement } = part;
  return parentElement instanceof HTMLDetailsElement && !parentElement.open && part.tagName !== 'SUMMARY';
}

/** Only where something is cut off. */
function clips(part: Element, style: CSSStyleDeclaration): boolean {
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return false;
  return part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
}

function rankOf({ position, zIndex }: CSSStyleDeclaration): number {
  const level = Number.parseInt(zIndex, 10);
  if (!Number.isNaN(level) && level !== 0) return level;
  return position === 'static' ? 0 : 0.5;
}

function image(address: string, { x, y, width, height }: Box): string {
  const place = { x, y, width, height, preserveAspectRatio: 'none' };
  return element('image', { ...place, href: address });
}

function meets(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function overlap(one: Box, other: Box): Box {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
