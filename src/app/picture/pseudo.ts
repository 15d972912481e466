/** What style sheets put before and behind an element's content: marks and labels that no element holds. */
import { type Box, type Definitions, insideBorders, paintedBox, pixels } from './box.ts';
import { element } from './markup.ts';
import { cutToFit, measurer, type TextLine, textElement } from './text.ts';

export interface Around {
  /** Of the element. */
  readonly box: Box;
  readonly style: CSSStyleDeclaration;
  /** Lines of the element's own text. */
  readonly first: TextLine | undefined;
  readonly last: TextLine | undefined;
  readonly usualFont: string;
  readonly definitions: Definitions;
}

export function pseudoElement(of: Element, which: '::before' | '::after', around: Around): string {
  const style = getComputedStyle(of, which);
  const { content } = style;
  if (content === 'none' || content === 'normal' || style.display === 'none' || style.visibility !== 'visible')
    return '';
  const isPlaced = style.position === 'absolute' || style.position === 'fixed';
  const text = /^"(.*)"$/s.exec(content)?.[1] ?? '';
  const box = isPlaced ? placed(of, style, around.box) : inFlow(style, which, around);
  const shapes = paintedBox(box, (name) => style.getPropertyValue(name), around.definitions);
  if (text === '') return shapes;
  return shapes + label(text.replaceAll('\\"', '"'), style, which, isPlaced ? box : undefined, around);
}

/** Computed values of what is positioned are pixels from the box that holds it. */
function placed(of: Element, style: CSSStyleDeclaration, own: Box): Box {
  let [holder, box]: [Element | null, Box] = [of, own];
  while (holder !== null && getComputedStyle(holder).position === 'static') {
    holder = holder.parentElement;
    if (holder !== null) box = holder.getBoundingClientRect();
  }
  const holding = holder === null ? box : insideBorders(box, (name) => getComputedStyle(holder).getPropertyValue(name));
  return {
    x: holding.x + pixels(style.left) + pixels(style.marginLeft),
    y: holding.y + pixels(style.top) + pixels(style.marginTop),
    width: pixels(style.width),
    height: pixels(style.height),
  };
}

/** A mark beside the text, in the middle of its line. */
function inFlow(
  style: CSSStyleDeclaration,
  which: '::before' | '::after',
  { box, style: own, first, last }: Around,
): Box {
  const [width, height] = [pixels(style.width), pixels(style.height)];
  const line = which === '::before' ? first : last;
  const content = contentBox(box, own);
  const y = line === undefined ? content.y + (content.height - height) / 2 : line.top + (line.height - height) / 2;
  const after = last === undefined ? content.x : last.x + last.width + pixels(style.marginLeft);
  const before =
    own.display.includes('flex') || first === undefined ? content.x : first.x - width - pixels(style.marginRight);
  return { x: which === '::before' ? before : after, y, width, height };
}

function contentBox(box: Box, style: CSSStyleDeclaration): Box {
  const inner = insideBorders(box, (name) => style.getPropertyValue(name));
  const [top, right] = [pixels(style.paddingTop), pixels(style.paddingRight)];
  const [bottom, left] = [pixels(style.paddingBottom), pixels(style.paddingLeft)];
  return {
    x: inner.x + left,
    y: inner.y + top,
    width: Math.max(0, inner.width - left - right),
    height: Math.max(0, inner.height - top - bottom),
  };
}

function label(
  text: string,
  style: CSSStyleDeclaration,
  which: '::before' | '::after',
  at: Box | undefined,
  { box, style: own, first, last, usualFont }: Around,
): string {
  const width = measurer(style)(text);
  const size = pixels(style.fontSize);
  const height = first?.height ?? size * 1.2;
  const beside = which === '::before' ? first : last;
  if (at === undefined && beside !== undefined) {
    const x = which === '::before' ? beside.x - width - pixels(style.marginRight) : beside.x + beside.width;
    return textElement({ text, x, top: beside.top, width, height: beside.height }, style, usualFont);
  }
  const content = at ?? contentBox(box, own);
  const lineHeight = pixels(own.lineHeight) || height;
  const isInline = own.display === 'inline';
  const isFlex = own.display.includes('flex') || own.display.includes('grid');
  const free = Math.max(0, content.width - width);
  const isMiddle = own.textAlign === 'center' || (isFlex && own.justifyContent === 'center');
  const isEnd = own.textAlign === 'right' || own.textAlign === 'end';
  const top = isInline || isFlex ? content.y + (content.height - height) / 2 : content.y + (lineHeight - height) / 2;
  const line = { text, x: content.x + (isMiddle ? free / 2 : isEnd ? free : 0), top, width, height };
  const cut = own.textOverflow === 'ellipsis' ? cutToFit(line, content.x + content.width, style) : line;
  return textElement(cut, style, usualFont);
}

/** What a field shows: no element holds it. */
export function fieldText(field: Element, around: Around): string {
  const { box, style, usualFont } = around;
  const shown = shownIn(field);
  if (shown === undefined) return '';
  if (typeof shown === 'boolean') return shown ? tick(box) : '';
  const content = contentBox(box, style);
  const measure = measurer(style);
  const height = pixels(style.fontSize) * 1.2;
  const isTall = field instanceof HTMLTextAreaElement;
  const lineHeight = pixels(style.lineHeight) || height;
  return shown
    .split('\n')
    .slice(0, isTall ? Math.max(1, Math.floor(content.height / lineHeight)) : 1)
    .map((text, row) => {
      const top = isTall ? content.y + row * lineHeight : content.y + (content.height - height) / 2;
      const line = { text, x: content.x, top, width: measure(text), height };
      const isCut = text === '' ? line : cutToFit(line, content.x + content.width, style);
      return isCut.text === '' ? '' : textElement(isCut, style, usualFont);
    })
    .join('');
}

function shownIn(field: Element): string | boolean | undefined {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.label;
  if (field instanceof HTMLTextAreaElement) return field.value || field.placeholder;
  if (!(field instanceof HTMLInputElement)) return undefined;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked;
  if (field.type === 'range' || field.type === 'file' || field.type === 'color') return undefined;
  return field.value || field.placeholder;
}

function tick({ x, y, width, height }: Box): string {
  const points = `${x + width * 0.22},${y + height * 0.52} ${x + width * 0.42},${y + height * 0.72} ${x + width * 0.78},${y + height * 0.28}`;
  return element('polyline', { points, fill: 'none', stroke: '#808080', 'stroke-width': 2 });
}
