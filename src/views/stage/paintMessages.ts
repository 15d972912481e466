/** Messages as glyphs: shape by API, filled request, outlined response, a cross over what carries an error. */
import { type Glyph, glyphOf } from '../encoding.ts';
import type { Drawn, MessagePlace } from './messages.ts';
import type { StageColors } from './palette.ts';

export interface MessageStyle {
  readonly size: number;
  readonly selected: number | null;
}

export function paintMessages(
  context: CanvasRenderingContext2D,
  places: readonly MessagePlace<Drawn>[],
  colors: StageColors,
  style: MessageStyle,
): void {
  for (const place of places) {
    const { message } = place;
    const glyph = glyphOf(message.api);
    const size = glyph === 'point' ? style.size * 0.55 : message.records > 0 ? style.size * 1.25 : style.size;
    if (message.kind === 'close') paintClose(context, place, size, colors);
    else {
      outline(context, glyph, place, size);
      context.fillStyle = message.kind === 'request' ? colors.ink : colors.surface;
      context.strokeStyle = message.kind === 'request' ? colors.surface : colors.ink;
      context.lineWidth = message.kind === 'request' ? 1 : 1.75;
      context.fill();
      context.stroke();
      if (glyph === 'eye' || (message.kind === 'response' && message.records > 0)) paintLoad(context, place, colors);
    }
    if (message.error) cross(context, place.x, place.y, size + 2, colors.alarm);
    if (place.isHeld) paintHeld(context, place, size, colors);
    if (style.selected === message.id) ring(context, place, size + 6, colors);
  }
}

function outline(
  context: CanvasRenderingContext2D,
  glyph: Glyph,
  { x, y, dx, dy }: MessagePlace<Drawn>,
  size: number,
): void {
  context.beginPath();
  switch (glyph) {
    case 'triangle': {
      // It points the way it goes.
      const long = size * 1.3;
      context.moveTo(x + dx * long, y + dy * long);
      context.lineTo(x - dx * size - dy * size, y - dy * size + dx * size);
      context.lineTo(x - dx * size + dy * size, y - dy * size - dx * size);
      break;
    }
    case 'diamond':
      context.moveTo(x, y - size * 1.3);
      context.lineTo(x + size * 1.3, y);
      context.lineTo(x, y + size * 1.3);
      context.lineTo(x - size * 1.3, y);
      break;
    case 'square':
      context.rect(x - size, y - size, 2 * size, 2 * size);
      break;
    case 'hexagon':
      polygon(context, HEXAGON, x, y, size * 1.2);
      break;
    case 'pentagon':
      polygon(context, PENTAGON, x, y, size * 1.2);
      break;
    case 'star':
      polygon(context, STAR, x, y, size * 1.5);
      break;
    case 'bar':
      context.rect(x - size * 1.2, y - size * 0.6, size * 2.4, size * 1.2);
      break;
    case 'box':
      context.rect(x - size * 0.7, y - size * 0.7, size * 1.4, size * 1.4);
      break;
    default:
      context.arc(x, y, size, 0, 2 * Math.PI);
  }
  context.closePath();
}

/** Corners on a circle around nothing, the first one above. */
const HEXAGON = [0, -1, 0.866, -0.5, 0.866, 0.5, 0, 1, -0.866, 0.5, -0.866, -0.5] as const;
const STAR = [
  0, -1, 0.235, -0.324, 0.951, -0.309, 0.38, 0.124, 0.588, 0.809, 0, 0.4, -0.588, 0.809, -0.38, 0.124, -0.951, -0.309,
  -0.235, -0.324,
] as const;
const PENTAGON = [0, -1, 0.951, -0.309, 0.588, 0.809, -0.588, 0.809, -0.951, -0.309] as const;

function polygon(
  context: CanvasRenderingContext2D,
  corners: readonly number[],
  x: number,
  y: number,
  size: number,
): void {
  context.moveTo(x + corners[0]! * size, y + corners[1]! * size);
  for (let place = 2; place < corners.length; place += 2)
    context.lineTo(x + corners[place]! * size, y + corners[place + 1]! * size);
}

/** A response that brings records. */
function paintLoad(context: CanvasRenderingContext2D, { x, y }: MessagePlace<Drawn>, colors: StageColors): void {
  context.beginPath();
  context.arc(x, y, 1.8, 0, 2 * Math.PI);
  context.fillStyle = colors.ink;
  context.fill();
}

/** The end of a connection: a bar across the way. */
function paintClose(
  context: CanvasRenderingContext2D,
  place: MessagePlace<Drawn>,
  size: number,
  colors: StageColors,
): void {
  const { x, y, dx, dy } = place;
  context.beginPath();
  context.moveTo(x - dy * size * 1.4, y + dx * size * 1.4);
  context.lineTo(x + dy * size * 1.4, y - dx * size * 1.4);
  context.strokeStyle = colors.alarm;
  context.lineWidth = 2.5;
  context.stroke();
}

function paintHeld(
  context: CanvasRenderingContext2D,
  place: MessagePlace<Drawn>,
  size: number,
  colors: StageColors,
): void {
  const { x, y, dx, dy } = place;
  const ahead = size + 4;
  context.beginPath();
  context.moveTo(x + dx * ahead - dy * (size + 2), y + dy * ahead + dx * (size + 2));
  context.lineTo(x + dx * ahead + dy * (size + 2), y + dy * ahead - dx * (size + 2));
  context.strokeStyle = colors.ink;
  context.lineWidth = 3;
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, size: number, color: string): void {
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x + size, y - size);
  context.lineTo(x - size, y + size);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
}

function ring(
  context: CanvasRenderingContext2D,
  { x, y }: MessagePlace<Drawn>,
  radius: number,
  colors: StageColors,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colors.ink;
  context.lineWidth = 2;
  context.stroke();
}
