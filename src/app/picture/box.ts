/** The box of an element as shapes: what CSS paints behind and around its content. Reads computed values only. */
import { type Attributes, element, opening, short } from './markup.ts';
import { type Paint, painted, paintOf } from './paint.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of `CSSStyleDeclaration`, by the names of the properties. */
export type Style = (property: string) => string;

/** Definitions that the shapes refer to, each with an id of its own. */
export interface Definitions {
  /** Adds one and gives its id. */
  add(make: (id: string) => string): string;
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;

export function paintedBox(box: Box, style: Style, definitions: Definitions): string {
  if (box.width <= 0 || box.height <= 0) return '';
  const radii = radiiOf(box, style);
  const color = paintOf(style('background-color'));
  let shapes = shadows(box, style, radii, 'outer');
  if (color !== null) shapes += shape(box, radii, painted('fill', color));
  const pattern = stripes(box, style('background-image'), definitions);
  if (pattern !== undefined) shapes += shape(box, radii, { fill: `url(#${pattern})` });
  return shapes + shadows(box, style, radii, 'inset') + borders(box, style, radii);
}

/** Of what is drawn around it and takes no room. */
export function outlined(box: Box, style: Style): string {
  const width = pixels(style('outline-width'));
  if (style('outline-style') === 'none' || width <= 0) return '';
  const apart = pixels(style('outline-offset')) + width / 2;
  const stroke = strokeOf(style('outline-color'), width, style('outline-style'));
  return shape(grown(box, apart), [0, 0, 0, 0], { fill: 'none', ...stroke });
}

/** What `overflow` leaves of the content: the box without its borders. */
export function insideBorders(box: Box, style: Style): Box {
  const [top, right, bottom, left] = SIDES.map((side) => borderWidth(style, side));
  return {
    x: box.x + left!,
    y: box.y + top!,
    width: Math.max(0, box.width - left! - right!),
    height: Math.max(0, box.height - top! - bottom!),
  };
}

/** `polygon()` of `clip-path`, as points; undefined: it is none. */
export function polygonOf(box: Box, clip: string): string | undefined {
  const found = /^polygon\((.*)\)$/.exec(clip);
  if (found === null) return undefined;
  const place = (text: string, size: number) =>
    text.endsWith('%') ? (Number.parseFloat(text) / 100) * size : pixels(text);
  return found[1]!
    .split(',')
    .map((pair) => pair.trim().split(/\s+/))
    .map(([x = '0', y = '0']) => `${box.x + place(x, box.width)},${box.y + place(y, box.height)}`)
    .join(' ');
}

export function pixels(text: string): number {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? value : 0;
}

type Radii = readonly [number, number, number, number];

function radiiOf({ width, height }: Box, style: Style): Radii {
  const radii = CORNERS.map((corner) => {
    const text = style(`border-${corner}-radius`).split(' ')[0]!;
    return text.endsWith('%') ? (Number.parseFloat(text) / 100) * Math.min(width, height) : pixels(text);
  });
  const most = Math.min(width, height) / 2;
  return radii.map((radius) => Math.min(radius, most)) as unknown as Radii;
}

function shape({ x, y, width, height }: Box, radii: Radii, attributes: Attributes): string {
  const [one, two, three, four] = radii;
  if (one === two && two === three && three === four) {
    return element('rect', { x, y, width, height, ...(one > 0 ? { rx: one } : {}), ...attributes });
  }
  const arc = (radius: number, dx: number, dy: number) => (radius > 0 ? `a${radius} ${radius} 0 0 1 ${dx} ${dy}` : '');
  const to = (letter: string, place: number) => `${letter}${short(place)}`;
  const d = [
    `${to('M', x + one)} ${short(y)}${to('H', x + width - two)}${arc(two, two, two)}`,
    `${to('V', y + height - three)}${arc(three, -three, three)}`,
    `${to('H', x + four)}${arc(four, -four, -four)}${to('V', y + one)}${arc(one, one, -one)}Z`,
  ].join('');
  return element('path', { d, ...attributes });
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: Math.max(0, width + 2 * by), height: Math.max(0, height + 2 * by) };
}

// ---- borders ---------------------------------------------------------------------------------------------------------

function borderWidth(style: Style, side: string): number {
  const kind = style(`border-${side}-style`);
  return kind === 'none' || kind === 'hidden' ? 0 : pixels(style(`border-${side}-width`));
}

function strokeOf(color: string, width: number, kind: string): Attributes {
  const dash = kind === 'dashed' ? `${width * 3} ${width * 2}` : kind === 'dotted' ? `${width} ${width}` : undefined;
  return { ...painted('stroke', paintOf(color)), 'stroke-width': width, 'stroke-dasharray': dash };
}

function borders(box: Box, style: Style, radii: Radii): string {
  const sides = SIDES.map((side) => ({
    side,
    width: borderWidth(style, side),
    color: style(`border-${side}-color`),
    kind: style(`border-${side}-style`),
  }));
  const [first] = sides;
  const isEven = sides.every(
    ({ width, color, kind }) => width === first!.width && color === first!.color && kind === first!.kind,
  );
  const widths = sides.map((side) => side.width);
  if (!isEven) return sides.map((side) => oneSide(box, side, widths)).join('');
  const { width, color, kind } = first!;
  if (width === 0 || paintOf(color) === null) return '';
  const ring = (wide: number, apart: number) => {
    const inner = radii.map((radius) => Math.max(0, radius - apart)) as unknown as Radii;
    return shape(grown(box, -apart), inner, { fill: 'none', ...strokeOf(color, wide, kind) });
  };
  // A double line is two thirds line, one third gap.
  if (kind === 'double' && width >= 3) return ring(width / 3, width / 6) + ring(width / 3, (width * 5) / 6);
  return ring(width, width / 2);
}

interface Side {
  readonly side: (typeof SIDES)[number];
  readonly width: number;
  readonly color: string;
  readonly kind: string;
}

/** Where two borders meet they are mitred: that is what makes a triangle of a box without content. */
function oneSide(box: Box, { side, width, color, kind }: Side, widths: readonly number[]): string {
  const paint = paintOf(color);
  if (width === 0 || paint === null) return '';
  const [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height];
  if (kind === 'dashed' || kind === 'dotted') {
    const half = width / 2;
    const ends = {
      top: { x1: left, y1: top + half, x2: right, y2: top + half },
      bottom: { x1: left, y1: bottom - half, x2: right, y2: bottom - half },
      left: { x1: left + half, y1: top, x2: left + half, y2: bottom },
      right: { x1: right - half, y1: top, x2: right - half, y2: bottom },
    }[side];
    return element('line', { ...ends, ...strokeOf(color, width, kind) });
  }
  const [above, after, below, before] = widths as [number, number, number, number];
  const inner = { left: left + before, top: top + above, right: right - after, bottom: bottom - below };
  const corners = {
    top: [left, top, right, top, inner.right, inner.top, inner.left, inner.top],
    bottom: [left, bottom, right, bottom, inner.right, inner.bottom, inner.left, inner.bottom],
    left: [left, top, left, bottom, inner.left, inner.bottom, inner.left, inner.top],
    right: [right, top, right, bottom, inner.right, inner.bottom, inner.right, inner.top],
  }[side];
  return element('polygon', { points: corners.map(short).join(' '), ...painted('fill', paint) });
}

// ---- what is neither plain nor a border ----------------------------------------------------------------------------------

/** Rings only: shadows of this page are hard, they are lines that take no room. */
function shadows(box: Box, style: Style, radii: Radii, which: 'outer' | 'inset'): string {
  const text = style('box-shadow');
  if (text === 'none' || text === '') return '';
  let shapes = '';
  for (const shadow of text.split(/,(?![^(]*\))/)) {
    const color = /[a-z]+\([^)]*\)/.exec(shadow)?.[0] ?? '';
    const [dx = 0, dy = 0, blur = 0, spread = 0] = (shadow.replace(color, '').match(/-?[\d.]+px/g) ?? []).map(pixels);
    const isInset = shadow.includes('inset');
    const paint = paintOf(color);
    if (paint === null || blur > 0 || isInset !== (which === 'inset')) continue;
    if (isInset && spread === 0) shapes += insetBar(box, dx, dy, paint);
    else if (spread > 0) {
      const stroke = { fill: 'none', ...painted('stroke', paint), 'stroke-width': spread };
      shapes += shape(grown(box, isInset ? -spread / 2 : spread / 2), radii, stroke);
    }
  }
  return shapes;
}

function insetBar({ x, y, width, height }: Box, dx: number, dy: number, paint: Paint): string {
  const fill = painted('fill', paint);
  const bar = dx !== 0 ? { x: dx > 0 ? x : x + width + dx, y, width: Math.abs(dx), height } : undefined;
  if (bar !== undefined) return element('rect', { ...bar, ...fill });
  return element('rect', { x, y: dy > 0 ? y : y + height + dy, width, height: Math.abs(dy), ...fill });
}

/** `repeating-linear-gradient()` with hard edges: how the page hatches. */
function stripes({ x, y }: Box, image: string, definitions: Definitions): string | undefined {
  const found = /^repeating-linear-gradient\((-?[\d.]+)deg, (.*)\)$/.exec(image);
  if (found === null) return undefined;
  const stops = found[2]!.split(/,(?![^(]*\))/).map((stop) => {
    const places = stop.match(/-?[\d.]+px/g) ?? [];
    const paint = paintOf(stop.replace(/\s-?[\d.]+px/g, '').trim());
    return { paint, from: pixels(places[0] ?? '0'), to: pixels(places[1] ?? places[0] ?? '0') };
  });
  const period = Math.max(...stops.map(({ to }) => to));
  if (period <= 0) return undefined;
  let bands = '';
  for (let place = 0; place < stops.length; place++) {
    const { paint, from, to } = stops[place]!;
    const next = stops[place + 1];
    // Two stops of one colour, one after the other, are a band too.
    const end = to > from ? to : (next?.from ?? to);
    if (paint === null || end <= from) continue;
    bands += element('rect', { x: from, y: 0, width: end - from, height: period, ...painted('fill', paint) });
  }
  if (bands === '') return undefined;
  const turned = `translate(${x} ${y}) rotate(${Number(found[1]) - 90})`;
  const size = { width: period, height: period, patternUnits: 'userSpaceOnUse', patternTransform: turned };
  return definitions.add((id) => `${opening('pattern', { id, ...size })}${bands}</pattern>`);
}
