/** A drawing of the page (`<svg>`) as it stands: the same shapes, with what style sheets say of them written out. */
import { type Box, pixels } from './box.ts';
import { type Attributes, element, escaped } from './markup.ts';
import { painted, paintOf } from './paint.ts';
import { fontOf } from './text.ts';

/** What the shapes of this page are made of; everything else is left out. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  path: ['d'],
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
};
const TEXT = ['x', 'y', 'dx', 'dy', 'rotate', 'textLength'];
/** Set by a style sheet, where no attribute says them. */
const BY_STYLE = ['x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'rx', 'ry'];

export function drawing(svg: SVGSVGElement, at: Box, usualFont: string): string {
  const style = getComputedStyle(svg);
  const inside = [...svg.children].map((child) => part(child, usualFont)).join('');
  if (inside === '') return '';
  // Its own box, before it is turned.
  const width = svg.clientWidth || at.width;
  const height = svg.clientHeight || at.height;
  const [middleX, middleY] = [at.x + at.width / 2, at.y + at.height / 2];
  const turned = turnOf(style.transform);
  const box = turned === undefined ? at : { x: middleX - width / 2, y: middleY - height / 2, width, height };
  const drawn = element(
    'svg',
    {
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
      viewBox: svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`,
      preserveAspectRatio: svg.getAttribute('preserveAspectRatio') ?? undefined,
      overflow: style.overflow === 'visible' ? 'visible' : undefined,
    },
    inside,
  );
  if (turned === undefined) return drawn;
  const transform = `translate(${middleX} ${middleY}) ${turned} translate(${-middleX} ${-middleY})`;
  return element('g', { transform }, drawn);
}

/** A rotation or a scale; undefined: it is only moved, which its place says already. */
function turnOf(transform: string): string | undefined {
  const [a = 1, b = 0, c = 0, d = 1] = /^matrix\((.*)\)$/.exec(transform)?.[1]?.split(',').map(Number) ?? [];
  return a === 1 && b === 0 && c === 0 && d === 1 ? undefined : `matrix(${a} ${b} ${c} ${d} 0 0)`;
}

function part(shape: Element, usualFont: string): string {
  const style = getComputedStyle(shape);
  if (style.display === 'none') return '';
  const common = { transform: transformOf(shape, style), opacity: style.opacity === '1' ? undefined : style.opacity };
  if (shape.localName === 'g' || shape.localName === 'svg') {
    const inside = [...shape.children].map((child) => part(child, usualFont)).join('');
    return inside === '' ? '' : element('g', common, inside);
  }
  if (style.visibility !== 'visible') return '';
  if (shape.localName === 'text') {
    const attributes = {
      ...geometry(shape, style, TEXT),
      ...common,
      ...fontOf(style, usualFont),
      ...painted('fill', paintOf(style.fill)),
      ...strokeOf(style),
      'text-anchor': style.textAnchor === 'start' ? undefined : style.textAnchor,
      'dominant-baseline': style.dominantBaseline === 'auto' ? undefined : style.dominantBaseline,
      'paint-order': style.paintOrder === 'normal' ? undefined : style.paintOrder,
    };
    return element('text', attributes, escaped(shape.textContent ?? ''));
  }
  const names = SHAPES[shape.localName];
  if (names === undefined) return '';
  const fill = painted('fill', paintOf(style.fill));
  const faint = { 'fill-opacity': style.fillOpacity === '1' ? undefined : style.fillOpacity };
  const rule = { 'fill-rule': style.fillRule === 'nonzero' ? undefined : style.fillRule };
  return element(shape.localName, {
    ...geometry(shape, style, names),
    ...common,
    ...faint,
    ...fill,
    ...rule,
    ...strokeOf(style),
  });
}

function geometry(shape: Element, style: CSSStyleDeclaration, names: readonly string[]): Attributes {
  const attributes: Record<string, string> = {};
  for (const name of names) {
    const own = shape.getAttribute(name);
    const styled = BY_STYLE.includes(name) ? style.getPropertyValue(name) : '';
    if (own !== null) attributes[name] = own;
    else if (/^-?[\d.]+(px|%)$/.test(styled) && pixels(styled) !== 0) attributes[name] = styled.replace('px', '');
  }
  return attributes;
}

function transformOf(shape: Element, style: CSSStyleDeclaration): string | undefined {
  const own = shape.getAttribute('transform');
  if (own !== null) return own;
  return /^matrix\([^)]*\)$/.test(style.transform) ? style.transform.replaceAll(',', ' ') : undefined;
}

function strokeOf(style: CSSStyleDeclaration): Attributes {
  const paint = paintOf(style.stroke);
  const width = pixels(style.strokeWidth);
  if (paint === null || width === 0) return {};
  return {
    ...painted('stroke', paint),
    ...(style.strokeOpacity === '1' ? {} : { 'stroke-opacity': style.strokeOpacity }),
    'stroke-width': width,
    'stroke-dasharray': style.strokeDasharray === 'none' ? undefined : style.strokeDasharray.replaceAll('px', ''),
    'stroke-linecap': style.strokeLinecap === 'butt' ? undefined : style.strokeLinecap,
    'stroke-linejoin': style.strokeLinejoin === 'miter' ? undefined : style.strokeLinejoin,
    'vector-effect': style.vectorEffect === 'none' ? undefined : style.vectorEffect,
  };
}
